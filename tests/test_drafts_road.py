"""The whole road, without network: a chapter is drafted, reviewed by script, merged and built.

The engine is a program that only looks words up; everything else is what it is for everybody.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from polybook.formats.html import visible
from tests.drafts import CHAPTER, GLOSSARY
from tests.project import Project
from tests.sphinx.books import build, html, make_book

ENGINE = Path(__file__).parent / "lookup_engine.py"
PAGES = {
    "index.md": "# The book\n\nIt begins here.\n\n```{toctree}\nwalk\n```\n",
    "walk.md": CHAPTER,
}


@pytest.fixture
def book(tmp_path) -> Project:
    project = Project(make_book(tmp_path / "book", PAGES))
    project.write("glossary/vi.csv", GLOSSARY)
    command = [sys.executable, str(ENGINE), "--log", str(tmp_path / "asked.jsonl")]
    config = f'languages = ["vi"]\n[translate]\nengine = "command"\n[engines.command]\n{command=}\n'
    project.write("polybook.toml", config.replace("'", '"'))
    return project


def run(book: Project, *arguments: str, keys: str = "") -> str:
    """Run the command in a process of its own, as people do."""
    done = subprocess.run(
        [sys.executable, "-m", "polybook", *arguments],
        cwd=book.root, check=False, input=keys.encode(), capture_output=True,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1709112600"},
    )  # fmt: skip
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode()


@pytest.mark.slow
def test_a_chapter_is_drafted_reviewed_merged_and_built(book, tmp_path):
    run(book, "extract")
    run(book, "update", "vi")
    planned = run(book, "translate", "vi", "--dry-run")
    assert "7 to be sent to no host, a program on this machine" in planned
    assert not (tmp_path / "asked.jsonl").exists()

    drafted = run(book, "translate", "vi")
    assert "vi: 7 texts without a translation: 7 by command, 0 left" in drafted
    assert len((tmp_path / "asked.jsonl").read_text().splitlines()) == 7
    build(book.root, "vi")
    assert "Mọi bước" not in html(book.root, "vi", "walk"), "nobody has read the drafts yet"

    reviewed = run(book, "review", "vi", keys="a\na\na\na\na\nr\na\n")
    assert "vi: 6 accepted, 1 rejected; that was the last one" in reviewed
    assert "0 errors" in run(book, "check", "vi")

    run(book, "merge", "vi")
    merged = book.read("build/vi/source/walk.md")
    assert merged == (
        "# Một dạo bước xuống\n\n"
        "Chúng ta huấn luyện với $x^2$ và `loss.step()`. Mất mát giảm *với mỗi bước*. Rồi chúng ta "
        "đi theo [gradient](https://example.org) và tốc độ học.\n\n"
        "Tốc độ học $\\eta$ là nhỏ khi\n\n$$y = x$$\n\n"
        "where we walk **down**.\n\n"
        "- Mọi bước là một bước.\n"
    )
    build(book.root, "vi")
    page = visible(html(book.root, "vi", "walk"))
    assert "Một dạo bước xuống" in page
    assert "Mọi bước là một bước." in page
    assert "where we walk" in page, "what was rejected stays in English"

    catalog = polib.pofile(str(book.catalog("walk")))
    states = {entry.msgid: (bool(entry.msgstr), entry.fuzzy) for entry in catalog}
    assert list(states.values()).count((True, False)) == 4
    assert states["where we walk **down**."] == (False, False)
