"""Pages of real books and of our own cases, for the tests that want many."""

from __future__ import annotations

from tests.formats.cases import actual_text
from tests.helpers import CASES, ROOT, corpus, read_cases

SAMPLES = ROOT / "tests" / "books"
"""One page of each format, with all that it has."""
KEYS = ("title", "subtitle", "description")
BOOKS = ("source_en", "myst-lectures", "d2l-en-v0.17.5")


def kind_of(name: str) -> str:
    if name.endswith(".ipynb"):
        return "notebook"
    return "d2l" if name.startswith(("d2l-en/", "appendix/")) else "markdown"


def pages_of(book: str) -> dict[str, bytes]:
    """Return the pages of a book by name; skip where the corpora are absent."""
    if book != "source_en":
        return corpus(book)
    folder = ROOT / book
    files = [file for file in sorted(folder.rglob("*")) if file.suffix in (".md", ".ipynb")]
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def constructs() -> dict[str, str]:
    """Return the source of every case of a construct, by title."""
    files = sorted((CASES / "formats").glob("*.txt"))
    found = [(file, 2 if file.stem.startswith("units") else 4) for file in files]
    return {
        f"{file.stem}: {case.title}": actual_text(case.parts[0])
        for file, parts in found
        for case in read_cases(file, parts)
    }
