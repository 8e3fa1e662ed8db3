import re
from dataclasses import replace

import pytest

from polybook.catalog.catalog import NO_HEADER, Catalog
from polybook.catalog.header import header_field, language_header
from polybook.catalog.read import read_catalog
from polybook.catalog.update import Stage, update_language
from polybook.catalog.write import write_catalog
from polybook.model.entry import Entry
from tests.helpers import CASES, read_cases

TOKEN = re.compile(r"`[^`]*`|\$[^$]*\$")
HEADER = language_header("book", "vi", "2025-01-01 00:00+0000", "2025-01-01 00:00+0000")
OLD_HEADER = language_header("book", "vi", "2024-01-01 00:00+0000", "2024-06-01 00:00+0000")


def update(templates, catalogs):
    return update_language(templates, catalogs, header=HEADER, tokens=TOKEN.findall)


def sections(text):
    """`== name` and what stands below it, by name."""
    _, *rest = re.split(r"^== (.*)\n?", text, flags=re.MULTILINE)
    return dict(zip(rest[::2], rest[1::2], strict=True))


def template(name, lines):
    entries = []
    for line in lines.splitlines():
        context, msgid = re.fullmatch(r"(?:\[(.*?)\] )?(.*)", line).groups()
        entries.append(Entry(msgid, msgctxt=context, references=(name,)))
    return entries


@pytest.mark.parametrize(
    "case", read_cases(CASES / "catalog" / "update.txt", 4), ids=lambda case: case.title
)
def test_update(case):
    old, new, expected, counts = case.parts
    catalogs = {
        name: read_catalog(text.encode(), name) for name, text in sections(f"{old}\n").items()
    }
    done = update({name: template(name, text) for name, text in sections(new).items()}, catalogs)
    files = {
        name: write_catalog(replace(catalog, header=NO_HEADER)).decode()
        for name, catalog in done.catalogs.items()
    }
    assert files == sections(f"{expected}\n")
    assert ", ".join(f"{stage} {count}" for stage, count in done.counts.items() if count) == counts


def test_a_new_catalog_gets_the_header():
    done = update({"a": [Entry("A")]}, {})
    assert done.changed == ("a",)
    assert done.catalogs["a"].header == HEADER


def test_a_changed_catalog_gets_the_date_of_the_templates_and_keeps_the_rest():
    old = {"a": Catalog(OLD_HEADER, (Entry("A", "B"),)), "b": Catalog(OLD_HEADER, (Entry("B"),))}
    done = update({"a": [Entry("A"), Entry("C")], "b": [Entry("B")]}, old)
    assert done.changed == ("a",)
    assert done.catalogs["b"] is old["b"]
    header = done.catalogs["a"].header
    assert header_field(header, "POT-Creation-Date") == "2025-01-01 00:00+0000"
    assert header_field(header, "PO-Revision-Date") == "2024-06-01 00:00+0000"


def test_a_changed_catalog_promises_utf8():
    header = Entry("", "Language: vi\nContent-Type: text/plain; charset=CHARSET\n")
    done = update({"a": [Entry("A")]}, {"a": Catalog(header)})
    content_type = header_field(done.catalogs["a"].header, "Content-Type")
    assert content_type == "text/plain; charset=UTF-8"


def test_a_page_without_units_makes_no_catalog_and_empties_an_old_one():
    assert update({"a": []}, {}).catalogs == {}
    old = {"a": Catalog(OLD_HEADER, (Entry("A"),))}
    done = update({"a": []}, old)
    assert done.catalogs["a"].entries == ()
    assert done.removed == ()


def test_the_file_of_a_page_that_is_gone_goes_only_when_it_holds_no_translation():
    old = {
        "a": Catalog(OLD_HEADER, (Entry("Alpha beta"),)),
        "b": Catalog(OLD_HEADER, (Entry("Gamma delta", "x"),)),
    }
    done = update({}, old)
    assert done.removed == ("a",)
    assert [entry.obsolete for entry in done.catalogs["b"].entries] == [True]


