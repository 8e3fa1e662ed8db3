"""Waivers: which findings a translator has silenced, and which waivers silence nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polybook.catalog.comments import read_waivers
from polybook.checks import safe_markup, structure_kept, waiver
from polybook.model.entry import Entry
from polybook.model.finding import Finding

UNWAIVABLE = frozenset({structure_kept.CODE, safe_markup.CODE, waiver.CODE})
"""What keeps a translation out of the book stays true, whoever says otherwise."""


@dataclass(frozen=True, slots=True)
class Waivable:
    """An entry with a waiver, and its place."""

    entry: Entry
    path: str
    page: str
    page_line: int


def waived(findings: Sequence[Finding], waivable: Sequence[Waivable]) -> Iterator[Finding]:
    """Yield the findings that no waiver silences, then what is wrong with the waivers."""
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
    for one in waivable:
        place = one.path, one.entry.line
        for fault in waiver.check_waivers(one.entry, found.get(place, ())):
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
