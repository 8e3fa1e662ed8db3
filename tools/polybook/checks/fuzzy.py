"""No translation waits for somebody to look at it.

A translation becomes fuzzy when its English has changed, or when it was taken over from a similar
text. Readers see the English until a translator has corrected it and deleted the flag.

Bad:

    #, fuzzy
    #| msgid "The loss falls."
    msgid    "The loss falls slowly."
    msgstr   "Mất mát giảm dần."

Good:

    msgid    "The loss falls slowly."
    msgstr   "Mất mát giảm chậm."

Known limits: what is wrong in the translation is not said; compare the two English texts.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.catalog.comments import draft_of
from polybook.checks.completeness import units_of
from polybook.checks.texts import Fault, Setting, Sheet
from polybook.model.finding import Severity

CODE = "fuzzy"
SEVERITY = Severity.NOTE


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each fuzzy translation that is no unread draft of an engine."""
    for unit, entry in units_of(sheet):
        if entry is None or not entry.fuzzy or not entry.msgstr:
            continue
        if draft_of(entry) is None:
            why = "its English has changed" if entry.previous_msgid else "nobody has confirmed it"
            message = f"fuzzy, since {why}; correct the translation and delete the flag"
            yield Fault(message, entry=entry, unit=unit)
