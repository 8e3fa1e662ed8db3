"""source-read: pages in d2l Markdown become MyST, after the translations are in.

They are converted for this build only. With `tab = "..."` in the configuration's `[d2l]`, a page is
the MyST notebook of that tab, which MyST-NB runs; else all tabs stand side by side, and their cells
are run here, tab by tab.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sphinx.errors import ExtensionError

from polybook.config_d2l import ALL
from polybook.formats.d2l.inlines import Inlines
from polybook.formats.d2l.myst import Book
from polybook.formats.d2l.tabs import page_as_tabs, page_of_tab
from polybook.model.errors import PolybookError
from polybook.sphinx.cells import outputs_of
from polybook.sphinx.project import edition_of
from polybook.steps.d2l import LINE_END, D2lBook, open_d2l

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True, slots=True)
class Shared:
    """What the d2l pages of one build share."""

    book: D2lBook
    pages: frozenset[str]


_shared: WeakKeyDictionary[Sphinx, Shared] = WeakKeyDictionary()


def _of(app: Sphinx) -> Shared:
    if app not in _shared:
        edition = edition_of(app)
        try:
            book = open_d2l(edition.config)
        except PolybookError as error:
            raise ExtensionError(f"polybook: {error}") from error
        _shared[app] = Shared(book, frozenset(edition.files))
    return _shared[app]


def d2l_book(app: Sphinx) -> D2lBook:
    """Return what the d2l pages of the book share; it is read once a build."""
    return _of(app).book


def _page(app: Sphinx, docname: str) -> Book | None:
    """Return what the page must know of the others; None for a page that is no d2l Markdown."""
    edition = edition_of(app)
    file = edition.page(app.env, docname)
    if file is None or file.kind == "notebook":
        return None
    shared = _of(app)
    if file.name not in shared.book.texts:
        return None
    return Book(shared.book.labels, shared.book.numbered, shared.pages, file.name)


def shown_as(app: Sphinx, docname: str) -> Callable[[str], str] | None:
    """Return what turns the text of a heading into what MyST is given; None where it stays."""
    book = _page(app, docname)
    if book is None:
        return None
    inlines = Inlines(book)
    return lambda text: inlines.converted(text, block_start=False)


def convert(app: Sphinx, docname: str, content: list[str]) -> None:
    """Replace the d2l Markdown in `content` by MyST."""
    book = _page(app, docname)
    if book is None:
        return
    text = LINE_END.sub("\n", content[0]).removeprefix("\ufeff")
    tabs, tab = _of(app).book.tabs, edition_of(app).config.d2l.tab
    if tab == ALL:
        content[0] = page_as_tabs(text, book, tabs, outputs_of(app, docname, text, tabs))
    else:
        content[0] = page_of_tab(text, book, tabs, tab)
