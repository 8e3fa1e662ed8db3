"""Reading a glossary: rows to terms, and what is wrong with those that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from polybook.model.finding import Finding, Severity
from polybook.terms.forms import OPTIONAL, accepted_forms
from polybook.terms.glossary import Glossary, Level, Term
from polybook.terms.table import LONGEST, MOST_FAULTS, ROW, Row, Table, read_table

BRACKETS = frozenset("[]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""What nobody types; a terminal would act on it."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A glossary as far as it could be read, and what could not."""

    glossary: Glossary
    findings: tuple[Finding, ...] = ()


def read_glossary(data: bytes, path: str, language: str, source_language: str = "en") -> Loaded:
    """Read the bytes of `glossary/<lang>.csv`; never raises, whatever they are.

    `path` is the file's, relative to the project, for findings.
    """
    table = read_table(data, path)
    findings = list(table.findings)
    terms: list[Term] = []
    for row in table.rows:
        if row.cells:
            faults = [
                Finding(ROW, severity, message, path=path, line=row.line)
                for severity, message in _faults(table, row)
            ]
            findings += faults
            if not any(fault.severity is Severity.ERROR for fault in faults):
                terms.append(make_term(table, row))
    told = tuple(_first(findings))
    return Loaded(Glossary(language, path, tuple(terms), source_language), told)


def _first(findings: list[Finding]) -> Iterator[Finding]:
    """Yield the findings that people read, the last one with how many more there are."""
    yield from findings[: MOST_FAULTS - 1]
    for last in findings[MOST_FAULTS - 1 : MOST_FAULTS]:
        more = len(findings) - MOST_FAULTS
        yield replace(last, message=f"{last.message}; and {more:,} more faults") if more else last


def make_term(table: Table, row: Row) -> Term:
    """Return the term of a row; a level that there is not counts as advisory."""
    level = table.cell(row, "level").lower()
    return Term(
        table.cell(row, "term"),
        split_forms(table.cell(row, "translation")),
        Level(level) if level in set(Level) else Level.ADVISORY,
        split_forms(table.cell(row, "avoid")),
        table.cell(row, "pos"),
        table.cell(row, "context"),
        table.cell(row, "note"),
        table.cell(row, "discussion"),
        row.line,
    )


def split_forms(cell: str) -> tuple[str, ...]:
    """Return the forms that a cell lists."""
    return tuple(form for part in cell.split("|") if (form := part.strip()))


def _faults(table: Table, row: Row) -> Iterator[tuple[Severity, str]]:
    """Yield what is wrong with a row; after an error it is no term."""
    if not table.cell(row, "term"):
        yield Severity.ERROR, "the term is empty; write the English in the first column"
    elif not any(char.isalnum() for char in table.cell(row, "term")):
        yield Severity.ERROR, "the term has no letter; write the English in the first column"
    level = table.cell(row, "level")
    if level and level.lower() not in set(Level):
        close = get_close_matches(level.lower(), list(Level), n=1)
        meant = f"did you mean {close[0]}?" if close else f"write {', '.join(Level)}"
        yield Severity.ERROR, f'unknown level "{level}"; {meant}'
    for column in ("term", "translation", "avoid"):
        if any(len(form) > LONGEST for form in split_forms(table.cell(row, column))):
            yield (
                Severity.ERROR,
                f"{column} has over {LONGEST} characters; look at the quotes",
            )
    for column in ("translation", "avoid"):
        cell = table.cell(row, column)
        if not BRACKETS.isdisjoint(OPTIONAL.sub("", cell)):
            yield Severity.ERROR, f"a bracket in {column} has no partner; write [optional words]"
        elif not all(map(accepted_forms, split_forms(cell))):
            yield Severity.ERROR, f"a form in {column} has no word; write one outside of brackets"
    if control := next(filter(None, map(CONTROL.search, row.cells)), None):
        yield Severity.ERROR, f"the control character U+{ord(control[0]):04X} is in it; take it out"
