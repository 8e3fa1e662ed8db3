import unicodedata

import pytest

from polybook.terms.language import language
from polybook.terms.vietnamese_tones import fold, misplaced, normal, to_style

OLD = "Hòa thúy KHỎE lòa xòa tùy ủy hóa TỌA họa Ỏe úy"
NEW = "Hoà thuý KHOẺ loà xoà tuỳ uỷ hoá TOẠ hoạ Oẻ uý"
SAME = "quý quỳ toán toàn hoán của mùa mía giá gì già khuỷu huỳnh thuở tuần oái ngoéo xoè"


def test_each_style_becomes_the_other():
    assert to_style(OLD, "new") == NEW
    assert to_style(NEW, "old") == OLD
    for style, text in (("old", OLD), ("new", NEW)):
        assert to_style(text, style) == text


@pytest.mark.parametrize("word", [word for word in SAME.split() if word != "xoè"])
def test_all_else_has_one_way_only(word):
    assert to_style(word, "old") == to_style(word, "new") == word
    assert list(misplaced(word, None)) == []


@pytest.mark.parametrize(
    ("wrong", "right"), [("hòan", "hoàn"), ("QỦA", "QUẢ"), ("gìa", "già"), ("thủơ", "thuở")]
)
def test_what_is_wrong_in_both_styles_is_put_right(wrong, right):
    assert to_style(wrong, "old") == to_style(wrong, "new") == to_style(wrong, None) == right


def test_without_a_style_both_styles_stay():
    assert to_style(f"{OLD} {NEW}", None) == f"{OLD} {NEW}"


@pytest.mark.parametrize("text", ["voilà", "Zoé", "naïve", "José", "x_hòa1", "coöperate"])
def test_words_of_other_languages_stay(text):
    assert to_style(text, "new") == to_style(text, "old") == text


def test_fold_makes_all_spellings_one():
    assert fold(OLD) == fold(NEW) == NEW.lower()
    assert fold(unicodedata.normalize("NFD", OLD)) == NEW.lower()
    assert fold("Quý của HÒAN") == "quý của hoàn"
    assert language("vi").fold("HÒA") == language("vi_VN").fold("hoà")


def test_marks_in_the_wrong_order_are_composed():
    assert normal("tie\u0301\u0302ng a\u0300\u0306n") == "tiếng ằn"
    assert normal("cafe\u0301 x\u0302") == "café x\u0302"
    assert fold("TIE\u0301\u0302NG") == "tiếng"
