"""merge: write the book in another language, every byte the source's own but for the units."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath

from polybook.catalog.catalog import Catalog
from polybook.config import Config
from polybook.formats.anchors import FRAGMENT_LINK, Renames, linked_pages, relink, renames
from polybook.formats.guard import Settled, settle
from polybook.formats.page import Page, splice
from polybook.model.entry import Entry
from polybook.model.errors import PageError
from polybook.model.finding import Finding
from polybook.steps.book import Book, File, load_page, open_book, page_finding, read_bytes
from polybook.steps.catalogs import catalog_path, page_catalog
from polybook.steps.merge_folder import check_folder, remove_stale, write_file
from polybook.steps.work import Progress, map_pages, silent

NO_LINKS: Mapping[str, str] = {}
NO_RENAMES: Renames = {}
NO_PAGES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class MergedPage:
    """One page with its translations put in."""

    text: str
    msgstrs: Mapping[int, str]
    """By unit number: the translations that went in."""
    refused: Mapping[int, Finding] = field(default_factory=dict)
    """By unit number: why a translation did not go in, with its place in the catalog."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was refused, in the order of the page."""
        return tuple(finding for _, finding in sorted(self.refused.items()))


@dataclass(frozen=True, slots=True)
class OnePage:
    """What merging one page gives."""

    target: Path
    data: bytes | None = None
    """What to write; None where the target is right already, or the page cannot be read."""
    units: int = -1
    """-1 for a page that cannot be read."""
    translated: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What every file of one merge needs to know."""

    config: Config
    language: str
    out: Path
    fuzzy: bool
    pages: Mapping[str, str]
    """The pages by name, and by name without suffix: how links name them."""
    twins: Mapping[str, File]
    """The files that stand for others in this language, by the name of those."""
    renames: Renames = field(default_factory=dict)
    """The headings whose links must follow."""


@dataclass(slots=True)
class Merged:
    """What `merge` did."""

    out: Path
    pages: int = 0
    pictures: int = 0
    """Pictures with labels, which are translated as pages are."""
    copied: int = 0
    units: int = 0
    translated: int = 0
    findings: list[Finding] = field(default_factory=list)


WRITERS = 8
"""Threads that write files: waiting for the disk is all they do."""


def merge_page(
    page: Page,
    catalog: Catalog | None,
    path: str = "",
    *,
    fuzzy: bool = False,
    links: Mapping[str, str] = NO_LINKS,
) -> MergedPage:
    """Put the translations of `catalog` into `page`.

    Untranslated and fuzzy units stay in the source language (`fuzzy` takes the latter in). A
    translation that would break the page stays out and becomes a finding; `path` is the catalog's,
    for its place. `links` are the edition's own targets by the source's; untranslated texts get
    them as well. Pure: no argument is changed, no file is opened.
    """
    settled = settle_page(page, catalog, path, fuzzy=fuzzy)
    text = spliced(page, settled.accepted, links)
    return MergedPage(text, settled.accepted, settled.refused)


def settle_page(
    page: Page, catalog: Catalog | None, path: str = "", *, fuzzy: bool = False
) -> Settled:
    """Sort the translations of `page` in `catalog` into those that go in and those that do not.

    The findings have their place in the catalog, whose path is `path`.
    """
    known = catalog.by_key if catalog is not None else {}
    entries: dict[int, Entry] = {}
    for number, unit in enumerate(page.units):
        entry = known.get(unit.key)
        if entry is not None and entry.msgstr and (fuzzy or not entry.fuzzy):
            entries[number] = entry
    settled = settle(page, {number: entry.msgstr for number, entry in entries.items()})
    refused = {
        number: replace(finding, path=path, line=entries[number].line)
        for number, finding in settled.refused.items()
    }
    return Settled(settled.accepted, refused)


def spliced(
    page: Page,
    msgstrs: Mapping[int, str],
    links: Mapping[str, str] = NO_LINKS,
    renames: Renames = NO_RENAMES,
    find: Callable[[str], str | None] = NO_PAGES.get,
) -> str:
    """Return the text of `page` with msgstrs, by unit number, put in and links changed to match."""
    if not links and not renames:
        return splice(page, msgstrs)
    return splice(page, *relink(page, msgstrs, renames, find, links))


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

    `wanted` tells which files to write, by default all of them. Links to headings are changed where
    the heading is translated.

    Files that are already right are not written again, so their times stay. Pages that cannot be
    read are findings and are left out; with a broken catalog a page is written in English.
    """
    check_folder(config, out)
    book = open_book(config)
    report = Merged(out, findings=list(book.findings))
    files = [file for file in book.files if wanted(file)]
    plan = Plan(config, language, out, fuzzy, _link_names(book.pages), book.twins(language))
    plan = replace(plan, renames=_renames(plan, book))
    _merge_files(plan, files, report, progress)
    remove_stale(config, files, out)
    return report


