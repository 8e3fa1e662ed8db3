"""Numbers as languages write them."""

import pytest

from polybook.checks.number_kept import check
from polybook.checks.numbers import numbers, readings, romans, scaled, value, words_of
from polybook.checks.texts import Setting
from polybook.terms.glossary import Glossary
from polybook.terms.language import ENGLISH, Language, language
from tests.checks.pairs import SETTING, pair_of

ENGLISH_WORDS = ENGLISH.number_words
VIETNAMESE_WORDS = language("vi").number_words


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [
        ("7", "7", "7"),
        ("1000", "1000", "1000"),
        ("1,000", "1000", "1.000"),
        ("1.000", "1.000", "1000"),
        ("1,234,567.8", "1234567.8", None),
        ("1.234.567,8", None, "1234567.8"),
        ("12,34", None, "12.34"),
        ("3.10.1", None, None),
        ("1,2,3", None, None),
        ("70 000", "70000", "70000"),
        ("70\u00a0000,5", None, "70000.5"),
    ],
)
def test_a_number_says_what_its_marks_say(text, point, comma):
    assert (value(text, "."), value(text, ",")) == (point, comma)


def test_what_is_no_one_number_is_read_in_parts():
    assert readings("1,2,3") >= {"1", "2", "3"}
    assert readings("1,000") == {"1000", "1.000"}


def test_letters_right_before_make_a_number_part_of_a_name():
    found = {one.text: one.glued for one in numbers("word2vec v3 5D GPT-4 x_6 7")}
    assert found == {"2": True, "3": False, "5": False, "4": False, "6": True, "7": False}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("hai mươi lăm", 25),
        ("mười sáu", 16),
        ("một trăm hai mươi", 120),
        ("ba nghìn một", 3001),
        ("hai triệu", 2_000_000),
    ],
)
def test_vietnamese_words_in_a_row_are_one_number(text, number):
    assert number in words_of(f"Có {text} lần", VIETNAMESE_WORDS)


@pytest.mark.parametrize(
    ("text", "number"),
    [("twenty-five", 25), ("the third", 3), ("two hundred", 200), ("a dozen", 12), ("May", 5)],
)
def test_english_words_are_numbers(text, number):
    assert number in words_of(text, ENGLISH_WORDS)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("vingt et un", 21),
        ("soixante et onze", 71),
        ("quatre-vingts", 80),
        ("quatre-vingt-dix-sept", 97),
        ("septante-cinq", 75),
        ("mille neuf cent quatre-vingt-dix-huit", 1998),
        ("deux millions cinq cent mille", 2_500_000),
        ("la centième", 100),
        ("en août", 8),
    ],
)
def test_french_words_in_a_row_are_one_number(text, number):
    french = language("fr")
    assert number in words_of(text, french.number_words, french.number_joins)


def test_what_joins_two_numbers_also_parts_them():
    french = language("fr")
    found = words_of("deux et quatre-vingts et le reste", french.number_words, french.number_joins)
    assert {2, 80} <= found
    assert 0 not in found


def test_roman_numerals():
    assert list(romans("World War II, chapter XIV of LIX, VIM")) == [2, 14, 59]


def test_scales_stand_right_after_their_number():
    assert scaled("1.5", " million people", ENGLISH_WORDS) == {"1500000"}
    assert scaled("15", " nghìn người", VIETNAMESE_WORDS) == {"15000"}
    assert scaled("10", "k", ENGLISH_WORDS) == {"10000"}
    assert scaled("3", " dozen", ENGLISH_WORDS) == set()


@pytest.mark.parametrize(
    ("code", "translation"),
    [
        ("ar", "في 3 من ٢٥ مرة"),
        ("zh", "在25次中三次"),  # no number words are known: small ones may be words
        ("fr", "3 fois sur 25"),
    ],
)
def test_digits_of_other_scripts_and_unknown_number_words_are_no_fault(code, translation):
    setting = Setting(Language(code), ENGLISH, Glossary(code))
    assert list(check(pair_of("in 3 of 25 runs", translation), setting)) == []


def test_a_large_number_is_missed_in_any_language():
    setting = Setting(Language("zh"), ENGLISH, Glossary("zh"))
    assert len(list(check(pair_of("in 25 runs", "在多次中"), setting))) == 1
    assert len(list(check(pair_of("in 25 runs", "trong nhiều lần"), SETTING))) == 1
