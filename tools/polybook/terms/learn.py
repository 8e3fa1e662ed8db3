"""Which level a term deserves, learned from translations that people have made.

A term that all translators follow can be strict; one that is said in many ways cannot, or its
errors drown the real ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from polybook.terms.english import dictionary_form
from polybook.terms.glossary import Glossary, Level
from polybook.terms.match import Headword


@dataclass(frozen=True, slots=True)
class Sample:
    """One unit as readers see it, without code and markup."""

    page: str
    english: str
    translation: str = ""
    """Empty where it is not translated."""


@dataclass(slots=True, eq=False)
class Record:
    """How translations treat one term."""

    headword: Headword
    units: int = 0
    """Translated units whose English uses it."""
    followed: int = 0
    """Those of them that have an accepted form."""
    pages: set[str] = field(default_factory=set)
    """The pages with such units."""

    @property
    def share(self) -> float:
        """The share of units that follow the glossary."""
        return self.followed / self.units if self.units else 0.0

    @property
    def level(self) -> Level | None:
        """The level that it deserves; None where there are too few units to tell."""
        if self.headword.level is Level.KEEP:
            return None
        return level_of(self.headword.term, self.units, self.followed, len(self.pages))


FEWEST = 3
"""Units from which on anything can be said."""
FOLLOWED = 0.95
"""The share of units that must follow a strict term of several words..."""
FOLLOWED_ALONE = 0.99
"""...and one of a single word, for which more is asked:"""
BOUND = 0.9
"""what its share must surely exceed,"""
PAGES = 4
"""and on how many pages it must stand."""
CONFIDENCE = 1.645
"""Standard deviations of a one-sided confidence of 95 %."""


def level_of(term: str, units: int, followed: int, pages: int) -> Level | None:
    """Return the level that translations support; None where there are too few to tell.

    A term of several words hardly ever means something else, so three units that follow it are
    enough. A single word may ("model" of a car, "kernel" of a system): it must hold on four pages,
    and with 95 % confidence be followed nine times in ten. Found by trying rules on one half of a
    reviewed edition and counting false alarms on the other.
    """
    if units < FEWEST:
        return None
    share = followed / units
    if share < FOLLOWED:
        return Level.ADVISORY
    if " " in dictionary_form(term):
        return Level.STRICT
    sure = lower_bound(followed, units) >= BOUND and pages >= PAGES
    return Level.STRICT if sure and share >= FOLLOWED_ALONE else None


def lower_bound(hits: int, tries: int) -> float:
    """Return what the share of hits surely exceeds (E. B. Wilson's score interval, 1927)."""
    share, square = hits / tries, CONFIDENCE**2
    centre = share + square / (2 * tries)
    spread = CONFIDENCE * math.sqrt(share * (1 - share) / tries + square / (4 * tries * tries))
    return (centre - spread) / (1 + square / tries)


def follow(glossary: Glossary, samples: Iterable[Sample]) -> Mapping[Headword, Record]:
    """Count how translated units treat each term of the glossary."""
    records = {headword: Record(headword) for headword in glossary.matcher.headwords}
    compare = glossary.comparer.compare
    for sample in samples:
        if sample.translation:
            for outcome in compare(sample.english, sample.translation):
                record = records[outcome.headword]
                record.units += 1
                record.followed += outcome.found > 0
                record.pages.add(sample.page)
    return records


def count_uses(glossary: Glossary, samples: Iterable[Sample]) -> dict[str, int]:
    """Count the uses of each term in the source, by `Headword.term`."""
    counts: dict[str, int] = {}
    for sample in samples:
        for use in glossary.matcher.source.find(sample.english):
            term = use.headwords[0].term
            counts[term] = counts.get(term, 0) + 1
    return counts
