"""What `fix` of a check changes, and that it changes nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybook.checks import (
    blank_before_punctuation,
    control_character,
    double_blank,
    nbsp,
    not_nfc,
)
from tests.checks.pairs import SETTING, pair_of, setting_of

FIXERS = (control_character, not_nfc, nbsp, double_blank, blank_before_punctuation)
FRENCH = setting_of("language: fr\n")
WRITTEN = st.lists(
    st.sampled_from(
        [
            *("a", "ề", "e\u0301", "1", " ", "  ", "\u00a0", "\u0008", "\u000b", "\t", "  \n"),
            *(",", ".", "`x  y`", "$a  b$", "*b*", "**c**", "[d  e](f)", ":", "!", "(", ")", "\\"),
        ]
    ),
    max_size=16,
).map("".join)


def fixed(rule, text, setting=SETTING, english="English"):
    return rule.fix(pair_of(english, text), setting)


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (double_blank, "một  mô \t hình", "một mô hình"),
        (double_blank, "một  \nhai", "một  \nhai"),
        (double_blank, "gọi  `a  b` và  $c  d$", "gọi `a  b` và $c  d$"),
        (double_blank, '[một  hai](a "b  c")', '[một hai](a "b  c")'),
        (nbsp, "một\u00a0mô hình 5\u00a0km", "một mô hình 5\u00a0km"),
        (nbsp, "gọi `a\u00a0b` là\u00a0thế", "gọi `a\u00a0b` là thế"),
        (control_character, "mất\u0008 mát\u000bgiảm", "mất mát giảm"),
        (control_character, "mất \u2028mát", "mất mát"),
        (control_character, "Ä\u0091Æ°á»\u009dng", "Ä\u0091Æ°á»\u009dng"),
        (not_nfc, "chu\u031b\u0303 `e\u0301`", "chữ `e\u0301`"),
        (not_nfc, "\u1fef\u037e\ufa10", "\u1fef\u037e\ufa10"),
        (blank_before_punctuation, "Nó chạy , và tốt .", "Nó chạy, và tốt."),
        (blank_before_punctuation, "`a , b` , $c .$ .", "`a , b`, $c .$."),
        (blank_before_punctuation, "1 . Một", "1 . Một"),
        (blank_before_punctuation, r"một \ , hai", r"một \ , hai"),
    ],
)
def test_a_fix_changes_this_and_nothing_else(rule, before, after):
    assert fixed(rule, before) == after


def test_french_keeps_its_blanks():
    text = "«\u00a0Oui\u00a0» : ça marche\u202f! Bon , non"
    assert fixed(nbsp, text, FRENCH) == text
    assert fixed(blank_before_punctuation, text, FRENCH) == text.replace(" ,", ",")


@pytest.mark.parametrize("rule", FIXERS, ids=lambda rule: rule.CODE)
@given(text=WRITTEN)
def test_what_is_fixed_is_right_and_stays(rule, text):
    once = fixed(rule, text)
    assert fixed(rule, once) == once
    assert [*rule.check(pair_of("English", once), SETTING)] == []


@pytest.mark.parametrize("rule", [nbsp, double_blank, blank_before_punctuation])
@given(text=WRITTEN)
def test_only_blanks_change(rule, text):
    assert "".join(fixed(rule, text).split()) == "".join(text.split())


@pytest.mark.parametrize("rule", FIXERS, ids=lambda rule: rule.CODE)
@given(text=WRITTEN)
def test_where_nothing_is_found_nothing_is_fixed(rule, text):
    if not [*rule.check(pair_of("English", text), SETTING)]:
        assert fixed(rule, text) == text


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (double_blank, "một  hai"),
        (nbsp, "một\u00a0hai ba"),
        (blank_before_punctuation, "một , hai"),
        (control_character, "một\u0008hai"),
    ],
)
def test_what_the_english_has_too_is_left_alone(rule, text):
    assert fixed(rule, text, english=text) == text
    assert fixed(rule, text) != text
