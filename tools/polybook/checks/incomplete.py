"""As much of a page is translated as the book asks for.

An edition can go out when most of it can be read. The language's option `complete` says how many
of a hundred texts a page must have translated; without it nothing is asked for. What is fuzzy, and
what the merge keeps out of the page, does not count, since readers see the English there.

Bad:

    complete = 95, and 9 of 10 texts are translated

Good:

    complete = 95, and all 10 texts are translated

Known limits: a text counts as one, however long; `polybook stats` counts words.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.completeness import units_of
from polybook.checks.texts import Fault, Setting, Sheet
from polybook.model.finding import Severity

CODE = "incomplete"
SEVERITY = Severity.ERROR


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:
    """Yield a fault when less of the page is translated than the book asks for."""
    asked = setting.options.get("complete", 0)
    units = list(units_of(sheet)) if asked else []
    if not units:
        return
    refused = {sheet.page.units[number].key for number in sheet.refused}
    done = sum(
        entry is not None and entry.translated and unit.key not in refused for unit, entry in units
    )
    if 100 * done < asked * len(units):
        shown = f"{done} of {len(units)} texts are translated, the book asks for {asked:g} %"
        yield Fault(f"{shown}; translate the others, or lower `complete`")
