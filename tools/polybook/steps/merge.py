"""merge: write the book in another language, every byte the source's own but for the units."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from polybook.catalog.catalog import Catalog
from polybook.catalog.files import write_atomically
from polybook.config import Config
from polybook.formats.guard import settle
from polybook.formats.page import Page, splice
from polybook.formats.reading import decode, read_page
from polybook.model.entry import Entry
from polybook.model.errors import CatalogError, PageError, UsageError
from polybook.model.finding import Finding
from polybook.steps.book import File, catalog_finding, open_book, page_finding, read_bytes
from polybook.steps.update import catalog_path, load_catalog
from polybook.steps.work import Progress, map_pages, silent


@dataclass(frozen=True, slots=True)
class MergedPage:
    """One page with its translations put in."""

    text: str
    msgstrs: Mapping[int, str]
    """By unit number: the translations that went in."""
    findings: tuple[Finding, ...] = ()
    """Translations that were refused, with their place in the catalog."""


@dataclass(slots=True)
class Merged:
    """What `merge` did."""

    out: Path
    pages: int = 0
    copied: int = 0
    units: int = 0
    translated: int = 0
    findings: list[Finding] = field(default_factory=list)


def merge_page(
    page: Page, catalog: Catalog | None, path: str = "", *, fuzzy: bool = False
) -> MergedPage:
    """Put the translations of `catalog` into `page`.

    Untranslated and fuzzy units stay in the source language (`fuzzy` takes the latter in). A
    translation that would break the page stays out and becomes a finding; `path` is the catalog's,
    for its place. Pure: neither argument is changed, no file is opened.
    """
    if catalog is None:
        return MergedPage(page.text, {})
    entries: dict[int, Entry] = {}
    for number, unit in enumerate(page.units):
        entry = catalog.by_key.get(unit.key)
        if entry is not None and entry.msgstr and (fuzzy or not entry.fuzzy):
            entries[number] = entry
    settled = settle(page, {number: entry.msgstr for number, entry in entries.items()})
    findings = tuple(
        replace(finding, path=path, line=entries[number].line)
        for number, finding in sorted(settled.refused.items())
    )
    return MergedPage(splice(page, settled.accepted), settled.accepted, findings)


def _every(_file: File) -> bool:
    return True


def merge(
    config: Config,
    language: str,
    out: Path,
    *,
    fuzzy: bool = False,
    progress: Progress = silent,
    wanted: Callable[[File], bool] = _every,
) -> Merged:
    """Write the whole tree in `language` to `out`: pages spliced, all other files copied.

    `wanted` tells which files to write, by default all of them.
    Files that are already right are not written again, so their times stay. Pages that cannot be
    read are findings and are left out; with a broken catalog a page is written in English.
    """
    _check_out(config, out)
    book = open_book(config)
    report = Merged(out, findings=list(book.findings))
    files = [file for file in book.files if wanted(file)]
    tasks = [(file, config, language, out, fuzzy) for file in files]
    size = sum(file.size for file in files if file.kind)
    for result in map_pages(_merge_file, tasks, size, progress):
        report.pages += result.pages
        report.copied += result.copied
        report.units += result.units
        report.translated += result.translated
        report.findings += result.findings
    _remove_stale(config, files, out)
    return report


def _check_out(config: Config, out: Path) -> None:
    """Refuse folders where writing a tree would overwrite what people made."""
    real = out.resolve()
    for name in (config.source, config.locales, config.glossary):
        folder = (config.root / name).resolve()
        if real == folder or real.is_relative_to(folder) or folder.is_relative_to(real):
            raise UsageError(f"{out}: would mix with the folder {name}; choose another --out")
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: a file stands there; choose another --out")


def _merge_file(task: tuple[File, Config, str, Path, bool]) -> Merged:
    file, config, language, out, fuzzy = task
    report = Merged(out)
    try:
        data = read_bytes(file)
        if file.kind:
            data = _merged_bytes(file, config, language, data, report, fuzzy=fuzzy)
        else:
            report.copied = 1
    except PageError as error:
        report.findings.append(page_finding(config, error))
        return report
    target = out / file.name
    if not target.is_file() or target.read_bytes() != data:
        write_atomically(target, data)
    return report


def _merged_bytes(
    file: File, config: Config, language: str, data: bytes, report: Merged, *, fuzzy: bool
) -> bytes:
    page = read_page(file.name, decode(data, file.name), file.kind or "", config.front_matter)
    catalog, finding = page_catalog(config, language, file)
    if finding is not None:
        report.findings.append(finding)
    merged = merge_page(page, catalog, catalog_path(config, language, file.catalog), fuzzy=fuzzy)
    report.findings += merged.findings
    report.pages = 1
    report.units = len(page.units)
    report.translated = len(merged.msgstrs)
    return merged.text.encode() if merged.msgstrs else data


def page_catalog(
    config: Config, language: str, file: File
) -> tuple[Catalog | None, Finding | None]:
    """Read the catalog of a page: None where there is none, a finding where it is broken."""
    if not (config.root / catalog_path(config, language, file.catalog)).exists():
        return None, None
    try:
        return load_catalog(config, language, file.catalog), None
    except CatalogError as error:
        return None, catalog_finding(error)


def _remove_stale(config: Config, files: Sequence[File], out: Path) -> None:
    """Remove files that the source no longer has, but only from a folder that is ours to clean."""
    if not out.resolve().is_relative_to(config.build_dir.resolve()):
        return
    wanted = {out / file.name for file in files}
    for path in sorted(out.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()
