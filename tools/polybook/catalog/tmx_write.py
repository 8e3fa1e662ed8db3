"""Write TMX 1.4, which every translation memory reads.

Texts go in as they are, without codes of their own: what is markup to us is text to a memory.
https://www.gala-global.org/tmx-14b
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from polybook import __version__

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="polybook" creationtoolversion={version} segtype="paragraph" o-tmf="PO" \
adminlang="en" srclang={source} datatype="plaintext"/>
<body>
"""
_TAIL = "</body>\n</tmx>\n"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold."""


def write_tmx(pairs: Iterable[tuple[str, str]], source: str, target: str) -> str:
    """Return the texts with their translations as TMX; the languages by gettext's names."""
    one, other = _tag(source), _tag(target)
    head = _HEAD.format(version=quoteattr(__version__), source=quoteattr(one))
    return "".join((head, *_units(pairs, one, other), _TAIL))


def _units(pairs: Iterable[tuple[str, str]], source: str, target: str) -> Iterator[str]:
    for text, translation in pairs:
        yield f"<tu>\n{_variant(source, text)}{_variant(target, translation)}</tu>\n"


def _variant(language: str, text: str) -> str:
    # A carriage return as it is would be read as a new line.
    inner = escape(_FORBIDDEN.sub("", text), {"\r": "&#13;"})
    return f"<tuv xml:lang={quoteattr(language)}><seg>{inner}</seg></tuv>\n"


def _tag(language: str) -> str:
    """Return gettext's name of a language as XML writes it: pt-BR."""
    return language.partition("@")[0].replace("_", "-")
