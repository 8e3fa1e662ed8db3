import pytest

from polybook.checks import vi_tone
from tests.checks.books import said, setting_for, sheet_of
from tests.checks.pairs import pair_of

MIXED = sheet_of(
    ("First.", "Tối ưu hóa và tọa độ."),
    ("Second.", "Hoàn toàn tối ưu hoá."),
    ("Third.", "Quý giá."),
)


def test_without_an_option_the_rarer_style_of_a_page_is_a_note():
    message = "most of this page places tone marks otherwise; write hóa for hoá"
    assert said(vi_tone, MIXED) == [("note", "Second.", message)]


def test_a_page_that_keeps_to_one_style_is_fine():
    assert said(vi_tone, sheet_of(("One.", "Hoá và toạ."), ("Two.", "Thuý khoẻ."))) == []


@pytest.mark.parametrize(
    ("style", "msgid", "rights"),
    [("old", "Second.", "hóa for hoá"), ("new", "First.", "hoá for hóa, toạ for tọa")],
)
def test_the_book_s_style_is_a_warning(style, msgid, rights):
    message = f"this book places tone marks otherwise; write {rights}"
    assert said(vi_tone, MIXED, setting_for(tone=style)) == [("warning", msgid, message)]


def test_a_mark_that_is_wrong_in_both_styles_is_a_warning_without_an_option():
    found = said(vi_tone, sheet_of(("Really.", "Hòan toàn có hiệu qủa.")))
    message = "a tone mark is misplaced; write Hoàn for Hòan, quả for qủa"
    assert found == [("warning", "Really.", message)]


def test_marks_stored_in_the_wrong_order_are_a_warning():
    found = said(vi_tone, sheet_of(("Letters.", "Tie\u0301\u0302ng")))
    assert [row[:2] for row in found] == [("warning", "Letters.")]
    assert found[0][2].startswith("a tone mark is stored before its letter's circumflex or breve")


def test_many_words_are_counted():
    (row,) = said(vi_tone, sheet_of(("Four.", "hóa tọa lòa xòa hóa")), setting_for(tone="new"))
    assert row[2].endswith("write hoá for hóa, toạ for tọa, loà for lòa and 1 more")


@pytest.mark.parametrize("text", ["`hóa`", "[x](hóa.md)", "{ref}`hóa`", "$\\text{hóa}$"])
def test_what_is_protected_is_not_looked_at(text):
    assert said(vi_tone, sheet_of(("One.", f"Có {text}.")), setting_for(tone="new")) == []


def test_other_languages_have_no_tone():
    assert said(vi_tone, MIXED, setting_for("fr", tone="old")) == []


def fixed(text, code="vi", **options):
    return vi_tone.fix(pair_of("English", text), setting_for(code, **options))


def test_fix_changes_words_and_leaves_markup_alone():
    text = "HÓA *khỏe* `hóa` [thúy](hóa.md) hòan qủa quý của"
    right = "HOÁ *khoẻ* `hóa` [thuý](hóa.md) hoàn quả quý của"
    assert fixed(text, tone="new") == right
    assert fixed(right, tone="new") == right
    back = "HÓA *khỏe* `hóa` [thúy](hóa.md) hoàn quả quý của"
    assert fixed(right, tone="old") == back


def test_fix_without_a_style_mends_only_what_both_styles_call_wrong():
    assert fixed("hóa hoá hòan Tie\u0301\u0302ng") == "hóa hoá hoàn Ti\u1ebfng"


def test_fix_leaves_other_languages_alone():
    assert fixed("hóa", code="fr", tone="new") == "hóa"
