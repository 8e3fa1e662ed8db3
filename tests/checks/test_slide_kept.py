"""Marks of slides, which only d2l Markdown has."""

import pytest

from polybook.catalog.catalog import NO_HEADER, Catalog
from polybook.checks import slide_kept
from polybook.formats.reading import read_page
from polybook.model.entry import Entry
from polybook.steps.check import make_sheet
from tests.checks.books import said


def sheet(english, translation, kind="d2l"):
    page = read_page("one.md", english + "\n", kind)
    return make_sheet(
        page, Catalog(NO_HEADER, (Entry(page.units[0].msgid, translation, line=4),)), ""
    )


@pytest.mark.parametrize(
    ("english", "translation", "marks"),
    [
        ("[**Read it.**] Look.", "**Đọc.** Nhìn.", ["[**", "**]"]),
        ("[**Read it.**]", "[** Đọc. **]", []),
        ("(**One**) two [~~three~~]", "[~~ba~~] hai (**một**)", []),
        ("(**One**)", "[**Một**]", ["(**", "**)", "[**", "**]"]),
        ("Run `f(**a)`.", "Chạy `f(**a)`.", []),
        ("[**One", "[**Một**]", ["**]"]),
    ],
)
def test_each_mark_is_there_as_often(english, translation, marks):
    found = said(slide_kept, sheet(english, translation))
    assert [
        message.split(" stands")[0].removeprefix("the slide mark ") for *_, message in found
    ] == marks
    assert {severity for severity, *_ in found} <= {"error"}


def test_other_pages_have_no_slides():
    assert said(slide_kept, sheet("[**One**]", "**Một**", "markdown")) == []
