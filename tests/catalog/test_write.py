from dataclasses import replace

import pytest
from hypothesis import given, settings

from polybook.catalog.catalog import Catalog
from polybook.catalog.read import read_catalog
from polybook.catalog.write import format_entry, write_catalog
from polybook.model.entry import Entry
from tests.catalog.strategies import HEADER, content, entry_lists, msgcat


@settings(max_examples=120, deadline=None)
@given(entry_lists())
def test_a_new_catalog_equals_what_msgcat_writes(entries):
    data = write_catalog(Catalog(HEADER, entries))
    assert msgcat(data, "--no-wrap").decode() == data.decode()


@settings(max_examples=120, deadline=None)
@given(entry_lists())
def test_what_is_written_is_read_back(entries):
    catalog = read_catalog(write_catalog(Catalog(HEADER, entries)), "vi.po")
    assert tuple(map(content, catalog.entries)) == entries
    assert content(catalog.header) == HEADER


@pytest.mark.parametrize("forms", [("",), ("", "nhiều"), ("một", ""), ("một", "nhiều")])
def test_what_has_no_first_form_is_not_fuzzy_to_gettext(forms):
    entry = Entry("one", msgid_plural="many", msgstr_plural=forms, fuzzy=True)
    data = write_catalog(Catalog(HEADER, (entry,)))
    assert (b"#, fuzzy" in data) == bool(forms[0])
    # gettext's word for it: msgcat takes such a flag away.
    fuzzy = data.replace(b'msgid "one"', b'#, fuzzy\nmsgid "one"') if not forms[0] else data
    assert msgcat(fuzzy, "--no-wrap") == data


WRAPPED = """\
#  odd   comment

msgid ""
msgstr ""
"Language: vi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"


#. paragraph
#: a.md
msgid ""
"one "
"two"
msgstr ""
"một "
"hai"
#: a.md
msgid "three"
msgstr "ba"

#~ msgid "old"
#~ msgstr "cũ"

# the end
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_changed_entry_is_written_anew(newline):
    old = WRAPPED.replace("\n", newline)
    catalog = read_catalog(old.encode(), "vi.po")
    changed = replace(catalog.entries[0], msgstr="một hai", text=None)
    new = write_catalog(replace(catalog, entries=(changed, *catalog.entries[1:]))).decode()
    expected = old.replace(f'""{newline}"one "{newline}"two"', '"one two"')
    assert new == expected.replace(f'""{newline}"một "{newline}"hai"', '"một hai"')


def test_an_entry_added_after_a_file_without_a_last_newline_begins_on_its_own_line():
    catalog = read_catalog(b'msgid "a"\nmsgstr "b"', "vi.po")
    new = write_catalog(replace(catalog, entries=(*catalog.entries, Entry("c", "d"))))
    assert new == b'msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n'


def test_page_names_with_blanks_stand_between_isolates():
    entry = Entry("a", references=("my page.md", "b.md"))
    assert "#: \u2068my page.md\u2069 b.md\n" in format_entry(entry)
    data = write_catalog(Catalog(HEADER, (entry,)))
    assert read_catalog(data, "x").entries[0].references == entry.references
    assert msgcat(data, "--no-wrap") == data
