"""What is wrong with a glossary itself, whatever the book says: one small rule after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from polybook.model.finding import Finding, Severity
from polybook.terms.forms import squeeze
from polybook.terms.glossary import Glossary, Level, Term
from polybook.terms.match import Headword
from polybook.terms.table import Table

DUPLICATE = "glossary-duplicate"
EMPTY = "glossary-empty"
KEEP = "glossary-keep"
AVOID = "glossary-avoid"
TARGET = "glossary-target"
CYCLE = "glossary-cycle"
FORMULA = "glossary-formula"
UNUSED = "glossary-unused"

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula, and runs (OWASP, CSV injection)."""


def judge_table(table: Table) -> Iterator[Finding]:
    """Yield the cells that a spreadsheet would run as formulas."""
    for row in table.rows:
        for cell in row.cells:
            if is_formula(cell):
                message = f'a spreadsheet runs "{cell[:40]}" as a formula; begin it with a letter'
                yield Finding(FORMULA, Severity.ERROR, message, path=table.path, line=row.line)


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would take a cell for a formula."""
    return cell.startswith(FORMULAS) and len(cell) > 1


def judge(glossary: Glossary) -> Iterator[Finding]:
    """Yield what is wrong with the terms, in no order."""
    headwords = glossary.matcher.headwords
    for rule in (_duplicates, _levels, _avoided, _targets, _cycles):
        for term, code, severity, message in rule(headwords):
            yield Finding(code, severity, message, path=glossary.path, line=term.line)


def unused(glossary: Glossary, used: Mapping[str, int]) -> Iterator[Finding]:
    """Yield the terms that the source never uses; `used` counts by `Headword.term`."""
    for headword in glossary.matcher.headwords:
        if not used.get(headword.term):
            line = headword.rows[0].line
            message = f'"{headword.term}" is nowhere in the source; will a page need it?'
            yield Finding(UNUSED, Severity.NOTE, message, path=glossary.path, line=line)


Fault = tuple[Term, str, Severity, str]


def _duplicates(headwords: Sequence[Headword]) -> Iterator[Fault]:
    for headword in headwords:
        seen: dict[tuple[str, str], Term] = {}
        for row in headword.rows:
            sense = row.pos.lower(), row.context.lower()
            first = seen.setdefault(sense, row)
            if first is not row:
                message = f'"{row.term}" is in line {first.line} already'
                step = "join both rows, or give each its sense in the columns pos and context"
                yield row, DUPLICATE, Severity.ERROR, f"{message}; {step}"


def _levels(headwords: Sequence[Headword]) -> Iterator[Fault]:
    for headword in headwords:
        for row in headword.rows:
            same = [one for one in row.translations if one.lower() == row.term.lower()]
            if row.level is Level.KEEP and len(same) < len(row.translations):
                other = next(one for one in row.translations if one not in same)
                message = f'"{row.term}" stays in English and has the translation "{other}"'
                yield row, KEEP, Severity.ERROR, f"{message}; delete it, or choose another level"
            elif row.level is not Level.KEEP and not row.translations:
                message = f'"{row.term}" has no translation; write one, or set the level keep'
                yield row, EMPTY, Severity.ERROR, message
            elif row.level is not Level.KEEP and same == list(row.translations):
                message = f'"{row.term}" is translated by itself; set the level keep'
                yield row, KEEP, Severity.WARNING, message


def _avoided(headwords: Sequence[Headword]) -> Iterator[Fault]:
    targets: dict[str, Headword] = {}
    for headword in headwords:
        for form in headword.accepted:
            targets.setdefault(form, headword)
    for headword in headwords:
        for form, written in headword.avoided.items():
            other = targets.get(form)
            if other is not None:
                message = f'"{written}" is to be avoided for "{headword.term}"'
                message += f' and is right for "{other.term}"; see that no text has both'
                yield headword.rows[0], AVOID, Severity.NOTE, message
        for row in headword.rows:
            both = [form for form in row.avoid if form in row.translations]
            for form in both:
                message = f'"{form}" is accepted and to be avoided; delete one of the two'
                yield row, AVOID, Severity.ERROR, message


def _targets(headwords: Sequence[Headword]) -> Iterator[Fault]:
    best: dict[str, list[Headword]] = {}
    for headword in headwords:
        if headword.level is not Level.KEEP and headword.rows[0].translations:
            best.setdefault(next(iter(headword.accepted)), []).append(headword)
    for same in best.values():
        for other in same[1:]:
            first = same[0]
            message = f'"{other.term}" and "{first.term}" are both "{other.rows[0].best}"'
            step = "readers cannot tell them apart; is that meant?"
            yield other.rows[0], TARGET, Severity.NOTE, f"{message}; {step}"


def _cycles(headwords: Sequence[Headword]) -> Iterator[Fault]:
    """Yield terms whose translation is a term, and so on, back to the first."""
    by_term = {squeeze(headword.term.lower()): headword for headword in headwords}
    done: set[Headword] = set()
    for headword in headwords:
        path: list[Headword] = []
        at: Headword | None = headword
        while at is not None and at not in done and at not in path:
            path.append(at)
            following = (by_term.get(form) for form in at.accepted)
            # A word that is accepted as its own translation leads nowhere.
            at = next((one for one in following if one is not None and one is not path[-1]), None)
        if at is not None and at in path:
            circle = path[path.index(at) :]
            names = " -> ".join(f'"{one.term}"' for one in (*circle, at))
            message = f"translations lead in a circle: {names}; translate one in another way"
            yield at.rows[0], CYCLE, Severity.ERROR, message
        done.update(path)
