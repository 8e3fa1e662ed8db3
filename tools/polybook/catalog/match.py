"""Find the texts most like a given one among thousands, without comparing it with each.

Texts that share rare words are looked up in postings (word -> texts); rapidfuzz then scores the few
dozen that share most. `benchmarks/` measures that this finds what comparing with all finds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

THRESHOLD = 60.0
"""Least likeness, in percent: below it, a translation is more work to correct than to write."""

_WORD = re.compile(r"\w+")
_VISITS = 1000  # postings looked at for one text; rare words come first, so the rest adds little
_CANDIDATES = 40  # texts scored for one text
_SHORT = 24  # texts up to this length often share no whole word: all short ones are scored


class Matcher:
    """An index over texts; build it once, ask it often."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._lengths = [len(text) for text in texts]
        self._postings: dict[str, list[int]] | None = None
        self._short = [index for index, text in enumerate(texts) if len(text) <= 2 * _SHORT]

    def score(self, text: str, indices: Iterable[int]) -> list[tuple[int, float]]:
        """Return the texts of `indices` that are like enough: (index, percent), likest first."""
        from rapidfuzz import fuzz, process

        chosen = {index: self._texts[index] for index in indices}
        found = process.extract(text, chosen, scorer=fuzz.ratio, score_cutoff=THRESHOLD, limit=10)
        return [(index, score) for _, score, index in found]

    def near(self, text: str) -> list[tuple[int, float]]:
        """Return the texts that are likest of all, as `score` does."""
        return self.score(text, self._candidates(text))

    def _candidates(self, text: str) -> list[int]:
        """Return the texts that share most of the rare words with `text` and are about as long."""
        if len(text) <= _SHORT or not self._texts:
            return self._short
        if self._postings is None:
            self._postings = _index(self._texts)
        postings = self._postings
        lists = [postings[word] for word in set(_WORD.findall(text.lower())) if word in postings]
        lists.sort(key=lambda found: (len(found), found))
        shared: Counter[int] = Counter()
        visits = 0
        for found in lists:
            visits += len(found)
            if shared and visits > _VISITS:
                break
            shared.update(found)
        if not shared:
            return []
        # A ratio of THRESHOLD needs lengths within this factor: 2 * shorter / (shorter + longer).
        factor = THRESHOLD / (200 - THRESHOLD)
        length = len(text)
        shortest, longest = length * factor, length / factor
        lengths, least = self._lengths, max(shared.values()) // 3
        fitting = [
            (-count, abs(lengths[index] - length), index)
            for index, count in shared.items()
            if count > least and shortest <= lengths[index] <= longest
        ]
        fitting.sort()
        return [index for _, _, index in fitting[:_CANDIDATES]]


def _index(texts: Sequence[str]) -> dict[str, list[int]]:
    """Return which texts have each word."""
    postings: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        for word in set(_WORD.findall(text.lower())):
            postings.setdefault(word, []).append(index)
    return postings
