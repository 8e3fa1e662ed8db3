"""Waivers: which findings a translator has silenced, and which waivers silence nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from polybook.catalog.comments import Waiver, read_misspelt, read_waivers
from polybook.checks import hidden_character, lookalike, safe_markup, structure_kept, waiver
from polybook.model.entry import Entry
from polybook.model.finding import Finding
from polybook.steps.choice import DEFAULTS, Choice

UNWAIVABLE = frozenset(
    rule.CODE for rule in (structure_kept, safe_markup, hidden_character, lookalike, waiver)
)
"""What keeps a translation out of the book stays true, whoever says otherwise, and so does what
hides something from those who read the catalog."""


@dataclass(frozen=True, slots=True)
class Waivable:
    """An entry with a waiver, and its place."""

    entry: Entry
    path: str
    page: str
    page_line: int


def waived(
    findings: Sequence[Finding], waivable: Sequence[Waivable], choice: Choice
) -> Iterator[Finding]:
    """Yield the findings that no waiver silences, then what is wrong with the waivers.

    A waiver of a check that the run does not look for cannot be told from a dead one, and Weblate's
    flags also silence Weblate's own checks: nothing is said of either.
    """
    silenced: dict[tuple[str, int], set[str]] = {}
    for one in waivable:
        codes = {found.code for found in read_waivers(one.entry)} - UNWAIVABLE
        silenced[one.path, one.entry.line] = codes
    if not waivable:
        yield from findings
        return
    found: dict[tuple[str, int], set[str]] = {}
    for finding in findings:
        place = finding.path, finding.line
        if finding.code in silenced.get(place, ()):
            found.setdefault(place, set()).add(finding.code)
        else:
            yield finding
    if choice.wants(waiver.CODE):
        for one in waivable:
            yield from _faults(one, found.get((one.path, one.entry.line), ()), choice)


def _faults(one: Waivable, found: Collection[str], choice: Choice) -> Iterator[Finding]:
    judged = [here for here in read_waivers(one.entry) if _is_judged(here, choice)]
    faults = waiver.check_waivers(judged, found, DEFAULTS, UNWAIVABLE)
    for fault in (*faults, *waiver.check_comments(read_misspelt(one.entry))):
        yield Finding(
            waiver.CODE,
            waiver.SEVERITY,
            fault.message,
            path=one.path,
            line=one.entry.line,
            page=one.page,
            page_line=one.page_line,
            msgid=one.entry.msgid,
            msgstr=one.entry.msgstr,
        )


def _is_judged(here: Waiver, choice: Choice) -> bool:
    return choice.wants(here.code) if here.code in DEFAULTS else not here.flag
