"""update: bring a language's catalogs up to the pages; no translation is ever lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from polybook.catalog.catalog import Catalog
from polybook.catalog.files import write_all_atomically
from polybook.catalog.header import language_header
from polybook.catalog.update import Change, Stage, Update, update_language
from polybook.catalog.write import write_catalog
from polybook.config import Config
from polybook.formats.prose import protected
from polybook.model.entry import Entry
from polybook.model.finding import Finding
from polybook.steps.book import Book, open_book
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


@dataclass(frozen=True, slots=True)
class Ready:
    """The catalogs of a language brought up to the pages, and not yet written."""

    wanted: Mapping[str, Sequence[Entry]]
    """What the pages ask for, by catalog."""
    before: Mapping[str, Catalog]
    """What is on disk."""
    result: Update
    header: Entry
    """What a new catalog gets."""
    findings: tuple[Finding, ...]


def update(
    config: Config, language: str, now: str, *, check: bool = False, progress: Progress = silent
) -> Updated:
    """Update the catalogs of `language`; with `check`, only say what would change.

    `now` is the date for headers, as `2024-02-28 09:30+0000`. Catalogs that cannot be read are
    findings and are not touched; neither are those of pages that cannot be read.
    """
    ready = bring_up(config, language, open_book(config), now, progress)
    result = ready.result
    report = Updated(language, findings=list(ready.findings))
    report.counts = result.counts
    report.changes = result.changes
    changed = {name: result.catalogs[name] for name in result.changed}
    report.written = write_catalogs(config, language, changed, check=check)
    report.removed = remove_catalogs(config, language, result.removed, check=check)
    return report


def bring_up(
    config: Config, language: str, book: Book, now: str, progress: Progress = silent
) -> Ready:
    """Bring the catalogs of `language` up to the pages, in memory."""
    findings = list(book.findings)
    catalogs, broken = read_catalogs(config, language)
    findings += broken.values()
    wanted: dict[str, tuple[Entry, ...]] = {}
    for template in templates(config, book, progress):
        name = template.file.catalog
        findings += template.findings
        if template.failed:
            catalogs.pop(name, None)
        elif name not in broken and (template.entries or name in catalogs):
            wanted[name] = template.entries
    header = language_header(config.project, language, now, now)
    result = update_language(wanted, catalogs, header=header, tokens=protected)
    return Ready(wanted, catalogs, result, header, tuple(findings))


def write_catalogs(
    config: Config, language: str, changed: Mapping[str, Catalog], *, check: bool
) -> list[str]:
    """Write catalogs, or with `check` nothing; return their paths, relative to the project."""
    written = {catalog_path(config, language, name): one for name, one in changed.items()}
    if not check:
        write_all_atomically(
            {config.root / shown: write_catalog(one) for shown, one in written.items()}
        )
    return list(written)


def remove_catalogs(
    config: Config, language: str, names: Iterable[str], *, check: bool
) -> list[str]:
    """Remove catalogs, or with `check` nothing; return their paths, relative to the project."""
    removed = [catalog_path(config, language, name) for name in names]
    if not check:
        for shown in removed:
            (config.root / shown).unlink(missing_ok=True)
    return removed
