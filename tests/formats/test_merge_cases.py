"""What a translated page looks like, and which translations stay out: `merge-*.txt`."""

import pytest

from polybook.formats.reading import read_page
from tests.formats.cases import actual_text, read_pairs, translate
from tests.helpers import CASES, read_cases

KEYS = ("title", "subtitle", "description")


def cases(name):
    found = read_cases(CASES / "formats" / f"merge-{name}.txt", 4)
    return pytest.mark.parametrize("case", found, ids=[case.title for case in found])


def check(case):
    source, pairs, merged, refused = case.parts
    text = actual_text(source)
    page = read_page("page.md", text, "markdown", KEYS)
    expected = text if merged == "(unchanged)" else actual_text(merged)
    assert translate(page, read_pairs(pairs)) == (expected, refused)


@cases("markdown")
def test_a_translation_takes_the_place_of_its_unit_and_of_nothing_else(case):
    check(case)


@cases("hostile")
def test_a_translation_that_would_break_the_page_or_act_stays_out(case):
    check(case)


@pytest.mark.parametrize("newline", ["\r\n", "\r"], ids=["CRLF", "CR"])
@cases("markdown")
def test_a_translated_page_keeps_its_line_ends(case, newline):
    source, pairs, merged, _ = case.parts
    source = actual_text(source)
    page = read_page("page.md", source.replace("\n", newline), "markdown", KEYS)
    expected = source if merged == "(unchanged)" else actual_text(merged)
    assert translate(page, read_pairs(pairs))[0] == expected.replace("\n", newline)
