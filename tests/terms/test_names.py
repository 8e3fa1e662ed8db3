"""What languages are called, which way they run, and what tables have for them."""

import pytest

from polybook.terms.names import name_in, of_language, own_name, runs_leftwards, tag
from polybook.terms.notices import NOTICES, notice_text


@pytest.mark.parametrize(
    ("language", "html", "name"),
    [
        ("vi", "vi", "Tiếng Việt"),
        ("fr", "fr", "Français"),
        ("pt_BR", "pt-BR", "Português (Brasil)"),
        ("sr@latin", "sr-Latn", "Srpski (latinica)"),
        ("qaa", "qaa", "Qaa"),
    ],
)
def test_a_language_has_a_tag_and_a_name_of_its_own(language: str, html: str, name: str):
    assert (tag(language), own_name(language)) == (html, name)


@pytest.mark.parametrize(
    ("language", "other", "name"),
    [("en", "fr", "anglais"), ("en", "vi", "tiếng Anh"), ("qaa", "fr", "qaa"),
     ("fr", "qaa", "fr"), ("pt_BR", "en", "Portuguese (Brazil)"),
     ("sr@latin", "en", "Serbian (Latin)"), ("ca@valencia", "en", "Catalan (valencia)"),
     ("not a code", "en", "not a code")],
)  # fmt: skip
def test_a_language_has_a_name_within_a_sentence(language: str, other: str, name: str):
    assert name_in(language, other) == name


@pytest.mark.parametrize("language", ["ar", "ar_EG", "he", "fa", "ur", "ug@arabic"])
def test_languages_that_run_from_right_to_left(language: str):
    assert runs_leftwards(language)


@pytest.mark.parametrize("language", ["vi", "fr", "zh_Hant", "qaa", "sr@latin"])
def test_languages_that_run_from_left_to_right(language: str):
    assert not runs_leftwards(language)


@pytest.mark.parametrize(
    ("language", "found"),
    [("pt_BR", 1), ("pt", 2), ("pt_PT", 2), ("zh_Hant_TW", 3), ("pt@x", 2), ("fr", None)],
)
def test_a_table_is_asked_for_the_language_and_then_for_its_parents(language: str, found: object):
    assert of_language({"pt_BR": 1, "pt": 2, "zh_Hant": 3}, language) == found


@pytest.mark.parametrize("language", NOTICES)
def test_a_notice_counts_in_its_language(language: str):
    for count, total in ((1, 9), (2, 9), (5, 9), (9, 9)):
        text, known = notice_text(language, "de", count, total)
        assert known == language
        assert "{" not in text
        assert str(total) in text or count == total
        assert name_in("de", language) in text


def test_a_notice_is_in_english_where_nobody_has_translated_it():
    assert notice_text("fr_CA", "en", 1, 1)[1] == "fr"
    assert notice_text("pt_BR", "en", 1, 2) == (
        "One of the 2 passages of this page is not translated yet. It is shown in English.",
        "en",
    )
