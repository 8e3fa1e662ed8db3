"""The entries of a catalog are the texts of its page.

An author who changed a page without `polybook update` leaves translators with English that is no
longer there, and readers see the new text in English although its translation may be at hand.

Bad:

    The page:    The loss is one number.
    The catalog: msgid "The loss is a number."

Good:

    msgid "The loss is one number."    after `polybook update vi`

Known limits: said once a catalog, at the first such entry, since one command puts all in order.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.texts import Fault, Setting, Sheet
from polybook.model.finding import Severity

CODE = "entry-stale"
SEVERITY = Severity.WARNING


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:
    """Yield a fault at the first entry that the page has not."""
    if sheet.catalog is None:
        return
    keys = {unit.key for unit in sheet.page.units}
    stale = [entry for entry in sheet.catalog.live if entry.key not in keys]
    if stale:
        more = f", nor {len(stale) - 1:,} more of this catalog" if len(stale) > 1 else ""
        what = f"the page does not have this text{more}"
        step = f"run `polybook update {setting.language.code}`"
        yield Fault(f"{what}; {step}", entry=stale[0])
