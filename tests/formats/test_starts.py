"""Short cuts of the inline parser: what they find is what asking every rule everywhere finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybook.formats import inline
from polybook.formats.grammar import parser
from polybook.formats.inline import inline_parser, read_text
from polybook.formats.reading import read_page
from polybook.formats.starts import STARTS, TEXT
from tests.helpers import corpus

REFERENCES = {"R": {"href": "r", "title": ""}}
PIECES = [
    *"$`*_[](){}<>!&\\-:=#^~@. \n", "a", "$x$", "`c`", "``", "{r}`c`", "{r}", ":r:`c`", "{{ s }}",
    "![", "](x)", "]{.c}", "[^1]", "[R]", "&amp;", "<b>", "<https://a.example>", "{%", "%}", "{:",
    "https://a.example", "\\]", "  \n",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
SIMPLE_PIECES = [
    "$x$", "`c`", "{r}`c`", ":r:`c`", *"$`{}: a([])!*.,-_&|^~#2é", "**", "từ", "\n", "“", "”", "—",
    "[a](b.md)", "[a b](https://x.example/y#q?r=1)", "![a](../i.png)", "[**", "**]", "(**", "**)",
    "://", "\u00a0", "\u3000",
]  # fmt: skip
simple = st.lists(st.sampled_from(SIMPLE_PIECES), max_size=10)
ASTERISKS = [*"* a.(“\u00a0é\n", "*", "**", "***", "`c`", "$x$", "[**", "**]"]
emphasised = st.lists(st.sampled_from(ASTERISKS), max_size=14).map("".join)


@pytest.fixture(scope="module")
def plain_parser():
    return parser.__wrapped__()


def parsed(md, text):
    tokens = md.inline.parse(text, md, {"references": REFERENCES}, [])
    return [token.as_dict() for token in tokens]


def test_every_rule_says_where_it_begins(plain_parser):
    enabled = {rule.name for rule in plain_parser.inline.ruler.__rules__ if rule.enabled}
    assert enabled - {TEXT} == STARTS.keys()


@settings(max_examples=500, deadline=None)
@given(texts)
def test_asking_by_start_finds_the_same_tokens(plain_parser, text):
    assert parsed(inline_parser(), text) == parsed(plain_parser, text)


@settings(max_examples=2000, deadline=None)
@given(st.one_of(texts, simple.map("".join), emphasised), st.sampled_from([REFERENCES, {}]))
def test_simple_texts_are_what_the_parser_finds(text, references):
    quick = read_text(text, references)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inline, "read_simple", lambda *_, **__: None)
        inline._remembered.cache_clear()
        assert quick == read_text(text, references)
    inline._remembered.cache_clear()


@pytest.mark.slow
def test_simple_texts_of_a_book_are_what_the_parser_finds(figure):
    simple_ones = 0
    for name, data in corpus("d2l-en-v0.17.5").items():
        for text in read_page(name, data.decode(), "markdown").texts:
            quick = inline.read_simple(text, defines=False)
            simple_ones += quick is not None
            assert read_text(text) == inline._parsed(text, {})
    figure("simple texts", simple_ones)
    assert simple_ones > 5000
