"""Adopting real translations: the preface, a whole machine edition, and both spoiled on purpose."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import pytest

from polybook.catalog.item import Item
from polybook.formats.reading import read_page
from polybook.steps.adopt_offers import Offers
from polybook.steps.adopt_pages import Sheet, Side, make_sheet, make_side, pair_sheets
from tests.helpers import corpora, corpus
from tests.project import Project

CONFIG = 'source = "source_en"\nlanguages = ["vi"]\n[formats]\n"**/*.md" = "d2l"\n'


def folded(text: str) -> list[str]:
    """Return the blocks of a page without soft line breaks and trailing blanks."""
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", text) if block.strip()]


def test_the_preface_comes_back(tmp_path):
    project = Project(tmp_path)
    project.write("polybook.toml", CONFIG)
    seeds = corpora() / "seeds"
    project.write("source_en/preface.md", (seeds / "preface.en.md").read_bytes())
    translation = project.write("vi.md", (seeds / "preface.vi.md").read_bytes())
    out = project.good("adopt", "vi", "--source", "source_en/preface.md", "--translation", "vi.md")
    assert "52 of 52 texts paired" in out
    project.good("merge", "vi", "--fuzzy")
    merged = project.read("build/vi/source/preface.md")
    assert folded(merged) == folded(translation.read_text("utf-8"))
    certain = sum(not entry.fuzzy for entry in project.entries("preface").values())
    assert certain >= 30


@cache
def pages() -> dict[str, tuple[Side, Side]]:
    """Return the pages of the machine edition, each beside its English."""
    english = {name.split("/", 1)[-1]: data for name, data in corpus("d2l-en-v0.17.5").items()}
    found = {}
    for name, data in corpus("d2l-mt-vi").items():
        short = name.split("/", 1)[-1]
        sides = [read_page(short, text.decode(), "d2l") for text in (english[short], data)]
        found[short] = (make_side(sides[0]), make_side(sides[1]))
    return found


@cache
def whole() -> Offers:
    return pair_sheets([make_sheet(name, *sides) for name, sides in pages().items()], ())


@pytest.mark.slow
def test_nearly_all_of_the_machine_edition_is_paired():
    offers = whole()
    assert (offers.paired + offers.untranslated) / offers.units >= 0.98
    assert offers.certain / offers.units >= 0.88


@pytest.mark.slow
def test_headings_that_swallowed_their_section_are_reported():
    swallowed = [one for one in whole().findings if "has swallowed" in one.message]
    assert 46 <= len(swallowed) <= 50
    english = {finding.msgid for finding in swallowed}
    for catalog in whole().catalogs.values():
        for entry in catalog.live:
            if entry.msgid in english and len(entry.msgstr) > 100:
                assert entry.fuzzy


# Spoiling a translation on purpose.

SEED = 20
SHARE = 0.1
Spoil = Callable[[list[Item], list[int], "Spoiler"], list[Item]]


@dataclass
class Spoiler:
    """What every way to spoil a page needs."""

    rng: random.Random
    others: list[Item]
    """Texts of all pages."""

    def hit(self) -> bool:
        return self.rng.random() < SHARE


def swap_neighbours(items: list[Item], texts: list[int], spoiler: Spoiler) -> list[Item]:
    """Swap paragraphs with the next one."""
    places = [place for place in texts if items[place].kind == "paragraph"]
    for one, other in zip(places[::2], places[1::2], strict=False):
        if spoiler.hit():
            items[one], items[other] = items[other], items[one]
    return items


def swap_alike(items: list[Item], texts: list[int], spoiler: Spoiler) -> list[Item]:
    """Swap texts with one of the page that is about as long."""
    done: set[int] = set()
    for one in texts:
        near = [
            other
            for other in texts
            if other not in {*done, one} and _alike(items[one], items[other])
        ]
        if near and one not in done and spoiler.hit():
            other = min(near, key=lambda place: abs(place - one))
            items[one], items[other] = items[other], items[one]
            done |= {one, other}
    return items


def delete(items: list[Item], texts: list[int], spoiler: Spoiler) -> list[Item]:
    """Leave texts out."""
    gone = {place for place in texts if spoiler.hit()}
    return [item for place, item in enumerate(items) if place not in gone]


def double(items: list[Item], texts: list[int], spoiler: Spoiler) -> list[Item]:
    """Write texts twice."""
    twice = {place for place in texts if spoiler.hit()}
    return [one for place, item in enumerate(items) for one in [item] * (1 + (place in twice))]


def take_from_elsewhere(items: list[Item], texts: list[int], spoiler: Spoiler) -> list[Item]:
    """Put texts of other pages, about as long, in the place of the page's own."""
    for place in texts:
        if spoiler.hit():
            near = [one for one in spoiler.rng.sample(spoiler.others, 300)
                    if _alike(one, items[place])]  # fmt: skip
            items[place] = near[0] if near else items[place]
    return items


