"""A database that comes from anywhere: torn, foreign, or made to do harm."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from polybook.catalog.memory import Memory
from polybook.model.entry import Entry
from tests.catalog.memories import ALL, PAGES, answers, making, reads, remember, write_pages


@pytest.fixture
def database(tmp_path):
    """The database of `PAGES`, made and closed."""
    remember(tmp_path, PAGES).close()
    return tmp_path / "build" / "vi.sqlite"


def statement(sql):
    def change(path):
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(sql)

    return change


def torn(share):
    return lambda path: os.truncate(path, int(path.stat().st_size * share))


def zeroed(path):
    data = bytearray(path.read_bytes())
    data[4096:8192] = bytes(4096)
    path.write_bytes(data)


def other_program(path):
    path.unlink()
    statement("CREATE TABLE bookmarks (url); INSERT INTO bookmarks VALUES ('x')")(path)


def folder_in_place(path):
    path.unlink()
    path.mkdir()


def pipe_in_place(path):
    path.unlink()
    os.mkfifo(path)


HOSTILE = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_bytes(b"not a database" * 500),
    "torn in half": torn(0.5),
    "torn in its first page": torn(0.01),
    "too long": lambda path: path.write_bytes(path.read_bytes() + b"more"),
    "a page of zeros": zeroed,
    "another program's": other_program,
    "another version": statement("PRAGMA user_version = 99"),
    "no version": statement("PRAGMA application_id = 0"),
    "a trigger": statement("CREATE TRIGGER t AFTER INSERT ON pair BEGIN DELETE FROM english; END"),
    "a view": statement(
        "ALTER TABLE pair RENAME TO hidden;"
        "CREATE VIEW pair AS SELECT english, source, 'Hacked' AS translation, context, state,"
        " uses, line FROM hidden"
    ),
    "another table": statement("CREATE TABLE more (x)"),
    "an index on an expression": statement("CREATE INDEX i ON pair (upper(translation))"),
    "a column more": statement("ALTER TABLE pair ADD COLUMN more"),
    "other facts": statement("UPDATE fact SET value = 'fr'"),
    "no word index": statement("DROP TABLE words"),
    "an empty word index": statement("INSERT INTO words (words) VALUES ('delete-all')"),
    "rows of a wrong kind": statement("UPDATE pair SET state = 9"),
    "broken words": statement("UPDATE words_data SET block = x'00'"),
}


@pytest.mark.parametrize("harm", HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_is_not_ours_is_made_anew(tmp_path, database, harm):
    harm(database)
    assert reads(tmp_path)[1] == ALL


@pytest.mark.parametrize("harm", [folder_in_place, pipe_in_place])
def test_what_is_no_file_is_in_nobody_s_way(tmp_path, database, harm):
    harm(database)
    assert reads(tmp_path)[1] == ALL


def test_every_page_may_break(tmp_path, database):
    sound = database.read_bytes()
    for start in range(0, len(sound), 4096):
        for harmed in (b"\xff" * 4096, bytes(4096), sound[:4096]):
            database.unlink()
            database.write_bytes(sound[:start] + harmed + sound[start + 4096 :])
            assert reads(tmp_path)[1] == ALL


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
def test_what_stands_beside_it_is_not_played_back(tmp_path, database, suffix):
    database.with_name(database.name + suffix).write_bytes(b"\xd9\xd5\x05\xf9 a journal" * 99)
    assert reads(tmp_path) == ([], ALL)


def test_a_forged_row_approves_nothing(tmp_path, database):
    statement("UPDATE pair SET translation = 'Hacked', state = 0")(database)
    with Memory(making(tmp_path)) as memory:
        assert answers(memory, "Loss") == ["Hacked"]  # an offer, to be looked at by a person
        assert memory.approved("Loss") is None


def test_what_was_taken_back_since_is_approved_no_more(tmp_path):
    with remember(tmp_path, PAGES) as memory:
        assert memory.approved("Loss") is not None
        write_pages(tmp_path, {"one": [Entry("Loss", "Mất mát", fuzzy=True)]})
        assert memory.approved("Loss") is None
        (tmp_path / "catalogs" / "one.po").unlink()
        assert memory.approved("Loss") is None


def test_a_link_is_replaced_and_what_it_leads_to_is_not_touched(tmp_path, database):
    other = tmp_path / "other.sqlite"
    shutil.move(database, other)
    statement("CREATE TABLE mine (x)")(other)
    before = other.read_bytes()
    database.symlink_to(other)
    assert reads(tmp_path)[1] == ALL
    assert other.read_bytes() == before
    assert not database.is_symlink()
