"""How a finding shows a place of a text: a few words of it, nothing in them hidden."""

from __future__ import annotations

import re
import unicodedata

from polybook.model.span import Span

AROUND = 16
"""Characters shown before and after the place."""
LONGEST = 40
"""Characters of the place itself; of a longer one the middle is left out."""
UNSEEN = re.compile("[\u034f\u115f\u1160\u180b-\u180d\u2800\u3164\ufe00-\ufe0f\uffa0]")
"""What Python calls printable and nobody sees: fillers, variation selectors."""
SIGNS = {"\n": "⏎", "\u00a0": "␣", "\u2007": "␣", "\u202f": "␣"}
"""What has a sign of its own: a line break, and no-break spaces, which French is full of."""


def excerpt(text: str, span: Span) -> str:
    """Return the words around `span` of `text` in quotes, cut at blanks, on one line."""
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    before, after = text[start : span.start], text[span.end : end]
    if start:
        _, blank, rest = before.partition(" ")
        before = "…" + (rest if blank else before)
    if end < len(text):
        rest, blank, _ = after.rpartition(" ")
        after = (rest if blank else after) + "…"
    inner = text[span.start : span.end]
    if len(inner) > LONGEST:
        inner = f"{inner[: LONGEST // 2]} … {inner[-LONGEST // 2 :]}"
    return f"“{visible(before + inner + after)}”"


def visible(text: str) -> str:
    """Return `text` with every character that readers would not see as a sign or code point."""
    if text.isprintable() and not UNSEEN.search(text):
        return text
    return "".join(_shown(char) for char in text)


def name(char: str) -> str:
    """Return code point and name of a character: `U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


def _shown(char: str) -> str:
    if char.isprintable() and not UNSEEN.match(char):
        return char
    return SIGNS.get(char) or f"<U+{ord(char):04X}>"
