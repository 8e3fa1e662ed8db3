"""source-read: the page's text with its translations put in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from polybook.formats.page import Page
from polybook.formats.text import canonical
from polybook.model.errors import PageError
from polybook.model.unit import Kind
from polybook.sphinx.d2l import shown_as
from polybook.sphinx.findings import warn
from polybook.sphinx.project import edition_of
from polybook.sphinx.state import Heading, PageState, flat, pages
from polybook.sphinx.tooltips import keep_source, levels_of
from polybook.steps.book import cut_page, page_finding
from polybook.steps.catalogs import catalog_path, page_catalog
from polybook.steps.merge import MergedPage, merge_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ATX = re.compile(r"(?m)^(?P<marks>#{1,6}) (?P<text>.*\S)")
"""A heading on a line of its own, as nearly all are."""


def splice_page(app: Sphinx, docname: str, content: list[str]) -> None:
    """Replace the text in `content` by that of the edition.

    What Sphinx gives is spliced, not the file, so that what other extensions did to it stays. A
    page that cannot be read stays as it is; why is a warning, as are refused translations.
    """
    edition = edition_of(app)
    file = edition.page(app.env, docname)
    if file is None or not edition.translated:
        return
    try:
        page = cut_page(edition.config, file, content[0])
    except PageError as error:
        warn([page_finding(edition.config, error)])
        return
    path = catalog_path(edition.config, edition.language, file.catalog)
    catalog, fault = page_catalog(edition.config, edition.language, file)
    has_catalog = (edition.config.root / path).exists()
    if has_catalog:
        app.env.note_dependency(edition.config.root / path)
    links = edition.config.links_of(edition.language)
    merged = merge_page(page, catalog, path, links=links)
    warn([*page.findings, *([fault] if fault else ()), *merged.findings])
    shown = shown_as(app, docname) or str
    pages(app.env)[docname] = _state(page, merged, shown, has_catalog=has_catalog)
    if levels_of(app):
        keep_source(app.env, page, merged)
    content[0] = merged.text


def _state(
    page: Page, merged: MergedPage, shown: Callable[[str], str], *, has_catalog: bool
) -> PageState:
    """Say what the build must remember; `shown` makes of a text what MyST will be given."""
    return PageState(
        total=len(page.units),
        untranslated=tuple(
            flat(shown(unit.msgid))
            for number, unit in enumerate(page.units)
            if number not in merged.msgstrs
        ),
        headings=tuple(_headings(page, merged, shown)),
        contents=tuple(
            (flat(canonical(merged.msgstrs.get(number, ""), unit)), unit.msgid)
            for number, unit in enumerate(page.units)
            if unit.kind is Kind.TITLE and unit.detail == "contents"
        ),
        has_catalog=has_catalog,
    )


def _headings(page: Page, merged: MergedPage, shown: Callable[[str], str]) -> list[Heading]:
    """Return the page's headings in order."""
    found: dict[tuple[int, int], Heading] = {}
    for number, unit in enumerate(page.units):
        text = canonical(merged.msgstrs.get(number, ""), unit)
        place = (unit.region, unit.span.start)
        if unit.level:
            lines = unit.span.of(page.regions[unit.region].text).split("\n")
            english = "\n".join(line.removeprefix(unit.lead).strip() for line in lines)
            found[place] = Heading(flat(shown(text)), shown(english), unit.level)
        elif unit.kind is Kind.FRONT_MATTER and unit.detail == "title":
            found[place] = Heading(flat(text), unit.msgid, 0)
    # A heading that is no unit, because its author skipped it, must not be taken for one whose
    # translation reads the same.
    taken = {heading.text for heading in found.values()}
    for region, view in enumerate(page.regions):
        for match in ATX.finditer(view.text):
            text = flat(match["text"])
            if text in taken:
                heading = Heading(text, text, len(match["marks"]))
                found.setdefault((region, match.start("text")), heading)
    return [found[place] for place in sorted(found)]
