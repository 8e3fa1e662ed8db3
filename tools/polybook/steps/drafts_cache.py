"""What engines have answered and what people have rejected, kept in the build folder.

An answer is stored as it comes, so that a run that was killed pays nothing twice. It is found again
by the engine with its version, the languages, the text, its terms and what stands around it.
Nothing here is trusted: an answer is judged each time it is used. A file that is torn, or is not
ours, is replaced.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from threading import RLock

from polybook.catalog.pool import Key
from polybook.engines.engine import Draft, Engine, Languages, Request
from polybook.model.errors import PolybookError

FILE = "drafts/answers.sqlite"
"""Where it stands, in the build folder."""

APPLICATION = 0x706F6C61
"""SQLite's `application_id`: "pola"."""
VERSION = 1
"""SQLite's `user_version`: that of the tables."""
WAIT = 30.0
"""Seconds to wait for another process that is writing."""
TABLES = """
CREATE TABLE answers (
    key BLOB PRIMARY KEY, text TEXT NOT NULL, reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE rejected (
    language TEXT NOT NULL, context TEXT NOT NULL, msgid TEXT NOT NULL, msgstr TEXT NOT NULL,
    PRIMARY KEY (language, context, msgid, msgstr)
) WITHOUT ROWID;
"""


class AnswersError(PolybookError):
    """The file of answers cannot be written: no disk space, no permission."""

    exit_code = 2


class Answers:
    """The answers of engines, and the drafts that people rejected; for several threads at once."""

    def __init__(self, build: Path) -> None:
        """Open the file in the folder `build`; raises AnswersError where that cannot be."""
        self.path = build / FILE
        self.replaced = False
        """True when a file stood there that was torn, or not ours."""
        self._lock = RLock()
        with self._faults():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._database = self._open()

    def close(self) -> None:
        """Let go of the file. An answer that comes later is an AnswersError in its thread."""
        # SQLite must not be closed under a thread that is writing: that ends the process.
        with self._lock:
            self._database.close()

    def find(self, keys: Iterable[bytes]) -> dict[bytes, Draft]:
        """Return the answers that are known, by key."""
        found = {}
        query = "SELECT text, reason FROM answers WHERE key = ?"
        with self._faults():
            for key in keys:
                if row := self._database.execute(query, (key,)).fetchone():
                    found[key] = Draft(str(row[0]), str(row[1]))
        return found

    def keep(self, answers: Mapping[bytes, Draft]) -> None:
        """Store answers; when this returns, no death of the process loses them."""
        rows = [(key, draft.text, draft.reason) for key, draft in answers.items()]
        with self._faults(), self._database:
            self._database.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)

    def reject(self, language: str, key: Key, msgstr: str) -> None:
        """Remember that a person does not want this translation of this message."""
        with self._faults(), self._database:
            row = (language, _context(key), key[1], msgstr)
            self._database.execute("INSERT OR REPLACE INTO rejected VALUES (?, ?, ?, ?)", row)

    def take_back(self, language: str, key: Key, msgstr: str) -> None:
        """Forget a rejection."""
        with self._faults(), self._database:
            row = (language, _context(key), key[1], msgstr)
            self._database.execute(
                "DELETE FROM rejected WHERE (language, context, msgid, msgstr) = (?, ?, ?, ?)", row
            )

    def rejected(self, language: str) -> frozenset[tuple[str, str, str]]:
        """Return what people have rejected, as `rejection` writes it."""
        with self._faults():
            statement = "SELECT context, msgid, msgstr FROM rejected WHERE language = ?"
            return frozenset(self._database.execute(statement, (language,)))

    def _open(self) -> sqlite3.Connection:
        """Open the file, or begin a new one where it cannot be used."""
        try:
            database = self._connect()
            if _is_ours(database):
                return database
            database.close()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            pass
        self.replaced = True
        self.path.unlink(missing_ok=True)
        self.path.with_name(f"{self.path.name}-journal").unlink(missing_ok=True)
        return self._connect()

    def _connect(self) -> sqlite3.Connection:
        """Open the file, and make the tables where it is new."""
        database = sqlite3.connect(self.path, timeout=WAIT, check_same_thread=False)
        # What is no text in an answer is for whoever judges it.
        database.text_factory = partial(str, encoding="utf-8", errors="replace")
        # Immediate, so that of two processes that begin at once one waits for the other's tables.
        database.execute("BEGIN IMMEDIATE")
        with database:
            if not database.execute("SELECT 1 FROM sqlite_master").fetchone():
                _make_tables(database)
                database.execute(f"PRAGMA application_id = {APPLICATION}")
                database.execute(f"PRAGMA user_version = {VERSION}")
        return database

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Let one thread in, and say which file it is when the disk or the database complains."""
        try:
            with self._lock:
                yield
        except (sqlite3.Error, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            step = "the answers of engines must be stored; make room, or move the file away"
            raise AnswersError(f"{self.path}: {reason}; {step}") from error


def _make_tables(database: sqlite3.Connection) -> None:
    for statement in TABLES.split(";\n"):
        database.execute(statement)


def _schema(database: sqlite3.Connection) -> list[tuple[object, ...]]:
    query = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    return database.execute(query).fetchall()


@cache
def _expected_schema() -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(":memory:")) as database:
        _make_tables(database)
        return _schema(database)


def _is_ours(database: sqlite3.Connection) -> bool:
    """Tell whether the tables are ours and there is nothing else, and nothing of it is torn."""
    if _schema(database) != _expected_schema():
        return False
    known = [database.execute(f"PRAGMA {name}").fetchone()[0]
             for name in ("application_id", "user_version", "quick_check")]  # fmt: skip
    return known == [APPLICATION, VERSION, "ok"]


def rejection(key: Key, msgstr: str) -> tuple[str, str, str]:
    """Return a message and a translation as `Answers.rejected` has them."""
    return (_context(key), key[1], msgstr)


def _context(key: Key) -> str:
    """Return the context with a mark, since no context is not an empty one."""
    return "" if key[0] is None else f"={key[0]}"


def answer_key(engine: Engine, languages: Languages, request: Request) -> bytes:
    """Return what the answer to a request is found by: the engine, and what it is asked."""
    retry = request.retry and (request.retry.draft, request.retry.fault)
    context = request.context
    known = (
        VERSION,
        (engine.name, engine.version),
        (languages.source, languages.target),
        request.text,
        request.hidden,
        # Not the line of the term in its file, nor what no engine is sent.
        [
            (term.term, term.translations, term.level, term.avoid, term.pos, term.context)
            for term in request.terms
        ],
        # Not the examples: what a run has drafted until it was killed may change what is closest.
        (context.page, context.heading, context.before, context.after, context.continues),
        retry,
    )
    return sha256(json.dumps(known).encode()).digest()
