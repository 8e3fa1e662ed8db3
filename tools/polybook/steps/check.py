"""check: judge the translations of a language; every fault is a finding with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from polybook.catalog.comments import read_waivers
from polybook.checks import ALL
from polybook.config import Config
from polybook.formats.inline import read_inline
from polybook.formats.kept import same_tokens
from polybook.formats.page import Page
from polybook.model.entry import Entry
from polybook.model.errors import PageError
from polybook.model.finding import Finding, Severity
from polybook.model.unit import Unit
from polybook.steps.book import File, load_page, open_book, page_finding
from polybook.steps.catalogs import broken_catalogs, catalog_path, page_catalog
from polybook.steps.merge import merge_page
from polybook.steps.work import Progress, map_pages, silent

WAIVER = "waiver"


@dataclass(slots=True)
class Checked:
    """What `check` found, in the order of the pages."""

    findings: list[Finding] = field(default_factory=list)
    entries: int = 0
    """How many translations were looked at."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many findings of each severity there are."""
        counts = {str(severity): 0 for severity in reversed(Severity)}
        for finding in self.findings:
            counts[str(finding.severity)] += 1
        return counts


def check(config: Config, language: str, progress: Progress = silent) -> Checked:
    """Check every translation of `language` against the pages as they are now.

    Fuzzy ones are not shown to readers, and not checked.
    """
    book = open_book(config)
    report = Checked(findings=list(book.findings))
    tasks = [(file, config, language) for file in book.pages]
    size = sum(file.size for file in book.pages)
    for findings, entries in map_pages(_check_page, tasks, size, progress):
        report.findings += findings
        report.entries += entries
    report.findings += broken_catalogs(config, language, {file.catalog for file in book.pages})
    return report


def _check_page(task: tuple[File, Config, str]) -> tuple[list[Finding], int]:
    file, config, language = task
    try:
        page = load_page(config, file)
    except PageError as error:
        return [page_finding(config, error)], 0
    findings = list(page.findings)
    catalog, broken = page_catalog(config, language, file)
    if catalog is None:
        return [*findings, *([broken] if broken else [])], 0
    path = catalog_path(config, language, file.catalog)
    findings += merge_page(page, catalog, path).findings
    seen: set[tuple[str | None, str]] = set()
    for unit in page.units:
        entry = catalog.by_key.get(unit.key)
        if entry is None or not entry.translated or unit.key in seen:
            continue
        seen.add(unit.key)
        found = waived(list(check_unit(page, unit, entry)), page, unit, entry)
        findings += (replace(finding, path=path, line=entry.line) for finding in found)
    return sorted(findings, key=lambda finding: finding.line), len(seen)


def check_unit(page: Page, unit: Unit, entry: Entry) -> Iterator[Finding]:
    """Yield what the checks say of one unit and its entry; path and line are for the caller."""
    if same_tokens(unit.msgid, entry.msgstr):
        return
    english = read_inline(unit.msgid, page.references)
    translation = read_inline(entry.msgstr, page.references)
    for rule in ALL:
        for message in rule.check(english, translation):
            yield Finding(
                rule.CODE,
                rule.SEVERITY,
                message,
                page=page.name,
                page_line=page.line(unit),
                msgid=unit.msgid,
                msgstr=entry.msgstr,
            )


def waived(findings: Sequence[Finding], page: Page, unit: Unit, entry: Entry) -> Iterator[Finding]:
    """Yield the findings that no waiver of the entry silences, and what is wrong with its waivers.

    The merge guard's findings are not among them: what would break the page cannot be waived.
    """
    waivers = read_waivers(entry)
    silenced = {waiver.code for waiver in waivers}
    yield from (finding for finding in findings if finding.code not in silenced)
    for waiver in waivers:
        message = ""
        if not any(finding.code == waiver.code for finding in findings):
            message = f"the waiver of {waiver.code} silences nothing here; delete it"
        elif not waiver.reason and not waiver.flag:
            message = f"the waiver of {waiver.code} gives no reason; write one after a hyphen"
        if message:
            yield Finding(
                WAIVER,
                Severity.WARNING,
                message,
                page=page.name,
                page_line=page.line(unit),
                msgid=unit.msgid,
                msgstr=entry.msgstr,
            )
