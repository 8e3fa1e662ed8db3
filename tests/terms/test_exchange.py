import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.csvl10n import csvfile
from translate.storage.tbx import tbxfile

from polybook.model.errors import BookError
from polybook.terms.exchange import read_csv, write_csv, write_tsv
from polybook.terms.glossary import Glossary, Level, Term
from polybook.terms.tbx import read_tbx, write_tbx
from tests.terms.tables import glossary_of

GLOSSARY = glossary_of(
    'loss,độ mất mát|mất mát,strict,tổn thất,noun,,"a < b & ""c"""',
    "elementwise,[theo] từng phần tử,advisory,,adj",
    "gradient,,keep",
    "bias,hệ số điều chỉnh,strict,,noun,model",
    "bias,độ chệch,strict,,noun,estimator",
)


def tbx_of(body, head=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<martif type="TBX" xml:lang="en"><text><body>'
        f"{body}</body></text></martif>"
    ).encode()


def entry_of(english, vietnamese):
    return (
        f'<termEntry><langSet xml:lang="en"><tig><term>{english}</term></tig></langSet>'
        f'<langSet xml:lang="vi"><tig><term>{vietnamese}</term></tig></langSet></termEntry>'
    )


def test_translate_toolkit_reads_our_tbx():
    store = tbxfile.parsestring(write_tbx(GLOSSARY).encode())
    units = [(unit.source, unit.target) for unit in store.units]
    assert units == [
        ("loss", "độ mất mát"),
        ("elementwise", "theo từng phần tử"),
        ("gradient", "gradient"),
        ("bias", "hệ số điều chỉnh"),
        ("bias", "độ chệch"),
    ]
    terms = store.units[0].get_target_terms()
    assert [(term.text, term.deprecated) for term in terms] == [
        ("độ mất mát", False),
        ("mất mát", False),
        ("tổn thất", True),
    ]
    assert 'a < b & "c"' in store.units[0].getnotes()


def test_tbx_comes_back_as_it_went():
    terms = read_tbx(write_tbx(GLOSSARY).encode(), "x.tbx", "en", "vi")
    first = terms[0]
    assert (first.term, first.translations, first.avoid) == (
        "loss", ("độ mất mát", "mất mát"), ("tổn thất",),
    )  # fmt: skip
    assert (first.level, first.pos, first.note) == (Level.STRICT, "noun", 'a < b & "c"')
    assert [(one.term, one.level, one.context) for one in terms[2:]] == [
        ("gradient", Level.KEEP, ""),
        ("bias", Level.STRICT, "model"),
        ("bias", Level.STRICT, "estimator"),
    ]


@given(st.lists(st.text(max_size=20), min_size=3, max_size=3))
def test_whatever_stands_in_a_cell_is_xml(cells):
    term = Term(cells[0], (cells[1],), note=cells[2], context=cells[0], avoid=(cells[2],))
    tbxfile.parsestring(write_tbx(Glossary("vi", "", (term,))).encode("utf-8", "replace"))


def test_tbx_of_version_3_is_read():
    data = b"""<tbx xmlns="urn:iso:std:iso:30042:ed-2" xml:lang="en" type="TBX-Basic"><text><body>
      <conceptEntry id="c1"><langSec xml:lang="en-US"><termSec><term>loss</term></termSec></langSec>
      <langSec xml:lang="vi-VN"><termSec><term>m\xe1\xba\xa5t m\xc3\xa1t</term>
      <termNote type="partOfSpeech">noun</termNote></termSec></langSec></conceptEntry>
      </body></text></tbx>"""
    [term] = read_tbx(data, "x.tbx", "en", "vi")
    assert (term.term, term.translations, term.pos) == ("loss", ("mất mát",), "noun")


HOSTILE = {
    "an entity that grows": '<!DOCTYPE martif [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
    "an entity of a file": '<!DOCTYPE martif [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    "a parameter entity": '<!DOCTYPE martif [<!ENTITY % a SYSTEM "http://x.example/a"> %a;]>',
}


@pytest.mark.parametrize("head", HOSTILE.values(), ids=HOSTILE)
def test_entities_are_refused(head):
    with pytest.raises(BookError, match=r"x\.tbx:1: declares or uses an entity"):
        read_tbx(tbx_of(entry_of("a", "b"), head), "x.tbx", "en", "vi")


def test_an_entity_of_a_dtd_that_is_never_fetched_is_refused():
    data = tbx_of(entry_of("a", "&b;"), '<!DOCTYPE martif SYSTEM "http://x.example/a.dtd">')
    with pytest.raises(BookError, match="entity"):
        read_tbx(data, "x.tbx", "en", "vi")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not XML"),
        (b"<martif>", "not XML"),
        (b"<html></html>", "no entry of TBX"),
        (b"<a>" * 100_000, "not XML"),
    ],
)
def test_what_is_no_tbx_says_so(data, reason):
    with pytest.raises(BookError, match=reason):
        read_tbx(data, "x.tbx", "en", "vi")


