"""Lists of terms as other programs write and read them: Weblate's CSV, DeepL's TSV.

Weblate reads the CSV of translate-toolkit, known by its header. DeepL takes two columns without a
header, each source once, and no tab, line break or blank at either end of a cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence

from polybook.model.errors import BookError
from polybook.model.finding import Finding, Severity
from polybook.terms.forms import squeeze
from polybook.terms.glossary import Glossary, Term
from polybook.terms.load import read_glossary
from polybook.terms.table import BOM, FORMULA, write_row

WEBLATE = (
    "location", "source", "target", "id", "fuzzy", "context", "translator_comments",
    "developer_comments",
)  # fmt: skip
"""The columns of translate-toolkit's CSV."""

SEPARATOR = re.compile(r"\A\s*\"?sep=.\"?[ \t]*\r?\n", re.IGNORECASE)
"""The line in which Excel says what parts the cells."""


def write_csv(glossary: Glossary) -> str:
    """Return the best translation of each term in Weblate's columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(WEBLATE)
    for term in glossary.terms:
        writer.writerow(["", term.term, term.best, "", "", term.context, term.note, term.pos])
    return out.getvalue()


def write_tsv(glossary: Glossary) -> str:
    """Return each term with one translation, as DeepL takes it: of two senses, the first."""
    pairs: dict[str, str] = {}
    for term in glossary.terms:
        pairs.setdefault(squeeze(term.term), squeeze(term.best))
    return "".join(f"{source}\t{target}\n" for source, target in pairs.items())


def read_csv(
    data: bytes, path: str, sources: Collection[str] = (), targets: Collection[str] = ()
) -> tuple[list[Term], list[Finding]]:
    """Return the terms of a file in our columns, in Weblate's, or in two columns without header.

    Columns may also be called after their languages, by one of the names in `sources` and in
    `targets`. Cells may be parted by commas, semicolons or tabs, as spreadsheets do it. Rows in our
    columns that are no terms are findings. Raises BookError where the file is none of the three.
    """
    text = _decode(data, path)
    first = text.partition("\n")[0].strip().lower()
    delimiter = max(",;\t", key=first.count)
    header = [cell.strip(' "') for cell in first.split(delimiter)]
    # Only the first two: in DeepL's lists without header, languages stand behind each pair.
    header[:2] = [_column(cell, sources, targets) for cell in header[:2]]
    if "term" in header:
        if delimiter != ",":
            text = _joined(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), path)
        loaded = read_glossary(text.encode(), path, "")
        return list(loaded.glossary.terms), [one for one in loaded.findings if _is_lost(one)]
    rows = list(_rows(text, path, delimiter))
    if {"source", "target"} <= set(header):
        source, target = header.index("source"), header.index("target")
        return [
            Term(row[source], (_form(row[target]),), context=_cell(header, row, "context"),
                 note=_cell(header, row, "translator_comments"))
            for row in rows[1:]
            if len(row) > max(source, target) and row[source] and row[target]
        ], []  # fmt: skip
    if not rows or min(map(len, rows)) < 2:
        reason = "neither the columns term and translation, nor source and target"
        raise BookError(path, 1, f"there are {reason}; name the columns in the first line")
    return [Term(row[0], (_form(row[1]),)) for row in rows if row[0] and row[1]], []


def _column(cell: str, sources: Collection[str], targets: Collection[str]) -> str:
    """Return what a column is called, also where that is a language: `en`, `en_US`, `english`."""
    for name, known in (("source", sources), ("target", targets)):
        if cell in known or cell.replace("_", "-").partition("-")[0] in known:
            return name
    return cell


def _decode(data: bytes, path: str) -> str:
    """Return the text, without what spreadsheets put before it."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BookError(path, line, "not UTF-8; save the file as UTF-8") from error
    return SEPARATOR.sub("", text.removeprefix(BOM), count=1)


def _joined(rows: Iterator[list[str]], path: str) -> str:
    """Return rows as CSV with commas."""
    try:
        return "".join(write_row(row, "\n") if row else "\n" for row in rows)
    except csv.Error as error:
        raise BookError(path, 0, f"not CSV ({error})") from error


def _is_lost(finding: Finding) -> bool:
    """Tell whether a row is no term; of a formula, `merge` says that it is refused."""
    return finding.severity is Severity.ERROR and finding.code != FORMULA


def _rows(text: str, path: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from ([squeeze(cell) for cell in row] for row in reader if any(row))
    except csv.Error as error:
        raise BookError(path, reader.line_num, f"not CSV ({error})") from error


def _cell(header: Sequence[str], row: Sequence[str], column: str) -> str:
    at = header.index(column) if column in header else len(row)
    return row[at] if at < len(row) else ""


def _form(text: str) -> str:
    """Return a form without the signs that mean something in the table."""
    return text.replace("|", "/").replace("[", "(").replace("]", ")")
