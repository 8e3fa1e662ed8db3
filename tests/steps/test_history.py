"""Promise 4 on a real book's year: nothing lost, nothing on the wrong English without `fuzzy`.

Every message of the book gets a translation of its own, which says by its number what English it
was made for and holds that English's protected tokens. So each entry can be judged exactly.
"""

import re
from collections import Counter
from dataclasses import replace

import pytest

from polybook.catalog.catalog import Catalog
from polybook.catalog.header import language_header
from polybook.catalog.read import read_catalog
from polybook.catalog.units import template_entries
from polybook.catalog.update import Stage, update_language
from polybook.catalog.write import write_catalog
from polybook.formats.prose import protected
from polybook.formats.reading import read_page
from tests.helpers import ROOT, corpus
from tests.pseudo import pseudo_text

HEADER = language_header("d2l", "vi", "2024-02-28 09:30+0000", "2024-02-28 09:30+0000")
NUMBER = re.compile(r"N(\d+) ")
CARRIED = {"reorder", "move", "link"}


@pytest.fixture
def edit_book(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    from edits import edit_book

    return edit_book


def templates(pages):
    return {
        name: template_entries(read_page(name, text, "markdown").units, name)
        for name, text in pages.items()
    }


def translation(number, msgid):
    return f"N{number} {pseudo_text(msgid)}"


def translated(wanted):
    """Translate every message, each in its own way; return catalogs, and the English by number."""
    english = []
    catalogs = {}
    for name, entries in wanted.items():
        filled = []
        for entry in entries:
            filled.append(replace(entry, msgstr=translation(len(english), entry.msgid)))
            english.append(entry.msgid)
        data = write_catalog(Catalog(HEADER, tuple(filled)))
        catalogs[name] = read_catalog(data, name)
    return catalogs, english


def skeleton(msgid):
    """Return the text without its protected tokens, which may change when it is edited along."""
    for token in sorted(protected(msgid), key=len, reverse=True):
        msgid = msgid.replace(token, "\0")
    return msgid


def judge(entry, english):
    """Return the number of an entry's translation; fail when it is on the wrong English."""
    number = int(NUMBER.match(entry.msgstr)[1])
    own = english[number]
    if entry.obsolete:
        assert entry.msgid == own
    elif entry.fuzzy:
        assert entry.previous_msgid == own != entry.msgid
    elif entry.msgid != own:  # edited along: the same words, and the new tokens in the msgstr
        assert skeleton(entry.msgid) == skeleton(own)
        assert entry.msgstr == translation(number, entry.msgid)
        return number
    assert entry.msgstr == translation(number, own)
    return number


@pytest.mark.parametrize("seed", [1, 2])
def test_a_year_of_edits_loses_nothing_and_mistakes_nothing(edit_book, figure, seed):
    pages = {name: data.decode() for name, data in corpus("d2l-en-v0.17.5").items()}
    catalogs, english = translated(templates(pages))
    new_pages, edits = edit_book(pages, seed)
    wanted = templates(new_pages)
    update = update_language(wanted, catalogs, header=HEADER, tokens=protected)
    entries = [entry for catalog in update.catalogs.values() for entry in catalog.entries]
    numbers = {judge(entry, english) for entry in entries if entry.msgstr}
    assert numbers == set(range(len(english))) - twice(english, numbers)
    live = {
        (name, entry.msgid): entry
        for name, catalog in update.catalogs.items()
        for entry in catalog.live
    }
    assert live.keys() == {(n, entry.msgid) for n, found in wanted.items() for entry in found}
    kept, all_edits = retention(edits, live)
    assert {kind: kept[kind] for kind in CARRIED} == {kind: all_edits[kind] for kind in CARRIED}
    for kind, count in sorted(all_edits.items()):
        figure(f"{kind}: right translation", f"{kept[kind]} of {count}")
    untouched = update.counts[Stage.KEPT] / len(english)
    figure("kept untouched", f"{untouched:.1%}")
    again = update_language(wanted, update.catalogs, header=HEADER, tokens=protected)
    assert again.changed == ()


def twice(english, numbers):
    """Return translations that may be dropped: another one of the very same English is there."""
    known = {english[number] for number in numbers}
    return {n for n, msgid in enumerate(english) if n not in numbers and msgid in known}


def retention(edits, live):
    """Count, by kind of edit, how many new texts came with the translation of their old one."""
    kept, every = Counter(), Counter()
    for edit in edits:
        if edit.kind in ("add", "delete"):
            continue
        for new in edit.new.split("\n\n"):
            entry = live.get((edit.to_page, new))
            if entry is None:  # a formula cuts this paragraph into several messages
                continue
            every[edit.kind] += 1
            right = entry.previous_msgid if entry.fuzzy else edit.old
            kept[edit.kind] += (
                bool(entry.msgstr)
                and right == edit.old
                and (not entry.fuzzy or edit.kind not in CARRIED)
            )
    return kept, every
