"""The markup of an SVG file: its tags, comments and character data, cut by one pattern.

The pieces tile the file. No entity is expanded and nothing is looked up: what a document type
declares stays where it is, unread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from polybook.model.span import Span

# What can repeat never gives back what it took, so that a file made to be slow is not.
MARKUP = re.compile(
    r"<!--(?P<comment>.*?)-->"
    r"|<!\[CDATA\[(?P<data>.*?)\]\]>"
    r"|<\?.*?\?>"
    r"|<!DOCTYPE(?:[^\[\]\"'>]|\"[^\"]*+\"|'[^']*+'"
    r"|\[(?:<!--.*?-->|<\?.*?\?>|\"[^\"]*+\"|'[^']*+'"
    r"|(?!<!--|<\?)[^\]\"'])*+\])*+>"
    r"|</(?P<end>[^\s<>/=\"'!?]++)\s*+>"
    r"|<(?P<start>[^\s<>/=\"'!?]++)"
    r"(?P<attributes>(?:\s++[^\s<>/=\"']++\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'))*+)\s*+(?P<empty>/?)>",
    re.S,
)
ATTRIBUTE = re.compile(r"([^\s<>/=\"']+)\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
OPAQUE = frozenset({"style", "script", "metadata", "math"})
"""Elements whose character data is not for readers, or no words."""


class Mark(Enum):
    """What a piece is."""

    TEXT = "text"
    DATA = "CDATA section"
    START = "start tag"
    END = "end tag"
    EMPTY = "empty element"
    COMMENT = "comment"
    OTHER = "other"
    """Processing instructions, the document type, the text of opaque elements."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of an SVG file."""

    mark: Mark
    span: Span
    """Where it stands, in code points of the file."""
    name: str = ""
    """An element's, as written: `text`, `svg:text`."""
    attributes: str = ""
    """As written, blanks and all."""

    def get(self, name: str) -> str:
        """Return the value of an attribute as written; without one, an empty text."""
        if name not in self.attributes:
            return ""
        found = ATTRIBUTE.finditer(self.attributes)
        return next((match[2] or match[3] or "" for match in found if match[1] == name), "")


@dataclass(frozen=True, slots=True)
class Markup:
    """An SVG file in pieces."""

    pieces: Sequence[Piece]
    ends: Sequence[int]
    """By piece: for a start tag, the number of its end tag; else its own."""


class NotWellFormedError(ValueError):
    """The text is no XML; `offset` says where that shows, in code points."""

    def __init__(self, reason: str, offset: int) -> None:
        self.offset = offset
        super().__init__(reason)


def cut_markup(text: str) -> Markup:
    """Cut an SVG file into pieces. Raises NotWellFormedError where tags do not fit together."""
    pieces: list[Piece] = []
    ends: list[int] = []
    opened: list[int] = []
    opaque = 0
    at = 0
    while at < len(text):
        begin = text.find("<", at)
        begin = len(text) if begin < 0 else begin
        if begin > at:
            pieces.append(Piece(Mark.OTHER if opaque else Mark.TEXT, Span(at, begin)))
            ends.append(len(pieces) - 1)
        if begin == len(text):
            break
        match = MARKUP.match(text, begin)
        if match is None:
            raise NotWellFormedError("a tag or comment that is not closed", begin)
        piece = _piece(match, opaque=bool(opaque))
        number = len(pieces)
        pieces.append(piece)
        ends.append(number)
        if piece.mark is Mark.START:
            opened.append(number)
            opaque += local_name(piece.name) in OPAQUE
        elif piece.mark is Mark.END:
            if not opened or pieces[opened[-1]].name != piece.name:
                raise NotWellFormedError(f"an end tag </{piece.name}> without its start", begin)
            ends[opened.pop()] = number
            opaque -= local_name(piece.name) in OPAQUE
        at = match.end()
    if opened:
        first = pieces[opened[-1]]
        raise NotWellFormedError(f"a start tag <{first.name}> without its end", first.span.start)
    return Markup(pieces, ends)


def _piece(match: re.Match[str], *, opaque: bool) -> Piece:
    span = Span(*match.span())
    if match["start"] is not None:
        mark = Mark.EMPTY if match["empty"] else Mark.START
        return Piece(mark, span, match["start"], match["attributes"])
    if match["end"] is not None:
        return Piece(Mark.END, span, match["end"])
    if match["comment"] is not None:
        return Piece(Mark.COMMENT, span)
    is_data = match["data"] is not None and not opaque
    return Piece(Mark.DATA if is_data else Mark.OTHER, span)


def local_name(name: str) -> str:
    """Return an element's name without its prefix."""
    return name.rpartition(":")[2]
