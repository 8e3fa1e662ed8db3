"""check: judge the translations of a language; every fault is a finding with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import starmap
from operator import attrgetter
from typing import Any

from polybook.catalog.catalog import Catalog
from polybook.catalog.comments import read_misspelt, read_waivers
from polybook.checks import (
    BOOK,
    LANGUAGE,
    PAIR,
    RARE,
    SHEET,
    catalog_stale,
    glossary_unused,
    terms_used,
    wrong_english,
)
from polybook.checks.kinds import PairCheck
from polybook.checks.needless import Kind, kind_of, needless
from polybook.checks.texts import Fault, Pair, Row, Setting, Sheet, make_pair
from polybook.config import Config
from polybook.formats.acting import is_too_long
from polybook.formats.page import Page
from polybook.model.entry import Entry
from polybook.model.errors import PageError
from polybook.model.finding import Finding, Severity
from polybook.steps.book import File, load_page, on_page, open_book, page_finding
from polybook.steps.catalogs import catalog_path, other_catalogs, page_catalog
from polybook.steps.check_once import said_once
from polybook.steps.choice import EVERYTHING, Choice
from polybook.steps.glossary import Stamp, load_glossary, stamp_of
from polybook.steps.glossary_check import find_unused, judge_terms
from polybook.steps.history import NO_PAST, Past, read_history, read_version, versions
from polybook.steps.merge import settle_page
from polybook.steps.place import make_rows, most_faults, place_fault, place_row_fault
from polybook.steps.setting import setting_of
from polybook.steps.since import Changed, Since, changes
from polybook.steps.waive import Waivable, waived
from polybook.steps.work import Progress, map_pages, silent

PLACE = attrgetter("path", "line")
FINDING = attrgetter(*(one.name for one in fields(Finding)))
"""What gives the values of all fields, in their order."""
Ask = Callable[[Pair, Setting], Iterator[Fault]]
"""The function of a check of pairs."""


@dataclass(slots=True)
class Checked:
    """What `check` found in one language, in the order of the catalogs."""

    language: str
    findings: list[Finding] = field(default_factory=list)
    entries: int = 0
    """How many translations were looked at."""
    catalogs: list[str] = field(default_factory=list)
    """The paths of the catalogs that were looked at."""
    known: int = 0
    """How many findings of the baseline were left out."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many findings of each severity there are."""
        counts = {str(severity): 0 for severity in reversed(Severity)}
        for finding in self.findings:
            counts[str(finding.severity)] += 1
        return counts


@dataclass(frozen=True, slots=True)
class Job:
    """What every page of one run needs to know."""

    config: Config
    language: str
    stamp: Stamp
    choice: Choice


@dataclass(slots=True)
class CheckedPage:
    """What one page gives: its findings, and what checks of the whole book look at."""

    findings: list[Finding] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    waivable: list[Waivable] = field(default_factory=list)
    entries: int = 0
    path: str = ""
    """The catalog's; empty where there is none."""
    changed: Changed | None = None
    """With --since, for a catalog that differs: its changed entries."""

    def __getstate__(self) -> tuple[object, ...]:
        """Return what another process gets: plain tuples, which are read in half the time."""
        findings, rows = map(FINDING, self.findings), map(tuple, self.rows)
        rest = self.waivable, self.entries, self.path, self.changed
        return (list(findings), list(rows), *rest)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        """Make the page again of what another process sent."""
        findings, rows, *rest = state
        self.findings, self.rows = list(starmap(Finding, findings)), list(map(Row._make, rows))
        self.waivable, self.entries, self.path, self.changed = rest


def check(
    config: Config,
    language: str,
    choice: Choice = EVERYTHING,
    since: str | None = None,
    progress: Progress = silent,
) -> Checked:
    """Check the translations of `language` against the pages as they are now.

    With `since`, a revision of git, only what changed since then is reported; the checks still see
    the whole book. Fuzzy translations are not shown to readers; that they are fuzzy is all that is
    said of them. Raises UsageError when `since` names no revision.
    """
    book = open_book(config)
    history = read_history(config, language, since, recently=choice.wants(wrong_english.CODE))
    job = Job(config, language, stamp_of(config, language), choice)
    paths = {file.name: catalog_path(config, language, file.catalog) for file in book.pages}
    setting = setting_of(config, language, job.stamp)  # before processes are forked, which share it
    tasks = [(file, job, history.past.get(paths[file.name], NO_PAST)) for file in book.pages]
    size = sum(file.size for file in book.pages)
    pages = list(map_pages(_check_page, tasks, size, progress))

    findings = [*book.findings, *_check_terms(job)]
    findings += [finding for page in pages for finding in page.findings]
    findings += _check_book(setting, choice, [row for page in pages for row in page.rows])
    findings += _check_orphans(job, {file.catalog for file in book.pages})
    findings = [on_page(config, one) for one in findings if choice.wants(one.code)]
    waivable = [one for page in pages for one in page.waivable]
    report = Checked(language, list(waived(findings, waivable, choice)))
    report.catalogs = [page.path for page in pages if page.path]
    report.entries = sum(page.entries for page in pages)
    if history.since:
        changed = {page.path: page.changed for page in pages if page.changed}
        filtered = Since(config, history.since, changed)
        report.findings = [finding for finding in report.findings if filtered.keeps(finding)]
        report.catalogs = [path for path in report.catalogs if path in changed]
        report.entries = sum(page.entries for page in pages if page.changed)
    report.findings = said_once(sorted(map(choice.judge, report.findings), key=PLACE))
    return report


