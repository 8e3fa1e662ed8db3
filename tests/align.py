"""Pairs the units of a page with those of its translation, when only the two pages are there.

Dynamic programming over what translation leaves alone: kinds, tokens, numbers, and roughly the
length. Only certain pairs are returned; a unit without a sure partner is left out.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from polybook.formats.inline import InlineKind, read_inline
from polybook.formats.page import Page
from polybook.formats.prose import mask
from polybook.formats.reading import read_page
from polybook.model.unit import Kind, Unit

NUMBER = re.compile(r"\d+")
NEAR = 40
"""How far from the diagonal partners are looked for, in units."""
SKIP = -0.6
"""What leaving a unit without a partner costs."""
SURE = 0.5
"""The least score of a certain pair that has no certain neighbour."""
FLOOR = -0.5
"""The least score of a pair that stands between two certain ones."""
LONG = 40
"""Characters of a heading that may have swallowed something."""
MOST = 20
"""How many blocks after it a heading is believed to have swallowed."""


@dataclass(frozen=True)
class Feature:
    """What of a unit survives translation."""

    kind: Kind
    level: int
    length: int
    tokens: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Feature) -> Feature:
        """Return the feature of a unit that has taken in the one after it."""
        tokens = self.tokens + other.tokens
        return Feature(self.kind, self.level, self.length + 1 + other.length, tokens)

    @classmethod
    def of(cls, unit: Unit) -> Feature:
        """Read a unit."""
        found = read_inline(unit.msgid)
        tokens = Counter(
            token.target or "".join(token.raw.split())
            for token in found
            if token.kind is not InlineKind.ENTITY
        )
        tokens.update(NUMBER.findall(mask(unit.msgid, found)))
        return cls(unit.kind, unit.level, len(unit.msgid), tokens)


def align_pages(name: str, english: str, translation: str, kind: str = "d2l") -> Aligned:
    """Read two pages of one format and pair their units."""
    pages = [read_page(name, text, kind) for text in (english, translation)]
    return Aligned(*pages, tuple(align(pages[0].units, pages[1].units)))


@dataclass(frozen=True)
class Aligned:
    """Two pages and the units of theirs that belong together."""

    english: Page
    translation: Page
    pairs: tuple[tuple[Unit, Unit], ...]


def align(english: Sequence[Unit], translation: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Yield the pairs of units that certainly say the same.

    A translated heading that has swallowed the blocks after it is the heading's partner.
    """
    ours, theirs = (
        [Feature.of(unit) for unit in english],
        [Feature.of(unit) for unit in translation],
    )
    path = list(_best_path(ours, theirs))
    sure = {place for place, score in path if score >= SURE}
    ends = {(-1, -1), (len(ours), len(theirs))}
    for (i, j), score in path:
        between = {(i - 1, j - 1), (i + 1, j + 1)} <= sure | ends
        if (i, j) in sure or (between and score >= FLOOR):
            yield english[i], translation[j]


def _best_path(
    ours: Sequence[Feature], theirs: Sequence[Feature]
) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield the pairs of the dearest way through both pages, in order, with the score of each."""
    rows, columns = len(ours), len(theirs)
    slope = columns / max(rows, 1)
    best = {(i, 0): (SKIP * i, (i - 1, 0), 0.0) for i in range(rows + 1)}
    best |= {(0, j): (SKIP * j, (0, j - 1), 0.0) for j in range(columns + 1)}
    for i in range(rows):
        for j in range(columns):
            ways = [(best[at][0] + SKIP, at, 0.0) for at in ((i, j + 1), (i + 1, j))]
            if abs(i * slope - j) <= NEAR:
                for start, score in _matches(ours, theirs[j], i):
                    # Two ways may be equally dear; a pair is better than none.
                    ways.append((best[start, j][0] + score, (start, j), score + 1e-9))
            best[i + 1, j + 1] = max(ways)
    at, path = (rows, columns), []
    while all(at):
        _, before, score = best[at]
        if score:
            path.append((before, score))
        at = before
    return reversed(path)


def _matches(ours: Sequence[Feature], other: Feature, last: int) -> Iterator[tuple[int, float]]:
    """Yield where a match that ends at `last` may begin, with its score."""
    yield last, _score(ours[last], other)
    if other.kind is Kind.HEADING and other.length > LONG:
        taken = ours[last]
        for start in range(last - 1, max(last - MOST, -1), -1):
            taken = ours[start] + taken
            if ours[start].kind is Kind.HEADING:
                yield start, _score(taken, other)


def _score(one: Feature, other: Feature) -> float:
    """Return how well two units go together: 2 for the best, far below 0 for strangers."""
    if (one.kind is Kind.HEADING) != (other.kind is Kind.HEADING) or one.level != other.level:
        return -9.0
    score = 0.0 if one.kind is other.kind else -0.5
    if one.tokens or other.tokens:
        common = (one.tokens & other.tokens).total()
        score += 2 * common / max(one.tokens.total(), other.tokens.total()) - 0.5
    else:
        score += 0.5
    # Texts of less than some twenty letters tell nothing by their length.
    ratio = abs(math.log((one.length + 20) / (other.length + 20) * 1.1))
    return score + 0.5 - ratio
