"""Cutting a page loses nothing and always moves: spans in order, disjoint, not empty, exact."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings

from polybook.formats.page import Page
from polybook.formats.reading import read_page
from polybook.model.unit import Kind, Quoting
from tests.documents import documents, notebook_texts
from tests.formats.pages import BOOKS, KEYS, constructs, kind_of, pages_of

LAYOUT = re.compile(r"[\s>]+")
"""Blanks, line breaks and quote marks: what may stand between the words of a unit."""


def check_spans(page: Page) -> None:
    spans = [page.span(unit) for unit in page.units]
    assert all(0 <= span.start < span.end <= len(page.text) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    for unit in page.units:
        text = unit.span.of(page.regions[unit.region].text)
        if unit.quoting is Quoting.YAML:
            before = page.text[: page.span(unit).start]
            assert page.line(unit) == len(re.split(r"\r\n?|\n", before))
        elif unit.kind is Kind.HTML:
            assert LAYOUT.sub("", text) == LAYOUT.sub("", unit.msgid)
        else:
            # Exact at both ends, and nothing but layout lost between them.
            assert (text[0], text[-1]) == (unit.msgid[0], unit.msgid[-1])
            assert LAYOUT.sub("", text) == LAYOUT.sub("", unit.msgid)


@pytest.mark.parametrize("book", BOOKS)
def test_spans_of_real_pages_are_in_order_disjoint_and_exact(book):
    for name, data in pages_of(book).items():
        page = read_page(name, data.decode(), kind_of(name), KEYS)
        assert page.units or name.endswith("references.md")
        check_spans(page)


def test_spans_of_every_construct_are_in_order_disjoint_and_exact():
    for text in constructs().values():
        for newline in ("\n", "\r\n", "\r"):
            check_spans(read_page("page.md", text.replace("\n", newline), "markdown", KEYS))


@settings(max_examples=250, deadline=None)
@given(documents())
def test_spans_of_any_document_are_in_order_disjoint_and_exact(text):
    check_spans(read_page("page.md", text, "markdown", KEYS))


@settings(max_examples=120, deadline=None)
@given(notebook_texts())
def test_spans_of_any_notebook_are_in_order_disjoint_and_exact(text):
    check_spans(read_page("page.ipynb", text, "notebook", KEYS))
