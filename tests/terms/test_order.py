"""Words stand in the order of the language's dictionaries."""

import random

import pytest

from polybook.terms.order import order_of

LETTERS = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y"


@pytest.mark.parametrize(
    "words",
    [
        LETTERS,
        "ma mà mả mã má mạ",
        "ân ần ẩn ẫn ấn ận",
        "da dạ dâu đa đào",
        "hoa|hòa bình|hòa tan|hỏa|hóa chất|họa|hồi quy|hơi",
        "ma trận|mảng|mẫu|mô hình",
        "tần số|tầng|tập dữ liệu|tập huấn luyện|thừa số|tích chập|tốc độ học",
        "gradient|hạ gradient|vector|xác suất",
        "quá khớp|quán|quy tắc|quý",
    ],
)
def test_vietnamese_words_stand_in_the_order_of_a_dictionary(words: str):
    expected = words.split("|") if "|" in words else words.split()
    mixed = random.Random(1).sample(expected, len(expected))
    assert sorted(mixed, key=order_of("vi")) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("Đạo hàm", "đạo hàm"),
        ("(độ) bất ngờ", "[độ] bất ngờ"),
        ("ho\u0300a", "hòa"),
        ("nơ-ron", "nơ ron"),
    ],
)
def test_spelling_variants_stand_side_by_side(one: str, other: str):
    key = order_of("vi")
    assert key(one) == key(other)


def test_other_languages_sort_by_letters_and_then_by_accents():
    words = ["cote", "coté", "eclair", "École", "zoo"]
    mixed = [words[3], words[1], words[4], words[0], words[2]]
    assert sorted(mixed, key=order_of("fr")) == words
