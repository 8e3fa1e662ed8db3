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
without blanks, code and formulas; how many a language needs is known for few languages.
"""

from __future__ import annotations

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


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for a translation that is far too long or far too short."""
    if pair.translation.raw == pair.english.raw:
        return  # not translated, which other checks say
    ours, theirs = _length(pair.translation), _length(pair.english)
    expected = theirs * setting.language.punctuation.length
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


def _length(text: Text) -> int:
    """Return how many characters of prose there are: no blanks, no protected tokens."""
    return len(text.solid) - text.solid.count(" ") - text.solid.count("\ufffc")
