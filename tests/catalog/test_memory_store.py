"""The database of a memory follows its files, and is made anew whenever it is not what it was."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from polybook.catalog import memory_schema
from polybook.catalog.files import temporary_beside
from polybook.catalog.memory import Memory
from polybook.model.entry import Entry
from polybook.model.errors import UsageError
from tests.catalog.memories import ALL, PAGES, answers, making, reads, remember, write_pages
from tests.helpers import ROOT


@pytest.fixture
def database(tmp_path):
    """The database of `PAGES`, made and closed."""
    remember(tmp_path, PAGES).close()
    return tmp_path / "build" / "vi.sqlite"


def test_what_has_not_changed_is_not_read_again(tmp_path, database):
    before = database.read_bytes()
    assert reads(tmp_path) == ([], ALL)
    assert database.read_bytes() == before


@pytest.mark.usefixtures("database")
def test_only_changed_files_are_read_again(tmp_path):
    write_pages(tmp_path, {"two": [Entry("Net", "Mạng")], "three": [Entry("Loss", "Tổn thất")]})
    read, found = reads(tmp_path)
    assert read == ["three", "two"]
    assert found == {
        "Loss": ["Mất mát", "Tổn thất"],
        "Data": ["Dữ liệu"],
        "A longer text about data and loss.": [],
    }
    with Memory(making(tmp_path)) as memory:
        assert answers(memory, "Net") == ["Mạng"]
        assert memory.counts() == (3, 4)
        assert memory.lookup("A longer text about data and loss!") == []


def test_who_is_overtaken_by_somebody_that_knows_less_still_knows_all(
    tmp_path, database, monkeypatch
):
    older = database.read_bytes()
    replace = Path.replace

    def overtaken(self, target):
        replace(self, target)
        Path(target).with_suffix(".other").write_bytes(older)
        replace(Path(target).with_suffix(".other"), target)

    write_pages(tmp_path, {"two": [Entry("Net", "Mạng")]})
    monkeypatch.setattr(Path, "replace", overtaken)
    with Memory(making(tmp_path)) as memory:
        assert database.read_bytes() == older
        assert answers(memory, "Net") == ["Mạng"]


@pytest.mark.usefixtures("database")
def test_a_file_that_is_gone_is_forgotten(tmp_path):
    (tmp_path / "catalogs" / "one.po").unlink()
    read, found = reads(tmp_path)
    assert read == []
    assert found == {**ALL, "Loss": []}


@pytest.mark.usefixtures("database")
def test_a_file_that_was_only_touched_is_not_read_again(tmp_path):
    os.utime(tmp_path / "catalogs" / "one.po", (1, 1))
    assert reads(tmp_path) == ([], ALL)


def test_after_many_changes_it_is_as_if_made_at_once(tmp_path, database):
    for number in range(12):
        pages = {"one": [Entry(f"Text {n} of the book", f"{n}") for n in range(number % 5)]}
        remember(tmp_path, pages).close()
    with Memory(making(tmp_path)) as memory:
        grown = memory.lookup("Text 2 of a book", limit=9)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    database.unlink()
    with Memory(making(tmp_path)) as memory:
        assert memory.lookup("Text 2 of a book", limit=9) == grown != []


@pytest.mark.usefixtures("database")
def test_a_broken_file_is_told_and_the_others_are_there(tmp_path):
    path = tmp_path / "catalogs" / "one.po"
    path.write_text('msgid "Fine"\nmsgstr "Được"\n\nmsgid "open\nmsgstr "x"\n', "utf-8")
    read, found = reads(tmp_path)
    assert (read, found) == (["one"], {**ALL, "Loss": []})
    # It is not read again and again, but it is told each time.
    assert reads(tmp_path)[0] == []
    with Memory(making(tmp_path)) as memory:
        [fault] = memory.faults
        assert (fault.path, fault.line) == ("catalogs/one.po", 4)
        assert answers(memory, "Fine") == []
    write_pages(tmp_path, PAGES)
    assert reads(tmp_path) == (["one"], ALL)


def test_without_a_place_it_works_in_memory(tmp_path):
    (tmp_path / "build").write_text("a file where the folder should be")
    with remember(tmp_path, PAGES) as memory:
        assert {text: answers(memory, text) for text in ALL} == ALL
        assert memory.approved("Loss") is not None
        assert memory.homeless == "File exists"


def test_a_folder_that_cannot_be_written_keeps_the_old_one(tmp_path, database, monkeypatch):
    open_path = Path.open

    def refuse(path, mode="r", **options):
        if "x" in mode:
            raise OSError(30, "Read-only file system")
        return open_path(path, mode, **options)

    write_pages(tmp_path, {"one": [Entry("Loss", "Tổn thất")]})
    before = database.read_bytes()
    monkeypatch.setattr(Path, "open", refuse)
    with Memory(making(tmp_path)) as memory:
        assert answers(memory, "Loss") == ["Tổn thất"]
        assert memory.homeless == "Read-only file system"
    assert database.read_bytes() == before


def test_a_full_disk_is_no_reason_to_stop(tmp_path, monkeypatch):
    connect = sqlite3.connect

    def small(path, **options):
        connection = connect(path, **options)
        if path != ":memory:":
            connection.execute("PRAGMA max_page_count = 3")  # "database or disk is full"
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    with remember(tmp_path, PAGES) as memory:
        assert memory.homeless == "database or disk is full"
        assert answers(memory, "Loss") == ["Mất mát"]
    assert list((tmp_path / "build").iterdir()) == []


def test_copies_of_killed_processes_are_swept_away(tmp_path):
    old = temporary_beside(tmp_path / "build" / "vi.sqlite")
    folder = tmp_path / "once more" / "build"
    folder.mkdir(parents=True)
    (folder / old.name).write_bytes(b"x")
    os.utime(folder / old.name, (1, 1))
    remember(tmp_path / "once more", PAGES).close()
    assert [path.name for path in folder.iterdir()] == ["vi.sqlite"]


def test_without_fts5_the_error_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(memory_schema, "SCHEMA", memory_schema.SCHEMA.replace("fts5", "fts99"))
    memory_schema.expected_schema.cache_clear()
    try:
        with pytest.raises(UsageError, match=r"no such module: fts99\); use a Python"):
            remember(tmp_path, PAGES)
    finally:
        memory_schema.expected_schema.cache_clear()


WORKER = """
import json, sys
from pathlib import Path
from polybook.catalog.files import temporary_beside
from polybook.catalog.memory import Memory
from polybook.model.entry import Entry
from tests.catalog.memories import making, write_pages

