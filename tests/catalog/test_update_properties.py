"""What every update keeps, over histories of edits by authors and translators."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from polybook.catalog.catalog import Catalog
from polybook.catalog.header import language_header
from polybook.catalog.read import read_catalog
from polybook.catalog.update import Stage, update_language
from polybook.catalog.write import write_catalog
from polybook.model.entry import Entry
from tests.catalog.strategies import msgcat

TOKEN = re.compile(r"`[^`]*`|\$[^$]*\$")
HEADER = language_header("book", "vi", "2024-01-01 00:00+0000", "2024-01-01 00:00+0000")

PAGES = st.sampled_from(["a", "b", "part/c"])
MSGIDS = st.one_of(
    st.sampled_from(["Summary", "Exercises", "One short line.", "One short lines."]),
    st.builds(
        "{} the {} of the model with {} and then {} it".format,
        st.sampled_from(["Train", "Test", "Draw"]),
        st.sampled_from(["loss", "weights"]),
        st.sampled_from(["`fit`", "`run`", "$x$", "nothing"]),
        st.sampled_from(["save", "`fit`", "`save`"]),
    ),
)
TEMPLATE = st.lists(st.tuples(MSGIDS, st.sampled_from([None, None, None, "ctx"])), max_size=5)
TEMPLATES = st.dictionaries(PAGES, TEMPLATE, max_size=3)
WORK = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from(["", "x", "y"]), st.booleans()), max_size=8
)
HISTORY = st.lists(st.tuples(TEMPLATES, WORK), min_size=2, max_size=4)


def tokens(text):
    return TOKEN.findall(text)


def template(page, keys):
    return [Entry(msgid, msgctxt=context, references=(page,)) for context, msgid in keys]


def as_templates(drawn):
    return {
        page: template(page, dict.fromkeys((context, msgid) for msgid, context in messages))
        for page, messages in drawn.items()
    }


def translate(catalogs, work):
    """A translator's day: fills, empties, doubts and confirms entries, here and there."""
    places = [
        (name, place)
        for name in sorted(catalogs)
        for place, entry in enumerate(catalogs[name].entries)
        if not entry.obsolete
    ]
    for at, text, fuzzy in work:
        if places:
            name, place = places[at % len(places)]
            entries = list(catalogs[name].entries)
            entry = entries[place]
            msgstr = f"{entry.msgid} {text}" if text else ""
            entries[place] = replace(entry, msgstr=msgstr, fuzzy=fuzzy and bool(text), text=None)
            catalogs = {**catalogs, name: replace(catalogs[name], entries=tuple(entries))}
    return {name: read_catalog(write_catalog(catalog), name) for name, catalog in catalogs.items()}


def pairs(catalogs, *, reviewed=False):
    """All (English, translation) pairs that the catalogs hold."""
    found = set()
    for catalog in catalogs.values():
        for entry in catalog.entries:
            key = entry.key
            if entry.fuzzy and entry.previous_msgid is not None:
                key = (entry.previous_msgctxt, entry.previous_msgid)
            if entry.msgstr and not (reviewed and entry.fuzzy):
                found.add((key, entry.msgstr))
    return found


def update(templates, catalogs):
    return update_language(templates, catalogs, header=HEADER, tokens=tokens)


def check(templates, before, done):
    after = done.catalogs
    assert pairs(before) <= pairs(after)
    edited = {
        (change.entry.key, change.entry.msgstr)
        for change in done.changes
        if change.stage is Stage.EDITED
    }
    assert pairs(after, reviewed=True) <= pairs(before, reviewed=True) | edited
    assert {name for name in after if after[name].live} == {n for n in templates if templates[n]}
    for name, catalog in after.items():
        keys = [entry.key for entry in catalog.entries]
        assert len(set(keys)) == len(keys)
        assert [e.key for e in catalog.live] == [e.key for e in templates.get(name, ())]
        assert all(entry.msgstr for entry in catalog.obsolete)
        assert (catalog is before.get(name)) == (name not in done.changed)
    assert set(done.removed) == before.keys() - after.keys()
    live = sum(map(len, templates.values()))
    counts = done.counts
    assert live == sum(counts.values()) - counts[Stage.OBSOLETE] - counts[Stage.DROPPED]


@settings(max_examples=150, deadline=None)
@given(HISTORY)
def test_no_history_loses_or_misplaces_a_translation_and_twice_is_once(history):
    catalogs: dict[str, Catalog] = {}
    for drawn, work in history:
        templates = as_templates(drawn)
        done = update(templates, catalogs)
        check(templates, catalogs, done)
        again = update(templates, done.catalogs)
        assert again.changed == again.removed == again.changes == ()
        reread = {
            name: read_catalog(write_catalog(catalog), name)
            for name, catalog in done.catalogs.items()
        }
        assert update(templates, reread).changed == ()
        catalogs = translate(reread, work)


@settings(max_examples=15, deadline=None)
@given(HISTORY)
def test_updated_catalogs_are_as_msgcat_writes_them(history):
    catalogs: dict[str, Catalog] = {}
    for drawn, work in history:
        catalogs = translate(update(as_templates(drawn), catalogs).catalogs, work)
    for catalog in catalogs.values():
        data = write_catalog(catalog)
        assert msgcat(data, "--no-wrap").decode() == data.decode()


@st.composite
def odd_entries(draw):
    """What other tools may have left: plurals, doubles of obsolete entries, traces of any kind."""
    text = st.sampled_from(["", "x", "y `fit`", "z `save`"])
    plural = draw(st.none() | st.none() | MSGIDS)
    previous = draw(st.none() | MSGIDS)
    return Entry(
        draw(MSGIDS),
        "" if plural else draw(text),
        msgctxt=draw(st.sampled_from([None, None, "ctx"])),
        msgid_plural=plural,
        msgstr_plural=(draw(text), draw(text)) if plural else (),
        fuzzy=draw(st.booleans()),
        previous_msgid=previous,
        previous_msgctxt=draw(st.sampled_from([None, "ctx"])) if previous else None,
        obsolete=draw(st.booleans()),
    )


def unique(entries):
    """The entries without a second live one of the same key, which cannot be read."""
    found = {}
    for place, entry in enumerate(entries):
        found.setdefault((entry.key, place if entry.obsolete else -1), entry)
    return tuple(found.values())


ODD = st.dictionaries(PAGES, st.lists(odd_entries(), max_size=6).map(unique), max_size=3)


def msgstrs(catalogs):
    return {
        text
        for catalog in catalogs.values()
        for entry in catalog.entries
        for text in (entry.msgstr, *entry.msgstr_plural)
    } - {""}


@settings(max_examples=200, deadline=None)
@given(ODD, TEMPLATES)
def test_odd_catalogs_lose_nothing_and_twice_is_once(odd, drawn):
    templates = as_templates(drawn)
    catalogs = {name: Catalog(HEADER, entries) for name, entries in odd.items()}
    done = update(templates, catalogs)
    assert msgstrs(catalogs) <= msgstrs(done.catalogs)
    edited = {(c.entry.key, c.entry.msgstr) for c in done.changes if c.stage is Stage.EDITED}
    after = pairs(done.catalogs, reviewed=True)
    assert after <= pairs(catalogs, reviewed=True) | edited
    again = update(templates, done.catalogs)
    assert again.changed == again.removed == ()
