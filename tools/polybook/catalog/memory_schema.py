"""The tables of the translation memory's database, and whether a file has exactly them.

A database file can hold more than data: views, triggers and expressions run when it is read. So a
file from disk is opened only to read, as if it came from a stranger, and used only when its schema
is word for word ours and every page of it is sound.
https://www.sqlite.org/security.html
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path

from polybook.model.errors import UsageError

APPLICATION = 0x706F6C79
VERSION = 1
"""To be raised with every change of the schema."""
SCHEMA = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, digest TEXT NOT NULL,
    fault TEXT, fault_line INTEGER
);
-- `key` is a hash of `text`; `prose` is what likeness goes by, NULL where that is the text itself.
CREATE TABLE english (
    id INTEGER PRIMARY KEY, key INTEGER NOT NULL, size INTEGER NOT NULL, text TEXT NOT NULL,
    prose TEXT
);
CREATE INDEX english_key ON english (key);
CREATE INDEX english_size ON english (size);
CREATE TABLE pair (
    english INTEGER NOT NULL, source INTEGER NOT NULL, translation TEXT NOT NULL, context TEXT,
    state INTEGER NOT NULL, uses INTEGER NOT NULL, line INTEGER NOT NULL
);
CREATE INDEX pair_english ON pair (english);
CREATE INDEX pair_source ON pair (source);
CREATE VIRTUAL TABLE words USING fts5 (
    prose, content = '', detail = none, columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 0'
);
"""
_MAGIC = b"SQLite format 3\0"
_HEADER = struct.Struct(">16sH10xI28xI4xI")
"""Magic, size of a page, number of pages, version of the user, application."""
_LARGEST_PAGE = 65536  # which the header writes as 1


def create(connection: sqlite3.Connection, facts: Mapping[str, str]) -> None:
    """Make the tables in an empty database."""
    connection.executescript(SCHEMA)
    connection.executemany("INSERT INTO fact VALUES (?, ?)", facts.items())


def open_sound(path: Path, facts: Mapping[str, str]) -> sqlite3.Connection | None:
    """Open a database to read; None where it is not one that we made and that is whole.

    `facts` is what it must have been made with. A lock or a journal beside it is ignored, since
    what we made never changes.
    """
    try:
        if not path.is_file() or not _has_our_header(path):
            return None
        connection = open_read_only(path)
    except (OSError, sqlite3.Error):
        return None
    try:
        sound = (
            _schema(connection) == expected_schema()
            and connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
            and dict(connection.execute("SELECT name, value FROM fact")) == dict(facts)
        )
    except sqlite3.Error:
        sound = False
    if sound:
        return connection
    connection.close()
    return None


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open a database that nobody changes any more; raises sqlite3.Error."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


@cache
def expected_schema() -> list[tuple[object, ...]]:
    """Return our own schema; raises UsageError where this Python's SQLite has no FTS5."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            create(connection, {})
        except sqlite3.OperationalError as error:
            reason = f"this Python's SQLite cannot index words ({error})"
            raise UsageError(f"{reason}; use a Python whose SQLite has FTS5") from error
        return _schema(connection)


def _schema(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    query = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    return connection.execute(query).fetchall()


def _has_our_header(path: Path) -> bool:
    """Tell whether the first bytes say that the file is ours, and as long as it is."""
    with path.open("rb") as file:
        head = file.read(_HEADER.size)
    if len(head) < _HEADER.size:
        return False
    magic, page, pages, version, application = _HEADER.unpack(head)
    size = (_LARGEST_PAGE if page == 1 else page) * pages
    ours = (magic, version, application) == (_MAGIC, VERSION, APPLICATION)
    return ours and size == path.stat().st_size
