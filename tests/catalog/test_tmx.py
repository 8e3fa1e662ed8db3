from __future__ import annotations

import pytest

from polybook.catalog.tmx import read_tmx
from polybook.model.errors import CatalogError

UNIT = (
    '<tu><tuv xml:lang="{0}"><seg>Hello <bpt i="1">&lt;b&gt;</bpt>you</seg></tuv>'
    '<tuv xml:lang="{1}"><seg>Chào <hi>bạn</hi></seg></tuv></tu>'
)


def tmx(tmp_path, body: str, head: str = "") -> list[tuple[str, str]]:
    path = tmp_path / "memory.tmx"
    path.write_text(f'<?xml version="1.0"?>{head}<tmx version="1.4">{body}</tmx>', "utf-8")
    return list(read_tmx(path, "memory.tmx", "en", "vi"))


@pytest.mark.parametrize("codes", [("en", "vi"), ("en-US", "vi-VN"), ("EN_gb", "VI")])
def test_languages_are_matched_by_their_base(tmp_path, codes):
    body = f"<header/><body>{UNIT.format(*codes)}</body>"
    assert tmx(tmp_path, body) == [("Hello you", "Chào bạn")]


def test_a_memory_without_the_language_says_which_it_has(tmp_path):
    with pytest.raises(CatalogError, match=r"no text in both en and vi \(it has en, fr\)"):
        tmx(tmp_path, UNIT.format("en", "fr"))


def test_entities_are_refused(tmp_path):
    head = '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(CatalogError, match="it declares the entity a"):
        tmx(tmp_path, UNIT.format("en", "vi").replace("Hello", "&b;"), head)


def test_nothing_is_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    head = f'<!DOCTYPE tmx [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    with pytest.raises(CatalogError, match="it declares the entity a"):
        tmx(tmp_path, UNIT.format("en", "vi").replace("Hello", "&a;"), head)


@pytest.mark.parametrize(("text", "reason"), [("<tmx><body>", "not valid XML"), ("", "not valid")])
def test_what_is_no_xml_is_refused_with_its_place(tmp_path, text, reason):
    path = tmp_path / "memory.tmx"
    path.write_text(text)
    with pytest.raises(CatalogError, match=reason):
        list(read_tmx(path, "memory.tmx", "en", "vi"))


def test_other_xml_is_refused(tmp_path):
    path = tmp_path / "memory.tmx"
    path.write_text("<xliff/>")
    with pytest.raises(CatalogError, match="not a TMX file"):
        list(read_tmx(path, "memory.tmx", "en", "vi"))


@pytest.mark.parametrize("encoding", ["x-foo", "utf-7", "shift_jis", "idna", "rot13"])
def test_an_encoding_that_nobody_reads_is_named(tmp_path, encoding):
    path = tmp_path / "memory.tmx"
    path.write_text(f'<?xml version="1.0" encoding="{encoding}"?><tmx version="1.4"/>', "utf-8")
    with pytest.raises(CatalogError, match=r"memory.tmx:1: its encoding cannot be read .*UTF-8"):
        list(read_tmx(path, "memory.tmx", "en", "vi"))


@pytest.mark.parametrize(
    ("inside", "reason"),
    [("<hi>" * 5000 + "Hello" + "</hi>" * 5000, "nested too deep"),
     ("<ph/>" * 1_000_001, "over a million")],
    ids=["nested", "many"],
)  # fmt: skip
def test_a_unit_that_would_take_all_memory_is_refused(tmp_path, inside, reason):
    with pytest.raises(CatalogError, match=reason):
        tmx(tmp_path, UNIT.format("en", "vi").replace("Hello", inside))
