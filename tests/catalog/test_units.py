import pytest

from polybook.catalog.units import describe, plain, template_entries
from polybook.model.entry import Entry
from polybook.model.span import Span
from polybook.model.unit import Kind, Unit

AT = Span(0, 1)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (Unit("a", AT, Kind.PARAGRAPH), "paragraph"),
        (
            Unit("a", AT, Kind.PARAGRAPH, headings=("Book", "Defining the Model")),
            "paragraph in Defining the Model",
        ),
        (Unit("a", AT, Kind.HEADING, level=2, headings=("Book",)), "heading in Book"),
        (Unit("a", AT, Kind.TITLE, detail="admonition"), "title of admonition"),
        (Unit("a", AT, Kind.OPTION, detail="alt of figure"), "alt of figure"),
        (Unit("a", AT, Kind.FRONT_MATTER, detail="title"), "front matter title"),
        (Unit("a", AT, Kind.LIST_ITEM, headings=("$x$ and `y`",)), "list item in $x$ and y"),
        (Unit("a", AT, Kind.PARAGRAPH, detail="note"), "paragraph of note"),
        (Unit("a", AT, Kind.PARAGRAPH, headings=("![](x.png)",)), "paragraph"),
    ],
)
def test_a_unit_is_described_in_words(unit, words):
    assert describe(unit) == words


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("The *Model* of **all**", "The Model of all"),
        ("snake_case and __init__ stay", "snake_case and init stay"),
        ("A [link](https://example.org 'x')", "A link"),
        ("{ref}`the loss <sec-loss>` and {numref}`fig`", "the loss and fig"),
        ("Loss {#sec-loss .x}", "Loss"),
        ("two\nlines", "two lines"),
        ("a $w_1 * x$", "a $w_1 * x$"),
    ],
)
def test_headings_lose_their_marks(markdown, text):
    assert plain(markdown) == text


def test_any_script_is_a_msgid():
    [entry] = template_entries([Unit("Học sâu 深度", AT, Kind.PARAGRAPH)], "bài.md")
    assert (entry.msgid, entry.references) == ("Học sâu 深度", ("bài.md",))


def test_one_entry_for_each_key_in_order_with_all_descriptions():
    units = [
        Unit("A", AT, Kind.HEADING, notes=("a\nnote",)),
        Unit("B", AT, Kind.CELL),
        Unit("A", AT, Kind.CELL, headings=("A",)),
        Unit("A", AT, Kind.CELL, headings=("A",)),
        Unit("A", AT, Kind.CELL, context="x"),
    ]
    assert template_entries(units, "my page.md") == (
        Entry(
            "A",
            extracted=("heading", "a note", "table cell in A"),
            references=("my page.md",),
        ),
        Entry("B", extracted=("table cell",), references=("my page.md",)),
        Entry("A", msgctxt="x", extracted=("table cell",), references=("my page.md",)),
    )


@pytest.mark.parametrize("msgid", ["", "a\0", "a\x04b", "lone \ud800"])
def test_what_no_catalog_can_hold_gets_no_entry(msgid):
    assert template_entries([Unit(msgid, AT, Kind.PARAGRAPH)], "a") == ()


@pytest.mark.parametrize("note", ["ends \\\\", "a\u2028b", "\ud800", "a\0"])
def test_notes_are_safe_in_a_comment(note):
    [entry] = template_entries([Unit("a", AT, Kind.PARAGRAPH, notes=(note,))], "a")
    line = entry.extracted[1]
    line.encode()
    assert not line.endswith("\\")
    assert len(line.splitlines()) == 1
