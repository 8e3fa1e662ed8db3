"""The glossary's file as rows, each with the exact lines that it stands on.

Joining the lines of all rows gives the file back, so that a change of one row is a change of one
row. A row that cannot be read is a finding, and the rows after it are still read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain, islice

from polybook.model.finding import Finding, Severity
from polybook.terms.glossary import COLUMNS

UNREADABLE = "glossary-unreadable"
ROW = "glossary-row"
FORMULA = "glossary-formula"
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula, and runs (OWASP, CSV injection)."""
BOM = "\ufeff"
MOST_LINES = 200
"""Lines of one row: after so many, a quote that was opened is a slip."""
LARGEST = 200_000
"""Lines of a file that is read at all."""
MOST_FAULTS = 100
"""Faults of one file that are told; one with more was saved by a program that went wrong."""
LONGEST = 200
"""Characters of one cell that is matched in texts; a longer one is a fault of quoting."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file: the header, a term, a comment, a blank line or what cannot be read."""

    line: int
    """1-based line where it begins."""
    raw: str
    """Its lines as they stand, line breaks and all."""
    cells: tuple[str, ...] = ()
    """Its cells without blanks around them; none when it holds no term."""


@dataclass(frozen=True, slots=True)
class Table:
    """A glossary's file."""

    path: str
    columns: tuple[str, ...] = ()
    """The names in the header, lower case; none when there is no header to go by."""
    rows: tuple[Row, ...] = ()
    """All rows in order; the header and what holds no term have no cells."""
    findings: tuple[Finding, ...] = ()

    def cell(self, row: Row, column: str) -> str:
        """Return what a row has in `column`, "" where there is no such column."""
        return row.cells[self.columns.index(column)] if column in self.columns else ""


def read_table(data: bytes, path: str) -> Table:
    """Read the bytes of a glossary; never raises, whatever they are."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _no_table(path, "the file is UTF-16; save it as UTF-8 with commas")
    text = data.decode("utf-8", "surrogateescape")
    lines = list(io.StringIO(text, newline=""))
    if len(lines) > LARGEST:
        message = f"over {LARGEST:,} lines are no glossary of one book; split the file"
        return _no_table(path, message)
    findings: list[Finding] = []

    def fault(
        line: int, message: str, severity: Severity = Severity.ERROR, code: str = ROW
    ) -> None:
        findings.append(Finding(code, severity, message, path=path, line=line))

    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    for row, reason in _rows(lines):
        if unreadable := _unreadable(row, reason, columns):
            fault(row.line, unreadable)
            rows.append(Row(row.line, row.raw))
        elif columns or not (row.cells or reason):
            rows.append(row)
            for cell in filter(is_formula, row.cells):
                message = f'a spreadsheet runs "{cell[:40]}" as a formula; begin it with a letter'
                fault(row.line, message, code=FORMULA)
        else:
            columns = tuple(cell.removeprefix(BOM).strip().lower() for cell in row.cells)
            rows.append(Row(row.line, row.raw))
            for severity, message in _header_faults(columns):
                fault(row.line, message, severity)
            if "term" not in columns:
                return Table(path, findings=tuple(findings))
    if not columns and not findings and text.strip(f"{BOM} \r\n"):
        fault(1, f"there is no header; begin with the line {','.join(COLUMNS)}")
    return Table(path, columns, tuple(rows), tuple(findings))


def _no_table(path: str, message: str) -> Table:
    """Return what is read of a file that is no glossary at all."""
    return Table(path, findings=(Finding(UNREADABLE, Severity.ERROR, message, path=path),))


def _unreadable(row: Row, reason: str, columns: Sequence[str]) -> str:
    """Say why a row that is no blank and no comment cannot be read, "" where it can.

    `reason` is what is wrong with its quoting; of the header, before there are columns, its names
    tell more.
    """
    if not row.cells and not reason:
        return ""
    if not row.raw.isascii() and any("\udc80" <= char <= "\udcff" for char in row.raw):
        return "not UTF-8; save the file as UTF-8"
    if columns and (reason or len(row.cells) != len(columns)):
        return reason or _miscounted(len(row.cells), len(columns))
    return ""


def _miscounted(cells: int, columns: int) -> str:
    few = cells < columns
    step = "write a comma for each empty cell" if few else "put a cell with a comma in quotes"
    return f"{cells} cells where the header has {columns}; {step}"


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would take a cell for a formula."""
    return cell.startswith(FORMULAS) and len(cell) > 1