def drop_repeats(reports: Sequence[Checked]) -> None:
    """Say once what is found in every language: what is wrong with a page."""
    if len(reports) < 2:
        return
    seen: set[Finding] = set()
    for report in reports:
        report.findings = [finding for finding in report.findings if finding not in seen]
        seen.update(report.findings)


def _check_book(setting: Setting, choice: Choice, rows: list[Row]) -> Iterator[Finding]:
    for rule in BOOK:
        if choice.wants(rule.CODE):
            for row, fault in rule.check_book(rows, setting):
                yield place_row_fault(rule, fault, row)


def _check_terms(job: Job) -> Iterator[Finding]:
    """Judge the glossary; what needs another reading of every page, only where it is asked for."""
    loaded = load_glossary(job.config, job.language)
    yield from loaded.findings
    yield from judge_terms(loaded.glossary, job.choice)
    if glossary_unused.CODE in job.choice.select and loaded.glossary.terms:
        yield from find_unused(job.config, loaded.glossary)


def _check_orphans(job: Job, known: set[str]) -> Iterator[Finding]:
    """Judge the catalogs that no page has."""
    for path, catalog, broken in other_catalogs(job.config, job.language, known):
        if broken is not None:
            yield broken
        elif catalog is not None:
            for fault in catalog_stale.check_orphan(catalog, job.language):
                rule = catalog_stale
                yield Finding(rule.CODE, fault.severity or rule.SEVERITY, fault.message, path=path)


def _check_page(task: tuple[File, Job, Past]) -> CheckedPage:
    file, job, past = task
    config, language = job.config, job.language
    try:
        page = load_page(config, file)
    except PageError as error:
        return CheckedPage([page_finding(config, error)])
    catalog, broken = page_catalog(config, language, file)
    if broken is not None:
        return CheckedPage([*page.findings, broken])
    path = catalog_path(config, language, file.catalog)
    sheet = make_sheet(page, catalog, path, versions(past, path))
    checked = check_sheet(sheet, setting_of(config, language, job.stamp), job.choice)
    checked.findings = [*page.findings, *checked.findings]
    if catalog is not None:
        checked.path = path
        if past.changed:
            checked.changed = changes(catalog, read_version(past.before, path))
            lines = checked.changed.lines
            checked.entries = sum(pair.entry.line in lines for pair in sheet.pairs)
    return checked


def make_sheet(
    page: Page, catalog: Catalog | None, path: str, older: tuple[Catalog, ...] = ()
) -> Sheet:
    """Lay a page beside its catalog.

    Of translations that are too long to be any, the merge guard says all that there is to say.
    """
    pairs: dict[tuple[str | None, str], Pair] = {}
    known = catalog.by_key if catalog else {}
    for unit in page.units:
        entry = known.get(unit.key)
        if entry is None or not entry.translated or unit.key in pairs:
            continue
        if not is_too_long(unit.msgid, entry.msgstr):
            pairs[unit.key] = make_pair(unit, entry, page)
    refused = settle_page(page, catalog, path).refused
    return Sheet(page, catalog, path, tuple(pairs.values()), refused, older)


def check_sheet(sheet: Sheet, setting: Setting, choice: Choice = EVERYTHING) -> CheckedPage:
    """Judge one page with its catalog. Pure: no file is opened."""
    done = CheckedPage(entries=len(sheet.pairs))
    if any(map(choice.wants, terms_used.CODES)):
        terms_used.look_at(sheet, setting)
    rules = _asked(sheet, setting, choice)
    by_kind: dict[Kind, list[tuple[PairCheck, Ask]]] = {}
    for pair in sheet.pairs:
        kind = kind_of(pair)
        asked = by_kind.get(kind)
        if asked is None:
            silent = needless(kind)
            asked = [(rule, rule.check) for rule in rules if rule.CODE not in silent]
            by_kind[kind] = asked
        for rule, find in asked:
            # Nearly all have none: asking first saves a call for each rule and pair.
            if faults := list(find(pair, setting)):
                for fault in most_faults(rule, faults):
                    done.findings.append(place_fault(rule, fault, sheet, pair.unit, pair.entry))
    for sheet_rule in SHEET:
        if choice.wants(sheet_rule.CODE):
            for fault in sheet_rule.check_sheet(sheet, setting):
                found = place_fault(sheet_rule, fault, sheet, fault.unit, fault.entry)
                done.findings.append(found)
    if any(choice.wants(rule.CODE) for rule in BOOK):
        done.rows = make_rows(sheet, setting)
    done.waivable = list(_waivable(sheet))
    return done


def _asked(sheet: Sheet, setting: Setting, choice: Choice) -> list[PairCheck]:
    """Return the checks of pairs that may have something to say of this page."""
    texts = "\n".join(pair.translation.raw for pair in sheet.pairs)
    absent = {rule.CODE for rule in RARE if choice.wants(rule.CODE) and not rule.could(texts)}
    rules = (*PAIR, *LANGUAGE.get(setting.language.code, ()))
    return [rule for rule in rules if choice.wants(rule.CODE) and rule.CODE not in absent]


def _waivable(sheet: Sheet) -> Iterator[Waivable]:
    """Yield the entries that have a waiver, or what was meant to be one."""
    units = {unit.key: unit for unit in reversed(sheet.page.units)}
    entries: Iterable[Entry] = sheet.catalog.live if sheet.catalog else ()
    for entry in entries:
        if read_waivers(entry) or read_misspelt(entry):
            unit = units.get(entry.key)
            line = sheet.page.line(unit) if unit else 0
            yield Waivable(entry, sheet.path, sheet.page.name, line)
