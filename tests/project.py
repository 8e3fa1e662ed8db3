"""A small book in a folder, and the command line run on it."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import polib

from polybook.cli import main
from tests.pseudo import ACCENTED

CONFIG = 'project = "book"\nsource = "source_en"\nlanguages = ["vi"]\n'


@dataclass(frozen=True)
class Run:
    """What one run of the command line gave."""

    code: int
    out: str
    err: str


def notebook(*sources: str) -> str:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": source} for source in sources]
    code = {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], "source": "1"}
    whole = {"cells": [*cells, code], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


PAGES = {
    "index.md": "# The book\n\nIt begins here.\n\n```{toctree}\nchapters/one\n```\n",
    "chapters/one.md": "# Chapter one\n\nFirst words of it.\n\nMore [words](two.ipynb).\n",
    "chapters/two.ipynb": notebook("# Chapter two", "Words of the second."),
    "img/a.png": "\x89PNG",
}


@dataclass(frozen=True)
class Project:
    """One book on disk."""

    root: Path

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def read(self, name: str) -> str:
        return (self.root / name).read_bytes().decode()

    def run(self, *arguments: str) -> Run:
        """Run the command line in this process."""
        out, err = io.StringIO(), io.StringIO()
        code = 0
        argv = ["polybook", "-C", str(self.root), *arguments]
        with patch("sys.argv", argv), redirect_stdout(out), redirect_stderr(err):
            try:
                main()
            except SystemExit as stop:
                code = stop.code if isinstance(stop.code, int) else int(bool(stop.code))
        return Run(code, out.getvalue(), err.getvalue())

    def good(self, *arguments: str) -> str:
        """Run a command that must find nothing wrong; return what it printed."""
        done = self.run(*arguments)
        assert (done.code, done.err) == (0, "")
        return done.out

    def files(self, folder: str = ".") -> dict[str, bytes]:
        """Return every file below a folder, by its path from there."""
        top = self.root / folder
        return {
            path.relative_to(top).as_posix(): path.read_bytes()
            for path in sorted(top.rglob("*"))
            if path.is_file()
        }

    def catalog(self, name: str) -> Path:
        return self.root / "locales/vi/LC_MESSAGES" / f"{name}.po"

    def entries(self, name: str) -> dict[str, polib.POEntry]:
        return {entry.msgid: entry for entry in polib.pofile(str(self.catalog(name)))}

    def translate(self, name: str, pairs: dict[str, str] | None = None, *, fuzzy=False) -> None:
        """Fill a catalog: with these translations, or with an accent on every letter."""
        path = self.catalog(name)
        catalog = polib.pofile(str(path), wrapwidth=-1)
        missing = (pairs or {}).keys() - {entry.msgid for entry in catalog}
        assert not missing, f"{name} has no message {missing}"
        for entry in catalog:
            if pairs is None:
                entry.msgstr = entry.msgid.translate(ACCENTED)
            elif entry.msgid in pairs:
                entry.msgstr = pairs[entry.msgid]
                if fuzzy:
                    entry.flags.append("fuzzy")
        catalog.save()


def make_project(root: Path, pages: dict[str, str] | None = None, *, catalogs=True) -> Project:
    """Make a book; with its templates and empty catalogs unless told otherwise."""
    project = Project(root)
    project.write("polybook.toml", CONFIG)
    for name, text in (PAGES if pages is None else pages).items():
        project.write(
            f"source_en/{name}", text.encode("latin-1") if name.endswith(".png") else text
        )
    if catalogs:
        project.good("extract")
        project.good("update", "vi")
    return project
