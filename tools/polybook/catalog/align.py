"""Putting two sequences of blocks beside each other: what in one is what in the other.

Landmarks, blocks that stand once in both and are equal, cut the sequences into short stretches;
inside, dynamic programming finds the dearest way. Nothing is moved: matches never cross. That two
blocks are matched does not make them a pair; `certain` decides that.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from polybook.catalog.item import HEADING, Item, fused

Score = Callable[[Item, Item], float]
"""How well two blocks go together: above 0 for a likely pair, far below for strangers."""
Stretch = tuple[int, int, int, int]

ALONE = -1.5
"""The score of a block without a partner."""
FUSED = -2.5
"""What it costs to take two blocks for one."""
NEAR = 60
"""How far from the diagonal partners are looked for in a stretch without landmarks."""
SWALLOWED = 12
"""How many blocks a heading is believed to swallow."""
LONG = 30
"""Characters of a heading that may have swallowed something."""
RICH = 3
"""Different strong tokens that make a text a landmark."""


@dataclass(frozen=True, slots=True)
class Match:
    """Neighbouring blocks of both sequences that belong together; one side may be empty."""

    ours: range
    theirs: range

    @property
    def single(self) -> bool:
        """Whether it is one block on each side."""
        return len(self.ours) == len(self.theirs) == 1


def align(ours: Sequence[Item], theirs: Sequence[Item], score: Score) -> list[Match]:
    """Return matches that cover both sequences, in order."""
    keys = [_key(item) for item in ours], [_key(item) for item in theirs]
    found: list[Match] = []
    stack: list[Stretch] = [(0, len(ours), 0, len(theirs))]
    while stack:
        stretch = stack.pop()
        marks = _landmarks(keys, stretch)
        if not marks:
            found += _best_way(ours, theirs, stretch, score)
            continue
        start, end, first, last = stretch
        for i, j in marks:
            found.append(Match(range(i, i + 1), range(j, j + 1)))
            stack.append((start, i, first, j))
            start, first = i + 1, j + 1
        stack.append((start, end, first, last))
    return sorted(found, key=lambda match: (match.ours.start, match.theirs.start))


def _key(item: Item) -> object:
    """Return what makes a block the same block in a translation, None when nothing does."""
    if item.fixed:
        return (item.kind, item.fixed)
    strong = item.strong
    if len(strong) >= RICH:
        return (item.kind, frozenset(strong.items()))
    return None


def _landmarks(
    keys: tuple[Sequence[object], Sequence[object]], stretch: Stretch
) -> list[tuple[int, int]]:
    """Return the longest run, in order in both, of blocks that stand once in both stretches."""
    start, end, first, last = stretch
    once = [_once(keys[0], start, end), _once(keys[1], first, last)]
    pairs = [(i, once[1][key]) for key, i in once[0].items() if key in once[1]]
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        ends[at : at + 1] = [j]
        tails[at : at + 1] = [number]
        before.append(tails[at - 1] if at else -1)
    run: list[tuple[int, int]] = []
    number = tails[-1] if tails else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _once(keys: Sequence[object], start: int, end: int) -> dict[object, int]:
    counts = Counter(keys[start:end])
    return {
        keys[place]: place
        for place in range(start, end)
        if keys[place] is not None and counts[keys[place]] == 1
    }


def _best_way(
    ours: Sequence[Item], theirs: Sequence[Item], stretch: Stretch, score: Score
) -> Iterator[Match]:
    """Yield the matches of one stretch, last first, by dynamic programming."""
    start, end, first, last = stretch
    rows, columns = end - start, last - first
    if not rows or not columns:
        for i in range(start, end):
            yield Match(range(i, i + 1), range(first, first))
        for j in range(first, last):
            yield Match(range(start, start), range(j, j + 1))
        return
    moves = _Moves(ours[start:end], theirs[first:last], score)
    slope = columns / rows
    # From each place the score of the best way to it, and the place before on that way.
    best = [[(ALONE * j, 0, j - 1) for j in range(columns + 1)]]
    for i in range(1, rows + 1):
        line = [(ALONE * i, i - 1, 0)]
        above = best[-1]
        middle = i * slope
        for j in range(1, columns + 1):
            up, left = above[j][0] + ALONE, line[j - 1][0] + ALONE
            way = (up, i - 1, j) if up >= left else (left, i, j - 1)
            if abs(j - middle) <= NEAR:
                for k, m, value in moves.ending(i, j):
                    total = (best[k] if k < i else line)[m][0] + value
                    if total > way[0]:
                        way = (total, k, m)
            line.append(way)
        best.append(line)
    i, j = rows, columns
    while i or j:
        _, k, m = best[i][j]
        yield Match(range(start + k, start + i), range(first + m, first + j))
        i, j = k, m


class _Moves:
    """The matches that one stretch could have."""

    def __init__(self, ours: Sequence[Item], theirs: Sequence[Item], score: Score) -> None:
        self.ours = ours
        self.theirs = theirs
        self.score = score

    def ending(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """Yield where a match that ends before `i` and `j` may begin, and its score."""
        one, other = self.ours[i - 1], self.theirs[j - 1]
        yield i - 1, j - 1, self.score(one, other)
        if i > 1 and _may_fuse(self.ours[i - 2], one, other):
            yield i - 2, j - 1, self.score(fused(self.ours[i - 2 : i]), other) + FUSED
        if j > 1 and _may_fuse(self.theirs[j - 2], other, one):
            yield i - 1, j - 2, self.score(one, fused(self.theirs[j - 2 : j])) + FUSED
        if other.kind == HEADING and other.length > LONG:
            for begin in range(i - 2, max(i - SWALLOWED, 0) - 1, -1):
                if self.ours[begin].kind == HEADING:
                    yield begin, j - 1, self.score(fused(self.ours[begin:i]), other) + FUSED
                    break


def _may_fuse(first: Item, second: Item, whole: Item) -> bool:
    """Tell whether two neighbours of one kind may have become, or come from, one block."""
    if first.kind != whole.kind or second.kind != whole.kind or whole.kind == HEADING:
        return False
    if whole.place < 0 or first.place < 0 or second.place < 0:
        return False
    apart = abs(first.length + second.length - whole.length)
    return apart < min(abs(one.length - whole.length) for one in (first, second))
