"""update: bring a language's catalogs up to the pages; no translation is ever lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from polybook.catalog.catalog import Catalog
from polybook.catalog.files import write_all_atomically
from polybook.catalog.header import language_header
from polybook.catalog.memory_sources import stamp
from polybook.catalog.update import Change, Stage, Update, update_language
from polybook.catalog.write import write_catalog
from polybook.config import Config
from polybook.formats.prose import protected
from polybook.model.entry import Entry
from polybook.model.errors import UsageError
from polybook.model.finding import Finding
from polybook.steps.book import Book, open_book
from polybook.steps.catalogs import catalog_names, catalog_path, read_catalogs, writing
from polybook.steps.extract import templates
from polybook.steps.work import Progress, silent

_ATTEMPTS = 5
"""How often catalogs are read again that somebody has written in the meantime."""


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
    stamps: Mapping[str, str]
    """The stamps of the files when they were read, by catalog."""


def update(
    config: Config, language: str, now: str, *, check: bool = False, progress: Progress = silent
) -> Updated:
    """Update the catalogs of `language`; with `check`, only say what would change.

    `now` is the date for headers, as `2024-02-28 09:30+0000`. Catalogs that cannot be read are
    findings and are not touched; neither are those of pages that cannot be read. Raises UsageError
    when somebody goes on writing the catalogs meanwhile.
    """
    book = open_book(config)
    ready = bring_up(config, language, book, now, progress)
    if check:
        return _write(config, language, ready, check=True)
    with writing(config):
        ready = settled(config, language, ready, lambda: bring_up(config, language, book, now))
        return _write(config, language, ready, check=False)


def _write(config: Config, language: str, ready: Ready, *, check: bool) -> Updated:
    """Write what was brought up, or with `check` nothing; return the report."""
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
    stamps = {name: _stamp(config, language, name) for name in catalog_names(config, language)}
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
    return Ready(wanted, catalogs, result, header, tuple(findings), stamps)


def settled(config: Config, language: str, ready: Ready, again: Callable[[], Ready]) -> Ready:
    """Return what can be written without undoing what somebody has written since it was read.

    That is `ready`, or what `again` brings up. Raises UsageError when there is no end to it.
    """
    for _ in range(_ATTEMPTS):
        if not _has_changed(config, language, ready):
            return ready
        ready = again()
    raise UsageError(
        "the catalogs change all the time; see what else writes them, then run it again"
    )


def _has_changed(config: Config, language: str, ready: Ready) -> bool:
    """Tell whether somebody has written a catalog that is to be written or removed."""
    names = (*ready.result.changed, *ready.result.removed)
    return any(_stamp(config, language, name) != ready.stamps.get(name, "") for name in names)


def _stamp(config: Config, language: str, name: str) -> str:
    """Return the stamp of a catalog, nothing where there is none."""
    try:
        return stamp(config.root / catalog_path(config, language, name))
    except OSError:
        return ""


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
