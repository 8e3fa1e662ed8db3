"""Promise 1: without translations, a page comes back byte for byte."""

import json

import pytest
from hypothesis import given, settings

from polybook.catalog.catalog import Catalog
from polybook.catalog.header import template_header
from polybook.catalog.read import read_catalog
from polybook.catalog.units import template_entries
from polybook.catalog.write import write_catalog
from polybook.formats.reading import decode, read_page
from polybook.steps.merge import merge_page
from tests.commonmark import examples
from tests.documents import documents, notebook_texts
from tests.formats.pages import BOOKS, KEYS, constructs, kind_of, pages_of

HEADER = template_header("book", "2024-02-28 09:30+0000")


def check_identity(data: bytes, name: str, *, units: bool | None = None) -> None:
    """Merge an empty catalog, then, from a catalog's own bytes, one that repeats the English."""
    page = read_page(name, decode(data, name), kind_of(name), KEYS)
    assert merge_page(page, Catalog(HEADER)).text.encode() == data
    entries = template_entries(page.units, name)
    template = read_catalog(write_catalog(Catalog(HEADER, entries)), name)
    # The template's own bytes, with each msgid said again as its msgstr.
    doubled = [line for entry in template.entries for line in _doubled(entry.text or "")]
    catalog = read_catalog("\n".join(["", *doubled]).encode(), name)
    assert len(catalog.entries) == len(entries)
    merged = merge_page(page, catalog)
    assert merged.findings == ()
    assert merged.text.encode() == data
    if units is not None:
        assert bool(page.units) == units


def _doubled(text: str) -> list[str]:
    msgid = text[text.index("\nmsgid ") + 7 : text.rindex("\nmsgstr ")]
    return [text[: text.rindex("\nmsgstr ")], f"msgstr {msgid}", ""]


@pytest.mark.parametrize("book", BOOKS)
def test_every_page_of_a_real_book_comes_back_byte_for_byte(book):
    pages = pages_of(book)
    assert pages
    for name, data in pages.items():
        check_identity(data, name)


def test_all_examples_of_commonmark_come_back_byte_for_byte(request):
    texts = examples(request.config.cache)
    assert len(texts) == 652
    for text in texts:
        check_identity(text.encode(), "page.md")
        check_identity(text.replace("\n", "\r\n").encode(), "page.md")
        check_identity(json.dumps(_notebook(text), indent=1).encode(), "page.ipynb")


def _notebook(text: str) -> dict:
    cell = {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)}
    return {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_every_construct_comes_back_byte_for_byte(newline):
    for text in constructs().values():
        check_identity(text.replace("\n", newline).encode(), "page.md")
        check_identity(b"\xef\xbb\xbf" + text.rstrip("\n").encode(), "page.md")


@settings(max_examples=250, deadline=None)
@given(documents())
def test_any_document_comes_back_byte_for_byte(text):
    check_identity(text.encode(), "page.md")


@settings(max_examples=150, deadline=None)
@given(notebook_texts())
def test_any_notebook_comes_back_byte_for_byte(text):
    check_identity(text.encode(), "page.ipynb")


ODD = {
    "empty": ("", False),
    "a byte order mark alone": ("\ufeff", False),
    "one newline": ("\n", False),
    "blanks": (" \t \n\t\n", False),
    "no final newline": ("Some words", True),
    "a byte order mark and front matter": ("\ufeff---\ntitle: Some words\n---\n", True),
    "CRLF and LF mixed": ("Some\r\nwords\nhere\rthere\r\n\r\nMore words", True),
    "not NFC": ("e\u0301 cha\u0302\u0301t, words", True),
    "U+2028 and its like": ("Some\u2028words\u2029and\x85more\x0bwords\x0chere", True),
    "NUL": ("Some\0words\n\n\0\n", True),
    "surrogate pairs": ("Words \U0001f600 \U00020000", True),
    "tabs": ("-\tone\n\n\ttwo\n\n\t\tcode\n>\tquote\n\n#\theading\t#\t\n", True),
    "zero-width and right-to-left": ("\u200bwords\u200e \u202eshalom\u202c \ufeff", True),
    "2,000 quote marks": (">" * 2000 + " words", None),
    "2,000 quote marks, alone": ("> " * 2000, None),
    "500 nested lists": ("\n".join("  " * n + "- item word" for n in range(500)), None),
    "500 lists in one line": ("- " * 500 + "words", None),
    "2,000 brackets": ("[" * 2000 + "words" + "](a)" * 2000, True),
    "2,000 asterisks": ("*a **b " * 2000, None),
    "100 nested directives": (
        "\n".join("`" * (103 - n) + "{note}" for n in range(100)) + "\nwords", None),
    "a line of forty thousand letters": ("word " * 8_000, True),
    "a line of a million letters": ("word " * 200_000, False),
}  # fmt: skip


@pytest.mark.parametrize(("text", "units"), ODD.values(), ids=ODD)
def test_odd_text_comes_back_byte_for_byte(text, units):
    check_identity(text.encode(), "page.md", units=units)


def test_deep_nesting_in_a_cell_leaves_the_other_cells_translated():
    notebook = _notebook(">" * 2000 + " words")
    notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": "Other words"})
    text = json.dumps(notebook)
    page = read_page("page.ipynb", text, "notebook")
    assert page.units[-1].msgid == "Other words"
    check_identity(text.encode(), "page.ipynb")
