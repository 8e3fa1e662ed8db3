"""What checks of completeness share: the units of a page that readers can see translated."""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.texts import Sheet
from polybook.model.entry import Entry
from polybook.model.unit import Unit


def units_of(sheet: Sheet) -> Iterator[tuple[Unit, Entry | None]]:
    """Yield each text of the page once, with its entry where the catalog has one."""
    known = sheet.catalog.by_key if sheet.catalog else {}
    seen = set()
    for unit in sheet.page.units:
        if unit.key not in seen:
            seen.add(unit.key)
            yield unit, known.get(unit.key)
