r"""A translation leaves the blocks of its page as they are.

A paragraph that begins with `#` or `1.` becomes a heading or a list, a `|` cuts a table cell in
two, a fence swallows the rest of the page. Such a translation stays out of the book and readers see
the English, so this is said before anybody wonders where the translation is. It cannot be waived.

Bad:

    English:     The first of many
    Translation: 1. trong số rất nhiều

Good:

    Translation: 1\. trong số rất nhiều

Known limits: of several translations that break a page only together, the last one is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.texts import Fault, Setting, Sheet, refusals
from polybook.formats.guard import STRUCTURE_KEPT
from polybook.model.finding import Severity

CODE = STRUCTURE_KEPT
SEVERITY = Severity.ERROR


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each translation that the merge guard refuses for the page's structure."""
    return refusals(sheet, CODE)
