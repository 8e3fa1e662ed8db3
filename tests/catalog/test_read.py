import re
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybook.catalog.catalog import Catalog
from polybook.catalog.read import read_catalog
from polybook.catalog.write import write_catalog
from polybook.model.errors import CatalogError
from tests.catalog.strategies import HEADER, TEXT, entry_lists, msgcat
from tests.helpers import CASES, read_cases

LAYOUTS = st.lists(
    st.sampled_from(
        [
            lambda text: text.replace("\n", "\r\n"),
            lambda text: "\ufeff" + text.lstrip("\ufeff"),
            lambda text: text.rstrip("\n"),
            lambda text: text + "\n\n# the end\n\n",
            lambda text: text.replace("\n\n", "\n"),
            lambda text: text.replace("\n\n", "\n\n \t\n"),
            lambda text: text.replace("\n\nmsgid", "\n\n# lonely\n\nmsgid"),
            lambda text: text.replace("\nmsgstr", "\n\nmsgstr"),
            lambda text: text.replace("\nmsgstr", "\n  msgstr"),
            lambda text: text.replace('msgstr "', 'msgstr   "" "'),
            lambda text: text.replace("\n", "\r\n", 7),
            lambda text: text if text.startswith("\ufeff") else "\n\n" + text,
        ]
    ),
    max_size=3,
)


@settings(max_examples=150, deadline=None)
@given(entry_lists(), LAYOUTS)
def test_writing_what_was_read_gives_the_same_bytes(entries, layouts):
    text = write_catalog(Catalog(HEADER, entries)).decode()
    for layout in layouts:
        text = layout(text)
    data = text.encode()
    assert write_catalog(read_catalog(data, "vi.po")) == data


@settings(max_examples=60, deadline=None)
@given(entry_lists(), st.sampled_from(["--width=30", "--width=79", "--indent", "--escape"]))
def test_every_style_of_gettext_reads_as_the_same_entries(entries, style):
    unwrapped = write_catalog(Catalog(HEADER, entries))
    styled = msgcat(unwrapped, style)
    found = read_catalog(styled, "vi.po")
    assert write_catalog(found) == styled
    assert [entry.key for entry in found.entries] == [entry.key for entry in entries]
    for entry, other in zip(found.entries, entries, strict=True):
        assert entry.msgstr == other.msgstr
        assert entry.previous_msgid == other.previous_msgid
        assert entry.msgstr_plural == other.msgstr_plural


def tamed(text):
    """The text without what polib reads wrongly: it breaks lines at U+0085 and its like, and takes
    some escapes for two. There, msgcat alone judges.
    """
    return text and re.sub(r"[\x85\u2028\u2029\x0b\x0c\x1c-\x1e\r\x07\x08\\]", "?", text)


def tame(entry):
    names = ("msgid", "msgstr", "msgctxt", "msgid_plural", "previous_msgid", "previous_msgctxt")
    texts = {name: tamed(getattr(entry, name)) for name in names}
    for name in ("msgstr_plural", "comments", "extracted"):
        texts[name] = tuple(map(tamed, getattr(entry, name)))
    return replace(entry, previous_msgid_plural=None, **texts)


@settings(max_examples=80, deadline=None)
@given(entry_lists())
def test_polib_reads_the_same_entries(entries):
    entries = tuple({entry.key: entry for entry in map(tame, entries)}.values())
    data = write_catalog(Catalog(HEADER, entries))
    found = read_catalog(data, "vi.po").entries
    others = sorted(polib.pofile(data.decode()), key=lambda other: other.linenum)
    assert len(found) == len(others) == len(entries)
    for entry, other in zip(found, others, strict=True):
        assert other.msgid == entry.msgid
        assert other.msgctxt == entry.msgctxt
        assert other.msgstr == entry.msgstr
        assert tuple(other.msgstr_plural.values()) == entry.msgstr_plural
        assert bool(other.obsolete) == entry.obsolete
        assert other.fuzzy == entry.fuzzy
        if not entry.obsolete:  # polib loses all but the first line of `#~|`
            assert (other.previous_msgid or "") == (entry.previous_msgid or "")


def test_the_line_is_that_of_the_msgid():
    data = b'#. x\nmsgctxt "c"\nmsgid "a"\nmsgstr ""\n\n#~ msgid "b"\n#~ msgstr "c"\n'
    assert [entry.line for entry in read_catalog(data, "vi.po").entries] == [3, 6]


def test_by_key_has_the_live_entries():
    catalog = read_catalog(b'msgid "a"\nmsgstr ""\n\n#~ msgid "b"\n#~ msgstr "c"\n', "vi.po")
    assert catalog.by_key == {(None, "a"): catalog.live[0]}
    assert [entry.msgid for entry in catalog.obsolete] == ["b"]


