"""glossary export, glossary import: the table in the formats of other programs, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from polybook.catalog.files import read_regular, write_atomically
from polybook.catalog.header import language_name
from polybook.config import Config
from polybook.model.errors import BookError, UsageError
from polybook.model.finding import Finding, Severity
from polybook.steps.glossary import glossary_path, load_glossary
from polybook.terms.exchange import read_csv, write_csv, write_tsv
from polybook.terms.glossary import Glossary
from polybook.terms.merge import Change, Did, merge
from polybook.terms.table import read_table
from polybook.terms.tbx import read_tbx, write_tbx

WRITERS: Mapping[str, Callable[[Glossary], str]] = {
    "tbx": write_tbx,
    "csv": write_csv,
    "tsv": write_tsv,
}
"""By format: what writes it."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A glossary in another format."""

    text: str
    terms: int
    findings: tuple[Finding, ...]
    """What kept rows out; an error means that nothing should be written."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    path: str
    """The table, relative to the project."""
    changes: tuple[Change, ...]
    written: bool
    findings: tuple[Finding, ...]
    """The rows of the file that could not be read."""

    @property
    def complete(self) -> bool:
        """Whether all that the file holds was taken, or was there already."""
        refused = any(change.did is Did.REFUSED for change in self.changes)
        return not refused and not any(one.severity is Severity.ERROR for one in self.findings)


def export_glossary(config: Config, language: str, style: str) -> Exported:
    """Return the glossary of a language in one of the formats of `WRITERS`."""
    loaded = load_glossary(config, language)
    findings = tuple(one for one in loaded.findings if one.severity > Severity.NOTE)
    text = WRITERS[style](loaded.glossary)
    return Exported(text, len(loaded.glossary.terms), findings)


def import_glossary(config: Config, language: str, file: Path, *, check: bool) -> Imported:
    """Merge the terms of a CSV, TSV or TBX file into the table of a language.

    With `check` nothing is written. Raises BookError for a file that cannot be read, and for a
    table that cannot be read, which must not be written over.
    """
    shown = glossary_path(config, language)
    path = config.glossary_file(language)
    table = read_table(read_regular(path) if path.exists() else b"", shown)
    if table.findings and not table.columns:
        fault = max(table.findings, key=lambda finding: finding.severity)
        raise BookError(shown, fault.line, fault.message)
    if table.columns and "term" not in table.columns:
        raise BookError(shown, 1, "there is no column term; correct the first line")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror})") from error
    name = file.name.lower()
    findings: Sequence[Finding] = ()
    if name.endswith((".tbx", ".xml")):
        terms = read_tbx(data, str(file), config.source_language, language)
    elif name.endswith((".csv", ".tsv", ".txt")):
        ours, theirs = map(_names, (config.source_language, language))
        terms, findings = read_csv(data, str(file), ours, theirs)
    else:
        raise UsageError(f"{file}: the name ends in none of .csv, .tsv and .tbx; rename the file")
    merged = merge(table, terms, language)
    changed = any(change.did in (Did.ADDED, Did.CHANGED) for change in merged.changes)
    if changed and not check:
        write_atomically(path, merged.data)
    return Imported(shown, merged.changes, changed and not check, tuple(findings))


def _names(language: str) -> tuple[str, ...]:
    """Return what the column of a language may be called."""
    code = language.lower().replace("_", "-")
    return code, code.partition("-")[0], language_name(language).lower()
