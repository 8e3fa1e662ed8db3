"""A translation is about as long as its language needs.

Half a sentence was forgotten, or an engine went on talking. A heading that is far longer than its
English has swallowed the next block, which is an error: so does a heading that is longer and has
code, formulas or roles that its English has not.

Bad:

    English:     Summary
    Translation: Tóm tắt Các biến ngẫu nhiên có thể rời rạc hoặc liên tục

Good:

    Translation: Tóm tắt

Known limits: only what is far off is found, and of short texts nothing. Characters are counted,
without blanks, code, formulas and English that stands in brackets as a gloss; how many a language
needs is known for few languages. In a heading, an abbreviation may be spelled out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybook.checks.texts import Fault, Pair, Setting, Text
from polybook.formats.inline import InlineKind
from polybook.model.finding import Severity
from polybook.model.unit import Kind

CODE = "length-ratio"
SEVERITY = Severity.WARNING

# Found on pairs of English and Vietnamese that people had reviewed: of 2,491 these leave out three.
FACTOR = 1.6
SLACK = 15
"""Characters that a short text may be longer or shorter."""


SWALLOWED = 2.5
LITTLE = 10
"""As factor and slack, of a heading that has swallowed a block."""
TOKENS = (InlineKind.CODE, InlineKind.MATH, InlineKind.ROLE)
BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）")
ABBREVIATION = re.compile(r"\b[A-Z]{2,}\b")
SPELLED_OUT = 6
"""Characters of a word that a letter of an abbreviation stands for."""


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for a translation that is far too long or far too short."""
    if pair.translation.raw == pair.english.raw:
        return  # not translated, which other checks say
    ours, theirs = _length(pair.translation), _length(pair.english)
    expected = theirs * setting.language.punctuation.length
    if ours > FACTOR * expected + LITTLE:
        ours -= _glosses(pair)
        expected += _spelled_out(pair)
    if pair.unit.kind is Kind.HEADING and _has_swallowed(pair, ours, expected):
        message = (
            f"{ours} characters for {theirs} of the English: this heading has swallowed the next"
        )
        yield Fault(f"{message} block; write the heading alone", Severity.ERROR)
        return
    if ours > FACTOR * expected + SLACK:
        fault = "long; see that nothing was added"
    elif ours * FACTOR < expected - SLACK:
        fault = "short; see that nothing is missing"
    else:
        return
    yield Fault(f"{ours} characters of prose for {theirs} of the English is very {fault}")


def _has_swallowed(pair: Pair, ours: int, expected: float) -> bool:
    if ours > SWALLOWED * expected + LITTLE:
        return True
    known = {token.raw for token in pair.english.of(*TOKENS)}
    new = any(token.raw not in known for token in pair.translation.of(*TOKENS))
    return new and ours > FACTOR * expected + LITTLE


def _spelled_out(pair: Pair) -> int:
    """Return how much longer a heading may be whose abbreviations are spelled out."""
    if pair.unit.kind is not Kind.HEADING:
        return 0
    written = BRACKETS.sub("", pair.translation.raw)
    found = ABBREVIATION.findall(pair.english.raw)
    return SPELLED_OUT * sum(len(one) for one in found if one not in written)


def _glosses(pair: Pair) -> int:
    """Return how long the English is that a translation gives in brackets beside its own words.

    In headings, whatever the brackets have: an abbreviation, or what it stands for.
    """
    english = pair.english.solid.lower()
    if "(" in english:
        return 0
    found = BRACKETS.findall(pair.translation.solid)
    heading = pair.unit.kind is Kind.HEADING
    return sum(_size(one) for one in found if heading or one[1:-1].strip().lower() in english)


def _length(text: Text) -> int:
    """Return how many characters of prose there are: no blanks, no protected tokens."""
    return _size(text.solid)


def _size(text: str) -> int:
    return len(text) - text.count(" ") - text.count("\ufffc")
