"""Adopting pages: put each beside its translation and say which texts belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from polybook.catalog.align import Match, align
from polybook.catalog.catalog import NO_HEADER, Catalog
from polybook.catalog.certain import Doubt, Pair, Verdict, judge
from polybook.catalog.evidence import Evidence, Lengths
from polybook.catalog.item import Item
from polybook.catalog.lexicon import Lexicon, Words
from polybook.catalog.pool import Key
from polybook.config import Config
from polybook.formats.page import Page
from polybook.formats.reading import recognise
from polybook.model.errors import PageError
from polybook.model.finding import Finding, Severity
from polybook.steps.adopt_damage import check_damage
from polybook.steps.adopt_files import Given, read_given
from polybook.steps.adopt_items import page_items
from polybook.steps.adopt_offers import Offer, Offers, offer_entries
from polybook.steps.work import Progress, map_pages, map_shared, silent

NO_TRANSLATION = "adopt-no-translation"
NO_SOURCE = "adopt-no-source"
UNTRANSLATED = "adopt-untranslated"
REGROUPED = "adopt-regrouped"
SHORT = 70
"""Characters of a text that a finding shows."""
PROSE = 4
"""Words that begin with a small letter in a text that is no list of names."""


@dataclass(frozen=True, slots=True)
class Task:
    """A page and its translation, to be read."""

    ours: Given
    theirs: Given
    catalog: str
    """Name of the catalog that the page has, or would have."""


@dataclass(frozen=True, slots=True)
class Side:
    """One page as the aligner sees it."""

    path: str
    items: tuple[Item, ...]
    lines: tuple[int, ...]
    """By text: its line in the file."""
    contexts: Mapping[int, str]
    """By text: the msgctxt of a unit that has one."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page beside its translation."""

    catalog: str
    ours: Side
    theirs: Side
    matches: tuple[Match, ...]
    stated: bool = False
    """Whether the pages themselves say which texts belong together."""


def read_sheets(
    config: Config, tasks: Sequence[Task], progress: Progress = silent
) -> Iterator[Sheet | Finding]:
    """Read pages with their translations, and align them by what translations keep."""
    size = sum(_size(given) for task in tasks for given in (task.ours, task.theirs))
    yield from map_pages(partial(_read, config), tasks, size, progress)


def _size(given: Given) -> int:
    return given.path.stat().st_size if given.path.is_file() else 0


def _read(config: Config, task: Task) -> Sheet | Finding:
    try:
        ours = read_given(config, task.ours)
        kind = ours.dialect or recognise(task.ours.name)
        theirs = read_given(config, task.theirs, kind if kind != "notebook" else None)
        check_damage(theirs, ours)
    except PageError as error:
        return Finding(error.code, Severity.ERROR, error.reason, path=error.path, line=error.line)
    return make_sheet(task.catalog, make_side(ours), make_side(theirs))


def make_sheet(catalog: str, ours: Side, theirs: Side, *, stated: bool = False) -> Sheet:
    """Lay two pages beside each other; `stated` is as in `judge`."""
    seen: Counter[str] = Counter()
    for item in (*ours.items, *theirs.items):
        seen.update(item.tokens.keys())
    matches = align(ours.items, theirs.items, Evidence(Lengths(), None, seen).score)
    return Sheet(catalog, ours, theirs, tuple(matches), stated)


def make_side(page: Page) -> Side:
    """Make what the aligner sees of a page."""
    places = dict(zip(page.places, page.units, strict=True))
    contexts = {place: unit.context for place, unit in places.items() if unit.context}
    return Side(page.name, tuple(page_items(page)), tuple(_lines(page)), contexts)


def _lines(page: Page) -> Iterator[int]:
    """Yield the line of each text; texts stand in order, so nothing is counted twice."""
    done, line = 0, 1
    for region, span in page.spans:
        start = page.regions[region].origin(span).start
        line += (
            page.text.count("\n", done, start)
            if start >= done
            else -page.text.count("\n", start, done)
        )
        done = start
        yield line


def pair_sheets(sheets: Sequence[Sheet], known: Sequence[tuple[Words, Words]]) -> Offers:
    """Judge all matches by what the whole adoption teaches, and offer the pairs.

    `known` are words of texts and of their translations that the project has already.
    """
    pairs = [pair for sheet in sheets for pair in _texts(sheet)]
    seen: Counter[str] = Counter()
    for sheet in sheets:
        for item in (*sheet.ours.items, *sheet.theirs.items):
            seen.update(item.tokens.keys())
    evidence = Evidence(Lengths.learn(pairs), Lexicon(pairs, known), seen)
    offers = Offers()
    size = sum(len(item.text) for sheet in sheets for item in sheet.ours.items)
    verdicts = map_shared(_judge, (sheets, evidence), range(len(sheets)), size)
    for sheet, verdict in zip(sheets, verdicts, strict=True):
        entries = offer_entries(_offers(sheet, verdict, offers))
        offers.catalogs[sheet.catalog] = Catalog(NO_HEADER, entries)
    return offers