root, own, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
sure = [f"A text number {n} that stays as it is" for n in range(40)]
for turn in range(rounds):
    # Written beside and renamed, as every catalog is.
    write_pages(root / own, {own: [Entry(f"Text of {own}", f"turn {turn}")]})
    (root / own / "catalogs" / f"{own}.po").replace(root / "catalogs" / f"{own}.po")
    with Memory(making(root)) as memory:
        assert not memory.homeless, memory.homeless
        for text in sure:
            found = memory.lookup(text + "!", limit=1)
            assert found and found[0].english == text, (text, found)
            assert memory.approved(text).translation == text.upper()
        # Whatever the others put in the database's place meanwhile.
        assert memory.approved(f"Text of {own}").translation == f"turn {turn}"
print(json.dumps("done"))
"""


def test_processes_use_it_and_change_it_at_once(tmp_path):
    sure = [f"A text number {n} that stays as it is" for n in range(40)]
    write_pages(tmp_path, {"sure": [Entry(text, text.upper()) for text in sure]})
    command = [sys.executable, "-c", WORKER, str(tmp_path)]
    workers = [
        subprocess.Popen(
            [*command, name, "8"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for name in ("a", "b", "c")
    ]  # fmt: skip
    for worker in workers:
        out, err = worker.communicate(timeout=120)
        assert (worker.returncode, err.decode()) == (0, "")
        assert json.loads(out) == "done"
    left = [path.name for path in (tmp_path / "build").iterdir()]
    assert left == ["vi.sqlite"]
    with Memory(making(tmp_path)) as memory:
        assert memory.counts()[0] == 43


def test_a_killed_process_leaves_a_sound_database(tmp_path, database):
    program = (
        "import os, sys\nfrom pathlib import Path\n"
        "from polybook.catalog import memory_store\nfrom polybook.catalog.memory import Memory\n"
        "from tests.catalog.memories import making\n"
        "memory_store.Filler.add = lambda *_: os.kill(os.getpid(), 9)\n"
        "Memory(making(Path(sys.argv[1])))\n"
    )
    write_pages(tmp_path, {"three": [Entry("Net", "Mạng")]})
    before = database.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], check=False, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == -9
    assert database.read_bytes() == before
    assert reads(tmp_path) == (["three"], ALL)
