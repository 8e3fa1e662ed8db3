"""What the English emphasises is emphasised in the translation.

Emphasis marks a new term, a warning, the one word that turns a sentence.

Bad:

    English:     This is *not* the same.
    Translation: Hai thứ này không giống nhau.

Good:

    Translation: Hai thứ này *không* giống nhau.

Known limits: only how many stretches are emphasised is compared, not which; more than in the
English is fine, since a term's English in brackets is often set in italics. Chinese, Japanese,
Korean, Arabic and Hebrew letters have no italics: there quotation marks emphasise as well, and
italics that are lost are a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.attempts import attempts, left_over
from polybook.checks.place import visible
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity

CODE = "emphasis-kept"
SEVERITY = Severity.WARNING

OPENING = "“‘«「『《〈"
"""Quotation marks that open where letters have no italics."""


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault where the translation emphasises less than the English."""
    theirs, ours = pair.english.emphasis, pair.translation.emphasis
    lost = len(theirs) - len(ours)
    if lost > 0 and pair.translation.stray:
        # What is broken is said where it is broken.
        lost -= sum(1 for _ in attempts(pair.translation)) + len(left_over(pair.translation))
    mild = None
    if lost > 0 and not setting.language.punctuation.italics:
        lost -= max(0, _quotes(pair.translation.raw) - _quotes(pair.english.raw))
        bold = [sum(one.marks > 1 for one in found) for found in (theirs, ours)]
        mild = Severity.NOTE if bold[0] <= bold[1] else None
    if lost <= 0:
        return
    if ours:
        message = (
            f"{len(ours)} of {len(theirs)} emphasised stretches are left; "
            "emphasise the same words as the English"
        )
    else:
        shown = visible(theirs[0].span.of(pair.english.raw))
        more = f" and {lost - 1} more" if lost > 1 else ""
        message = f"emphasis {shown}{more} is lost; emphasise the same words as the English"
    yield Fault(message, mild)


def _quotes(raw: str) -> int:
    """Return how many stretches stand in quotation marks."""
    return sum(map(raw.count, OPENING)) + raw.count('"') // 2
