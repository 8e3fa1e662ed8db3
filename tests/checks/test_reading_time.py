from dataclasses import replace

import pytest

from polybook.checks import reading_time
from polybook.terms.language import reading_minutes
from tests.checks.books import said, setting_for, sheet_of

WORDS = "word " * 230
TIENG = "tiếng " * 300


def setting(minutes, code="vi", **options):
    return replace(setting_for(code, **options), minutes=(("posts/**", minutes), ("**", 1000)))


def messages(sheet, setting):
    return [(severity, message) for severity, _, message in said(reading_time, sheet, setting)]


def test_minutes_are_words_by_speed():
    assert reading_minutes(460, 230) == 2


def test_an_english_post_over_the_limit_is_a_warning_about_the_page():
    sheet = sheet_of(WORDS * 6 + "and more " * 50, name="posts/long.md")
    (fault,) = reading_time.check_sheet(sheet, setting(6))
    assert fault.source
    assert fault.message == (
        "reading this page takes 6.4 minutes, 6 are allowed; shorten it, or make two of it"
    )
    assert messages(sheet, setting(7)) == []


def test_only_the_pages_that_are_named_are_judged():
    long = sheet_of(WORDS * 7, name="chapters/long.md")
    assert messages(long, setting(6)) == []
    assert messages(long, setting_for()) == []


def test_a_translation_over_the_limit_is_a_warning_when_the_english_is_not():
    sheet = sheet_of((WORDS * 2, TIENG * 3), name="posts/a.md")
    what = "reading this page takes 3.0 minutes, 2 are allowed; see what can be said in fewer words"
    assert messages(sheet, setting(2)) == [("warning", what)]
    assert messages(sheet, setting(3)) == []


def test_the_speed_of_the_edition_can_be_set():
    sheet = sheet_of((WORDS, TIENG * 3), name="posts/a.md")
    assert messages(sheet, setting(2, speed=450)) == []
    assert len(messages(sheet, setting(2, speed=440))) == 1


@pytest.mark.parametrize(("english", "faults"), [(WORDS, 1), (WORDS * 8, 0)])
def test_a_translation_is_judged_when_most_of_the_page_is_translated(english, faults):
    sheet = sheet_of((WORDS * 4, TIENG * 15), english, name="posts/a.md")
    assert len(messages(sheet, setting(12.5))) == faults


def test_code_and_formulas_take_no_time():
    sheet = sheet_of(f"Run `{WORDS}` $x$", name="posts/a.md")
    assert messages(sheet, setting(0.5)) == []
