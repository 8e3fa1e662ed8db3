"""A catalog belongs to a page.

A page that was renamed, moved or deleted leaves its catalog behind. Translators who find it work
for nobody. `polybook update` carries its translations to where their English stands now, and keeps
what no page has any more as obsolete entries.

Bad:

    source_en/intro.md                        renamed to introduction.md
    locales/vi/LC_MESSAGES/intro.po           with live entries

Good:

    locales/vi/LC_MESSAGES/introduction.po    after `polybook update vi`

Known limits: a catalog that has nothing but obsolete entries is in order.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.catalog.catalog import Catalog
from polybook.checks.texts import Fault
from polybook.model.finding import Severity

CODE = "catalog-stale"
SEVERITY = Severity.WARNING


def check_orphan(catalog: Catalog, language: str) -> Iterator[Fault]:
    """Yield a fault for a catalog that no page has, when it has live entries."""
    if catalog.live:
        yield Fault(f"no page has this catalog; run `polybook update {language}`")
