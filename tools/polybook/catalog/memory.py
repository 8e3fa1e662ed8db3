"""The translation memory: what has been translated before, found again by its English.

An exact hit is the same text, byte for byte. Only what a person has approved, says so in its file
now, and is not contradicted by another approved translation counts as an answer; all else is an
offer with a score, for a person to look at.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from threading import RLock
from typing import Self, TypeVar

from polybook.catalog.match import THRESHOLD
from polybook.catalog.memory_fill import key_of, prose_of
from polybook.catalog.memory_search import Search
from polybook.catalog.memory_sources import State, Truth
from polybook.catalog.memory_store import Making, open_store
from polybook.model.errors import CatalogError

SAME = 100.0
"""The score of the same text; no other has it."""
ALIKE = 99.0
"""The highest score of another text: one that differs in formulas, code, links or blanks only."""
_ROWS = (
    "SELECT translation, context, state, uses, line, source.name"
    " FROM pair JOIN source ON source.id = source WHERE english = ?"
)

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Match:
    """A translation that the memory has, and how it fits what was asked for."""

    english: str
    """The English that it was made for."""
    translation: str
    score: float
    """Likeness of the two English texts in percent, 100 when and only when they are the same."""
    state: State
    """The best that some file says of it."""
    context: str | None = None
    """The msgctxt that it was made for."""
    same_context: bool = True
    """Whether that is the one that was asked for."""
    same_page: bool = False
    """Whether the page that was asked for has it."""
    uses: int = 1
    """How often it stands in the files, in this state."""
    origin: str = ""
    """File and line where it stands: `locales/vi/LC_MESSAGES/intro.po:12`."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A translation as one file has it."""

    translation: str
    context: str | None
    state: State
    uses: int
    line: int
    name: str
    """The file."""


