"""Which units every construct of the language gives: the case files `units-*.txt`."""

import pytest

from polybook.formats.reading import read_page
from tests.formats.cases import actual_text, show_units
from tests.helpers import CASES, read_cases

KEYS = ("title", "subtitle", "description")
FILES = sorted((CASES / "formats").glob("units-*.txt"))


@pytest.mark.parametrize(
    "case",
    [case for file in FILES for case in read_cases(file, 2)],
    ids=lambda case: case.title,
)
def test_every_construct_gives_exactly_its_units(case):
    source, expected = case.parts
    page = read_page("page.md", actual_text(source), "markdown", KEYS)
    assert show_units(page) == expected


def test_no_construct_was_forgotten():
    assert {file.stem for file in FILES} == {
        f"units-{name}" for name in ("blocks", "directives", "html", "math", "myst")
    }


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("# Aa\n\nx words\n\n## Bb\n\ny words", [(), ("Aa",), ("Aa",), ("Aa", "Bb")]),
        ("## Bb\n\n# Aa\n\n### Cc\n\nwords", [(), (), ("Aa",), ("Aa", "Cc")]),
        ("# Aa\n\n# 3.14\n\nwords", [(), ("3.14",)]),
        ("> # Quoted\n\nwords", [(), ("Quoted",)]),
    ],
)
def test_a_unit_knows_the_headings_above_it(text, headings):
    page = read_page("page.md", text, "markdown")
    assert [unit.headings for unit in page.units] == headings


def test_rewrapping_the_english_changes_no_message():
    words = "- one two three four\n\n> five six\n> seven eight\n"
    rewrapped = "- one two\n  three\nfour\n\n> five six seven\neight\n"
    pages = [read_page("page.md", text, "markdown") for text in (words, rewrapped)]
    assert [[unit.key for unit in page.units] for page in pages] == [
        [(None, "one two three four"), (None, "five six seven eight")]
    ] * 2


def test_the_front_matter_keys_are_those_of_the_configuration():
    text = "---\ntitle: One\nabout: Two words\n---\n"
    assert read_page("page.md", text, "markdown").units == ()
    page = read_page("page.md", text, "markdown", ("about",))
    assert [unit.msgid for unit in page.units] == ["Two words"]
