"""The page itself, in the edition's language, for readers to take along and run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from polybook.catalog.files import write_atomically
from polybook.model.errors import PageError
from polybook.sphinx.project import Edition, edition_of
from polybook.steps.book import File, load_page
from polybook.steps.catalogs import page_catalog
from polybook.steps.merge import merge_page

if TYPE_CHECKING:
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
        file = edition.files.get(app.env.doc2path(docname, base=False).as_posix())
        for copy in _copies(app, docname, file) if file is not None else ():
            data = localised(edition, file) if file is not None else None
            if data is not None and copy.read_bytes() != data:
                write_atomically(copy, data)


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
