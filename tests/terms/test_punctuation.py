"""What is known of how languages set their marks."""

import pytest

from polybook.terms.language import language
from polybook.terms.punctuation import MARKS, Punctuation


@pytest.mark.parametrize("code", ["fr", "fr_BE", "fr@euro"])
def test_dialects_set_their_marks_as_their_language_does(code):
    assert language(code).punctuation is MARKS["fr"]


def test_of_an_unknown_language_nothing_is_expected():
    assert language("xx").punctuation == Punctuation()


def test_vietnamese_takes_no_blank_before_a_mark():
    assert language("vi").punctuation.blank_before == ""


def test_what_is_rightly_doubled_is_no_particle():
    assert not language("vi").doubled & language("vi").particles
