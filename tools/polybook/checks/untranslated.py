"""Every text of a page has a translation.

Until it has one, readers of the edition see the English. Of a page that nobody has begun, only that
is said.

Bad:

    msgid  "The loss falls."
    msgstr ""

Good:

    msgid  "The loss falls."
    msgstr "Mất mát giảm dần."

Known limits: a draft that nobody has looked at counts as begun; `fuzzy` and `machine-draft` tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.completeness import units_of
from polybook.checks.texts import Fault, Setting, Sheet
from polybook.model.finding import Severity

CODE = "untranslated"
SEVERITY = Severity.NOTE


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each text without translation, or one for a page that has none at all."""
    units = list(units_of(sheet))
    missing = [(unit, entry) for unit, entry in units if entry is None or not entry.msgstr]
    if missing and len(missing) == len(units):
        left = f"all {len(units)} texts of it are" if len(units) > 1 else "the only text of it is"
        yield Fault(f"nothing of this page is translated; {left} left to do")
        return
    for unit, entry in missing:
        if entry is None:
            step = f"run `polybook update {setting.language.code}`"
            message = f"the catalog does not have this text yet; {step}"
        else:
            message = "not translated; readers see the English until it is"
        yield Fault(message, entry=entry, unit=unit)