def half_updated(items: list[Item], texts: list[int], spoiler: Spoiler) -> list[Item]:
    """Leave texts out, and write others that the English has not."""
    found = []
    for place, item in enumerate(items):
        if place not in texts or not spoiler.hit():
            found.append(item)
        if place in texts and spoiler.hit():
            found.append(spoiler.rng.choice(spoiler.others))
    return found


def _alike(one: Item, other: Item) -> bool:
    near = abs(one.length - other.length) <= max(4, 0.1 * one.length)
    return near and (one.kind, one.level) == (other.kind, other.level)


WAYS: list[Spoil] = [
    swap_neighbours, swap_alike, delete, double, take_from_elsewhere, half_updated,
]  # fmt: skip


def clean() -> Iterator[tuple[str, Side, Side]]:
    """Yield the pages that have the same blocks in both languages: what goes with what is known."""
    for name, (ours, theirs) in pages().items():
        kinds = [[(item.kind, item.level) for item in side.items] for side in (ours, theirs)]
        if kinds[0] == kinds[1]:
            yield name, ours, theirs


def letters(text: str) -> str:
    return "".join(re.findall(r"\w", text.lower()))


@pytest.mark.slow
@pytest.mark.parametrize("spoil", WAYS, ids=lambda way: way.__name__)
def test_no_wrong_pair_of_a_spoiled_translation_is_certain(spoil):
    found = list(clean())
    others = [item for _, _, theirs in found for item in theirs.items if item.unit]
    spoiler = Spoiler(random.Random(SEED), others)
    right: dict[str, set[str]] = {}
    sheets = []
    for name, ours, theirs in found:
        for one, other in zip(ours.items, theirs.items, strict=True):
            right.setdefault(letters(one.text), set()).add(letters(other.text))
        sheets.append(make_sheet(name, ours, spoiled(theirs, spoil, spoiler)))
    counts: Counter[tuple[bool, bool]] = Counter()
    wrong = []
    for catalog in pair_sheets(sheets, ()).catalogs.values():
        for entry in catalog.live:
            good = letters(entry.msgstr) in right[letters(entry.msgid)]
            counts[good, entry.fuzzy] += 1
            if not good and not entry.fuzzy:
                wrong.append((entry.msgid, entry.msgstr))
    assert wrong == []
    assert counts[True, False] > 0.75 * sum(counts.values())


def spoiled(side: Side, spoil: Spoil, spoiler: Spoiler) -> Side:
    items = list(side.items)
    texts = [place for place, item in enumerate(items) if item.unit]
    renewed: list[Item] = []
    place = 0
    for item in spoil(items, texts, spoiler):
        renewed.append(replace(item, place=place if item.place >= 0 else -1))
        place += item.place >= 0
    return Side(side.path, tuple(renewed), tuple(range(1, place + 1)), {})


def test_the_sheet_of_a_page_with_itself_is_certain():
    name, (ours, _) = next(iter(pages().items()))
    sheet = make_sheet(name, ours, replace(ours))
    assert isinstance(sheet, Sheet)
    assert all(match.single for match in sheet.matches)
