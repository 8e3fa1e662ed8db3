from polybook.checks import vi_y_i
from tests.checks.books import said, setting_for, sheet_of

MIXED = sheet_of(("One.", "Xử lý."), ("Two.", "Bộ xử lí."), ("Three.", "Lý do, vật lý, kỹ thuật."))


def test_a_word_spelled_both_ways_on_a_page_is_a_note_at_the_rarer_spelling():
    message = "lí stands here and lý 3 times on this page; choose one spelling"
    assert said(vi_y_i, MIXED) == [("note", "Two.", message)]


def test_each_word_may_have_its_own_spelling():
    assert said(vi_y_i, sheet_of(("One.", "Lý do và kĩ thuật, quý hiếm, tỉ lệ."))) == []


def test_words_that_have_one_spelling_are_not_compared():
    assert said(vi_y_i, sheet_of(("One.", "Tỷ lệ được tính tỉ mỉ, kỳ lạ mà kì cọ."))) == []


def test_parts_of_words_are_not_words():
    assert (
        said(vi_y_i, sheet_of(("One.", "Khí lý quyển kíp lít."), ("Two.", "Quít quýt lì."))) == []
    )


def test_other_languages_are_left_alone():
    assert said(vi_y_i, MIXED, setting_for("fr")) == []
