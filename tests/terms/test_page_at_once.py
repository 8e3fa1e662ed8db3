"""The texts of a page looked at as one: what is found is what is found in each."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybook.terms.compare import Comparer
from polybook.terms.forms import fold_each
from polybook.terms.language import language
from tests.terms.tables import glossary_of

GLOSSARY = glossary_of(
    "neural network,mạng nơ-ron,strict,mạng thần kinh,noun",
    "network,mạng,advisory,,noun",
    "harmony,hài hòa,strict,,noun",
    "IT,công nghệ thông tin,strict,,noun",
    "embedding,,keep,,noun",
)
PIECES = [
    "neural", "network", "Networks", "-", " ", "\n", "mạng", "nơ-ron", "thần kinh", "hài hoà",
    "hòa", "harmony", "it", "IT", "embedding", "ho", "a\u0300", "\u0300", "İ", "Σ", "*", "\0", ".",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@settings(deadline=None)
@given(st.lists(TEXT, max_size=6))
def test_terms_are_found_in_many_texts_as_in_each(texts):
    source = GLOSSARY.matcher.source
    assert source.find_each(texts) == [source.find(text) for text in texts]


@settings(deadline=None)
@given(st.lists(TEXT, max_size=6), st.sampled_from(["vi", "fr", "xx"]))
def test_texts_are_folded_as_each_of_them(texts, code):
    fold = language(code).fold
    assert fold_each(texts, fold) == [fold(text) for text in texts]


@settings(deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), max_size=6))
def test_a_page_is_compared_as_its_pairs_are(pairs):
    page, single = Comparer(GLOSSARY.matcher), Comparer(GLOSSARY.matcher)
    page.compare_page(pairs)
    for pair in pairs:
        assert list(map(said, page.compare(*pair))) == list(map(said, single.compare(*pair)))


def said(outcome):
    names = "headword", "uses", "found", "forms", "avoided", "left"
    return [getattr(outcome, name) for name in names]


@pytest.mark.parametrize("pair", [("a network", "một mạng"), ("the IT", "hài hoà")])
def test_a_pair_of_another_page_is_compared_all_the_same(pair):
    comparer = Comparer(GLOSSARY.matcher)
    comparer.compare_page([("harmony", "hài hòa")])
    assert list(map(said, comparer.compare(*pair)))
