"""Short cuts of the inline parser: what they find is what asking every rule everywhere finds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybook.formats import inline
from polybook.formats.grammar import parser
from polybook.formats.inline import inline_parser, read_text
from polybook.formats.starts import STARTS, TEXT

REFERENCES = {"R": {"href": "r", "title": ""}}
PIECES = [
    *"$`*_[](){}<>!&\\-:=#^~@. \n", "a", "$x$", "`c`", "``", "{r}`c`", "{r}", ":r:`c`", "{{ s }}",
    "![", "](x)", "]{.c}", "[^1]", "[R]", "&amp;", "<b>", "<https://a.example>", "{%", "%}", "{:",
    "https://a.example", "\\]", "  \n",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
simple = st.lists(st.sampled_from(["$x$", "`c`", "{r}`c`", ":r:`c`", *"$`{}: a"]), max_size=8)


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


@settings(max_examples=500, deadline=None)
@given(st.one_of(texts, simple.map("".join)))
def test_simple_tokens_are_what_the_parser_finds(text):
    quick = read_text(text, REFERENCES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inline, "SIMPLE", re.compile("(?!)"))
        assert quick == read_text(text, REFERENCES)
