"""One English and several translations, several English and one, links and their headings."""

import pytest

from polybook.checks import heading_mismatch, translated_alike, translated_differently
from polybook.steps.place import make_rows
from tests.checks.books import said_of_book, setting_for, sheet_of
from tests.checks.pairs import SETTING


def pages(*translations):
    """Make a page for each (English, translation)."""
    return [sheet_of(pair, name=f"{at}.md") for at, pair in enumerate(translations, 1)]


def test_another_translation_than_most_have_is_a_warning():
    book = pages(
        ("# Exercises", "Luyện tập"), ("# Exercises", "Bài tập"), ("# Exercises", "Bài tập")
    )
    message = '"Exercises" is "Bài tập" in 2 places, such as 2.md; translate it the same way here'
    assert said_of_book(translated_differently, *book) == [("warning", "1.md", message)]


def test_of_two_translations_the_first_counts():
    book = pages(("# Exercises", "Luyện tập"), ("# Exercises", "Bài tập"))
    message = '"Exercises" is "Luyện tập" in 1.md; translate it the same way here'
    assert said_of_book(translated_differently, *book) == [("warning", "2.md", message)]


def test_another_case_or_end_of_the_english_is_a_note():
    book = pages(("# Further Reading", "Đọc thêm"), ("Further reading:", "Tài liệu khác:"))
    ((severity, page, _),) = said_of_book(translated_differently, *book)
    assert (severity, page) == ("note", "2.md")


def test_tone_style_case_and_end_punctuation_make_no_other_translation():
    book = pages(("# Regularization", "Chính quy hoá"), ("Regularization.", "chính quy hóa."))
    assert said_of_book(translated_differently, *book) == []


def test_a_context_is_there_to_translate_differently():
    verb, noun = (make_rows(sheet, SETTING)[0] for sheet in pages(("Plot", "Vẽ"), ("Plot", "Hình")))
    assert len(list(translated_differently.check_book([verb, noun], SETTING))) == 1
    rows = [verb._replace(context="verb"), noun._replace(context="noun")]
    assert list(translated_differently.check_book(rows, SETTING)) == []


def test_one_translation_of_two_things_is_a_note():
    book = pages(("# Validation", "Kiểm tra"), ("# Testing", "Kiểm tra."))
    message = 'this is also the translation of "Validation" in 1.md'
    assert said_of_book(translated_alike, *book) == [
        ("note", "2.md", f"{message}; see that readers can tell the two apart")
    ]


def test_number_articles_and_case_make_no_other_thing():
    book = pages(
        ("# The Gradient", "Gradient"),
        ("# Gradients", "Gradient"),
        ("a gradient:", "gradient:"),
        ("# Batches", "Lô"),
        ("# Batch", "Lô"),
        ("# Category", "Loại"),
        ("# Categories", "Loại"),
    )
    assert said_of_book(translated_alike, *book) == []


HEADING = sheet_of(("# Weight Decay", "Suy giảm trọng số"), name="wd.md")


def linked(english, translation):
    sheet = sheet_of((english, translation), name="toc.md")
    return [
        (severity, message)
        for severity, _, message in said_of_book(heading_mismatch, HEADING, sheet)
    ]


def test_a_link_that_names_a_section_otherwise_is_a_warning():
    message = 'the section "weight decay" is called "Suy giảm trọng số"; use its name in the link'
    found = linked("See [weight decay](wd.md).", "Xem [phân rã trọng số](wd.md).")
    assert found == [("warning", message)]
    role = linked("See {ref}`Weight Decay <wd>`.", "Xem {ref}`Phân rã trọng số <wd>`.")
    assert len(role) == 1


def test_links_that_name_the_section_or_something_else_are_fine():
    assert linked("See [Weight decay](wd.md).", "Xem [suy giảm trọng số](wd.md).") == []
    assert linked("See [here](wd.md).", "Xem [ở đây](wd.md).") == []
    assert linked("[Weight Decay](https://example.org)", "[Phân rã](https://example.org)") == []


def test_a_link_left_in_english_is_left_to_another_check():
    assert linked("See [weight decay](wd.md).", "Xem [weight decay](wd.md).") == []


def test_of_headings_with_one_english_any_translation_will_do():
    other = sheet_of(("# Weight Decay", "Phân rã trọng số"), name="other.md")
    link = sheet_of(("See [weight decay](o.md).", "Xem [phân rã trọng số](o.md)."), name="toc.md")
    assert said_of_book(heading_mismatch, HEADING, other, link, setting=setting_for()) == []


@pytest.mark.parametrize(
    ("code", "heading", "link", "often"),
    [
        ("ja", "C++との相互運用性", "C++ との相互運用性", 0),
        ("uk", "Внутрішня мутабельність", "внутрішньої мутабельності", 0),
        ("uk", "Внутрішня мутабельність", "вбудованої збірки", 1),
        ("uk", "Внутрішня мутабельність", "мутабельності", 1),
        ("ko", "실행자를 블록시킴", "실행자 차단", 1),
    ],
)
def test_blanks_and_endings_make_no_other_name(code, heading, link, often):
    section = sheet_of(("# Weight Decay", heading), name="wd.md")
    page = sheet_of(("See [weight decay](wd.md).", f"[{link}](wd.md)"), name="toc.md")
    said = said_of_book(heading_mismatch, section, page, setting=setting_for(code))
    assert len(said) == often
