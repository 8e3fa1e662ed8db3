"""Find the texts of a memory that are most like a given one, without comparing it with each.

The rarest words of the text are looked up in the index, and the few dozen texts that share most of
them and are about as long are compared by rapidfuzz. `benchmarks/memory.py` measures how often that
finds what comparing with all finds.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import defaultdict
from heapq import nsmallest

_WORD = re.compile(r"[^\W_]+")
_VISITS = 2500  # places in the index looked at for one text; rare words come first
_MOST = 10_000  # places of one word that is in every second text
_CANDIDATES = 100  # texts compared with one text
_SHORT = 24  # texts up to this length often share no whole word: the beginnings of words will do
_BEGINNING = 4  # letters that a word's beginning has at least
_ENDING = 3  # letters that a word's ending has at most


class Search:
    """The word index of one open database; raises sqlite3.DatabaseError when that is broken."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary"
            " USING fts5vocab('main', 'words', 'row')"
        )
        # An index of its own has the sizes, so that no text is read for them.
        self._sizes: dict[int, int] = dict(connection.execute("SELECT id, size FROM english"))
        self._counts: dict[str, int] = {}

    def near(self, prose: str, least: float) -> list[tuple[int, float]]:
        """Return the ids of the texts whose prose is like `prose`: (id, percent), likest first.

        `least` is the least likeness, in percent.
        """
        from rapidfuzz import fuzz, process

        found = self._candidates(prose, least)
        if not found:
            return []
        marks = ",".join("?" * len(found))
        query = f"SELECT id, coalesce(prose, text) FROM english WHERE id IN ({marks})"  # noqa: S608  # marks only
        texts = dict(self._connection.execute(query, found))
        scored = process.extract(prose, texts, scorer=fuzz.ratio, score_cutoff=least, limit=None)
        return [(number, score) for _, score, number in scored]

    def _candidates(self, prose: str, least: float) -> list[int]:
        """Return the ids of the texts that share most and are about as long."""
        # A likeness needs lengths within a factor: it is 2 * shorter / (shorter + longer) at best.
        factor = max(least, 1.0) / (200 - max(least, 1.0))
        length = len(prose)
        shortest, longest = length * factor, length / factor
        size_of = self._sizes.get
        ranked: list[tuple[float, int]] = []
        for number, weight in self._shared(prose).items():  # thousands
            size = size_of(number, 0)
            if shortest <= size <= longest:
                shorter = size if size < length else length
                ranked.append((-weight * shorter / (length + size), number))
        return [number for _, number in nsmallest(_CANDIDATES, ranked)]

    def _shared(self, prose: str) -> dict[int, float]:
        """Weigh the texts that share words with `prose`: the rarer a word, the more it says."""
        words = sorted((self._count(word), word) for word in set(_WORD.findall(prose.lower())))
        weights: defaultdict[int, float] = defaultdict(float)
        visits = 0
        for count, word in words:
            visits += count
            if weights and visits > _VISITS:
                break
            if count:
                self._add(weights, f'"{word}"', math.log(1 + len(self._sizes) / count))
            if len(prose) <= _SHORT and len(word) >= _BEGINNING:
                beginning = word[: max(_BEGINNING, len(word) - _ENDING)]
                self._add(weights, f'"{beginning}" *', 1.0)
        return weights

    def _add(self, weights: defaultdict[int, float], words: str, weight: float) -> None:
        query = "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?"
        for (number,) in self._connection.execute(query, (words, _MOST)):
            weights[number] += weight

    def _count(self, word: str) -> int:
        """Return how many texts have a word."""
        if word not in self._counts:
            query = "SELECT doc FROM temp.vocabulary WHERE term = ?"
            row = self._connection.execute(query, (word,)).fetchone()
            self._counts[word] = row[0] if row else 0
        return self._counts[word]