def _merge_files(plan: Plan, files: Sequence[File], report: Merged, progress: Progress) -> None:
    """Write each file, and note in the report what came of it."""
    pages = [file for file in files if file.kind and file.name not in plan.twins]
    # Waiting for the disk and reading the next page go on at the same time. The threads begin only
    # when the first page is done: the processes of `map_pages` are forked by then.
    with ThreadPoolExecutor(WRITERS) as writers:
        written = []
        results = map_pages(partial(_merge_file, plan), pages, _size(pages), progress)
        for file, result in zip(pages, results, strict=True):
            _count(report, file, result)
            if result.data is not None:
                written.append(writers.submit(write_file, result.target, result.data))
        others = (file for file in files if not file.kind or file.name in plan.twins)
        for findings in writers.map(partial(_copy, plan), others):
            report.findings += findings
            report.copied += not findings
    for one in written:
        one.result()


def _count(report: Merged, file: File, result: OnePage) -> None:
    is_read = result.units >= 0
    report.pages += is_read and file.is_page
    report.pictures += is_read and file.is_picture
    report.units += max(result.units, 0)
    report.translated += result.translated
    report.findings += result.findings


def _link_names(pages: Sequence[File]) -> dict[str, str]:
    found = [file for file in pages if file.is_page]
    names = {str(PurePosixPath(file.name).with_suffix("")): file.name for file in found}
    return names | {file.name: file.name for file in found}


def _renames(plan: Plan, book: Book) -> Renames:
    """Find the headings that links name and that this merge translates.

    Most books have few such links, so this looks at the pages that have one, then at the pages that
    those lead to, and at nothing else.
    """
    by_name = {file.name: file for file in book.pages}
    linking = [file for file in book.pages if file.is_page and _has_fragment_link(file)]
    targets: set[str] = set()
    for names in map_pages(partial(_targets, plan), linking, _size(linking)):
        targets |= names
    found = [by_name[name] for name in sorted(targets)]
    changed = map_pages(partial(_renamed, plan), found, _size(found))
    return {file.name: names for file, names in zip(found, changed, strict=True) if names}


def _size(files: Sequence[File]) -> int:
    return sum(file.size for file in files)


def _has_fragment_link(file: File) -> bool:
    try:
        return FRAGMENT_LINK.search(read_bytes(file)) is not None
    except PageError:
        return False  # reported when its turn to be merged comes


def _targets(plan: Plan, file: File) -> set[str]:
    try:
        return linked_pages(load_page(plan.config, file), plan.pages.get)
    except PageError:
        return set()


def _renamed(plan: Plan, file: File) -> dict[str, str]:
    try:
        page = load_page(plan.config, file)
    except PageError:
        return {}
    catalog, _ = page_catalog(plan.config, plan.language, file)
    return renames(page, merge_page(page, catalog, fuzzy=plan.fuzzy).msgstrs)


def _merge_file(plan: Plan, file: File) -> OnePage:
    target = plan.out / file.name
    try:
        page = load_page(plan.config, file)
    except PageError as error:
        return OnePage(target, findings=(page_finding(plan.config, error),))
    catalog, broken = page_catalog(plan.config, plan.language, file)
    path = catalog_path(plan.config, plan.language, file.catalog)
    links = plan.config.links_of(plan.language)
    merged = merge_page(page, catalog, path, fuzzy=plan.fuzzy, links=links)
    text = merged.text
    if plan.renames:
        text = spliced(page, merged.msgstrs, links, plan.renames, plan.pages.get)
    data = text.encode()
    same = target.is_file() and target.read_bytes() == data
    return OnePage(
        target,
        data=None if same else data,
        units=len(page.units),
        translated=len(merged.msgstrs),
        findings=(*page.findings, *((broken,) if broken else ()), *merged.findings),
    )


def _copy(plan: Plan, file: File) -> list[Finding]:
    target = plan.out / file.name
    try:
        data = read_bytes(plan.twins.get(file.name, file))
    except PageError as error:
        return [page_finding(plan.config, error)]
    if not target.is_file() or target.read_bytes() != data:
        write_file(target, data)
    return []
