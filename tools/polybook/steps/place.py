"""From what a check says to a finding: its place in the catalog and on the page."""

from __future__ import annotations

from collections.abc import Iterator

from polybook.catalog.comments import read_waivers
from polybook.checks import Check
from polybook.checks.texts import Fault, Pair, Row, Sheet
from polybook.formats.inline import InlineKind
from polybook.model.entry import Entry
from polybook.model.finding import Finding
from polybook.model.unit import Unit


def place_fault(
    rule: Check, fault: Fault, sheet: Sheet, unit: Unit | None, entry: Entry | None
) -> Finding:
    """Make the finding of a fault on one page; without an entry the fault's own line counts."""
    return Finding(
        rule.CODE,
        fault.severity or rule.SEVERITY,
        fault.message,
        path="" if fault.source else sheet.path,
        line=entry.line if entry else fault.line,
        page=sheet.page.name,
        page_line=sheet.page.line(unit) if unit else 0,
        msgid=entry.msgid if entry else unit.msgid if unit else "",
        msgstr=entry.msgstr if entry else "",
    )


def place_row_fault(rule: Check, fault: Fault, row: Row) -> Finding:
    """Make the finding of a fault that a check of the whole book found."""
    return Finding(
        rule.CODE,
        fault.severity or rule.SEVERITY,
        fault.message,
        path=row.path,
        line=row.line,
        page=row.page,
        page_line=row.page_line,
        msgid=row.msgid,
        msgstr=row.msgstr,
    )


def make_rows(sheet: Sheet) -> list[Row]:
    """Return what checks of the whole book see of one page."""
    lines = _lines(sheet)
    return [
        Row(
            sheet.path,
            pair.entry.line,
            sheet.page.name,
            line,
            pair.unit.kind,
            pair.unit.level,
            pair.unit.context,
            pair.unit.msgid,
            pair.entry.msgstr,
            tuple(_links(pair)) if pair.english.tokens else (),
            frozenset(waiver.code for waiver in read_waivers(pair.entry)),
        )
        for pair, line in zip(sheet.pairs, lines, strict=True)
    ]


def _lines(sheet: Sheet) -> list[int]:
    """Return the line on which each pair stands, in one pass over the page."""
    page = sheet.page
    if "\r" in page.text:
        return [page.line(pair.unit) for pair in sheet.pairs]
    starts = [page.span(pair.unit).start for pair in sheet.pairs]
    lines: dict[int, int] = {}
    line, done = 1, 0
    for start in sorted(starts):
        line += page.text.count("\n", done, start)
        lines[start] = line
        done = start
    return [lines[start] for start in starts]


def _links(pair: Pair) -> Iterator[tuple[str, str, str]]:
    kinds = InlineKind.LINK, InlineKind.ROLE
    ours = [link for link in pair.english.of(*kinds) if link.prose is not None]
    if not ours:
        return
    theirs = {
        link.target: link.prose.of(pair.translation.raw)
        for link in pair.translation.of(*kinds)
        if link.prose is not None
    }
    for link in ours:
        if link.prose is not None and link.target in theirs:
            yield link.target, link.prose.of(pair.english.raw), theirs[link.target]