def _texts(sheet: Sheet) -> Iterator[tuple[Item, Item]]:
    for match in sheet.matches:
        if match.single:
            one, other = sheet.ours.items[match.ours.start], sheet.theirs.items[match.theirs.start]
            if one.place >= 0:
                yield one, other


def _judge(known: tuple[Sequence[Sheet], Evidence], number: int) -> Verdict:
    sheets, evidence = known
    sheet = sheets[number]
    ours, theirs = sheet.ours.items, sheet.theirs.items
    verdict = judge(ours, theirs, sheet.matches, evidence, stated=sheet.stated)
    if not (verdict.orderly or sheet.stated):
        # What the words say may lead another way.
        matches = align(ours, theirs, evidence.score)
        verdict = judge(ours, theirs, matches, evidence, stated=sheet.stated)
    return verdict


def _offers(sheet: Sheet, verdict: Verdict, report: Offers) -> Iterator[Offer]:
    """Yield the offers of one page, and count them."""
    ours, theirs = sheet.ours.items, sheet.theirs.items
    report.units += sum(item.unit for item in ours)
    report.english.update(_key(sheet, item) for item in ours if item.unit)
    left: list[int] = []
    for pair in verdict.pairs:
        one = ours[pair.ours.start]
        msgstr = " ".join(theirs[j].text for j in pair.theirs if theirs[j].text)
        left += pair.ours[1:]
        if not one.unit:
            continue
        if is_untranslated(one.text, msgstr):
            report.findings.append(_left(sheet, pair.ours.start, UNTRANSLATED))
            report.untranslated += 1
            continue
        report.paired += 1
        if pair.doubt is None:
            report.certain += 1
        else:
            report.doubts[pair.doubt.value] += 1
        if len(pair.ours) > 1 or len(pair.theirs) > 1:
            report.findings.append(_grouped(sheet, pair))
        yield Offer(_key(sheet, one), msgstr, pair.reason)
    for place in (*left, *verdict.alone):
        if ours[place].unit:
            report.alone += 1
            if place not in left:
                report.findings.append(_left(sheet, place, NO_TRANSLATION))
    for place in verdict.extra:
        if theirs[place].unit:
            report.extra += 1
            report.findings.append(_added(sheet, place))


def is_untranslated(english: str, translation: str) -> bool:
    """Tell whether a text was left in English: the same, and no list of names."""
    same = english.split() == translation.split()
    return same and sum(word[0].islower() for word in english.split()) >= PROSE


def _key(sheet: Sheet, item: Item) -> Key:
    return (sheet.ours.contexts.get(item.place), item.text)


def _left(sheet: Sheet, place: int, code: str) -> Finding:
    item = sheet.ours.items[place]
    line = sheet.ours.lines[item.place]
    what = {
        NO_TRANSLATION: "has no translation there; translate it",
        UNTRANSLATED: "was left in English there; translate it",
    }[code]
    message = f"{item.kind} {_short(item)} {what}"
    return Finding(
        code, Severity.WARNING, message, path=sheet.ours.path, line=line, msgid=item.text
    )


def _added(sheet: Sheet, place: int) -> Finding:
    item = sheet.theirs.items[place]
    message = f"{item.kind} {_short(item)} is not in the English; it is left out"
    line = sheet.theirs.lines[item.place]
    return Finding(
        NO_SOURCE, Severity.WARNING, message, path=sheet.theirs.path, line=line, msgstr=item.text
    )


def _grouped(sheet: Sheet, pair: Pair) -> Finding:
    ours, theirs = sheet.ours.items, sheet.theirs.items
    first = theirs[pair.theirs.start]
    units = [ours[place] for place in pair.ours if ours[place].unit]
    if pair.doubt is Doubt.SPLIT:
        what = f"is one of {len(pair.theirs)} blocks for one of the English; they are joined"
    elif pair.doubt is Doubt.SWALLOWED:
        many = "the block" if len(units) == 2 else f"{len(units) - 1} blocks"
        what = f"has swallowed {many} after it; cut its translation and fill in the others"
    else:
        what = f"holds {len(units)} blocks of the English; cut its translation apart"
    return Finding(
        REGROUPED,
        Severity.WARNING,
        f"{first.kind} {_short(first)} {what}",
        path=sheet.theirs.path,
        line=sheet.theirs.lines[first.place],
        msgid=units[0].text if units else "",
        msgstr=first.text,
    )


def _short(item: Item) -> str:
    text = " ".join(item.text.split())
    return f"“{text if len(text) <= SHORT else text[: SHORT - 1] + '…'}”"
