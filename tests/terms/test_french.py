"""The forms of French words, and the language as checks and matching know it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybook.terms.french_forms import MOST, inflect, verb_forms
from polybook.terms.language import language
from tests.terms.tables import glossary_of

FRENCH = language("fr")


@pytest.mark.parametrize(
    ("form", "pos", "others"),
    [
        ("réseau de neurones", "noun", "réseaux de neurones"),
        ("taux d'apprentissage", "noun", "taux d'apprentissages"),
        ("minimum local", "noun", "minimums locaux|minima locaux"),
        ("jeu de données", "noun", "jeux de données"),
        ("travail", "noun", "travaux"),
        ("données", "noun", "donnée"),
        ("descente de gradient stochastique", "", "descentes de gradient stochastiques"),
        ("convexe", "adj", "convexes"),
        ("régulier", "adj", "réguliers|régulière|régulières"),
        ("négatif", "adj", "négatifs|négative|négatives"),
        ("directeur", "adj", "directrice|directeurs"),
        ("entraîner", "verb", "entraîne|entraînons|entraînées|entraînera|entraînant"),
        ("converger", "verb", "converge|convergeons|convergeait|convergent"),
        ("lancer", "verb", "lançons|lançait|lance"),
        ("régler", "verb", "règle|réglons|règlera"),
        ("apprendre", "verb", "apprend|apprenons|apprennent|appris|apprendra"),
        ("descendre", "verb", "descend|descendons|descendu|descendra"),
        ("atteindre", "verb", "atteint|atteignons|atteindra"),
        ("obtenir", "verb", "obtient|obtenons|obtenues|obtiendra"),
        ("finir", "verb", "finit|finissons|finies"),
        ("mettre à jour", "verb", "met à jour|mis à jour|mettons à jour"),
    ],
)
def test_a_term_has_the_forms_that_texts_have(form, pos, others):
    found = inflect(form, pos)
    assert found[0] == form
    assert set(others.split("|")) <= set(found)


@pytest.mark.parametrize(
    ("form", "pos"), [("prix", "noun"), ("lentement", "adverb"), ("gpt-4", "noun")]
)
def test_what_has_no_other_form_stays(form, pos):
    assert inflect(form, pos) == (form,)


@pytest.mark.parametrize("verb", ["aller", "être", "avoir", "x"])
def test_a_verb_that_no_rule_makes_is_itself_at_least(verb):
    assert verb in set(verb_forms(verb))


def test_a_long_term_does_not_multiply_without_end():
    assert 1 < len(inflect("grand petit minimum local final moyen global total", "adj")) <= MOST


LETTERS = st.text(alphabet="abcdeéèghilmnoprstuvx' -", max_size=30)


@given(LETTERS, st.sampled_from(["", "noun", "verb", "adj", "adv", "???"]))
def test_every_text_is_its_own_first_form(form, pos):
    found = inflect(form, pos)
    assert found[0] == form
    assert len(found) == len(set(found)) <= MOST


def test_tooltips_and_lookups_find_the_forms_as_well():
    matcher = glossary_of("neural network,réseau de neurones,strict,,noun", language="fr").matcher
    text = "Les réseaux de neurones ; d’un Réseau de neurones"
    assert [use.text for use in matcher.target.find(text)] == [
        "réseaux de neurones",
        "Réseau de neurones",
    ]


def test_the_tables_own_forms_go_before_inflected_ones():
    glossary = glossary_of(
        "prediction,prédictions,strict,,noun",
        "forecast,prédiction|prédit,strict,,noun",
        language="fr",
    )
    headword = glossary.matcher.headwords[1]
    assert list(headword.accepted) == ["prédiction", "prédit"]
    assert headword.forms["prédictions"] == "prédiction"
    assert headword.forms["prédit"] == "prédit"


def test_what_an_inflected_form_accepts_is_not_avoided():
    glossary = glossary_of("data,donnée,strict,données|chiffres,noun", language="fr")
    [headword] = glossary.matcher.headwords
    assert set(headword.avoided_forms) == {"chiffres", "chiffre"}


def test_vietnamese_foldings_are_not_those_of_french():
    assert FRENCH.fold("Où ? Hòa, LỲ") == "où ? hòa, lỳ"
    assert language("vi").fold("hòa") == language("vi").fold("hoà")


@pytest.mark.parametrize(("code", "speed"), [("fr_BE", 195), ("es", 218), ("ar", 138), ("xx", 230)])
def test_how_fast_a_language_is_read(code, speed):
    assert language(code).speed == speed


@pytest.mark.parametrize("code", ["zh_Hans", "ja", "vi", "id"])
def test_languages_without_endings_have_one_form(code):
    inflected = language(code).inflect
    assert inflected is not None
    assert tuple(inflected("học", "verb")) == ("học",)
