"""A waiver silences something, and says why.

A translator who knows better than a check writes so above the entry, and that is the end of it. A
waiver that silences nothing any more hides the next fault of its kind, and one without a reason
cannot be judged by the next translator. Weblate's flags have no place for a reason and need none.
A comment that begins with `polybook:` and is misspelt silences nothing either, which its writer
would not see.

Bad:

    # polybook: ignore math-kept

Good:

    # polybook: ignore math-kept - the letter is a word here

Known limits: a waiver holds for all findings of its code in the entry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from polybook.catalog.comments import Waiver
from polybook.checks.texts import Fault
from polybook.model.finding import Severity

CODE = "waiver"
SEVERITY = Severity.WARNING

SHOWN = 60
"""Characters of a comment."""


def check_waivers(
    waivers: Iterable[Waiver], found: Collection[str], known: Collection[str], firm: Collection[str]
) -> Iterator[Fault]:
    """Yield a fault for each waiver that is dead or gives no reason.

    `found` are the codes that were waived here, `known` all codes, and `firm` those that nobody can
    waive.
    """
    for waiver in waivers:
        if waiver.code in firm:
            step = "correct the translation and delete the waiver"
            yield Fault(f"{waiver.code} cannot be waived; {step}")
        elif waiver.code not in known:
            close = get_close_matches(waiver.code, known, n=1)
            step = f"did you mean {close[0]}?" if close else "delete the waiver"
            yield Fault(f"the waiver names {waiver.code}, and no check is called that; {step}")
        elif waiver.code not in found:
            yield Fault(f"the waiver of {waiver.code} silences nothing here; delete it")
        elif not waiver.reason and not waiver.flag:
            yield Fault(f"the waiver of {waiver.code} gives no reason; write one after a hyphen")


def check_comments(comments: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each comment that speaks to polybook and means nothing."""
    for comment in comments:
        shown = comment if len(comment) <= SHOWN else f"{comment[: SHOWN - 1]}…"
        step = "write one code a line, as in `polybook: ignore code-kept - the reason`"
        yield Fault(f"the comment “{shown}” is no waiver; {step}")
