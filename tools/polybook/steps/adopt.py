"""adopt: fill a language's catalogs from a translation that was made outside.

Whatever it comes from, it is first a set of offers, entries with the English that they were made
for; those go to the pages as `update` carries translations over, and fill only what has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from polybook.catalog.carry import carried
from polybook.catalog.catalog import Catalog
from polybook.catalog.comments import Adopted
from polybook.catalog.pool import Key, has_translation
from polybook.catalog.update import update_language
from polybook.config import Config
from polybook.formats.guard import settle
from polybook.formats.prose import protected
from polybook.model.entry import Entry
from polybook.model.errors import PageError, UsageError
from polybook.model.finding import Finding
from polybook.steps.adopt_memories import read_memories
from polybook.steps.adopt_offers import Offers
from polybook.steps.adopt_pages import NO_TRANSLATION
from polybook.steps.adopt_trees import read_trees
from polybook.steps.book import Book, File, load_page, open_book
from polybook.steps.catalogs import writing
from polybook.steps.update import Ready, bring_up, remove_catalogs, write_catalogs
from polybook.steps.work import Progress, map_pages, silent

REFUSED = "would break the page"
Fills = dict[str, dict[Key, Entry]]
"""By catalog name: what its open entries get."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is to be adopted: pages, or files of other programs."""

    source: Path | None = None
    """The English that the translation was made from; None where the translation has it."""
    translation: Path | None = None
    po: tuple[Path, ...] = ()
    tmx: tuple[Path, ...] = ()

    def check(self) -> None:
        """Raise UsageError where that is nothing, or half of something."""
        if self.source and not self.translation:
            raise UsageError("--source needs --translation: the same pages, translated")
        if not (self.translation or self.po or self.tmx):
            raise UsageError("what is to be adopted? give --translation, --po or --tmx")
        for path in (*self.po, *self.tmx):
            if not path.is_file():
                raise UsageError(f"{path}: no such file")


@dataclass(slots=True)
class AdoptedReport:
    """What `adopt` did, or would do."""

    language: str
    offers: Offers
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    filled: int = 0
    """Entries that have got a translation."""
    fuzzy: int = 0
    """How many of them wait for a person."""
    kept: int = 0
    """Entries that were offered another translation than they have, which they keep."""
    findings: list[Finding] = field(default_factory=list)


def adopt(
    config: Config,
    language: str,
    material: Material,
    now: str,
    *,
    check: bool = False,
    progress: Progress = silent,
) -> AdoptedReport:
    """Fill the catalogs of `language`; with `check`, only say what would change.

    Translations that are there are never replaced. Adopting the same again changes nothing.
    """
    material.check()
    with nullcontext() if check else writing(config):
        return _adopt(config, language, material, now, check=check, progress=progress)


def _adopt(
    config: Config,
    language: str,
    material: Material,
    now: str,
    *,
    check: bool,
    progress: Progress,
) -> AdoptedReport:
    book = open_book(config)
    ready = bring_up(config, language, book, now)
    offers = _offers(config, language, material, book, ready, progress)
    report = AdoptedReport(language, offers, findings=[*ready.findings, *offers.findings])
    catalogs = ready.result.catalogs
    fills = _carry(offers, ready)
    _guard(config, book, fills, offers)
    filled = {name: _filled(catalog, fills.get(name, {})) for name, catalog in catalogs.items()}
    # What one page has got, others that have the same text get too, as the next update would do.
    final = update_language(ready.wanted, filled, header=ready.header, tokens=protected).catalogs
    _count(report, catalogs, final)
    changed = {
        name: catalog for name, catalog in final.items() if catalog is not ready.before.get(name)
    }
    report.written = write_catalogs(config, language, changed, check=check)
    gone = sorted(ready.before.keys() - final.keys())
    report.removed = remove_catalogs(config, language, gone, check=check)
    return report


def _offers(
    config: Config,
    language: str,
    material: Material,
    book: Book,
    ready: Ready,
    progress: Progress,
) -> Offers:
    if material.translation is None:
        return read_memories(config, language, material.po, material.tmx)
    if material.po or material.tmx:
        raise UsageError("--translation and --po or --tmx are adopted one after the other")
    given = (material.source, material.translation)
    return read_trees(config, language, book, *given, ready.result.catalogs, progress)


def _carry(offers: Offers, ready: Ready) -> Fills:
    """Bring the offers to the open entries, as `update` brings old translations to new English."""
    # All entries, not only the open ones: what is offered to one must not depend on the others.
    wanted = {
        name: entries
        for name, entries in ready.wanted.items()
        if not offers.bound or name in offers.catalogs
    }
    result = update_language(wanted, offers.catalogs, header=ready.header, tokens=protected)
    fills: Fills = {}
    for name in wanted.keys() & result.catalogs.keys() & ready.result.catalogs.keys():
        known = ready.result.catalogs[name].by_key
        fills[name] = {
            entry.key: entry
            for entry in result.catalogs[name].live
            if has_translation(entry)
            and not has_translation(known[entry.key])
            # What the translation lacks is not made up from what another text of it says.
            and (entry.previous_msgid is None or entry.key not in offers.english)
        }
    return fills


def _guard(config: Config, book: Book, fills: Fills, offers: Offers) -> None:
    """Make fuzzy what the merge would refuse, with its reason."""
    tasks = [
        (file, {key: entry.msgstr for key, entry in fills[file.catalog].items() if not entry.fuzzy})
        for file in book.pages
        if file.catalog in fills
    ]
    size = sum(file.size for file, _ in tasks)
    refused = map_pages(partial(_refused, config), tasks, size)
    for (file, _), found in zip(tasks, refused, strict=True):
        for key, message in found.items():
            entry = fills[file.catalog][key]
            comments = (*entry.comments, str(Adopted(message)))
            fills[file.catalog][key] = replace(entry, fuzzy=True, comments=comments)
            offers.doubts[REFUSED] += 1


def _refused(config: Config, task: tuple[File, Mapping[Key, str]]) -> dict[Key, str]:
    """Return why translations of a page would stay out of it."""
    file, msgstrs = task
    if not msgstrs:
        return {}
    try:
        page = load_page(config, file)
    except PageError:
        return {}
    numbers = {n: unit.key for n, unit in enumerate(page.units) if unit.key in msgstrs}
    settled = settle(page, {n: msgstrs[key] for n, key in numbers.items()})
    return {numbers[n]: finding.message for n, finding in settled.refused.items()}


def _filled(catalog: Catalog, fills: Mapping[Key, Entry]) -> Catalog:
    if not fills:
        return catalog
    entries = tuple(
        carried(entry, fills[entry.key])
        if not entry.obsolete and entry.key in fills and not has_translation(entry)
        else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=entries)


def _count(
    report: AdoptedReport, before: Mapping[str, Catalog], after: Mapping[str, Catalog]
) -> None:
    """Count what was filled and what was kept; of what now has a translation, none is missing."""
    covered: set[str] = set()
    for name, catalog in after.items():
        known = before[name].by_key if name in before else {}
        for entry in catalog.live:
            if has_translation(entry):
                covered.add(entry.msgid)
                if entry.key not in known or not has_translation(known[entry.key]):
                    report.filled += 1
                    report.fuzzy += entry.fuzzy
    for name, offered in report.offers.catalogs.items():
        known = before[name].by_key if name in before else {}
        for entry in offered.live:
            old = known.get(entry.key)
            if old and has_translation(old) and old.msgstr != entry.msgstr:
                report.kept += 1
    report.findings = [
        finding
        for finding in report.findings
        if finding.code != NO_TRANSLATION or finding.msgid not in covered
    ]
