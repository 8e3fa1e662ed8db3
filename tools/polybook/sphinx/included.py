"""include-read: what a page brings in with `{include}`, with its translations put in.

Sphinx reads such a file by itself, and what it emits says nothing of the directive's options. So
the file stays in the source language where that could do harm: where its headings would need ids
of their own, and where a page that includes says by lines or by words which part it wants.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from polybook.model.errors import PageError
from polybook.sphinx.project import edition_of
from polybook.sphinx.state import flat, pages
from polybook.steps.book import cut_page
from polybook.steps.catalogs import catalog_path, page_catalog
from polybook.steps.merge import merge_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PART = re.compile(r"(?m)^[ \t>]*:(?:start-|end-|lines|literal|code|parser)")
"""An option of the directive that takes a part of the file, or shows it as it is written."""


def splice_included(app: Sphinx, path: Path, _parent: str, content: list[str]) -> None:
    """Replace the text in `content`, of the file `path`, by that of the edition."""
    edition = edition_of(app)
    file = edition.files.get(PurePath(path).as_posix())
    if file is None or not edition.translated:
        return
    docname = app.env.docname
    try:
        page = cut_page(edition.config, file, content[0])
        parent = Path(app.env.doc2path(docname)).read_text("utf-8")
    except (PageError, OSError, UnicodeDecodeError):
        return  # reading it as a page says what is wrong
    if page.titles or page.dialect or PART.search(parent):
        return
    name = catalog_path(edition.config, edition.language, file.catalog)
    if (edition.config.root / name).exists():
        app.env.note_dependency(edition.config.root / name)
    catalog, _ = page_catalog(edition.config, edition.language, file)
    merged = merge_page(page, catalog, name, links=edition.config.links_of(edition.language))
    content[0] = merged.text
    if state := pages(app.env).get(docname):
        left = [flat(one.msgid) for n, one in enumerate(page.units) if n not in merged.msgstrs]
        pages(app.env)[docname] = replace(
            state,
            total=state.total + len(page.units),
            untranslated=(*state.untranslated, *left),
        )
