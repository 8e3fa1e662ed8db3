"""A waiver silences something, and says why.

A translator who knows better than a check writes so above the entry, and that is the end of it. A
waiver that silences nothing any more hides the next fault of its kind, and one without a reason
cannot be judged by the next translator. Weblate's flags have no place for a reason and need none.

Bad:

    # polybook: ignore math-kept

Good:

    # polybook: ignore math-kept - the letter is a word here

Known limits: a waiver holds for all findings of its code in the entry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from polybook.catalog.comments import Waiver
from polybook.checks.texts import Fault
from polybook.model.finding import Severity

CODE = "waiver"
SEVERITY = Severity.WARNING


def check_waivers(waivers: Iterable[Waiver], found: Collection[str]) -> Iterator[Fault]:
    """Yield a fault for each waiver that is dead or gives no reason; `found` are codes to waive."""
    for waiver in waivers:
        if waiver.code not in found:
            yield Fault(f"the waiver of {waiver.code} silences nothing here; delete it")
        elif not waiver.reason and not waiver.flag:
            yield Fault(f"the waiver of {waiver.code} gives no reason; write one after a hyphen")
