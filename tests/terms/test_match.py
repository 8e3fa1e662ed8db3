import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybook.terms.glossary import Glossary, Level, Term
from tests.terms.tables import glossary_of

GLOSSARY = glossary_of(
    "neural network,mạng nơ-ron,strict,,noun",
    "convolutional neural network,mạng nơ-ron tích chập,strict,,noun",
    "network,mạng,advisory,,noun",
    "minibatch,lô nhỏ,advisory,,noun",
    "cross-entropy,entropy chéo,strict,,noun",
    "elementwise,[theo] từng phần tử,strict,,adj",
    "harmony,hài hòa,strict,,noun",
    "mean,trung bình,advisory,,noun",
    "average,trung bình,advisory,,noun",
    "train,huấn luyện,advisory,,verb",
    "training,đào tạo,advisory,,noun",
    "Bayes' rule,quy tắc Bayes,strict,,noun",
)
MATCHER = GLOSSARY.matcher


def source(text):
    return [(use.text, use.headwords[0].term) for use in MATCHER.source.find(text)]


def target(text):
    return [(use.text, [one.term for one in use.headwords]) for use in MATCHER.target.find(text)]


def test_the_longest_term_wins_and_uses_up_what_is_in_it():
    assert source("Convolutional neural networks are neural networks, and networks.") == [
        ("Convolutional neural networks", "convolutional neural network"),
        ("neural networks", "neural network"),
        ("networks", "network"),
    ]
    assert target("Mạng nơ-ron tích chập là mạng nơ-ron") == [
        ("Mạng nơ-ron tích chập", ["convolutional neural network"]),
        ("mạng nơ-ron", ["neural network"]),
    ]


@pytest.mark.parametrize(
    "text", ["mini-batch", "mini batch", "minibatches", "Mini-Batches", "MINIBATCH"]
)
def test_hyphens_blanks_capitals_and_plurals_make_no_difference(text):
    assert source(text) == [(text, "minibatch")]


@pytest.mark.parametrize(
    "text",
    ["cross entropy", "cross-\nentropy", "*cross* entropy", "cross‑entropy", "**Cross** *Entropy*"],
)
def test_line_breaks_and_emphasis_may_stand_inside_a_term(text):
    assert [term for _, term in source(text)] == ["cross-entropy"]


@pytest.mark.parametrize("text", ["subnetwork2", "networked", "meaning", "neural-networks2"])
def test_part_of_a_word_is_no_use(text):
    assert source(text) == []


def test_what_is_masked_parts_words():
    assert source("cross \ufffc entropy") == []


def test_apostrophes_of_both_kinds_are_one():
    assert [term for _, term in source("Bayes’ rule, Bayes' rule")] == ["Bayes' rule"] * 2


def test_a_dictionary_form_goes_before_an_inflected_one():
    assert source("training") == [("training", "training")]
    assert source("trained") == [("trained", "train")]


def test_optional_words_are_found_both_ways():
    assert [text for text, _ in target("theo từng phần tử; từng phần tử")] == [
        "theo từng phần tử",
        "từng phần tử",
    ]


def test_places_of_tone_marks_make_no_difference():
    assert [text for text, _ in target("hài hoà, hài hòa")] == ["hài hoà", "hài hòa"]


def test_a_form_of_two_terms_is_a_use_of_both():
    assert target("trung bình") == [("trung bình", ["mean", "average"])]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_places_are_those_of_the_text_that_was_given(form):
    text = unicodedata.normalize(form, "Đây là một mạng nơ-ron tích chập, rồi huấn luyện.")
    uses = MATCHER.target.find(text)
    assert [unicodedata.normalize("NFC", text[use.start : use.end]) for use in uses] == [
        "mạng nơ-ron tích chập",
        "huấn luyện",
    ]


def test_a_use_at_the_end_of_a_text_in_nfd_has_its_last_accents():
    text = unicodedata.normalize("NFD", "Sự hài hoà")
    (use,) = MATCHER.target.find(text)
    assert (use.end, unicodedata.normalize("NFC", use.text)) == (len(text), "hài hoà")


def test_rows_of_one_word_are_as_mild_as_the_mildest_of_them():
    rows = ["mean,trung bình,strict,nghĩa,noun", "mean,nghĩa,advisory,trung bình|ý,verb"]
    for same in (rows, rows[::-1]):
        (headword,) = glossary_of(*same).matcher.headwords
        assert headword.level is Level.ADVISORY
        assert sorted(headword.accepted) == ["nghĩa", "trung bình"]
        # What one sense forbids, another may need: nobody can tell in which sense it stands.
        assert list(headword.avoided) == ["ý"]
    assert glossary_of(rows[0]).matcher.headwords[0].level is Level.STRICT


def test_a_script_without_blanks_needs_none():
    matcher = glossary_of("deep learning,深度学习,strict", language="zh").matcher
    assert [use.text for use in matcher.target.find("这是深度学习的书")] == ["深度学习"]
    assert [use.text for use in matcher.source.find("使用deep learning的书")] == ["deep learning"]


def test_an_acronym_is_not_the_word_that_has_its_letters():
    matcher = glossary_of("IT,công nghệ thông tin,strict", "GAN,mạng đối sinh,strict").matcher
    assert [use.text for use in matcher.source.find("In IT, it is a GAN, and GANs are")] == [
        "IT",
        "GAN",
        "GANs",
    ]


def test_an_empty_glossary_finds_nothing():
    assert Glossary("vi").matcher.source.find("deep learning") == ()


def test_hundreds_of_terms_that_begin_alike_still_load():
    terms = tuple(Term("a" * length, ("b",)) for length in range(1, 190))
    found = Glossary("vi", "", terms).matcher.source.find("aaa " + "a" * 150)
    assert [len(use.text) for use in found] == [3, 150]


WORDS = st.sampled_from(
    ["neural", "network", "networks", "mini", "-", "batch", "a", "*", "\n", ","]
)


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_uses_are_in_order_and_never_overlap(text):
    uses = MATCHER.source.find(text)
    assert all(one.end <= other.start for one, other in pairwise(uses))
    assert all(text[use.start : use.end] == use.text for use in uses)


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text):
    for finder in (MATCHER.source, MATCHER.target):
        for use in finder.find(text):
            assert 0 <= use.start < use.end <= len(text)