def test_signs_of_the_table_lose_their_meaning():
    [term] = read_tbx(tbx_of(entry_of("a", "b|c [d]")), "x.tbx", "en", "vi")
    assert term.translations == ("b/c (d)",)


def test_translate_toolkit_reads_our_csv():
    units = csvfile.parsestring(write_csv(GLOSSARY).encode()).units
    pairs = [
        (unit.source, unit.target, unit.getcontext()) for unit in units if unit.source != "source"
    ]
    assert pairs[0] == ("loss", "độ mất mát", "")
    assert pairs[3:] == [("bias", "hệ số điều chỉnh", "model"), ("bias", "độ chệch", "estimator")]


def test_weblate_s_csv_comes_back():
    terms, findings = read_csv(write_csv(GLOSSARY).encode(), "x.csv")
    assert findings == []
    assert [(one.term, one.translations[0], one.context) for one in terms][:2] == [
        ("loss", "độ mất mát", ""),
        ("elementwise", "từng phần tử", ""),
    ]


def test_deepl_s_tsv_has_each_source_once():
    rows = list(csv.reader(io.StringIO(write_tsv(GLOSSARY)), delimiter="\t"))
    assert rows == [
        ["loss", "độ mất mát"],
        ["elementwise", "từng phần tử"],
        ["gradient", "gradient"],
        ["bias", "hệ số điều chỉnh"],
    ]
    terms, _ = read_csv(write_tsv(GLOSSARY).encode(), "x.tsv")
    assert (terms[3].term, terms[3].translations) == ("bias", ("hệ số điều chỉnh",))


@pytest.mark.parametrize(
    "text",
    [
        "loss,mất mát\n",
        "loss;mất mát\n",
        "source\ttarget\nloss\tmất mát\n",
        "\ufeffterm,translation\nloss,mất mát\n",
        "\ufeffterm;translation;level\r\nloss;mất mát;\r\n",
        "sep=;\r\nterm;translation\r\nloss;mất mát\r\n",
        '"sep=\t"\nTerm\tTranslation\nloss\tmất mát\n',
    ],
    ids=[
        "commas", "semicolons", "tabs and a header", "our own columns",
        "our own columns with semicolons", "and with Excel's first line", "and with tabs",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_lists_in_other_shapes_are_read(text, encoding):
    [term], findings = read_csv(text.encode(encoding), "x.csv")
    assert (term.term, term.translations, findings) == ("loss", ("mất mát",), [])


@pytest.mark.parametrize("first", ["en,vi", "EN,VI", "en_US,vi_VN", "English,Vietnamese"])
def test_columns_may_be_called_after_their_languages(first):
    names = ("en", "english"), ("vi", "vietnamese")
    [term], findings = read_csv(f"{first}\nloss,mất mát\n".encode(), "x.csv", *names)
    assert (term.term, term.translations, findings) == ("loss", ("mất mát",), [])


def test_languages_behind_each_pair_are_no_header():
    names = ("en", "english"), ("vi", "vietnamese")
    terms, _ = read_csv("loss,mất mát,en,vi\nbias,x,en,vi\n".encode(), "x.csv", *names)
    assert [(one.term, one.translations) for one in terms] == [
        ("loss", ("mất mát",)),
        ("bias", ("x",)),
    ]


def test_forms_keep_their_signs_whatever_parts_the_cells():
    [term], _ = read_csv("term;translation\nloss;[độ] mất mát|tổn thất\n".encode(), "x.csv")
    assert term.translations == ("[độ] mất mát", "tổn thất")


def test_rows_of_our_columns_that_are_no_terms_are_findings():
    text = "term,translation,level\nloss,mất mát\nweight,trọng số,strickt\nbias,độ chệch,\n"
    for parted in (text, text.replace(",", ";")):
        terms, findings = read_csv(parted.encode(), "x.csv")
        assert [term.term for term in terms] == ["bias"]
        assert [(one.path, one.line) for one in findings] == [("x.csv", 2), ("x.csv", 3)]


def test_a_file_of_other_languages_says_which_it_has():
    data = tbx_of(entry_of("a", "b").replace('"vi"', '"fr"'))
    with pytest.raises(
        BookError, match="no entry has a term in en and one in vi; the file has en, fr"
    ):
        read_tbx(data, "x.tbx", "en", "vi")


@pytest.mark.parametrize("encoding", ["foo", "shift_jis", "utf-16"])
def test_an_encoding_that_cannot_be_read_says_so(encoding):
    data = tbx_of(entry_of("a", "b")).replace(b"UTF-8", encoding.encode())
    with pytest.raises(BookError):
        read_tbx(data, "x.tbx", "en", "vi")


@pytest.mark.parametrize("data", [b"one\ntwo\n", b"a,\xff\n", b'a,"b\n'])
def test_what_is_no_list_says_so(data):
    with pytest.raises(BookError):
        read_csv(data, "x.csv")
