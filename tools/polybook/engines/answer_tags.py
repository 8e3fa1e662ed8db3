"""The tags of an answer: each one read, and all of them counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from polybook.engines import tags
from polybook.engines.blanks import CLOSES, OPENS, Part, Side, Tag, Ties
from polybook.engines.masking import Masked, Refused
from polybook.engines.pieces import BREAK, EMPHASIS, ESCAPE, Piece
from polybook.formats.html import NAME
from polybook.formats.inline import InlineKind
from polybook.formats.prose import WORD
from polybook.model.span import Span

SHOWN = 60
"""Characters of a piece that a fault shows."""
NEAR = 10
"""Blanks before a piece that are looked at."""
NAMED = 3
"""Faults of one kind that are named."""
INDEX = frozenset({"sub", "sup"})
KEEP = "keep every placeholder exactly once"

Known = Mapping[tuple[int, Side], Tag]


def known_tags(masked: Masked) -> dict[tuple[int, Side], Tag]:
    """Return the tags of a masked text by number and side."""
    source = masked.source
    found: dict[tuple[int, Side], Tag] = {}
    for number, piece in enumerate(masked.pieces, 1):
        ties = _ties(piece, source)
        for side, span in _sides(piece):
            before = source[max(0, span.start - 1) : span.start]
            after = source[span.end : span.end + 1]
            loose = bool(
                CLOSES.match(source, span.end)
                or OPENS.search(source, max(0, span.start - NEAR), span.start)
            )
            found[number, side] = Tag(number, side, ties, before, after, loose)
    return found


def _sides(piece: Piece) -> list[tuple[Side, Span]]:
    if piece.prose is None:
        return [(Side.WHOLE, piece.span)]
    return [
        (Side.OPEN, Span(piece.span.start, piece.prose.start)),
        (Side.CLOSE, Span(piece.prose.end, piece.span.end)),
    ]


def _ties(piece: Piece, source: str) -> Ties:
    if piece.kind == BREAK:
        return Ties.BREAK
    if piece.kind in (InlineKind.ENTITY, ESCAPE):
        return Ties.BOTH
    name = NAME.match(source, piece.span.start)
    index = piece.kind == InlineKind.HTML and name is not None and name[2].lower() in INDEX
    return Ties.LEFT if index or piece.kind == InlineKind.FOOTNOTE else Ties.NO


def shown(masked: Masked, number: int) -> str:
    """Return the tag of a piece and what it stands for, to name it in a fault."""
    piece = masked.pieces[number - 1]
    text = " ".join((piece.prose or piece.span).of(masked.source).split())
    text = text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."
    if piece.prose is None:
        return f"{tags.whole(number)} for {text}"
    return f'{tags.opening(number)}...{tags.CLOSING} around "{text}"'


def read_answer(masked: Masked, answer: str) -> tuple[list[Part], str]:
    """Return an answer's tags and texts, the texts unescaped, and what emphasis it lost.

    Raises Refused when the tags are not those of the masked text.
    """
    reader = _Reader(masked)
    found = tags.read_tags(answer.strip())
    skip = 0
    for at, part in enumerate(found):
        if skip:
            skip -= 1
        elif isinstance(part, str):
            reader.text(part)
        elif part.name == "g":
            reader.pair(part)
        elif not part.end:
            skip = 0 if part.empty else reader.content(part.number, found[at + 1 : at + 3])
            reader.whole(part)
    return reader.parts, reader.finish()


class _Reader:
    """What an answer has said so far."""

    def __init__(self, masked: Masked) -> None:
        self.masked = masked
        self.known: Known = known_tags(masked)
        self.parts: list[Part] = []
        self.opened: list[int] = []
        self.counts = Counter[int]()

    def text(self, escaped: str) -> None:
        """Read a text between tags."""
        if broken := tags.DEBRIS.search(escaped):
            raise Refused(f"a placeholder is damaged near {broken[0]}; {KEEP}, as it is written")
        self.parts.append(tags.unescape(escaped))

    def whole(self, mark: tags.Mark) -> None:
        """Read a tag that stands for a whole piece."""
        self.parts.append(self._tag(mark, Side.WHOLE))
        self.counts[mark.number] += 1

    def content(self, number: int, ahead: Sequence[tags.Mark | str]) -> int:
        """Return how many of the parts `ahead` are but the inside and the end of an `<x>`."""
        for count, part in enumerate(ahead, 1):
            if not isinstance(part, str):
                return count if part.end and part.name == "x" else 0
            raw = dict(self.masked.hidden).get(number, "")
            if part.strip() and tags.unescape(part).strip() != raw.strip():
                return 0
        return 0

    def pair(self, mark: tags.Mark) -> None:
        """Read a tag before or after the prose of a piece."""
        if not mark.end:
            tag = self._tag(mark, Side.OPEN)
            if mark.empty:
                raise Refused(
                    f"{shown(self.masked, mark.number)} is empty; translate the text in it"
                )
            self.opened.append(mark.number)
            self.parts.append(tag)
            return
        if not self.opened or mark.number not in (0, self.opened[-1]):
            raise Refused(f"{mark.text} closes nothing that is open; nest the placeholders well")
        number = self.opened.pop()
        last = self.parts[-1]
        inner = self.parts[-2] if isinstance(last, str) and not last.strip() else last
        if inner == self.known[number, Side.OPEN]:
            raise Refused(f"{shown(self.masked, number)} is empty; translate the text in it")
        self.parts.append(self.known[number, Side.CLOSE])
        self.counts[number] += 1

    def _tag(self, mark: tags.Mark, side: Side) -> Tag:
        tag = self.known.get((mark.number, side))
        if tag is None:
            raise Refused(f"there is no placeholder {mark.text} in the English; {KEEP}")
        return tag

    def finish(self) -> str:
        """Return which emphasis was lost; raises Refused when more than that is wrong."""
        if self.opened:
            raise Refused(f"{shown(self.masked, self.opened[-1])} is not closed; {KEEP}")
        missing = [number for number in range(1, len(self.masked.pieces) + 1)
                   if not self.counts[number]]  # fmt: skip
        mild = [number for number in missing if self._mild(number)]
        hard = [number for number in missing if number not in mild]
        twice = [number for number, count in self.counts.items()
                 if count > 1 and not self._mild(number)]  # fmt: skip
        faults = [*self._named(hard, "missing"), *self._named(twice, "there more than once")]
        if faults:
            raise Refused("; ".join((*faults, KEEP)))
        if self._piled():
            raise Refused("the placeholders stand in a heap; put each where it belongs")
        return "; ".join((*self._named(mild, "missing"), "keep the emphasis")) if mild else ""

    def _piled(self) -> bool:
        """Tell whether all pieces stand side by side at one end.

        Some services do that when they lose track of where in a sentence they belong; the English
        has words between each two of them.
        """
        parts = [part for part in self.parts if not (isinstance(part, str) and not part.strip())]
        numbers = [number for number, side in self.known if side is Side.WHOLE]
        if len(numbers) < 2 or len(parts) <= len(numbers):
            return False
        pieces = self.masked.pieces
        gaps = (
            self.masked.source[pieces[one - 1].span.end : pieces[other - 1].span.start]
            for one, other in pairwise(numbers)
        )
        if not all(WORD.search(gap) for gap in gaps):
            return False
        ends = (parts[: len(numbers)], parts[-len(numbers) :])
        return any(
            all(isinstance(part, Tag) and part.side is Side.WHOLE for part in end) for end in ends
        )

    def _mild(self, number: int) -> bool:
        piece = self.masked.pieces[number - 1]
        return piece.kind == EMPHASIS and piece.prose is not None

    def _named(self, numbers: Sequence[int], what: str) -> list[str]:
        if not numbers:
            return []
        named = ", ".join(shown(self.masked, number) for number in numbers[:NAMED])
        more = f" and {len(numbers) - NAMED} more" if len(numbers) > NAMED else ""
        return [f"{named}{more} {'is' if len(numbers) == 1 else 'are'} {what}"]
