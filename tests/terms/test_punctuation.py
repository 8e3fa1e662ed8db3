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


@pytest.mark.parametrize("code", ["vi", "tr", "fa", "hi"])
def test_what_is_rightly_doubled_is_no_particle(code):
    known = language(code)
    assert known.doubled
    assert known.particles
    assert not known.doubled & known.particles


def test_a_country_sets_its_marks_as_its_language_does():
    assert language("zh_Hant_TW").punctuation is MARKS["zh"]
    assert language("pt_BR").punctuation is MARKS["pt"]


@pytest.mark.parametrize("code", ["ar", "fa", "he", "ja", "ko", "ur", "zh"])
def test_these_letters_have_no_italics(code):
    assert not language(code).punctuation.italics


@pytest.mark.parametrize("code", ["de", "el", "en", "fr", "hi", "ru", "vi", "xx"])
def test_others_have_or_may_have(code):
    assert language(code).punctuation.italics
