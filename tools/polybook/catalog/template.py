"""Templates: the POT files, which change only when their messages do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from polybook.catalog.catalog import Catalog
from polybook.catalog.header import CREATED, set_header_field, template_header
from polybook.catalog.read import read_catalog
from polybook.catalog.write import write_catalog
from polybook.model.entry import Entry
from polybook.model.errors import CatalogError

_DATE = re.compile(rb'^"POT-Creation-Date: ([^"\\]*)\\n"', re.MULTILINE)
_HEADER_SIZE = 10_000  # bytes in which the header's date is looked for
_CONTENT = attrgetter(
    "msgctxt",
    "msgid",
    "msgid_plural",
    "msgstr",
    "msgstr_plural",
    "comments",
    "extracted",
    "references",
    "flags",
    "fuzzy",
    "previous_msgctxt",
    "previous_msgid",
    "previous_msgid_plural",
    "obsolete",
)


def new_template(project: str, created: str, entries: Sequence[Entry]) -> Catalog:
    """Return the template (POT) of one page; `created` as `2024-02-28 09:30+0000`."""
    return Catalog(template_header(project, created), tuple(entries))


def same_messages(a: Catalog, b: Catalog) -> bool:
    """Tell whether two catalogs say the same: nothing but layout and creation date may differ."""
    if len(a.entries) != len(b.entries):
        return False
    headers = [set_header_field(catalog.header, CREATED, "") for catalog in (a, b)]
    pairs = zip((headers[0], *a.entries), (headers[1], *b.entries), strict=True)
    return all(_CONTENT(x) == _CONTENT(y) for x, y in pairs)


def write_template(template: Catalog, old: bytes | None) -> bytes:
    """Return the bytes of a template's file, where `old` is what the file holds now.

    `old` itself comes back when nothing but the creation date would change. A template is made from
    the pages alone, so an `old` that cannot be read is simply replaced.
    """
    if old is None:
        return write_catalog(template)
    if date := _DATE.search(old, 0, _HEADER_SIZE):
        header = set_header_field(template.header, CREATED, date[1].decode("utf-8", "replace"))
        if write_catalog(replace(template, header=header)) == old:
            return old
    try:
        if same_messages(template, read_catalog(old, "")):
            return old
    except CatalogError:
        pass
    return write_catalog(template)
