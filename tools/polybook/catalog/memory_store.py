"""The file of a translation memory: an index that is never trusted and never torn.

It is made of files that are still there, so it may be deleted at any time. A database on disk is
never changed: a copy is, under another name, and then renamed over it. So it is whole at any
moment, nobody waits for anybody, and whoever reads goes on reading the one that he has opened.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from polybook.catalog.edit import Tokens
from polybook.catalog.files import temporary_beside
from polybook.catalog.memory_fill import Filler
from polybook.catalog.memory_schema import create, expected_schema, open_read_only, open_sound
from polybook.catalog.memory_sources import Pair, Source, digest, stamp


@dataclass(frozen=True, slots=True)
class Making:
    """All that a memory is made from."""

    path: Path
    """The database, which need not exist."""
    sources: Sequence[Source]
    read: Callable[[Source], Iterable[Pair]]
    """Gives the pairs of a file; raises CatalogError where it cannot be read."""
    tokens: Tokens
    facts: Mapping[str, str]
    """What else the content depends on; a database made with others is made anew."""
    progress: Callable[[int, int], object]
    """Called after each file with how many are done, and how many there are."""


@dataclass(slots=True)
class Store:
    """A database that is open and up to its files."""

    connection: sqlite3.Connection
    homeless: str = ""
    """Why the database could not be written, when it is in this process's memory only."""


@dataclass(slots=True)
class _Plan:
    """What is to be done to bring a database up to its files."""

    add: list[tuple[Source, str]] = field(default_factory=list)
    """Files to be read, each with its stamp."""
    restamp: dict[str, str] = field(default_factory=dict)
    remove: list[str] = field(default_factory=list)


def open_store(making: Making, *, trust: bool = True) -> Store:
    """Open the database, brought up to its files; without `trust`, made anew.

    Where it cannot be written, it is made in memory. Raises UsageError where this Python's SQLite
    has no FTS5.
    """
    expected_schema()
    old = open_sound(making.path, making.facts) if trust else None
    if old is not None:
        # That it looks sound is no promise that it can be worked on.
        with suppress(sqlite3.Error):
            rows = old.execute("SELECT name, stamp, digest FROM source")
            plan = _plan(making, {name: (stamped, digested) for name, stamped, digested in rows})
            if plan == _Plan():
                return Store(old)
            store = _make(making, old, plan)
            old.close()
            return store
        old.close()
    return _make(making, None, _plan(making, {}))


def _plan(making: Making, known: Mapping[str, tuple[str, str]]) -> _Plan:
    """Compare the files with what is known of them: name -> (stamp, digest)."""
    plan = _Plan()
    gone = set(known)
    for source in making.sources:
        stamped, digested = known.get(source.name, ("", ""))
        try:
            now = stamp(source.path)
            changed = now != stamped
            if changed and digested and digest(source.path) == digested:
                plan.restamp[source.name] = now
                changed = False
        except OSError:
            continue  # it was there when the files were listed
        gone.discard(source.name)
        if changed:
            plan.add.append((source, now))
    plan.remove = sorted(gone)
    return plan


def _make(making: Making, old: sqlite3.Connection | None, plan: _Plan) -> Store:
    """Make the next database, in place of the one on disk where that can be written."""
    try:
        return _make_file(making, old, plan)
    except OSError as error:
        reason = error.strerror or str(error)
    except sqlite3.OperationalError as error:  # a full disk, say
        reason = str(error)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(making, connection, old, plan)
    return Store(connection, reason)


def _make_file(making: Making, old: sqlite3.Connection | None, plan: _Plan) -> Store:
    making.path.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary_beside(making.path)
    temporary.open("xb").close()
    try:
        with closing(sqlite3.connect(temporary)) as connection:
            _fill(making, connection, old, plan)
        # Opened under the name that nobody else has: by the other one, somebody who began earlier
        # may have put a database that knows less.
        store = Store(open_read_only(temporary))
        try:
            temporary.replace(making.path)
        except OSError as error:
            store.homeless = error.strerror or str(error)
        return store
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _fill(
    making: Making, connection: sqlite3.Connection, old: sqlite3.Connection | None, plan: _Plan
) -> None:
    """Copy the old database, or make an empty one, and do what is planned."""
    connection.isolation_level = None
    # Nobody else sees this file, and a half-made one is thrown away.
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    if old is not None:
        old.backup(connection)
    else:
        create(connection, making.facts)
    connection.execute("BEGIN")
    filler = Filler(connection, making.tokens)
    for name in plan.remove:
        filler.remove(name)
    for name, now in plan.restamp.items():
        filler.restamp(name, now)
    for done, (source, now) in enumerate(plan.add, 1):
        filler.add(source.name, now, _digest(source.path), making.read(source))
        making.progress(done, len(plan.add))
    connection.execute("COMMIT")


def _digest(path: Path) -> str:
    """Return the digest of a file, nothing where it cannot be read; its reader will say why."""
    try:
        return digest(path)
    except OSError:
        return ""
