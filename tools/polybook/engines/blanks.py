"""Blanks around tags in an answer: put back where services add or lose them.

Whether a blank belongs there is decided by what stands beside the piece in the English. An answer
that has the tags where the English has them is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from polybook.terms.forms import parts_word

BLANKS = " \t\n"
CLOSES = re.compile(r"[ \t\n]+(?=[,.)\]}])")
"""Blanks that no language has: before a comma, a full stop or a closing bracket."""
OPENS = re.compile(r"(?<=[(\[{])[ \t\n]+\Z")
"""Blanks that no language has either: after an opening bracket."""
JOINS = "-‐‑–—/'’_=+*\\…@#"
"""Signs that tie a word to the piece beside it: `x`-axis, `x`'s."""


class Side(Enum):
    """Which part of a piece a tag stands for."""

    WHOLE = "whole"
    OPEN = "open"
    CLOSE = "close"


class Ties(Enum):
    """How a piece holds on to the words beside it."""

    NO = "no"
    LEFT = "left"
    """To the word before it, as footnotes and indices do."""
    BOTH = "both"
    """To both, as a character that is written as an entity."""
    BREAK = "break"
    """Not by blanks: a line break."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of an answer, and how it stands in the English."""

    number: int
    side: Side
    ties: Ties
    before: str
    """The character before it in the English, empty at the beginning."""
    after: str
    """The character after it in the English, empty at the end."""
    loose: bool
    """Whether the English itself has a blank between it and a sign that blanks never stand at."""


Part = Tag | str


def place_blanks(parts: Sequence[Part], between: Mapping[tuple[Tag, Tag], str]) -> list[Part]:
    """Return an answer's tags and texts with the blanks that belong around the tags.

    `between` is what the English has between each two tags with only blanks between them.
    """
    found = _edges_out(list(parts))
    result: list[Part] = []
    for at, part in enumerate(found):
        before = found[at - 1] if at else None
        after = found[at + 1] if at + 1 < len(found) else None
        if isinstance(part, Tag):
            if isinstance(before, Tag):
                result.append(between.get((before, part), _gap(before, part)))
            result.append(part)
        elif not part.strip(BLANKS) and isinstance(before, Tag) and isinstance(after, Tag):
            result.append(between.get((before, after), part))
        else:
            text = _after_tag(part, before) if isinstance(before, Tag) else part
            result.append(_before_tag(text, after) if isinstance(after, Tag) else text)
    return _stripped(result)


def _stripped(parts: list[Part]) -> list[Part]:
    """Return the parts without blanks at either end: those of the English come back later."""
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(BLANKS)
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(BLANKS)
    return parts


def _edges_out(parts: list[Part]) -> list[Part]:
    """Move blanks at the edges of a pair out of it: inside, emphasis would be none."""
    for step in (-1, 1):
        side = Side.OPEN if step < 0 else Side.CLOSE
        at = len(parts) - 1 if step < 0 else 0
        while 0 <= at < len(parts):
            part, inner = parts[at], at - step
            if isinstance(part, Tag) and part.side is side and 0 <= inner < len(parts):
                text = parts[inner]
                edge = part.after if step < 0 else part.before
                if isinstance(text, str) and not edge.isspace():
                    kept = text.lstrip(BLANKS) if step < 0 else text.rstrip(BLANKS)
                    if kept != text:
                        at = _moved(parts, at, inner, kept)
            at += step
    return [part for part in parts if part != ""]


def _moved(parts: list[Part], at: int, inner: int, kept: str) -> int:
    """Keep `kept` of the text at `inner`, put a blank beyond the tag at `at`; return its place."""
    parts[inner] = kept
    outer = 2 * at - inner
    text = parts[outer] if 0 <= outer < len(parts) else None
    if isinstance(text, str):
        if outer < at:
            parts[outer] = text if text[-1:].isspace() else text + " "
        else:
            parts[outer] = text if text[:1].isspace() else " " + text
        return at
    parts.insert(at if outer < at else at + 1, " ")
    return at + 1 if outer < at else at


def _gap(one: Tag, other: Tag) -> str:
    """Return what belongs between two tags that the English has not side by side."""
    if one.side is Side.OPEN or other.side is Side.CLOSE:
        return ""
    return " " if one.after.isspace() or other.before.isspace() else ""


def _after_tag(text: str, tag: Tag) -> str:
    """Return the text after a tag with the blanks that belong to its beginning."""
    glued = tag.after != "" and not tag.after.isspace()
    if tag.side is Side.OPEN:
        return text
    if tag.ties is Ties.BREAK or (tag.ties is Ties.BOTH and glued):
        return text.lstrip(BLANKS) if glued else text
    if not tag.loose and (blanks := CLOSES.match(text)):
        return text[blanks.end() :]
    if not _ties(tag.after) and parts_word(text[:1]):
        return " " + text
    return text


def _before_tag(text: str, tag: Tag) -> str:
    """Return the text before a tag with the blanks that belong to its end."""
    glued = tag.before != "" and not tag.before.isspace()
    if tag.side is Side.CLOSE:
        return text
    if tag.ties is not Ties.NO and glued:
        return text.rstrip(BLANKS)
    if not tag.loose and OPENS.search(text):
        return text.rstrip(BLANKS)
    if tag.ties is not Ties.BREAK and not _ties(tag.before) and parts_word(text[-1:]):
        return text + " "
    return text


def _ties(neighbour: str) -> bool:
    """Tell whether a character beside a piece makes one word of the two."""
    return neighbour != "" and (parts_word(neighbour) or neighbour in JOINS)
