"""Which notebooks a page becomes, and where `polybook build LANG notebooks` puts them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from polybook.formats.d2l.pieces import cut_pieces, for_tab
from polybook.formats.reading import decode
from polybook.formats.textnotebook import is_text_notebook
from polybook.model.errors import PageError
from polybook.steps.book import File, read_bytes
from polybook.steps.d2l import D2lBook

NO_TAB = "notebook"
"""The folder of the notebooks of a d2l book without tabs."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """One notebook that readers can run."""

    name: str
    """Its path in the folder of the edition's notebooks, with `/`."""
    tab: str = ""
    """The code tab that it is of, for pages in d2l Markdown."""


def notebooks_of(file: File, book: D2lBook) -> tuple[Notebook, ...]:
    """Return the notebooks of a page that have code to run; none for a page that is only text.

    `book` is what the d2l pages of the whole book share.
    """
    stem = str(PurePosixPath(file.name).with_suffix(""))
    if file.kind == "notebook":
        return (Notebook(file.name),)
    if file.name in book.texts:
        pieces = cut_pieces(book.texts[file.name], book.tabs[0] if book.tabs else "")
        tabs = book.tabs or (NO_TAB,)
        named = [tab for tab in tabs if any(piece.code for piece in for_tab(pieces, tab))]
        return tuple(Notebook(f"{tab}/{stem}.ipynb", tab if book.tabs else "") for tab in named)
    return (Notebook(f"{stem}.ipynb"),) if is_markdown_notebook(file, book) else ()


def is_markdown_notebook(file: File, book: D2lBook) -> bool:
    """Tell whether a page is a notebook in Markdown, which can be made one of Jupyter's."""
    if file.kind != "markdown" or file.name in book.texts:
        return False
    try:
        return is_text_notebook(decode(read_bytes(file), file.name))
    except PageError:
        return False  # a finding wherever the page is read
