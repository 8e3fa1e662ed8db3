"""The grammar asks only the rules that can match; what it finds is what all of them would find."""

import pytest
from hypothesis import assume, given, settings

from polybook.formats.grammar import parse_blocks
from tests.documents import documents, has_two_formulas_on_a_line
from tests.formats.pages import BOOKS, constructs, pages_of
from tests.structure import reader


def plain(tokens):
    return [
        (token.type, token.tag, token.nesting, token.level, token.map, token.markup, token.info,
         token.content, token.hidden, token.attrs)
        for token in tokens
    ]  # fmt: skip


def check_blocks(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    md, env, expected = reader(), {}, []
    md.block.parse(text, md, env, expected)
    found = parse_blocks(text)
    assert plain(found.tokens) == plain(expected)
    assert dict(found.references) == env.get("references", {})


@pytest.mark.parametrize("book", BOOKS)
def test_the_blocks_of_real_pages_are_those_that_every_rule_finds(book):
    for name, data in pages_of(book).items():
        if name.endswith(".md"):
            check_blocks(data.decode())


def test_the_blocks_of_every_construct_are_those_that_every_rule_finds():
    for text in constructs().values():
        check_blocks(text)


@settings(max_examples=300, deadline=None)
@given(documents())
def test_the_blocks_of_any_document_are_those_that_every_rule_finds(text):
    assume(not has_two_formulas_on_a_line(text))
    check_blocks(text)
