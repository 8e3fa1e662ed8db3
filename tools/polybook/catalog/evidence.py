"""What speaks for two blocks being the same in two languages, and what against.

Three witnesses: what a translation keeps (code, formulas, targets, numbers, names), how long the
texts are, and the words, once a lexicon has been learned.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from polybook.catalog.item import HEADING, WEAK, Item
from polybook.catalog.lexicon import Lexicon, Odds

STRANGERS = -9.0
SPREAD = 0.3
"""The spread of the logarithm of the ratio of lengths before any is learned."""
LETTERS = 12
"""Texts of about so many characters tell little by their length."""
SAME = 3.0
"""What it says that two texts are equal."""
NOTHING = Odds(0.0, 0.0)
FEW = 30
"""Pairs from which the ratio of lengths is learned."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the contents of two texts say, in natural logarithms of odds."""

    kept: float
    """By what translations keep."""
    words: float
    """By the words."""
    hoped: float
    """What the words of true translations say on average."""

    @property
    def all(self) -> float:
        """What everything says together."""
        return self.kept + self.words


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long translations are, in natural logarithms of the ratio to the original."""

    middle: float = 0.0
    spread: float = SPREAD

    @classmethod
    def learn(cls, pairs: Iterable[tuple[Item, Item]]) -> Lengths:
        """Learn from pairs of texts, of which some may be wrong: by medians."""
        ratios = [_ratio(one, other) for one, other in pairs if one.length > 2 * LETTERS]
        if len(ratios) < FEW:
            return cls()
        middle = median(ratios)
        spread = 1.48 * median(abs(ratio - middle) for ratio in ratios)
        return cls(middle, max(spread, SPREAD / 3))

    def strange(self, one: Item, other: Item) -> float:
        """Return how many spreads the lengths are from the usual; negative for too short."""
        apart = _ratio(one, other) - self.middle
        return apart / (self.spread + 2 / math.sqrt(LETTERS + min(one.length, other.length)))


def _ratio(one: Item, other: Item) -> float:
    return math.log((other.length + LETTERS) / (one.length + LETTERS))


class Evidence:
    """All that is known for judging two blocks."""

    def __init__(self, lengths: Lengths, lexicon: Lexicon | None, seen: Mapping[str, int]) -> None:
        """Take in what was learned; `seen` says how many texts have each token."""
        self.lengths = lengths
        self.lexicon = lexicon
        self.seen = seen
        self._known: dict[tuple[Item, Item], Said] = {}

    def score(self, one: Item, other: Item) -> float:
        """Return what the aligner goes by."""
        if one.place < 0 or other.place < 0:
            return _fixed(one, other) if one.place == other.place else STRANGERS
        if (one.kind == HEADING) is not (other.kind == HEADING):
            return STRANGERS
        likely = 1.0 if one.kind == other.kind and one.level == other.level else -0.5
        likely -= min(self.lengths.strange(one, other) ** 2 / 3, 4.0)
        said = self.said(one, other)
        likely += max(min(said.kept, 5.0), -3.0)
        return likely + max(min(said.words, 6.0), -2.5)

    def said(self, one: Item, other: Item) -> Said:
        """Return what the contents of two texts say."""
        found = self._known.get((one, other))
        if found is None:
            kept = self._kept(one.tokens, other.tokens) if one.tokens or other.tokens else 0.0
            if one.text == other.text:
                kept += SAME
            odds = self.lexicon.odds(one, other) if self.lexicon else NOTHING
            found = self._known[one, other] = Said(kept, odds.found, odds.hoped)
        return found

    def _kept(self, ours: Counter[str], theirs: Counter[str]) -> float:
        """Return what the tokens say: what both have speaks for it, what one has against it."""
        found = 0.0
        for token in ours.keys() | theirs.keys():
            both = min(ours[token], theirs[token])
            apart = abs(ours[token] - theirs[token])
            found += self._worth(token) * (math.sqrt(both) - math.sqrt(apart) / 2)
        return found

    def _worth(self, token: str) -> float:
        # A token of two texts, the pair's own, is as good as a name.
        worth = 3.0 / math.sqrt(max(1.0, self.seen.get(token, 0) / 2))
        return worth / 2 if token[0] == WEAK else worth


def _fixed(one: Item, other: Item) -> float:
    """Score two blocks that translations leave alone, which an author may have edited."""
    if one.kind != other.kind:
        return STRANGERS
    if one.fixed == other.fixed:
        return 4.0
    names = len(one.words | other.words)
    return 4.0 * len(one.words & other.words) / names - 1.5 if names else -1.0