def test_newlines_and_byte_order_mark_of_a_changed_catalog_stay():
    data = '\ufeffmsgid ""\nmsgstr "Language: vi\\n"\n\n#: a\nmsgid "A"\nmsgstr "B"\n'
    old = read_catalog(data.replace("\n", "\r\n").encode(), "vi.po")
    done = update({"a": [Entry("A", references=("a",)), Entry("C")]}, {"a": old})
    new = write_catalog(done.catalogs["a"]).decode()
    assert new.startswith("\ufeffmsgid")
    assert new.endswith('#: a\r\nmsgid "A"\r\nmsgstr "B"\r\n\r\nmsgid "C"\r\nmsgstr ""\r\n')
    assert new.count("\n") == new.count("\r\n")


def test_changes_name_the_catalog_that_a_translation_came_from():
    old = {"a": Catalog(OLD_HEADER, (Entry("One line.", "Một dòng."),))}
    done = update({"b": [Entry("One line.")]}, old)
    moved, dropped = done.changes
    assert (moved.stage, moved.name, moved.source) == (Stage.MOVED, "b", "a")
    assert (dropped.stage, dropped.name) == (Stage.DROPPED, "a")


def test_what_is_edited_along_reaches_every_page_that_waits_for_it():
    old = {
        "a": Catalog(OLD_HEADER, (Entry("Run `x` now.", "Chạy `x` ngay."), Entry("Run `y` now.")))
    }
    done = update({"a": [Entry("Run `y` now.")], "b": [Entry("Run `y` now.")]}, old)
    assert [done.catalogs[name].live[0].msgstr for name in "ab"] == ["Chạy `y` ngay."] * 2


def test_who_waits_gets_what_was_edited_along_rather_than_what_is_fuzzy():
    catalogs = {
        "a": Catalog(OLD_HEADER, (Entry("A", "Một"),)),
        "b": Catalog(OLD_HEADER, (Entry("Run `a` now.", "Chạy `a` ngay."),)),
        "c": Catalog(OLD_HEADER, (Entry("Run `a` now.", "Gọi `a` ngay."),)),
        "z": Catalog(OLD_HEADER, (Entry("Run `b` now."),)),
    }
    new = [Entry("Run `b` now.")]
    templates = {"a": [Entry("A"), *new], "b": new, "c": [], "z": new}
    done = update(templates, catalogs)
    found = {
        name: (entry.msgstr, entry.fuzzy)
        for name, catalog in done.catalogs.items()
        for entry in catalog.live
        if entry.msgid == "Run `b` now."
    }
    # The first page cannot tell which of two translations to edit; the second edits its own.
    assert found == {
        "a": ("Chạy `a` ngay.", True),
        "b": ("Chạy `b` ngay.", False),
        "z": ("Chạy `b` ngay.", False),
    }
    assert update(templates, done.catalogs).changed == ()


def test_a_translation_from_elsewhere_leaves_the_words_and_flags_that_wait_for_it():
    there = Entry("One line.", "Một dòng.", comments=("theirs", "both"), flags=("ignore-same",))
    here = Entry("One line.", comments=("both", "ours"), flags=("md-text",))
    catalogs = {"a": Catalog(OLD_HEADER, (there,)), "b": Catalog(OLD_HEADER, (here,))}
    done = update({"a": [Entry("One line.")], "b": [Entry("One line.")]}, catalogs)
    (entry,) = done.catalogs["b"].live
    assert entry.msgstr == "Một dòng."
    assert entry.comments == ("both", "ours", "theirs")
    assert entry.flags == ("md-text", "ignore-same")


@pytest.mark.parametrize("context", [None, "menu"])
def test_a_fuzzy_translation_tells_the_context_of_its_english_too(context):
    old = Entry("Open the old door.", "Mở cửa cũ.", msgctxt="menu")
    new = Entry("Open the old doors.", msgctxt=context)
    done = update({"a": [new]}, {"a": Catalog(OLD_HEADER, (old,))})
    (entry,) = done.catalogs["a"].live
    assert (entry.msgstr, entry.fuzzy, entry.msgctxt) == ("Mở cửa cũ.", True, context)
    assert (entry.previous_msgctxt, entry.previous_msgid) == ("menu", "Open the old door.")
