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
_VISITS = 1500  # postings looked at for one text; rare words come first, so the rest adds little
_CANDIDATES = 40  # texts scored for one text
_SHORT = 24  # texts up to this length often share no whole word: all short ones are scored


class Matcher:
    """An index over texts; build it once, ask it often."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._postings: dict[str, list[int]] = {}
        for index, text in enumerate(texts):
            for word in set(_WORD.findall(text.lower())):
                self._postings.setdefault(word, []).append(index)
        self._short = [index for index, text in enumerate(texts) if len(text) <= 2 * _SHORT]

    def near(self, text: str, also: Iterable[int] = ()) -> list[tuple[int, float]]:
        """Return the likest texts, as (index, likeness in percent), likest first.

        Only those at or above `THRESHOLD`; `also` names texts to score whatever words they have.
        """
        from rapidfuzz import fuzz, process

        likeness = {index: self._texts[index] for index in self._candidates(text)}
        likeness.update((index, self._texts[index]) for index in also)
        found = process.extract(text, likeness, scorer=fuzz.ratio, score_cutoff=THRESHOLD, limit=10)
        return [(index, score) for _, score, index in found]

    def _candidates(self, text: str) -> list[int]:
        """Return the texts that share most of the rare words with `text` and are about as long."""
        if len(text) <= _SHORT:
            return self._short
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
        texts, length = self._texts, len(text)
        # A ratio of THRESHOLD needs lengths within this factor: 2 * shorter / (shorter + longer).
        factor = THRESHOLD / (200 - THRESHOLD)
        fitting = [
            (count, -index)
            for index, count in shared.items()
            if length * factor <= len(texts[index]) <= length / factor
        ]
        fitting.sort(reverse=True)
        return [-index for _, index in fitting[:_CANDIDATES]]