@pytest.mark.parametrize("data", [b"", b"\n", b"# only a comment\n", b"\xef\xbb\xbf"])
def test_files_without_entries_are_catalogs(data):
    catalog = read_catalog(data, "vi.po")
    assert catalog.entries == ()
    assert catalog.header.msgstr == ""
    assert write_catalog(catalog) == data


def test_a_header_that_is_not_first_stays_where_it_is():
    data = b'msgid "a"\nmsgstr "b"\n\nmsgid ""\nmsgstr "Language: vi\\n"\n\nmsgid "c"\nmsgstr ""\n'
    catalog = read_catalog(data, "vi.po")
    assert catalog.header.msgstr == "Language: vi\n"
    assert write_catalog(catalog) == data


def test_octal_and_hexadecimal_escapes_are_bytes_of_utf8():
    catalog = read_catalog(rb'msgid "\303\251 \x41 \t"' + b'\nmsgstr ""\n', "vi.po")
    assert catalog.entries[0].msgid == "é A \t"


@pytest.mark.parametrize(
    "case", read_cases(CASES / "catalog" / "faults.txt", 2), ids=lambda case: case.title
)
def test_faults_are_named_with_their_line(case):
    with pytest.raises(CatalogError) as caught:
        read_catalog(case.parts[0].encode(), "vi.po")
    assert str(caught.value) == case.parts[1]


def test_text_in_another_charset_is_refused_with_the_way_out():
    data = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "é"\n'
    with pytest.raises(CatalogError) as caught:
        read_catalog(data.encode("latin-1"), "fr.po")
    assert (caught.value.line, caught.value.reason) == (
        4,
        "not UTF-8; convert the file from ISO-8859-1 with msgconv --to-code=UTF-8",
    )


SAYS_UTF8 = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ('msgid "a"\nmsgstr "é"\n'.encode("utf-16"), "UTF-16"),
        (SAYS_UTF8 + b'msgid "a"\nmsgstr "ti\xea\xecng Vi\xea\xf2t co\xec"\n', "CP1258"),
        (SAYS_UTF8 + b'msgid "a"\nmsgstr "\xe9t\xe9"\n', "WINDOWS-1252"),
    ],
)
def test_a_catalog_that_an_editor_saved_otherwise_than_its_header_says(data, charset):
    """There msgconv is no help, since it believes the header."""
    with pytest.raises(CatalogError) as caught:
        read_catalog(data, "vi.po")
    way = f"save it as UTF-8, or convert it, for instance with `iconv -f {charset} -t UTF-8`"
    assert caught.value.reason == f"not UTF-8; {way}"


def test_of_many_duplicates_the_first_is_named_and_a_program_for_all():
    entries = [f'msgid "{word}"\nmsgstr "x"\n' for word in "abc"]
    with pytest.raises(CatalogError) as caught:
        read_catalog("\n".join(entries * 2).encode(), "vi.po")
    assert str(caught.value) == (
        "vi.po:10: the same message as in line 1; remove one of the two; 2 more like it, and "
        "`msguniq --use-first --no-wrap -o vi.po vi.po` keeps the first of each"
    )


def test_a_nul_is_named_with_its_line():
    with pytest.raises(CatalogError) as caught:
        read_catalog(b'msgid "a"\nmsgstr "\0"\n', "vi.po")
    assert str(caught.value) == "vi.po:2: a NUL character; this is not a text file"


def test_an_empty_line_of_an_obsolete_entry_stays():
    data = b'#~ msgid "a"\n#~\n#~ msgstr "b"\n'
    catalog = read_catalog(data, "vi.po")
    assert catalog.entries[0].msgstr == "b"
    assert write_catalog(catalog) == data


def check_identity_or_fault(data):
    try:
        catalog = read_catalog(data, "vi.po")
    except CatalogError as error:
        line = error.line
    else:
        assert write_catalog(catalog) == data
        return
    assert 0 < line <= data.count(b"\n") + 1


@settings(max_examples=150, deadline=None)
@given(entry_lists(), st.data())
def test_a_damaged_file_is_an_error_or_keeps_its_bytes(entries, data):
    whole = write_catalog(Catalog(HEADER, entries))
    at = data.draw(st.integers(0, len(whole)))
    junk = data.draw(
        st.sampled_from([b"", b'"', b"\n", b"\\", b"#", b"\xff", b"msgid", b"<<<<<<< x\n"])
    )
    damaged = whole[:at] + junk + whole[at + data.draw(st.integers(0, 9)) :]
    check_identity_or_fault(damaged)


@given(TEXT)
def test_any_text_is_an_error_or_keeps_its_bytes(text):
    check_identity_or_fault(text.encode())


def test_corpus_catalogs_of_other_tools_keep_their_bytes():
    for path in Path(polib.__file__).parent.rglob("*.po"):
        data = path.read_bytes()
        assert write_catalog(read_catalog(data, path.name)) == data