def _rows(lines: Sequence[str]) -> Iterator[tuple[Row, str]]:
    """Yield each row with what is wrong with its quoting.

    A quote that nobody closes runs on to the next one, or to the end. Such a row is taken to end
    with its line, or one slip would hide the rest of the table.
    """
    at, width = 0, 0
    while at < len(lines):
        first = lines[at].removeprefix(BOM)
        if not first.strip(" \t,;\r\n") or first.startswith("#"):
            yield Row(at + 1, lines[at]), ""
            at += 1
            continue
        if '"' not in first and len(first) < csv.field_size_limit():
            cells, taken, reason = first.rstrip("\r\n").split(","), 1, ""
        else:
            following = islice(_from(lines, at + 1), MOST_LINES - 1)
            cells, taken, reason = _read_row(chain([first], following))
        if taken > 1 and (reason or (width and len(cells) != width)):
            cells, taken = [], 1
            reason = "a quote is opened and not closed; double the quotes inside a quoted cell"
        width = width or len(cells)
        raw = "".join(lines[at : at + taken])
        yield Row(at + 1, raw, tuple(cell.strip() for cell in cells)), reason
        at += taken


def _from(lines: Sequence[str], first: int) -> Iterator[str]:
    return (lines[number] for number in range(first, len(lines)))


def _read_row(lines: Iterable[str]) -> tuple[list[str], int, str]:
    """Return the cells of the first row, how many lines it takes, and what is wrong with it."""
    reader = csv.reader(lines, strict=True)
    try:
        return next(reader), reader.line_num, ""
    except csv.Error as error:
        taken = max(reader.line_num, 1)
        if "field limit" in str(error):
            return (
                [],
                taken,
                f"a cell has over {csv.field_size_limit()} characters; close its quote",
            )
        return [], taken, f"not CSV ({error}); double the quotes in quoted cells"


def _header_faults(columns: Sequence[str]) -> Iterator[tuple[Severity, str]]:
    if len(columns) == 1 and (";" in columns[0] or "\t" in columns[0]):
        parted = "semicolons" if ";" in columns[0] else "tabs"
        step = "save it with commas, or elsewhere and take it in with `polybook glossary import`"
        yield Severity.ERROR, f"the cells are separated by {parted}; {step}"
        return
    if not {"term", "translation"} & set(columns):
        step = f"begin with the line {','.join(COLUMNS)}"
        yield Severity.ERROR, f"the first line does not name the columns; {step}"
        return
    for column in dict.fromkeys(columns):
        if columns.count(column) > 1:
            yield Severity.ERROR, f'column "{column}" is there twice; the first one counts'
        elif column not in COLUMNS:
            close = get_close_matches(column, COLUMNS, n=1)
            step = f"did you mean {close[0]}?" if close else f"known are {', '.join(COLUMNS)}"
            yield Severity.WARNING, f'unknown column "{column}" is left alone; {step}'
    for column in ("term", "translation"):
        if column not in columns:
            yield Severity.ERROR, f"there is no column {column}; add it to the first line"
    if missing := [one for one in COLUMNS if one not in (*columns, "term", "translation")]:
        what = f"column {missing[0]}" if len(missing) == 1 else f"columns {', '.join(missing)}"
        yield Severity.NOTE, f"there is no {what}; add what you need to the first line"


def write_row(cells: Sequence[str], end: str) -> str:
    """Return a row as CSV with the line break `end`."""
    if cells and cells[0].startswith("#"):
        # Without quotes the row would be a comment.
        quoted = cells[0].replace('"', '""')
        return f'"{quoted}",{write_row(cells[1:], end)}' if cells[1:] else f'"{quoted}"{end}'
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerow(cells)
    return out.getvalue()
