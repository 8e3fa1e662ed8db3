"""update: bring a language's catalogs up to the pages; no translation is ever lost."""

from __future__ import annotations

from dataclasses import dataclass, field

from polybook.catalog.files import write_all_atomically
from polybook.catalog.header import language_header
from polybook.catalog.update import Change, Stage, Update, update_language
from polybook.catalog.write import write_catalog
from polybook.config import Config
from polybook.formats.prose import protected
from polybook.model.entry import Entry
from polybook.model.finding import Finding
from polybook.steps.book import open_book
from polybook.steps.catalogs import catalog_path, read_catalogs
from polybook.steps.extract import templates
from polybook.steps.work import Progress, silent


@dataclass(slots=True)
class Updated:
    """What `update` did, or would do, to one language."""

    language: str
    written: list[str] = field(default_factory=list)
    """Catalogs made or changed, relative to the project."""
    removed: list[str] = field(default_factory=list)
    """Catalogs whose page is gone and which held no translation."""
    counts: dict[Stage, int] = field(default_factory=dict)
    """How many entries each stage had."""
    changes: tuple[Change, ...] = ()
    findings: list[Finding] = field(default_factory=list)


def update(
    config: Config, language: str, now: str, *, check: bool = False, progress: Progress = silent
) -> Updated:
    """Update the catalogs of `language`; with `check`, only say what would change.

    `now` is the date for headers, as `2024-02-28 09:30+0000`. Catalogs that cannot be read are
    findings and are not touched; neither are those of pages that cannot be read.
    """
    report = Updated(language)
    book = open_book(config)
    report.findings += book.findings
    catalogs, broken = read_catalogs(config, language)
    report.findings += broken.values()
    wanted: dict[str, tuple[Entry, ...]] = {}
    for template in templates(config, book, progress):
        name = template.file.catalog
        report.findings += template.findings
        if template.failed:
            catalogs.pop(name, None)
        elif name not in broken and (template.entries or name in catalogs):
            wanted[name] = template.entries
    header = language_header(config.project, language, now, now)
    result = update_language(wanted, catalogs, header=header, tokens=protected)
    report.counts = result.counts
    report.changes = result.changes
    _write(config, language, result, report, check=check)
    return report


def _write(config: Config, language: str, result: Update, report: Updated, *, check: bool) -> None:
    report.written = [catalog_path(config, language, name) for name in result.changed]
    if not check:
        data = (write_catalog(result.catalogs[name]) for name in result.changed)
        paths = (config.root / shown for shown in report.written)
        write_all_atomically(dict(zip(paths, data, strict=True)))
    for name in result.removed:
        shown = catalog_path(config, language, name)
        if not check:
            (config.root / shown).unlink(missing_ok=True)
        report.removed.append(shown)
