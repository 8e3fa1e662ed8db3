"""Putting files into the database of a translation memory, and taking them out again."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from polybook.catalog.edit import Tokens, split
from polybook.catalog.memory_sources import Pair, State
from polybook.model.errors import CatalogError

BLANK = "\ufffc"
"""Stands for a protected token: which formula it is says nothing about the words around it."""
_BATCH = 2000  # texts written at once


def prose_of(text: str, tokens: Tokens) -> str:
    """Return what likeness goes by: the words, with one sign for each protected token."""
    pieces = split(text, tokens)
    masked = BLANK.join(pieces[0]) if pieces else text
    return unicodedata.normalize("NFC", " ".join(masked.split()))


def key_of(text: str) -> int:
    """Return the number by which a text is found; two texts may share it."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)


@dataclass(slots=True)
class _Use:
    """How often one file has a pair, and where first."""

    line: int
    count: int = 0


class Filler:
    """Changes a database that nobody else has open."""

    def __init__(self, connection: sqlite3.Connection, tokens: Tokens) -> None:
        self._connection = connection
        self._tokens = tokens
        self._new: list[tuple[int, int, int, str, str | None]] = []
        self._fresh: dict[str, int] = {}
        """The ids of the texts in `_new`."""
        row = connection.execute("SELECT coalesce(max(id), 0) FROM english").fetchone()
        self._last: int = row[0]

    def add(self, name: str, stamp: str, digest: str, pairs: Iterable[Pair]) -> None:
        """Put the pairs of a file in, in place of those that it had.

        One that cannot be read is noted with its fault, so that it is tried again only when it has
        changed.
        """
        execute = self._connection.execute
        before = self._take_out(name)
        query = "INSERT INTO source (name, stamp, digest) VALUES (?, ?, ?)"
        source = execute(query, (name, stamp, digest)).lastrowid
        execute("SAVEPOINT file")
        try:
            self._put_in(source, pairs)
        except CatalogError as error:
            execute("ROLLBACK TO file")
            self._new.clear()
            self._fresh.clear()
            query = "UPDATE source SET fault = ?, fault_line = ? WHERE id = ?"
            execute(query, (error.reason, error.line, source))
        execute("RELEASE file")
        self._forget(before)

    def _put_in(self, source: int | None, pairs: Iterable[Pair]) -> None:
        uses: dict[tuple[int, str, str | None, State], _Use] = {}
        for pair in pairs:
            english = self._english(pair.english)
            row = (english, pair.translation, pair.context, pair.state)
            uses.setdefault(row, _Use(pair.line)).count += 1
        self._flush()
        self._connection.executemany(
            "INSERT INTO pair (english, source, translation, context, state, uses, line)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (english, source, translation, context, int(state), use.count, use.line)
                for (english, translation, context, state), use in uses.items()
            ),
        )

    def remove(self, name: str) -> None:
        """Take a file out, and the texts that no other one has."""
        self._forget(self._take_out(name))

    def restamp(self, name: str, stamp: str) -> None:
        """Note that a file was written again with the same content."""
        self._connection.execute("UPDATE source SET stamp = ? WHERE name = ?", (stamp, name))

    def _english(self, text: str) -> int:
        """Return the id of an English text, which is put in when it is new."""
        if text in self._fresh:
            return self._fresh[text]
        key = key_of(text)
        query = "SELECT id FROM english WHERE key = ? AND text = ?"
        if row := self._connection.execute(query, (key, text)).fetchone():
            return int(row[0])
        prose = prose_of(text, self._tokens)
        self._last += 1
        self._new.append((self._last, key, len(prose), text, None if prose == text else prose))
        self._fresh[text] = number = self._last
        if len(self._new) >= _BATCH:
            self._flush()
        return number

    def _flush(self) -> None:
        insert = self._connection.executemany
        insert("INSERT INTO english (id, key, size, text, prose) VALUES (?, ?, ?, ?, ?)", self._new)
        insert(
            "INSERT INTO words (rowid, prose) VALUES (?, ?)",
            ((number, text if prose is None else prose) for number, _, _, text, prose in self._new),
        )
        self._new.clear()
        self._fresh.clear()

    def _take_out(self, name: str) -> list[int]:
        """Remove the pairs of a file; return the ids of their English texts."""
        execute = self._connection.execute
        row = execute("SELECT id FROM source WHERE name = ?", (name,)).fetchone()
        if row is None:
            return []
        found = execute("SELECT DISTINCT english FROM pair WHERE source = ?", row).fetchall()
        execute("DELETE FROM pair WHERE source = ?", row)
        execute("DELETE FROM source WHERE id = ?", row)
        return [english for (english,) in found]

    def _forget(self, texts: Iterable[int]) -> None:
        """Remove those texts that no pair has any more."""
        execute = self._connection.execute
        for number in texts:
            if execute("SELECT 1 FROM pair WHERE english = ? LIMIT 1", (number,)).fetchone():
                continue
            # An index without content can only forget what it is told again.
            execute(
                "INSERT INTO words (words, rowid, prose)"
                " SELECT 'delete', id, coalesce(prose, text) FROM english WHERE id = ?",
                (number,),
            )
            execute("DELETE FROM english WHERE id = ?", (number,))
