"""What we write as TMX, others read, and so do we."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage.tmx import tmxfile

from polybook.catalog.tmx import read_tmx
from polybook.catalog.tmx_write import write_tmx
from tests.catalog.strategies import MSGID

PAIRS = [
    ("Let $x < y$ & `a && b`.", "Cho $x < y$ & `a && b`."),
    ('<b class="x">Bold</b> ]]> &amp;', "<b>Đậm</b> ]]> &amp;"),
    ("Two\nlines", "Hai\ndòng"),
]


def ours(tmp_path, document, source="en", target="vi"):
    path = tmp_path / "memory.tmx"
    path.write_bytes(document.encode())
    return list(read_tmx(path, "memory.tmx", source, target))


def test_translate_toolkit_reads_it(tmp_path):
    path = tmp_path / "memory.tmx"
    path.write_bytes(write_tmx(PAIRS, "en", "vi").encode())
    with path.open("rb") as file:
        units = tmxfile(file, "en", "vi").units
    assert [(unit.source, unit.target) for unit in units] == PAIRS


def test_we_read_it_with_blanks_made_one(tmp_path):
    read = ours(tmp_path, write_tmx(PAIRS, "en", "vi"))
    assert read == [(" ".join(one.split()), " ".join(other.split())) for one, other in PAIRS]


@pytest.mark.parametrize(
    ("language", "tag"), [("pt_BR", "pt-BR"), ("zh_Hans", "zh-Hans"), ("sr@latin", "sr")]
)
def test_languages_have_the_names_that_xml_gives_them(tmp_path, language, tag):
    document = write_tmx(PAIRS, "en", language)
    assert f'<tuv xml:lang="{tag}">' in document
    assert len(ours(tmp_path, document, target=language)) == len(PAIRS)


def test_the_header_says_what_the_format_demands():
    root = ElementTree.fromstring(write_tmx([], "en_GB", "vi").partition('tmx14.dtd">')[2])
    header = root.find("header")
    assert root.get("version") == "1.4"
    assert header.get("srclang") == "en-GB"
    assert set(header.keys()) == {
        "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang",
        "datatype",
    }  # fmt: skip
    assert root.find("body") is not None


@settings(max_examples=100)
@given(st.lists(st.tuples(MSGID, MSGID), min_size=1, max_size=4))
def test_any_text_gives_a_document_that_holds_it(pairs):
    document = write_tmx(pairs, "en", "vi")
    root = ElementTree.fromstring(document.partition('tmx14.dtd">')[2])
    texts = ["".join(seg.itertext()) for seg in root.iter("seg")]
    for text, written in zip([text for pair in pairs for text in pair], texts, strict=True):
        # Control characters, which XML forbids, are all that is lost.
        assert written == "".join(
            char
            for char in text
            if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff")
        )
