"""Merging terms from elsewhere into a table: nothing that stands there is lost.

Rows that do not change keep their bytes, and so do comments, unknown columns and the order. What is
new comes last; of a term that is there, empty cells are filled and forms added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from polybook.terms.english import dictionary_form, surface_forms
from polybook.terms.forms import accepted_forms, plain, squeeze
from polybook.terms.glossary import COLUMNS, Level, Term
from polybook.terms.language import language as known_language
from polybook.terms.load import CONTROL, make_term
from polybook.terms.table import LONGEST, Row, Table, is_formula, write_row


class Did(StrEnum):
    """What became of one term of the file."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one term of the file, and why."""

    did: Did
    term: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The table with the terms in it."""

    data: bytes
    changes: tuple[Change, ...]


def merge(table: Table, terms: Iterable[Term], language: str) -> Merged:
    """Return the table with `terms` merged into it; `language` tells when two forms are one."""
    merging = _Merging(table, known_language(language).fold)
    changes = tuple(merging.take(term) for term in terms)
    text = "".join(row.raw for row in merging.rows)
    return Merged(text.encode("utf-8", "surrogateescape"), changes)


class _Merging:
    """A table that takes in one term after the other."""

    def __init__(self, table: Table, fold: Callable[[str], str]) -> None:
        self.fold = fold
        first = next((row.raw for row in table.rows), "")
        self.end = "\r\n" if first.endswith("\r\n") else "\n"
        self.table = replace(table, columns=table.columns or tuple(COLUMNS))
        self.rows = list(table.rows) or [Row(1, write_row(tuple(COLUMNS), self.end))]
        self.places: dict[str, list[int]] = {}
        """By term: the rows that have it."""
        for at, row in enumerate(self.rows):
            if row.cells:
                self.places.setdefault(_key(self.table.cell(row, "term")), []).append(at)

    def take(self, term: Term) -> Change:
        """Take in one term, and say what became of it."""
        if reason := _refusal(term):
            return Change(Did.REFUSED, term.term, reason)
        places = self.places.setdefault(_key(term.term), [])
        for at in places:
            row = self.rows[at]
            there = make_term(self.table, row)
            if _same_sense(there, term):
                joined, details = _joined(there, term, self.fold)
                self.rows[at] = self._rewritten(row, _cells(there), _cells(joined))
                did = Did.SAME if self.rows[at] is row else Did.CHANGED
                return Change(did, there.term, "; ".join(details))
        if not term.translations and term.level is not Level.KEEP:
            return Change(Did.REFUSED, term.term, "it has no translation")
        places.append(len(self.rows))
        self._add(_cells(term))
        return Change(Did.ADDED, term.term, " | ".join(term.translations))

    def _rewritten(self, row: Row, before: Mapping[str, str], after: Mapping[str, str]) -> Row:
        """Return a row with the cells that changed; the row itself where none did."""
        cells = tuple(
            after[name] if name in after and after[name] != before[name] else cell
            for name, cell in zip(self.table.columns, row.cells, strict=True)
        )
        if cells == row.cells:
            return row
        ended = row.raw.endswith(("\r", "\n"))
        return Row(row.line, write_row(cells, self.end if ended else ""), cells)

    def _add(self, cells: Mapping[str, str]) -> None:
        last = self.rows[-1]
        if not last.raw.endswith(("\r", "\n")):
            self.rows[-1] = replace(last, raw=last.raw + self.end)
        values = tuple(cells.get(name, "") for name in self.table.columns)
        self.rows.append(Row(last.line + 1, write_row(values, self.end), values))


def _key(term: str) -> str:
    return dictionary_form(term)


def _refusal(term: Term) -> str:
    """Say why a term is not taken; "" when it is."""
    cells = _cells(term)
    if bad := next((cell for cell in cells.values() if is_formula(cell)), ""):
        return f'a spreadsheet would run "{bad[:40]}" as a formula'
    if any(map(CONTROL.search, cells.values())):
        return "there is a control character in it"
    if any(len(form) > LONGEST for form in (term.term, *term.translations, *term.avoid)):
        return f"it has over {LONGEST} characters"
    if not any(char.isalnum() for char in term.term):
        return "there is no letter in it"
    return ""


def _same_sense(there: Term, term: Term) -> bool:
    """Tell whether a row and a term do not differ in part of speech and context."""
    pairs = ((there.pos, term.pos), (there.context, term.context))
    return all(not one or not other or one.lower() == other.lower() for one, other in pairs)


def _joined(there: Term, term: Term, fold: Callable[[str], str]) -> tuple[Term, list[str]]:
    """Return a row's term with what a new one adds to it, and what that is."""
    details: list[str] = []
    known = {way for form in there.translations for way in _ways(form, fold)}
    banned = {way for form in there.avoid for way in _ways(form, fold)}
    if there.level is Level.KEEP:
        known.update(surface_forms(there.term, there.pos))
    new = [form for form in term.translations if not _ways(form, fold) <= known]
    for form in [form for form in new if _ways(form, fold) & banned]:
        details.append(f'"{form}" is to be avoided here and was left out')
        new.remove(form)
    if new and there.level is Level.KEEP:
        details.append(f'stays in English here, so "{new[0]}" was left out')
        new = []
    translations = there.translations
    if new:
        # Who chose another best translation chose it later; the old one stays accepted.
        first = new[:1] if new[0] == term.translations[0] else []
        translations = (*first, *translations, *new[len(first) :])
        details.append(f"now {'|'.join(translations)}")
    accepted = known | {way for form in new for way in _ways(form, fold)}
    avoid = [
        form
        for form in term.avoid
        if not (_ways(form, fold) <= banned or _ways(form, fold) & accepted)
    ]
    if avoid:
        details.append(f"avoid {'|'.join(avoid)}")
    values = {name: getattr(there, name) or getattr(term, name) for name in FILLED}
    details += [f"{name} filled" for name in FILLED if values[name] != getattr(there, name)]
    joined = replace(there, translations=translations, avoid=(*there.avoid, *avoid), **values)
    return joined, details


def _ways(form: str, fold: Callable[[str], str]) -> set[str]:
    """Return the ways to write a form, with its optional words and without, made alike."""
    return {plain(fold(one)) for one in accepted_forms(form)}


FILLED = ("pos", "context", "note", "discussion")
"""The columns that are filled where they are empty."""


def _cells(term: Term) -> dict[str, str]:
    """Return a term as cells by column, each on one line."""
    cells = {
        "term": term.term,
        "translation": "|".join(term.translations),
        "level": str(term.level),
        "avoid": "|".join(term.avoid),
        **{name: getattr(term, name) for name in FILLED},
    }
    return {name: squeeze(cell) for name, cell in cells.items()}
