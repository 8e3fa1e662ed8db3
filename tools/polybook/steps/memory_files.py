"""memory import, memory export: the translation memory in the formats of other programs, and back.

What is imported is kept as it came, as a file of the project, so that it outlives every database.
What is exported is read from the files, never from the database, and is people's work only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from polybook.catalog.catalog import Catalog
from polybook.catalog.files import read_regular, write_atomically
from polybook.catalog.header import language_header
from polybook.catalog.memory_sources import Pair, Source, State, read_pairs
from polybook.catalog.tmx_write import write_tmx
from polybook.catalog.write import write_catalog
from polybook.config import Config
from polybook.model.entry import Entry
from polybook.model.errors import CatalogError, UsageError
from polybook.model.finding import Finding
from polybook.steps.adopt_files import shown_path
from polybook.steps.book import catalog_finding
from polybook.steps.memory import (
    SUFFIXES,
    UNREVIEWED,
    imports_dir,
    memory_findings,
    memory_sources,
    open_memory,
)
from polybook.steps.work import Progress, silent


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one file that was imported."""

    name: str
    """As it was given."""
    path: str
    """Where the project keeps it."""
    pairs: int
    """Translations that it has."""
    drafts: int
    """How many of them wait for a person."""
    new: bool
    """False when the project had it already."""


@dataclass(slots=True)
class Imported:
    """What an import did."""

    files: list[Kept] = field(default_factory=list)
    texts: int = 0
    """English texts that the memory has now."""
    translations: int = 0
    homeless: str = ""
    """Why the database could not be written; empty when it could."""
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote."""

    pairs: int
    rivals: int
    """Translations left out of a PO file, which has one for each message."""
    findings: tuple[Finding, ...]


def import_memory(
    config: Config,
    language: str,
    files: Sequence[Path],
    *,
    reviewed: bool = True,
    replace: bool = False,
    progress: Progress = silent,
) -> Imported:
    """Add PO and TMX files to the memory of a language; one that cannot be read is a finding.

    With `reviewed` false, nothing in them counts as approved. A file of the same name with other
    content stays, and is a finding, unless `replace` is true. Raises UsageError for a file that is
    not there or of another format, before anything is written.
    """
    for file in files:
        if file.suffix.lower() not in SUFFIXES:
            step = "export it as TMX or PO"
            raise UsageError(f"{file}: the name ends in neither .tmx nor .po; {step}")
        if not file.is_file():
            raise UsageError(f"{file}: no such file")
    report = Imported()
    for file in files:
        try:
            report.files.append(_keep(config, language, file, reviewed=reviewed, replace=replace))
        except CatalogError as error:
            report.findings.append(catalog_finding(error))
    with open_memory(config, language, progress) as memory:
        report.texts, report.translations = memory.counts()
        report.homeless = memory.homeless
        report.findings += memory_findings(memory)
    return report


def _keep(config: Config, language: str, file: Path, *, reviewed: bool, replace: bool) -> Kept:
    """Put one file into the project, when it can be read; raises CatalogError otherwise."""
    shown = shown_path(config, file)
    source = Source(shown, file, reviewed=reviewed)
    pairs = drafts = 0
    for pair in read_pairs(source, config.source_language, language):
        pairs += 1
        drafts += pair.state >= State.FUZZY
    if not pairs:
        raise CatalogError(shown, 0, "no translation is in it; is it a template?")
    folder = imports_dir(config, language)
    places = folder / file.name, folder / UNREVIEWED / file.name
    place, other = places if reviewed else reversed(places)
    kept = Kept(shown, shown_path(config, place), pairs, drafts, new=True)
    data = read_regular(file)
    there = [path for path in (place, other) if path.exists()]
    if there == [place] and read_regular(place) == data:
        return Kept(shown, kept.path, pairs, drafts, new=False)
    for path in there:
        if not replace and read_regular(path) != data:
            reason = (
                f"{shown_path(config, path)} has other content; rename the file, or give --replace"
            )
            raise CatalogError(shown, 0, reason)
    write_atomically(place, data)
    # The same file cannot be both: nobody stands behind it, or somebody does.
    other.unlink(missing_ok=True)
    return kept


def export_memory(config: Config, language: str, file: Path, now: str) -> Exported:
    """Write what people have translated into `language` to a .tmx or .po file.

    That is what is approved, and what was when its text stood in the book. `now` is the date for a
    PO file's header. Raises UsageError for other formats.
    """
    style = file.suffix.lower()
    if style not in SUFFIXES:
        raise UsageError(f"{file}: the name ends in neither .tmx nor .po; give one that does")
    folder = imports_dir(config, language)
    if file.resolve().is_relative_to(folder.resolve()):
        raise UsageError(f"{file}: what is there is imported; export it to another folder")
    findings: list[Finding] = []
    best: dict[tuple[str | None, str, str], tuple[State, int]] = {}
    for source in memory_sources(config, language):
        try:
            for pair in read_pairs(source, config.source_language, language):
                _count(best, pair)
        except CatalogError as error:
            findings.append(catalog_finding(error))
    ranked = sorted(best, key=best.__getitem__)  # a stable sort: of equals, the first to stand
    messages: dict[tuple[str | None, str], str] = {}
    for context, english, translation in ranked:
        messages.setdefault((context, english), translation)
    if style == ".tmx":
        texts = list(dict.fromkeys((english, translation) for _, english, translation in best))
        write_atomically(file, write_tmx(texts, config.source_language, language).encode())
        return Exported(len(texts), 0, tuple(findings))
    order = dict.fromkeys((context, english) for context, english, _ in best)
    entries = [Entry(key[1], messages[key], msgctxt=key[0]) for key in order]
    header = language_header(config.project, language, now, now)
    write_atomically(file, write_catalog(Catalog(header, tuple(entries))))
    return Exported(len(entries), len(best) - len(entries), tuple(findings))


def _count(best: dict[tuple[str | None, str, str], tuple[State, int]], pair: Pair) -> None:
    """Note how good a pair is, and how often it stands somewhere: (state, minus the uses)."""
    if pair.state > State.OBSOLETE:
        return
    key = (pair.context, pair.english, pair.translation)
    state, uses = best.get(key, (pair.state, 0))
    best[key] = (min(state, pair.state), uses - 1)
