"""A person has read what an engine drafted.

Drafts are fuzzy, and readers see the English, until somebody has read them against it, corrected
them and deleted the flag. The comment stays, to tell where the translation came from.

Bad:

    # polybook: machine (libretranslate, 2024-02-28)
    #, fuzzy
    msgid  "The loss falls."
    msgstr "Sự mất mát rơi xuống."

Good:

    # polybook: machine (libretranslate, 2024-02-28)
    msgid  "The loss falls."
    msgstr "Mất mát giảm dần."

Known limits: a flag that somebody deleted without reading the draft cannot be told from a review.
A draft whose English has changed since counts as read, and is `fuzzy` for that.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.catalog.comments import draft_of
from polybook.checks.completeness import units_of
from polybook.checks.texts import Fault, Setting, Sheet
from polybook.model.finding import Severity

CODE = "machine-draft"
SEVERITY = Severity.NOTE


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each draft of an engine that nobody has read."""
    for unit, entry in units_of(sheet):
        if entry is not None and entry.msgstr and (made := draft_of(entry)):
            message = f"{made.engine} drafted this on {made.date}; read it and delete `fuzzy`"
            yield Fault(message, entry=entry, unit=unit)
