"""Lists of terms as other programs write and read them: Weblate's CSV, DeepL's TSV.

Weblate reads the CSV of translate-toolkit, known by its header. DeepL takes two columns without a
header, each source once, and no tab, line break or blank at either end of a cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from polybook.model.errors import BookError
from polybook.terms.forms import squeeze
from polybook.terms.glossary import Glossary, Term
from polybook.terms.load import make_term
from polybook.terms.table import BOM, read_table

WEBLATE = (
    "location", "source", "target", "id", "fuzzy", "context", "translator_comments",
    "developer_comments",
)  # fmt: skip
"""The columns of translate-toolkit's CSV."""


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


def read_csv(data: bytes, path: str) -> list[Term]:
    """Return the terms of a file in our columns, in Weblate's, or in two columns without header.

    Cells may be parted by commas, semicolons or tabs. Raises BookError where it is none of them.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BookError(path, line, "not UTF-8; save the file as UTF-8") from error
    first = text.partition("\n")[0].strip().lower()
    delimiter = max(",;\t", key=first.count)
    header = [cell.strip(' "') for cell in first.removeprefix(BOM).split(delimiter)]
    if delimiter == "," and "term" in header:
        table = read_table(data, path)
        return [make_term(table, row) for row in table.rows if row.cells]
    rows = list(_rows(text, path, delimiter))
    if {"source", "target"} <= set(header):
        source, target = header.index("source"), header.index("target")
        return [
            Term(row[source], (_form(row[target]),), context=_cell(header, row, "context"),
                 note=_cell(header, row, "translator_comments"))
            for row in rows[1:]
            if len(row) > max(source, target) and row[source] and row[target]
        ]  # fmt: skip
    if not rows or min(map(len, rows)) < 2:
        reason = "neither the columns term and translation, nor source and target"
        raise BookError(path, 1, f"there are {reason}; name the columns in the first line")
    return [Term(row[0], (_form(row[1]),)) for row in rows if row[0] and row[1]]


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
