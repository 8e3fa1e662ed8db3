"""check --fix: put right what there is but one way to put right, and nothing else.

Only translations in which a check finds something are touched, and only where the change leaves
their protected tokens and the merge guard's verdict as they are. All other bytes of a catalog stay.
Doing it twice is doing it once.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from polybook.catalog.catalog import Catalog
from polybook.catalog.comments import read_waivers
from polybook.catalog.files import write_all_atomically
from polybook.catalog.write import with_msgstr, write_catalog
from polybook.checks import FIXES
from polybook.checks.kinds import Fixer
from polybook.checks.mojibake import repaired
from polybook.checks.texts import Pair, Setting, Sheet, Text, make_pair
from polybook.config import Config
from polybook.formats.page import Page
from polybook.model.errors import PageError
from polybook.steps.book import File, load_page, open_book
from polybook.steps.catalogs import catalog_path, page_catalog, writing
from polybook.steps.check import Job, check_sheet, make_sheet
from polybook.steps.choice import Choice
from polybook.steps.glossary import stamp_of
from polybook.steps.history import Past, read_history, read_version
from polybook.steps.merge import merge_page
from polybook.steps.setting import setting_of
from polybook.steps.since import changes
from polybook.steps.work import Progress, map_pages, silent

MOST_ROUNDS = 4
"""One fix may make room for another; what still changes after so many rounds stays as it was."""

BY_HAND = "correct it by hand"

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Fix:
    """What was done to one entry, or why nothing was."""

    path: str
    line: int
    """1-based line of the entry before the catalog was written."""
    codes: tuple[str, ...]
    """The checks that found something."""
    refused: str = ""
    """Why it stays as it is; empty when it was put right."""

    def __str__(self) -> str:
        place, codes = f"{self.path}:{self.line}", ", ".join(self.codes)
        return f"{place}: not fixed {codes}: {self.refused}" if self.refused else (
            f"{place}: fixed {codes}")  # fmt: skip


@dataclass(slots=True)
class Fixed:
    """What `fix` did to one language."""

    fixes: list[Fix] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    """The catalogs that were written, relative to the project."""


@dataclass(slots=True)
class _Page:
    """One page on its way: what its entries were, and what they are now."""

    page: Page
    path: str
    before: Catalog
    now: Catalog
    codes: dict[Key, dict[str, None]] = field(default_factory=dict)
    """By entry: the checks whose findings were put right, in order."""
    refused: dict[Key, str] = field(default_factory=dict)


def fix(
    config: Config,
    language: str,
    choice: Choice,
    since: str | None = None,
    progress: Progress = silent,
) -> Fixed:
    """Fix the translations of `language` where `choice` looks, and write their catalogs.

    With `since`, a revision of git, only entries that changed since then are touched.
    """
    book = open_book(config)
    past = read_history(config, language, since, recently=False).past if since is not None else None
    rules = frozenset(rule.CODE for rule in FIXES if choice.wants(rule.CODE))
    job = Job(config, language, stamp_of(config, language), Choice(select=rules))
    report = Fixed()
    if not rules:
        return report
    tasks: list[tuple[File, Job, Past | None]] = []
    for file in book.pages:
        path = catalog_path(config, language, file.catalog)
        if past is None:
            tasks.append((file, job, None))
        elif path in past:
            tasks.append((file, job, past[path]))
    data: dict[Path, bytes] = {}
    size = sum(file.size for file, _, _ in tasks)
    with writing(config):
        for fixes, path, written in map_pages(_fix_file, tasks, size, progress):
            report.fixes += fixes
            if written is not None:
                data[config.root / path] = written
                report.written.append(path)
        write_all_atomically(data)
    return report


def _fix_file(task: tuple[File, Job, Past | None]) -> tuple[list[Fix], str, bytes | None]:
    file, job, past = task
    path = catalog_path(job.config, job.language, file.catalog)
    try:
        page = load_page(job.config, file)
    except PageError:
        return [], path, None  # the check that follows says so
    catalog, _ = page_catalog(job.config, job.language, file)
    if catalog is None:
        return [], path, None
    lines = None
    if past is not None:
        lines = changes(catalog, read_version(past.before, path)).lines
    setting = setting_of(job.config, job.language, job.stamp)
    done = fix_page(page, catalog, path, setting, job.choice, lines)
    same = all(map(operator.is_, done.now.entries, done.before.entries))
    return _fixes(done), path, None if same else write_catalog(done.now)


def fix_page(
    page: Page,
    catalog: Catalog,
    path: str,
    setting: Setting,
    choice: Choice,
    lines: frozenset[int] | None = None,
) -> _Page:
    """Fix the translations of one page, of all entries or of those on `lines`. Pure."""
    done = _Page(page, path, catalog, catalog)
    rules = {rule.CODE: rule for rule in FIXES if choice.wants(rule.CODE)}
    sheet = make_sheet(page, catalog, path)
    for _ in range(MOST_ROUNDS):
        fixed = _round(done, sheet, rules, setting, choice, lines)
        if not fixed:
            return done
        sheet = _settled(done, sheet, fixed)
    for key in fixed:
        _refuse(done, key, f"the fixes undo each other; {BY_HAND}")
    return done


def _round(
    done: _Page,
    sheet: Sheet,
    rules: Mapping[str, Fixer],
    setting: Setting,
    choice: Choice,
    lines: frozenset[int] | None,
) -> dict[Key, str]:
    """Return the new msgstrs of the entries in which a check finds what can be fixed."""
    found: dict[int, dict[str, None]] = {}
    for finding in check_sheet(sheet, setting, choice).findings:
        if lines is None or finding.line in lines:
            found.setdefault(finding.line, {})[finding.code] = None
    fixed: dict[Key, str] = {}
    for pair in sheet.pairs:
        entry = pair.entry
        waived = {waiver.code for waiver in read_waivers(entry)}
        codes = [code for code in rules if code in found.get(entry.line, ()) and code not in waived]
        if not codes or entry.key in done.refused:
            continue
        if repaired(pair.translation.raw) != pair.translation.raw:
            # A blank may be half of a letter there, and what it was is known only while it stands.
            _refuse(done, entry.key, "the text was read in the wrong encoding; repair it", codes)
            continue
        text = fix_text(pair, done.page, [rules[code] for code in codes], setting)
        if text is None:
            _refuse(
                done, entry.key, f"that would change code, a formula or a link; {BY_HAND}", codes
            )
        elif text != entry.msgstr:
            fixed[entry.key] = text
            done.codes.setdefault(entry.key, {}).update(dict.fromkeys(codes))
    return fixed


def fix_text(pair: Pair, page: Page, rules: Sequence[Fixer], setting: Setting) -> str | None:
    """Return the translation after all fixes; None when they would change a protected token."""
    fixed = pair
    for rule in rules:
        text = rule.fix(fixed, setting)
        if text != fixed.translation.raw:
            entry = replace(fixed.entry, msgstr=text)
            fixed = make_pair(pair.unit, entry, page)
    same = _kept(fixed.translation) == _kept(pair.translation)
    return fixed.translation.raw if same else None


def _kept(text: Text) -> list[tuple[str, ...]]:
    """Return what no fix may change: tokens, and of links and roles all but their prose."""
    return [
        (token.raw,)
        if token.prose is None
        else (
            text.raw[token.span.start : token.prose.start],
            text.raw[token.prose.end : token.span.end],
        )
        for token in text.tokens
    ]


def _settled(done: _Page, sheet: Sheet, fixed: dict[Key, str]) -> Sheet:
    """Put the new msgstrs into the catalog, but for those that the merge guard would refuse."""
    refused = sheet.refused
    for _ in range(2):
        catalog = _with(done.now, fixed)
        found = merge_page(done.page, catalog, done.path).refused
        broken = {done.page.units[number].key for number in found.keys() - refused.keys()}
        if not broken:
            done.now, refused = catalog, found
            break
        # Whoever is named alone breaks the page; else nobody can tell, and all stay as they were.
        for key in broken & fixed.keys() or set(fixed):
            del fixed[key]
            _refuse(done, key, f"the page would no longer take the translation; {BY_HAND}")
    pairs = tuple(_renewed(pair, done) for pair in sheet.pairs)
    return replace(sheet, catalog=done.now, pairs=pairs, refused=refused)


def _renewed(pair: Pair, done: _Page) -> Pair:
    entry = done.now.by_key[pair.entry.key]
    return pair if entry is pair.entry else make_pair(pair.unit, entry, done.page)


def _with(catalog: Catalog, fixed: Mapping[Key, str]) -> Catalog:
    """Return the catalog with these msgstrs; all other entries are the very same objects."""
    if not fixed:
        return catalog
    entries = tuple(
        with_msgstr(entry, fixed[entry.key], catalog.newline)
        if entry.key in fixed and not entry.obsolete
        else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=entries)


def _refuse(done: _Page, key: Key, reason: str, codes: Sequence[str] = ()) -> None:
    """Leave an entry as it was before the first round."""
    done.refused[key] = reason
    done.codes.setdefault(key, {}).update(dict.fromkeys(codes))
    original = done.before.by_key[key]
    entries = tuple(original if entry.key == key and not entry.obsolete else entry
                    for entry in done.now.entries)  # fmt: skip
    if any(new is not old for new, old in zip(entries, done.now.entries, strict=True)):
        done.now = replace(done.now, entries=entries)


def _fixes(done: _Page) -> list[Fix]:
    found = []
    for key, codes in done.codes.items():
        line = done.before.by_key[key].line
        found.append(Fix(done.path, line, tuple(codes), done.refused.get(key, "")))
    return sorted(found, key=lambda one: one.line)
