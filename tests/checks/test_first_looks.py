"""Whom `check` need not ask: what it is told at a first look holds for every pair."""

import unicodedata

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from polybook.checks import (
    LANGUAGE,
    PAIR,
    RARE,
    control_character,
    hidden_character,
    lookalike,
    nbsp,
)
from polybook.checks.needless import OF_CHANGES, OF_TOKENS, kind_of, needless
from polybook.checks.ordinary import is_ordinary
from polybook.checks.texts import Setting, make_pair
from polybook.model.entry import Entry
from polybook.model.span import Span
from polybook.model.unit import Kind, Unit
from polybook.terms.glossary import Glossary
from polybook.terms.language import ENGLISH, language
from tests.documents import NASTY, RAW, TOKENS, WORDS, paragraphs

SETTINGS = [Setting(language(code), ENGLISH, Glossary(code)) for code in ("vi", "fr", "xx")]
ODD = [
    "1,000", "LaTeX", "hai hai", "Ann Lee, Bo Xu, Cy Wu", "từ", "e\u0301", "\u00a0", "\u200b",
    "\x01", "\u0430bc", "Ã©", "\ufffd", "%C3", "xn--a", "&#x200b;", "&#1072;", "ﬁ", "\u0344", "``",
    "((", "“",
]  # fmt: skip
PIECES = st.lists(st.one_of(WORDS, TOKENS, st.sampled_from(ODD)), min_size=1, max_size=6)
TEXTS = st.one_of(PIECES.map(" ".join), paragraphs(), NASTY, RAW)


def pair_of(english, translation, kind=Kind.PARAGRAPH):
    unit = Unit(english, Span(0, len(english)), kind)
    return make_pair(unit, Entry(msgid=english, msgstr=translation))


def fired(pair, codes):
    """Return which of these checks have something to say of a pair, in any language."""
    return {
        rule.CODE
        for rule in (*PAIR, *LANGUAGE["vi"])
        if rule.CODE in codes and any(list(rule.check(pair, one)) for one in SETTINGS)
    }


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sampled_from(list(Kind)))
def test_a_text_that_is_its_english_has_no_faults_of_change(text, kind):
    assume(text.strip())
    assert fired(pair_of(text, text, kind), OF_CHANGES) == set()


@settings(max_examples=400, deadline=None)
@given(PIECES, st.randoms(use_true_random=False), st.sampled_from(list(Kind)))
def test_texts_with_the_same_tokens_have_no_faults_of_tokens(pieces, chance, kind):
    others = [*pieces, "thêm"]
    chance.shuffle(others)
    pair = pair_of(" ".join(pieces), " ".join(others), kind)
    assume(pair.same_tokens)
    assert fired(pair, OF_TOKENS) == set()


@settings(max_examples=600, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(list(Kind)))
def test_checks_that_a_kind_of_pair_does_not_need_have_nothing_to_say(english, other, kind):
    pair = pair_of(english, other, kind)
    assert fired(pair, needless(kind_of(pair))) == set()


def test_a_check_is_needed_where_its_marks_are():
    def needs(english, translation):
        return {"emphasis-kept", "vi-year"} - needless(kind_of(pair_of(english, translation)))

    assert needs("a", "b") == set()
    assert needs("*a*", "b") == needs("a", "*b") == {"emphasis-kept"}
    assert needs("a", "năm {ref}`b`") == {"vi-year"}


@settings(max_examples=600, deadline=None)
@given(TEXTS, TEXTS)
def test_what_is_rare_is_seen_in_all_texts_at_once(english, translation):
    assume(translation.strip())
    texts = f"Lời\n{translation}\n{unicodedata.normalize('NFC', 'từ')}"
    silent = {rule.CODE for rule in RARE if not rule.could(texts)}
    assert fired(pair_of(english, translation), silent) == set()


def test_every_rare_check_is_asked_where_there_is_something():
    signs = {
        "nbsp": "a\u00a0b",
        "control-character": "a\x01b",
        "hidden-character": "a&#x200b;b",
        "lookalike": "p\u0430ge",
        "mojibake": "Ã©",
        "not-nfc": "e\u0301",
    }
    assert {rule.CODE for rule in RARE} == signs.keys()
    for rule in RARE:
        assert rule.could(f"Lời\n{signs[rule.CODE]}\nlời")
        assert not rule.could("Lời\nthường\n")


def test_no_ordinary_character_is_one_that_a_check_looks_for():
    every = map(chr, {*range(0x110000)} - {*range(0xD800, 0xE000)})
    ordinary = "".join(filter(is_ordinary, every))
    assert {"a", "ệ", "đ", "“", "\n"} <= set(ordinary)
    looked_for = control_character.CONTROL, hidden_character.HIDDEN, nbsp.SPACE, lookalike.COULD
    assert [found[0] for one in looked_for for found in one.finditer(ordinary)] == []
    assert not is_ordinary("a&nbsp;b")
    assert not is_ordinary("a&#x200b;b")
