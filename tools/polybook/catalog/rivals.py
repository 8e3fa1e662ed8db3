"""Whether other blocks around would make better pairs than those that were matched."""

from __future__ import annotations

from collections.abc import Sequence

from polybook.catalog.align import Match
from polybook.catalog.evidence import Evidence
from polybook.catalog.item import Item

AROUND, WIDE = 3, 12
"""How many texts of the same kind to each side are tried as a better partner; and among how many
those are that have most words in common, or, of short texts, all."""
TWINS = 0.5
"""Share of their words that two texts have in common which could be taken for each other."""
BRIEF = 6
"""Different words of a text that may be too short to say much."""
NEVER = float("-inf")


class Rivals:
    """The blocks of two pages, how they were matched, and what else they could be matched with."""

    def __init__(
        self,
        ours: Sequence[Item],
        theirs: Sequence[Item],
        matches: Sequence[Match],
        evidence: Evidence,
        strange: float,
    ) -> None:
        """Take in the blocks and matches; `strange` is as in `Lengths.strange`."""
        self.ours = ours
        self.theirs = theirs
        self.evidence = evidence
        self._strange = strange
        singles = [match for match in matches if match.single]
        self._partner = {match.ours.start: match.theirs.start for match in singles}
        self._owner = {match.theirs.start: match.ours.start for match in singles}
        self._like = _Like(ours), _Like(theirs)
        self._gains: dict[tuple[int, int], float] = {}

    def gain(self, i: int, j: int) -> float:
        """Return what the best other pair of one of the two would gain over this one.

        When the other is taken, its partner takes what is left: two pairs change places.
        """
        best = NEVER
        for other in self._like[1].around(j):
            if self.theirs[other].text != self.theirs[j].text:
                best = max(best, self._swap(i, j, other))
        for owner in self._like[0].around(i):
            if owner not in self._partner and self.ours[owner].text != self.ours[i].text:
                best = max(best, self._gain(i, j, owner, None))
        return best

    def _swap(self, i: int, j: int, other: int) -> float:
        """Return what it gains when i goes with `other`; both owners ask for the same exchange."""
        owner = self._owner.get(other)
        if owner is None:
            return self._gain(i, j, None, other)
        key = (min(i, owner), max(i, owner))
        if key not in self._gains:
            self._gains[key] = self._gain(i, j, owner, other)
        return self._gains[key]

    def _gain(self, i: int, j: int, owner: int | None, other: int | None) -> float:
        """Return what it gains when i goes with `other` and `owner` with j."""
        gain = -self._said(i, j)
        if owner is not None and other is not None:
            if self.ours[owner].text == self.ours[i].text:
                return NEVER
            gain -= self._said(owner, other)
        for one, two in ((i, other), (owner, j)):
            if one is not None and two is not None:
                if not self.alike(one, two):
                    return NEVER
                gain += self._said(one, two)
        return gain

    def _said(self, i: int, j: int) -> float:
        return self.evidence.said(self.ours[i], self.theirs[j]).all

    def alike(self, i: int, j: int) -> bool:
        """Tell whether two blocks are of one kind and about as long as translations are."""
        one, other = self.ours[i], self.theirs[j]
        if one.kind != other.kind or one.level != other.level:
            return False
        return abs(self.evidence.lengths.strange(one, other)) <= self._strange


class _Like:
    """The texts of one side by kind and level."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        groups: dict[tuple[str, int], list[int]] = {}
        self._found: dict[int, tuple[list[int], int]] = {}
        for place, item in enumerate(items):
            if item.place >= 0:
                group = groups.setdefault((item.kind, item.level), [])
                self._found[place] = (group, len(group))
                group.append(place)

    def around(self, place: int) -> list[int]:
        """Return the nearest texts of the kind of the one at `place`, and that."""
        group, number = self._found[place]
        words = self._items[place].words
        near = group[max(number - WIDE, 0) : number + WIDE + 1]
        if len(words) <= BRIEF:
            return near
        middle = min(number, WIDE)
        return [
            other
            for at, other in enumerate(near, -middle)
            if abs(at) <= AROUND or self._twins(words, self._items[other].words)
        ]

    def _twins(self, one: frozenset[str], other: frozenset[str]) -> bool:
        return len(one & other) >= TWINS * max(len(one), len(other))
