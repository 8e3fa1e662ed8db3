"""A project whose pages stand in its own folder, as those of Jupyter Book often do."""

from __future__ import annotations

import pytest

from tests.project import Project

CONFIG = 'source = "."\nlanguages = ["vi"]\n'


@pytest.fixture
def book(tmp_path):
    project = Project(tmp_path)
    project.write("polybook.toml", CONFIG)
    project.write("_config.yml", b"title: A book\n")
    project.write("index.md", b"# A book\n\nHello.\n")
    for name in ("glossary/notes.md", "build/old.md", ".venv/lib/x.md", "env/x.md", ".git/x.md"):
        project.write(name, b"# Not of the book\n")
    project.write("env/pyvenv.cfg", b"")
    return project


def test_only_the_book_is_read_and_copied(book):
    book.good("extract")
    assert [path.name for path in book.root.rglob("*.pot")] == ["index.pot"]
    book.good("update", "vi")
    book.good("merge", "vi")
    out = book.root / "build" / "vi" / "source"
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert names == {"index.md", "_config.yml", "polybook.toml"}
    book.good("merge", "vi")
    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} == names


def test_places_are_those_of_the_files(book):
    book.write("index.md", b"# A book\n\nCaf\xc3\xa9\xff\n")
    assert book.run("extract").err.startswith("index.md:3: ")


@pytest.mark.parametrize("out", [".", "out", "locales/out"])
def test_nothing_is_written_among_the_pages(book, out):
    done = book.run("merge", "vi", "--out", out)
    assert (done.code, "would mix with the folder" in done.err) == (2, True)
