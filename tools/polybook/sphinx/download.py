"""The page itself, in the edition's language, for readers to take along and run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from polybook.catalog.files import write_atomically
from polybook.formats.textnotebook import to_notebook
from polybook.model.errors import PageError
from polybook.sphinx.d2l import d2l_book
from polybook.sphinx.project import Edition, edition_of
from polybook.steps.book import File, load_page
from polybook.steps.catalogs import page_catalog
from polybook.steps.merge import merge_page
from polybook.steps.notebooks import is_markdown_notebook

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def write_sources(app: Sphinx, exception: Exception | None) -> None:
    """Put the translated pages in the place of those that Sphinx copied, which are English.

    So the links and buttons that themes have for them (sphinx-book-theme's download button) give
    the notebook in the reader's language, with its code and outputs untouched.
    """
    edition = edition_of(app)
    if exception is not None or not edition.translated or app.builder.format != "html":
        return
    for docname in app.env.found_docs:
        file = edition.page(app.env, docname)
        for copy in _copies(app, docname, file) if file is not None else ():
            data = localised(edition, file) if file is not None else None
            if data is not None and copy.read_bytes() != data:
                write_atomically(copy, data)


def offer_notebook(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001  Sphinx calls with all five
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Tell sphinx-book-theme that there is a notebook of a page in Markdown, too, to download."""
    if doctree is None or not app.config.html_copy_source:
        return
    if _markdown_notebook(app, pagename) is not None:
        context["ipynb_source"] = f"{pagename}.ipynb"


def write_notebooks(app: Sphinx, exception: Exception | None) -> None:
    """Put a notebook beside the source of each page that is one in Markdown."""
    if exception is not None or app.builder.format != "html":
        return
    edition = edition_of(app)
    for docname in app.env.found_docs:
        copy = Path(app.outdir) / "_sources" / f"{docname}.ipynb"
        file = _markdown_notebook(app, docname) if copy.parent.is_dir() else None
        if file is not None:
            data = localised(edition, file) if edition.translated else None
            text = (data or file.path.read_bytes()).decode("utf-8")
            write_atomically(copy, to_notebook(text).encode(), durable=False)


def _markdown_notebook(app: Sphinx, docname: str) -> File | None:
    file = edition_of(app).page(app.env, docname)
    return file if file is not None and is_markdown_notebook(file, d2l_book(app)) else None


def _copies(app: Sphinx, docname: str, file: File) -> list[Path]:
    """Return where Sphinx put the page's source; it adds a suffix of its own, or none."""
    folder = Path(app.outdir) / "_sources"
    suffix = Path(file.name).suffix
    names = {f"{docname}{suffix}", f"{docname}{suffix}{app.config.html_sourcelink_suffix}"}
    return [folder / name for name in sorted(names) if (folder / name).is_file()]


def localised(edition: Edition, file: File) -> bytes | None:
    """Return the page's file with its translations put in; None where nothing is to be put in."""
    try:
        page = load_page(edition.config, file)
    except PageError:
        return None  # a warning when the page was read
    catalog, _ = page_catalog(edition.config, edition.language, file)
    merged = merge_page(page, catalog)
    return merged.text.encode() if merged.msgstrs else None
