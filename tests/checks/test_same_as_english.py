from dataclasses import replace

import pytest

from polybook.checks import same_as_english
from tests.checks.books import said, setting_for, sheet_of
from tests.checks.pairs import SETTING, setting_of

LOWER = (
    "Here a weight decay term helps the cosine similarity; cross-entropy too.",
    "Ở đây có ích.",
)


def verdicts(*texts, setting=SETTING):
    page = sheet_of(LOWER, *((text, text.lstrip("# ")) for text in texts))
    return [severity for severity, _, _ in said(same_as_english, page, setting)]


@pytest.mark.parametrize(
    "text",
    [
        "# LeNet",
        "# Fast R-CNN",
        "# Visual Studio Code",
        "# Mu Li",
        "$x = 1$ or `x`, 3.14 %",
        "PyTorch 2.1, NumPy",
        "10 km, 3 kbit",
        "![](loss.svg) [Discussions](https://example.org)",
        "Lee, A. (2017). How we read what we write. Reading, 3.",
        "1. A. B. Lee and C. Poe. What the eye sees when we read. Reading, 2017.",
        "ann@example.org",
        "tan a",
    ],
)
def test_what_may_be_the_same_in_both_languages(text):
    assert verdicts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "# Exercises",
        "# Weight Decay",
        "# Cosine Similarity",
        "# Cross-Entropy",
        "# **Initialization**",
        "further exercises",
        "EXERCISES and more exercises",
        "Softmax regression",
    ],
)
def test_english_headings_and_words_are_warnings(text):
    assert verdicts(text) == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "Thus, we may conclude that for large $n$,",
        "The loss falls as we go on.",
        "See the survey paper by Lee et al. (2017) for more of this.",
        "What is the angle between $a$ and [the vector](vector.md)?",
    ],
)
def test_english_sentences_are_errors(text):
    assert verdicts(text) == ["error"]


def test_what_is_said_has_a_next_step():
    page = sheet_of(("# Exercises", "exercises"))
    message = "the translation is the English; translate it or list it under `allow`"
    assert said(same_as_english, page) == [("warning", "Exercises", message)]


def test_allowed_words_and_texts_and_kept_terms_may_stay():
    assert (
        verdicts("# Dropout layer", setting=replace(SETTING, allow=frozenset({"dropout layer"})))
        == []
    )
    assert verdicts("# Exercises", setting=replace(SETTING, allow=frozenset({"Exercises"}))) == []
    assert verdicts("transformer", setting=setting_of("glossary: transformer,,keep")) == []


def test_below_a_heading_of_references_nothing_is_said():
    page = sheet_of(
        ("# References", "Tài liệu"), ("Notes on what we read", "Notes on what we read")
    )
    assert said(same_as_english, page) == []


def test_other_case_and_blanks_are_the_same():
    assert len(said(same_as_english, sheet_of(("further  exercises", "Further exercises")))) == 1


def test_one_word_may_be_the_same_in_a_language_whose_words_nobody_knows():
    french = setting_for("fr")
    assert verdicts("# Introduction", "# Classification", "table", setting=french) == []
    assert verdicts("The loss falls as we go on.", setting=french) == ["error"]
    assert verdicts("# Weight Decay", "the open road", setting=french) == ["warning"] * 2


def test_a_heading_in_capitals_is_english_by_the_end_of_its_words():
    assert verdicts("# Softmax Regression", "# Decision Trees") == ["warning"] * 2
    assert verdicts("# Adam", "# Hessian", "# Softmax") == []
