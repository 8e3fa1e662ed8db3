"""Which words go together, learned from texts that stand beside each other.

What a pair of texts itself has contributed is left out when that pair is judged, so that no pair is
its own witness.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from polybook.catalog.item import Item

RARE = 5
"""Texts that a word must stand in before anything is learned of it."""
FEW = 5
"""Texts of a word up to which one more or less decides who its partner is: a text that itself has
made the choice must not be judged by it."""
CHANCE = 9.0
"""Strength that a word's partner must have: the best of dozens is often there by chance."""
COMMON = 0.3
"""Share of the texts above which a word says nothing."""
SAMPLE = 16
"""Texts of one word that are looked through for words that may be its partner."""
SMOOTHING = 1.0
"""Texts without the partner that a word is thought to have besides those that were seen."""
FOR, AGAINST = 4.0, -2.5
"""The most that one word can say, as a natural logarithm of odds."""

NOTHING = (0.0, 0.0, 0.0)
Words = frozenset[str]
Say = tuple[float, float, float]
"""What it says that the partner is there, that it is not, and the mean of both."""
Texts = Mapping[str, int]
"""By word: the numbers of the texts that have it, as the bits of an integer."""


@dataclass(frozen=True, slots=True)
class Partner:
    """The word of the other language that goes with a word best."""

    word: str
    texts: int
    """How many texts have the word."""
    says: tuple[Say, Say, Say]
    """What the word says: of a text that taught nothing; and when the text that is judged, which
    has taught, is left out, one without the partner beside it, one with it."""


@dataclass(frozen=True, slots=True)
class Odds:
    """What the words of two texts say, in natural logarithms."""

    found: float
    """How much likelier the texts are as a translation than as strangers."""
    hoped: float
    """What that is on average for true translations of texts with these words."""


class Lexicon:
    """For each word of one language the one word of the other that goes with it best."""

    def __init__(
        self, pairs: Sequence[tuple[Item, Item]], known: Iterable[tuple[Words, Words]] = ()
    ) -> None:
        """Learn from `pairs` of this adoption and from `known` ones, which are not judged."""
        self._beside: dict[Item, Words] = {}
        for one, other in pairs:
            self._beside[one] = other.words
            self._beside[other] = one.words
        texts = [(one.words, other.words) for one, other in pairs]
        texts += known
        ours, theirs = [one for one, _ in texts], [other for _, other in texts]
        bits = _bits(ours), _bits(theirs)
        self._forth = _learn(ours, theirs, *bits)
        self._back = _learn(theirs, ours, *reversed(bits))
        self._profiles: tuple[dict[Item, _Profile], dict[Item, _Profile]] = ({}, {})

    def odds(self, ours: Item, theirs: Item) -> Odds:
        """Return what the words of both texts say."""
        one, other = self._profile(0, ours), self._profile(1, theirs)
        found = one.against + other.against
        for word in one.gains.keys() & theirs.words:
            found += one.gains[word]
        for word in other.gains.keys() & ours.words:
            found += other.gains[word]
        return Odds(found / 2, (one.hoped + other.hoped) / 2)

    def _profile(self, side: int, item: Item) -> _Profile:
        known = self._profiles[side]
        profile = known.get(item)
        if profile is None:
            profile = _read((self._forth, self._back)[side], item.words, self._beside.get(item))
            known[item] = profile
        return profile


@dataclass(frozen=True, slots=True)
class _Profile:
    """What a text expects of its translation."""

    against: float
    """What it says when no partner of its words is there."""
    gains: Mapping[str, float]
    """By partner: how much more it says when that is there."""
    hoped: float
    """What it says on average of a true translation."""


def _read(lexicon: Mapping[str, Partner], words: Words, beside: Words | None) -> _Profile:
    """Make the profile of a text; `beside` is what it stood beside when this was learned."""
    # Words that share a partner, such as the parts of a compound, are one witness: the best one.
    best: dict[str, tuple[float, float, float]] = {}
    for word in words & lexicon.keys():
        partner = lexicon[word]
        beside_it = beside is not None and partner.word in beside
        if beside_it and partner.texts <= FEW:
            continue
        said = partner.says[0 if beside is None else 2 if beside_it else 1]
        if said > best.get(partner.word, NOTHING):
            best[partner.word] = said
    against = sum(no for _, no, _ in best.values())
    gains = {word: yes - no for word, (yes, no, _) in best.items()}
    return _Profile(against, gains, sum(hoped for _, _, hoped in best.values()))


def _say(texts: int, together: int, share: float) -> Say:
    """Return what a word says whose partner stands in `together` of its `texts`."""
    chance = (together + SMOOTHING * share) / (max(texts, 1) + SMOOTHING)
    yes = min(math.log(chance / share), FOR)
    no = max(math.log((1 - chance) / (1 - share)), AGAINST)
    return yes, no, chance * yes + (1 - chance) * no


def _bits(texts: Sequence[Words]) -> dict[str, int]:
    """Return the texts of each word that is neither too rare nor too common."""
    most = max(COMMON * len(texts), RARE)
    counts = Counter(word for words in texts for word in words)
    found: dict[str, bytearray] = {}
    size = len(texts) // 8 + 1
    for number, words in enumerate(texts):
        for word in words:
            if RARE <= counts[word] <= most:
                if word not in found:
                    found[word] = bytearray(size)
                found[word][number >> 3] |= 1 << (number & 7)
    return {word: int.from_bytes(bits, "little") for word, bits in found.items()}


def _learn(
    ours: Sequence[Words], theirs: Sequence[Words], bits: Texts, partners: Texts
) -> dict[str, Partner]:
    """Find the partner of each word of `ours`: the one with the highest Dice coefficient."""
    places: dict[str, list[int]] = {word: [] for word in bits}
    for number, words in enumerate(ours):
        for word in words & places.keys():
            places[word].append(number)
    known = partners.keys()
    useful = [words & known for words in theirs]
    best: dict[str, Partner] = {}
    for word, texts in places.items():
        step = -(-len(texts) // SAMPLE)
        counts: Counter[str] = Counter()
        for number in texts[::step]:
            counts.update(useful[number])
        least = max(counts.values(), default=0) / 3
        ranked = []
        for other, count in counts.items():
            if count > least:
                total = partners[other].bit_count()
                together = count if step == 1 else (bits[word] & partners[other]).bit_count()
                ranked.append((together / (len(texts) + total), other, together, total))
        if ranked:
            _, other, together, total = max(ranked)
            share = total / len(ours)
            if _strength(len(texts), together, share) > CHANCE:
                best[word] = Partner(other, len(texts), _says(len(texts), together, share))
    return best


def _says(texts: int, together: int, share: float) -> tuple[Say, Say, Say]:
    fewer = texts - 1
    whole = _say(texts, together, share)
    without, beside = min(together, fewer), together - 1
    return whole, _say(fewer, without, share), _say(fewer, beside, share)


def _strength(texts: int, together: int, share: float) -> float:
    """Return how far a word and its partner are from meeting by chance (Chernoff's bound)."""
    seen = together / texts
    if seen <= share:
        return 0.0
    found = seen * math.log(seen / share)
    if seen < 1:
        found += (1 - seen) * math.log((1 - seen) / (1 - share))
    return texts * found