class Memory:
    """The memory of one language. May be used by several threads at once; close it at the end."""

    def __init__(self, making: Making) -> None:
        """Open the memory, brought up to its files; raises UsageError without SQLite's FTS5."""
        self._making = making
        self._truth = Truth(making.sources, making.read)
        self._pages = {source.name: source.page for source in making.sources}
        self._lock = RLock()
        self._store = open_store(making)
        self._search: Search | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._store.connection.close()

    @property
    def faults(self) -> list[CatalogError]:
        """What is wrong with the files that the memory has to do without."""
        query = "SELECT name, fault_line, fault FROM source WHERE fault IS NOT NULL ORDER BY name"
        rows = self._safely(lambda: self._ask(query).fetchall())
        return [CatalogError(name, line, reason) for name, line, reason in rows]

    @property
    def homeless(self) -> str:
        """Why the database could not be written and is made anew each time; mostly empty."""
        return self._store.homeless

    @property
    def version(self) -> str:
        """What all answers depend on: another one when a file has changed."""
        rows = self._safely(
            lambda: self._ask("SELECT name, digest FROM source ORDER BY name").fetchall()
        )
        return blake2b(repr(rows).encode(), digest_size=8).hexdigest()

    def counts(self) -> tuple[int, int]:
        """Return how many English texts the memory has, and how many translations of them."""
        query = "SELECT count(DISTINCT english), count(DISTINCT english || translation) FROM pair"
        texts, translations = self._safely(lambda: self._ask(query).fetchone())
        return texts, translations

    def lookup(
        self,
        text: str,
        *,
        context: str | None = None,
        page: str = "",
        limit: int = 5,
        least: float = THRESHOLD,
    ) -> list[Match]:
        """Return what the memory has for `text`: best first, and all translations of the same text.

        Those of other texts follow while there are less than `limit` in all, down to the likeness
        `least`. `context` is the msgctxt. `page` is the name of the page or its catalog; of equally
        good ones, its own comes first.
        """
        return self._safely(lambda: self._lookup(_clean(text), context, page, limit, least))

    def closest(self, text: str, limit: int = 5, least: float = 50.0) -> list[Match]:
        """Return the texts most like `text` with their best translation, as examples.

        Only translations that people have made; one for each text, likest first.
        """
        found: dict[str, Match] = {}
        for match in self.lookup(text, limit=8 * limit, least=least):
            if match.state <= State.OBSOLETE:
                found.setdefault(match.english, match)
        return list(found.values())[:limit]

    def approved(self, text: str, *, context: str | None = None, page: str = "") -> Match | None:
        """Return the translation of this very text that people have approved.

        None when there is none, or when several differ and the page has not just one of them. Its
        file has been asked: a database that says otherwise is of no account.
        """
        return self._safely(lambda: self._approved(_clean(text), context, page))

    def _approved(self, text: str, context: str | None, page: str) -> Match | None:
        rows = [
            row
            for number in self._same(text)
            for row in self._rows(number)
            if row.state is State.APPROVED and row.context == context
        ]
        here = [row for row in rows if self._is_on(row.name, page)]
        if len({row.translation for row in here or rows}) != 1:
            return None
        for row in here or rows:
            if self._truth.approves(row.name, text, row.translation, context):
                return self._match(text, SAME, here or rows, context, page)
        return None

    def _lookup(
        self, text: str, context: str | None, page: str, limit: int, least: float
    ) -> list[Match]:
        same = self._same(text)
        found = sorted(self._matches(text, SAME, same, context, page), key=_rank)
        most = max(limit, len(found))
        prose = prose_of(text, self._making.tokens)
        if self._search is None:
            self._search = Search(self._store.connection)
        scored = [one for one in self._search.near(prose, least) if one[0] not in same]
        for number, score in self._closer(text, scored)[: max(0, limit - len(found))]:
            matches = self._matches(self._text(number), score, [number], context, page)
            found += sorted(matches, key=_rank)
        return found[:most]

    def _closer(self, text: str, scored: list[tuple[int, float]]) -> list[tuple[int, float]]:
        """Bring those that differ from `text` in nothing but protected tokens into order.

        Those with like tokens come first; all get the score for such texts.
        """
        from rapidfuzz import fuzz

        alike = [number for number, score in scored if score > ALIKE]
        alike.sort(key=lambda number: (-fuzz.ratio(text, self._text(number)), number))
        return [(number, ALIKE) for number in alike] + scored[len(alike) :]

    def _matches(
        self, english: str, score: float, numbers: list[int], context: str | None, page: str
    ) -> list[Match]:
        """Return the translations of one text, one for each wording and msgctxt."""
        groups: dict[tuple[str, str | None], list[_Row]] = {}
        for number in numbers:
            for row in self._rows(number):
                groups.setdefault((row.translation, row.context), []).append(row)
        return [self._match(english, score, rows, context, page) for rows in groups.values()]

    def _match(
        self, english: str, score: float, rows: list[_Row], context: str | None, page: str
    ) -> Match:
        """Return what the rows of one translation say of it, going by the best state alone."""
        state = min(row.state for row in rows)
        best = [row for row in rows if row.state is state]
        first = min(best, key=lambda row: (not self._is_on(row.name, page), row.name))
        return Match(
            english,
            first.translation,
            score,
            state,
            first.context,
            same_context=first.context == context,
            same_page=self._is_on(first.name, page),
            uses=sum(row.uses for row in best),
            origin=f"{first.name}:{first.line}" if first.line else first.name,
        )

    def _is_on(self, name: str, page: str) -> bool:
        """Tell whether a file is the catalog of a page, which may be given by its own name."""
        catalog = self._pages.get(name)
        return bool(catalog) and catalog in (page, page.rpartition(".")[0])

    def _text(self, number: int) -> str:
        [(text,)] = self._ask("SELECT text FROM english WHERE id = ?", number)
        return str(text)

    def _same(self, text: str) -> list[int]:
        rows = self._ask("SELECT id FROM english WHERE key = ? AND text = ?", key_of(text), text)
        return [number for (number,) in rows]

    def _rows(self, number: int) -> list[_Row]:
        return [
            _Row(translation, context, State(state), uses, line, name)
            for translation, context, state, uses, line, name in self._ask(_ROWS, number)
            if name in self._pages
        ]

    def _ask(self, query: str, *values: object) -> sqlite3.Cursor:
        return self._store.connection.execute(query, values)

    def _safely(self, work: Callable[[], Found]) -> Found:
        """Do `work` on the database; when that is broken inside, make it anew first."""
        with self._lock:
            try:
                return work()
            except sqlite3.ProgrammingError:  # it has been closed
                raise
            except (sqlite3.Error, TypeError, ValueError):
                # Values of a wrong kind are as good as a broken page. Was it our fault, then it
                # happens again.
                self.close()
                self._search = None
                self._store = open_store(self._making, trust=False)
                return work()


def _rank(match: Match) -> tuple[State, bool, bool, int, str, str]:
    return (
        match.state,
        not match.same_context,
        not match.same_page,
        -match.uses,
        match.origin,
        match.translation,
    )


def _clean(text: str) -> str:
    """Return a text that a database takes: half a character, from a command line, becomes `?`."""
    return text.encode("utf-8", "replace").decode()
