"""Texts as engines get them: all that must stay as it is turned into tags, and back again.

`unmask(mask(text), mask(text).text).text` is the text, for any text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from polybook.engines import tags
from polybook.engines.pieces import Piece, read_pieces
from polybook.formats.inline import Reading, read_text
from polybook.model.span import Span

Reader = Callable[[str], Reading]
"""Reads a text of a unit: what is markup depends on the unit's kind and its page's references."""


class Refused(Exception):  # noqa: N818 - it is no error of ours
    """An answer that gives no text; the message is the fault."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text and what an engine gets in its place."""

    source: str
    """The text itself."""
    text: str
    """What to send: XML with tags in place of the pieces, without blanks at its ends."""
    pieces: tuple[Piece, ...] = ()
    """The piece behind tag 1, 2, ... in order."""
    read: Reader = field(default=read_text, compare=False, repr=False)

    @property
    def hidden(self) -> tuple[tuple[int, str], ...]:
        """The number and the source of each piece that the engine does not see."""
        return tuple(
            (number, piece.span.of(self.source))
            for number, piece in enumerate(self.pieces, 1)
            if piece.prose is None
        )


def mask(text: str, read: Reader = read_text) -> Masked:
    """Return `text` with its pieces as tags; `read` says what is markup in it."""
    pieces = tuple(read_pieces(text, read(text)))
    parts: list[str] = []
    done = 0
    for border, tag in sorted(borders(pieces)):
        parts += (tags.escape(text[done : border.start]), tag)
        done = border.end
    parts.append(tags.escape(text[done:]))
    return Masked(text, "".join(parts).strip(), pieces, read)


def borders(pieces: Sequence[Piece]) -> Iterator[tuple[Span, str]]:
    """Yield each stretch of the source that engines do not get, and its tag."""
    for number, piece in enumerate(pieces, 1):
        if piece.prose is None:
            yield piece.span, tags.whole(number)
        else:
            yield Span(piece.span.start, piece.prose.start), tags.opening(number)
            yield Span(piece.prose.end, piece.span.end), tags.CLOSING
