"""check: judge the translations of a language; every fault is a finding with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from polybook.catalog.catalog import Catalog
from polybook.catalog.comments import read_waivers
from polybook.checks import BOOK, LANGUAGE, PAIR, SHEET, Check
from polybook.checks.texts import Fault, Pair, Row, Setting, Sheet, make_pair
from polybook.config import Config
from polybook.formats.inline import InlineKind
from polybook.formats.page import Page
from polybook.model.entry import Entry
from polybook.model.errors import PageError
from polybook.model.finding import Finding, Severity
from polybook.model.unit import Unit
from polybook.steps.book import File, load_page, open_book, page_finding
from polybook.steps.catalogs import broken_catalogs, catalog_path, page_catalog
from polybook.steps.merge import merge_page
from polybook.steps.setting import Stamp, setting_of, stamp_of
from polybook.steps.waive import Waivable, waived
from polybook.steps.work import Progress, map_pages, silent


@dataclass(slots=True)
class Checked:
    """What `check` found, in the order of the catalogs."""

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


@dataclass(slots=True)
class CheckedPage:
    """What one page gives: its findings, and what checks of the whole book look at."""

    findings: list[Finding] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    waivable: list[Waivable] = field(default_factory=list)
    entries: int = 0


def check(config: Config, language: str, progress: Progress = silent) -> Checked:
    """Check every translation of `language` against the pages as they are now.

    Fuzzy translations are not shown to readers; that they are fuzzy is all that is said of them.
    """
    book = open_book(config)
    stamp = stamp_of(config, language)
    setting = setting_of(config, language, stamp)
    report = Checked(findings=list(book.findings))
    rows: list[Row] = []
    waivable: list[Waivable] = []
    tasks = [(file, config, language, stamp) for file in book.pages]
    size = sum(file.size for file in book.pages)
    for page in map_pages(_check_page, tasks, size, progress):
        report.findings += page.findings
        report.entries += page.entries
        rows += page.rows
        waivable += page.waivable
    for rule in BOOK:
        for row, fault in rule.check_book(rows, setting):
            report.findings.append(_row_finding(rule, fault, row))
    report.findings += broken_catalogs(config, language, {file.catalog for file in book.pages})
    report.findings = sorted(
        waived(report.findings, waivable), key=lambda finding: (finding.path, finding.line)
    )
    return report


def _check_page(task: tuple[File, Config, str, Stamp]) -> CheckedPage:
    file, config, language, stamp = task
    try:
        page = load_page(config, file)
    except PageError as error:
        return CheckedPage([page_finding(config, error)])
    catalog, broken = page_catalog(config, language, file)
    if broken is not None:
        return CheckedPage([*page.findings, broken])
    path = catalog_path(config, language, file.catalog)
    checked = check_sheet(make_sheet(page, catalog, path), setting_of(config, language, stamp))
    checked.findings = [*page.findings, *checked.findings]
    return checked


def make_sheet(page: Page, catalog: Catalog | None, path: str) -> Sheet:
    """Lay a page beside its catalog."""
    pairs: dict[tuple[str | None, str], Pair] = {}
    known = catalog.by_key if catalog else {}
    for unit in page.units:
        entry = known.get(unit.key)
        if entry is not None and entry.translated and unit.key not in pairs:
            pairs[unit.key] = make_pair(unit, entry, page.references)
    refused = merge_page(page, catalog, path).refused
    return Sheet(page, catalog, path, tuple(pairs.values()), refused)


def check_sheet(sheet: Sheet, setting: Setting) -> CheckedPage:
    """Judge one page with its catalog. Pure: no file is opened."""
    done = CheckedPage(entries=len(sheet.pairs))
    rules = (*PAIR, *LANGUAGE.get(setting.language.code, ()))
    for pair in sheet.pairs:
        for rule in rules:
            for fault in rule.check(pair, setting):
                done.findings.append(_finding(rule, fault, sheet, pair.unit, pair.entry))
        done.rows.append(_row(sheet, pair))
    for sheet_rule in SHEET:
        for fault in sheet_rule.check_sheet(sheet, setting):
            done.findings.append(_finding(sheet_rule, fault, sheet, fault.unit, fault.entry))
    done.waivable = list(_waivable(sheet))
    return done


def _finding(
    rule: Check, fault: Fault, sheet: Sheet, unit: Unit | None, entry: Entry | None
) -> Finding:
    return Finding(
        rule.CODE,
        fault.severity or rule.SEVERITY,
        fault.message,
        path=sheet.path,
        line=entry.line if entry else fault.line,
        page=sheet.page.name,
        page_line=sheet.page.line(unit) if unit else 0,
        msgid=entry.msgid if entry else unit.msgid if unit else "",
        msgstr=entry.msgstr if entry else "",
    )


def _row_finding(rule: Check, fault: Fault, row: Row) -> Finding:
    return Finding(
        rule.CODE,
        fault.severity or rule.SEVERITY,
        fault.message,
        path=row.path,
        line=row.line,
        page=row.page,
        page_line=row.page_line,
        msgid=row.msgid,
        msgstr=row.msgstr,
    )


def _row(sheet: Sheet, pair: Pair) -> Row:
    return Row(
        sheet.path,
        pair.entry.line,
        sheet.page.name,
        sheet.page.line(pair.unit),
        pair.unit.kind,
        pair.unit.level,
        pair.unit.context,
        pair.unit.msgid,
        pair.entry.msgstr,
        tuple(_links(pair)),
    )


def _links(pair: Pair) -> Iterator[tuple[str, str, str]]:
    theirs = {
        link.target: link.prose.of(pair.translation.raw)
        for link in pair.translation.of(InlineKind.LINK, InlineKind.ROLE)
        if link.prose is not None
    }
    for link in pair.english.of(InlineKind.LINK, InlineKind.ROLE):
        if link.prose is not None and link.target in theirs:
            yield link.target, link.prose.of(pair.english.raw), theirs[link.target]


def _waivable(sheet: Sheet) -> Iterator[Waivable]:
    """Yield the entries that have a waiver."""
    units = {unit.key: unit for unit in reversed(sheet.page.units)}
    entries: Iterable[Entry] = sheet.catalog.live if sheet.catalog else ()
    for entry in entries:
        if read_waivers(entry):
            unit = units.get(entry.key)
            line = sheet.page.line(unit) if unit else 0
            yield Waivable(entry, sheet.path, sheet.page.name, line)
