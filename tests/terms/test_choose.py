"""Choosing among the characters that a lost byte leaves possible."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybook.formats.damage import possible
from polybook.terms.choose import SURE, Gap, fill
from polybook.terms.frequencies import Frequencies, frequencies
from polybook.terms.letter_case import case_weight
from polybook.terms.signs import sign_weight
from polybook.terms.vietnamese_syllables import is_syllable

VI = frequencies("vi")
LOST = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xAD})
A_LATIN = possible((0xC3,), LOST)
E_DOUBLE = possible((0xE1, 0xBB), LOST)
QUOTE = possible((0xE2, 0x80), LOST)


def filled(text, counts=VI, is_word=is_syllable):
    """Fill `^` with what C3 begins, `#` with what E1 BB begins, and `"` with what E2 80 begins."""
    choices = {"^": A_LATIN, "#": E_DOUBLE, '"': QUOTE}
    gaps = [Gap(place, choices[char]) for place, char in enumerate(text) if char in choices]
    found = fill(text, gaps, counts, is_word)
    chars = list(text)
    for choice in found:
        chars[choice.gap.place] = choice.char
    return "".join(chars), [round(choice.certainty, 2) for choice in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("một v^ dụ", "một ví dụ"),
        ("h#c máy", "học máy"),
        ("rất nhi#u h#c sinh đ#c sách", "rất nhiều học sinh đọc sách"),
        ("H#c sâu", "Học sâu"),
        ("X# lý ngôn ngữ", "Xử lý ngôn ngữ"),
        ("S# LƯỢNG", "SỐ LƯỢNG"),
        ("x#\nlý dữ liệu", "xử\nlý dữ liệu"),
        ("bổ ^ch", "bổ ích"),
        ('“Th#i gian" là', "“Thời gian” là"),
        ("nhi\u0300n h#c", "nhi\u0300n học"),
    ],
)
def test_words_and_their_neighbours_decide(text, expected):
    assert filled(text)[0] == expected


def test_what_no_neighbour_tells_is_doubtful_and_says_what_else():
    (choice,) = fill("m#", [Gap(1, E_DOUBLE)], VI, is_syllable)
    assert not choice.sure
    assert choice.certainty < SURE
    assert choice.others
    assert all(char != choice.char and share <= choice.certainty for char, share in choice.others)


def test_the_book_s_own_words_count():
    text, gap = "t# điển", Gap(1, ("ờ", "ử"))
    plain = fill(text, [gap], VI, is_syllable)[0]
    other = "ờ" if plain.char == "ử" else "ử"
    counts = frequencies("vi", [f"t{other} điển"] * 30)
    assert fill(text, [gap], counts, is_syllable)[0].char == other
    assert fill(text, [gap], VI, is_syllable)[0] == plain, "the shipped table must not change"


def test_a_language_without_a_table_has_its_own_words_only():
    gap = Gap(3, ("í", "ý"))
    nothing = fill("aqu^", [gap], frequencies("es"), None)[0]
    assert not nothing.sure
    known = fill("aqu^", [gap], frequencies("es", ["aquí está"] * 5), None)[0]
    assert known.char == "í"
    assert known.sure


def test_a_capital_inside_a_word_needs_no_table():
    assert filled("aqu^ ", Frequencies(), None) == ("aquí ", [1.0])


@settings(max_examples=200, deadline=None)
@given(st.text('ab ^#"\n.đ', max_size=40))
def test_every_gap_gets_one_of_its_choices(text):
    choices = {"^": A_LATIN, "#": E_DOUBLE, '"': QUOTE}
    gaps = [Gap(place, choices[char]) for place, char in enumerate(text) if char in choices]
    found = fill(text, gaps, VI, is_syllable)
    assert [choice.gap for choice in found] == gaps
    for choice in found:
        assert choice.char in choice.gap.choices
        assert 0 <= choice.certainty <= 1


@pytest.mark.parametrize(
    ("before", "after", "best"),
    [(" ", "a", "“"), ("a", " ", "”"), ("n", "t", "’"), (" ", " ", "–"), ("1", "2", "–"),
     ("", "a", "“"), (".", "\n", "”"), ("👩", "💻", "\u200d")],
)  # fmt: skip
def test_the_sign_fits_its_place(before, after, best):
    weights = {char: sign_weight(char, before, after) for char in "“”’–—→‐\u200d"}
    assert max(weights, key=lambda char: weights[char]) == best


@pytest.mark.parametrize(
    ("before", "spelled", "fits"),
    [
        ("", "Đọc", True),
        ("Xong. ", "Đọc", True),
        ("Xong. ", "đọc", False),
        ("Xong\n\n", "Đọc", True),
        ("rồi ", "Đọc", False),
        ("rồi\n", "đọc", True),
        ("rồi: ", "Đọc", True),
        ("* ", "Đọc", True),
        ("Học Và ", "Đọc", True),
        ("rồi ", "đỌc", False),
    ],
)
def test_capitals_stand_where_sentences_begin(before, spelled, fits):
    weight = case_weight(before + spelled, len(before), spelled, [len(before)])
    assert (weight >= 0.5) is fits
