"""Waivers: which findings a translator has silenced, and which waivers silence nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from polybook.catalog.comments import Waiver, read_waivers
from polybook.checks import safe_markup, structure_kept, waiver
from polybook.model.entry import Entry
from polybook.model.finding import Finding
from polybook.steps.choice import DEFAULTS, Choice

UNWAIVABLE = frozenset({structure_kept.CODE, safe_markup.CODE, waiver.CODE})
"""What keeps a translation out of the book stays true, whoever says otherwise."""


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
    for fault in waiver.check_waivers(judged, found):
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
