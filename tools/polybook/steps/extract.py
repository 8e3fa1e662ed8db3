"""extract: from pages to templates, one POT file a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from polybook.catalog.files import write_all_atomically
from polybook.catalog.template import new_template, write_template
from polybook.catalog.units import template_entries
from polybook.config import Config
from polybook.model.entry import Entry
from polybook.model.errors import PageError
from polybook.model.finding import Finding
from polybook.steps.book import Book, File, load_page, on_page, open_book, page_finding
from polybook.steps.work import Progress, map_pages, silent


@dataclass(frozen=True, slots=True)
class Template:
    """What one page gives to translators."""

    file: File
    entries: tuple[Entry, ...]
    unknown: frozenset[str]
    """Directives whose bodies were left alone."""
    findings: tuple[Finding, ...]
    failed: bool = False
    """True when the page could not be read at all, and so says nothing about its messages."""


@dataclass(slots=True)
class Extracted:
    """What `extract` did, or would do."""

    written: list[str] = field(default_factory=list)
    """Files made or changed, relative to the project."""
    removed: list[str] = field(default_factory=list)
    """Templates whose page is gone."""
    unchanged: int = 0
    messages: int = 0
    pages: int = 0
    pictures: int = 0
    """Pictures with labels, which are translated as pages are."""
    findings: list[Finding] = field(default_factory=list)


def extract(
    config: Config, now: str, *, check: bool = False, progress: Progress = silent
) -> Extracted:
    """Write the templates of all pages; with `check`, only say what would be written.

    `now` is the date for templates whose messages changed, as `2024-02-28 09:30+0000`. A page that
    cannot be read becomes a finding and keeps the template it has.
    """
    book = open_book(config)
    report = Extracted(findings=list(book.findings))
    wanted: set[Path] = set()
    changed: dict[Path, bytes] = {}
    failed = 0
    for template in templates(config, book, progress):
        path = config.pot_dir / f"{template.file.catalog}.pot"
        wanted.add(path)
        report.findings += template.findings
        if template.failed:
            failed += 1
            continue
        report.pages += template.file.is_page
        report.pictures += template.file.is_picture
        report.messages += len(template.entries)
        if template.entries:
            _compare(config, path, template, now, changed)
        else:
            wanted.discard(path)
    report.written = [path.relative_to(config.root).as_posix() for path in changed]
    report.unchanged = len(wanted) - len(changed) - failed
    if not check:
        write_all_atomically(changed)
    _remove_gone(config, wanted, report, check=check)
    return report


def templates(config: Config, book: Book, progress: Progress = silent) -> Iterator[Template]:
    """Read every page of the book and yield its template entries, in order."""
    pages = book.pages
    tasks = [(file, config) for file in pages]
    yield from map_pages(_template, tasks, sum(file.size for file in pages), progress)


def _template(task: tuple[File, Config]) -> Template:
    file, config = task
    try:
        page = load_page(config, file)
    except PageError as error:
        return Template(file, (), frozenset(), (page_finding(config, error),), failed=True)
    findings = tuple(on_page(config, finding) for finding in page.findings)
    return Template(file, template_entries(page.units, file.name), page.unknown, findings)


def _compare(
    config: Config, path: Path, template: Template, now: str, changed: dict[Path, bytes]
) -> None:
    old = path.read_bytes() if path.is_file() else None
    new = write_template(new_template(config.project, now, template.entries), old)
    if new != old:
        changed[path] = new


def _remove_gone(config: Config, wanted: set[Path], report: Extracted, *, check: bool) -> None:
    """Remove the templates of pages that are gone: they are made, never edited."""
    for path in sorted(config.pot_dir.rglob("*.pot")):
        if path not in wanted:
            if not check:
                path.unlink()
                _remove_empty(path.parent, config.pot_dir)
            report.removed.append(path.relative_to(config.root).as_posix())


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
