"""From what a check says to a finding: its place in the catalog and on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from polybook.checks import names_kept
from polybook.checks.english_left import single_words
from polybook.checks.kinds import Check
from polybook.checks.texts import Fault, Pair, Row, Setting, Sheet
from polybook.formats.inline import InlineKind
from polybook.model.entry import Entry
from polybook.model.finding import Finding
from polybook.model.unit import Unit

MOST = 10
"""Findings of one check about one entry: a translation that lost its way has hundreds."""
EACH = frozenset({names_kept.CODE})
"""Checks whose every finding is a slip of its own."""

HEAD, TAIL = 400, 150
"""Characters of a message that are shown at its ends, where it quotes a text without an end."""


def most_faults(rule: Check, faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults that one entry may have of a check, the worst first where they are many.

    The last one says how many are left out.
    """
    found = list(faults)
    if len(found) <= MOST or rule.CODE in EACH:
        return found
    found.sort(key=lambda fault: fault.severity or rule.SEVERITY, reverse=True)
    last = found[MOST - 1]
    message = f"{last.message}; and {len(found) - MOST} more of this kind here"
    return [*found[: MOST - 1], replace(last, message=message)]


def place_fault(
    rule: Check, fault: Fault, sheet: Sheet, unit: Unit | None, entry: Entry | None
) -> Finding:
    """Make the finding of a fault on one page; without an entry the fault's own line counts."""
    return Finding(
        rule.CODE,
        fault.severity or rule.SEVERITY,
        _told(fault.message),
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
        _told(fault.message),
        path=row.path,
        line=row.line,
        page=row.page,
        page_line=row.page_line,
        msgid=row.msgid,
        msgstr=row.msgstr,
    )


def _told(message: str) -> str:
    """Return a message at a length that people read; the next step, at its end, stays."""
    if len(message) <= HEAD + TAIL:
        return message
    return f"{message[:HEAD]} … {message[-TAIL:]}"


def make_rows(sheet: Sheet, setting: Setting) -> list[Row]:
    """Return what checks of the whole book see of one page."""
    return [
        Row(
            sheet.path,
            pair.entry.line,
            sheet.page.name,
            sheet.page.line(pair.unit),
            pair.unit.kind,
            pair.unit.level,
            pair.unit.context,
            pair.unit.msgid,
            pair.entry.msgstr,
            tuple(_links(pair)) if pair.english.tokens else (),
            single_words(pair, setting),
        )
        for pair in sheet.pairs
    ]


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
