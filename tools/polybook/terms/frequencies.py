"""How often words of a language stand, alone and side by side."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise

WORD = re.compile(r"[^\W\d_]+")
TABLES = {"vi": "vietnamese_counts.txt"}
"""The tables that polybook ships, by language; benchmarks/syllables.py says what they are from."""
OWN = 20
"""How much more an occurrence in the book's own texts counts than one in a shipped table."""


@dataclass(slots=True)
class Frequencies:
    """Counts of words in lower case, NFC."""

    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    lefts: Counter[str] = field(default_factory=Counter)
    """How often a word is the left one of a pair."""
    total: int = 0
    letters: frozenset[str] = frozenset()
    """All that words are written with, in both cases; empty where that is not known."""

    def add(self, texts: Iterable[str], weight: int = 1) -> None:
        """Count the words and pairs of `texts`, each `weight` times."""
        for text in texts:
            found = WORD.findall(unicodedata.normalize("NFC", text).lower())
            for word in found:
                self.words[word] += weight
            for pair in pairwise(found):
                self.pairs[pair] += weight
                self.lefts[pair[0]] += weight
            self.total += weight * len(found)

    def chance(self, word: str) -> float:
        """Return the share of a word among all, never 0: a word may be new."""
        return (self.words[word] + 0.05) / (self.total + 1000)

    def chance_after(self, left: str, word: str) -> float:
        """Return how likely `word` is after `left`."""
        pairs = self.lefts[left]
        # The more is known of `left`, the more its own pairs say; but words make new pairs daily.
        share = 0.8 * pairs / (pairs + 50)
        seen = self.pairs[left, word] / pairs if pairs else 0.0
        return share * seen + (1 - share) * self.chance(word)


def frequencies(language: str, texts: Iterable[str] = ()) -> Frequencies:
    """Return the shipped table of a language, with the book's own `texts` counted in."""
    found = Frequencies()
    if language in TABLES:
        shipped = _shipped(TABLES[language])
        found = Frequencies(
            Counter(shipped.words),
            Counter(shipped.pairs),
            Counter(shipped.lefts),
            shipped.total,
            shipped.letters,
        )
    found.add(texts, OWN)
    return found


@cache
def _shipped(name: str) -> Frequencies:
    found = Frequencies()
    text = files("polybook.terms").joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        *words, number = line.split(" ")
        count = int(number)
        if len(words) == 1:
            found.words[words[0]] = count
            found.total += count
        else:
            found.pairs[words[0], words[1]] = count
            found.lefts[words[0]] += count
    lower = "".join(found.words)
    found.letters = frozenset(lower + lower.upper())
    return found
