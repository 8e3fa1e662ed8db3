"""The tags that stand for pieces of a text, as we write them and as services give them back.

`<x id="1"/>` stands for a whole piece, `<g id="2">...</g>` goes around prose: XLIFF's names.
Services write them in other ways that mean the same: `<x id='1'></x>`, `<X ID = "1">`,
`&lt;x id="1"/&gt;`, typographic quotes. All of these are read.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_OPENS, _CLOSES = r"(?:<|&lt;|＜)", r"(?:>|&gt;|＞)"
_QUOTE = "(?:&quot;|&#3[49];|[\"'“”„«»‘’`])?"
_GAP = r"\s{0,4}"
_NUMBER = rf"id{_GAP}={_GAP}{_QUOTE}{_GAP}(?P<id>\d{{1,6}}){_GAP}{_QUOTE}"
TAG = re.compile(
    rf"{_OPENS}{_GAP}(?P<end>/?){_GAP}(?P<name>[xg])(?:\s{{1,4}}{_NUMBER})?"
    rf"(?:\s{{1,4}}[\w:-]+{_GAP}={_GAP}\"[^\"<>]*\"){{0,4}}{_GAP}(?P<empty>/?){_GAP}{_CLOSES}",
    re.I,
)
"""One of our tags, however it is written."""
DEBRIS = re.compile(
    rf"{_OPENS}{_GAP}/?{_GAP}[xg]\b{_GAP}(?:id\b|/?{_GAP}{_CLOSES})"
    rf"|\bid{_GAP}={_GAP}{_QUOTE}{_GAP}\d{{1,6}}{_GAP}{_QUOTE}{_GAP}/?{_GAP}{_CLOSES}"
    rf"|/{_GAP}[xg]{_GAP}{_CLOSES}",
    re.I,
)
"""What is left of a tag that a service has broken."""
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w*);")


def whole(number: int) -> str:
    """Return the tag of a piece that stays as it is."""
    return f'<x id="{number}"/>'


def opening(number: int) -> str:
    """Return the tag before the prose of a piece."""
    return f'<g id="{number}">'


CLOSING = "</g>"
"""The tag after the prose of a piece."""


def escape(text: str) -> str:
    """Return `text` as XML wants it; `>` means nothing alone, and is left for readability."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def unescape(text: str) -> str:
    """Return `text` with its entities read, whoever wrote them."""
    return ENTITY.sub(lambda match: html.unescape(match[0]), text)


@dataclass(frozen=True, slots=True)
class Mark:
    """One of our tags in an answer."""

    number: int
    """0 where the tag has none, as end tags."""
    name: str
    """`x` or `g`."""
    end: bool
    """True for `</g>`."""
    empty: bool
    """True for `<x/>`."""
    text: str
    """As the answer has it."""


def read_tags(answer: str) -> list[Mark | str]:
    """Return an answer's tags in order, with the text between them, still escaped."""
    found: list[Mark | str] = []
    done = 0
    for match in TAG.finditer(answer):
        found.append(answer[done : match.start()])
        number = int(match["id"] or 0)
        name = match["name"].lower()
        found.append(Mark(number, name, bool(match["end"]), bool(match["empty"]), match[0]))
        done = match.end()
    found.append(answer[done:])
    return [part for part in found if part != ""]
