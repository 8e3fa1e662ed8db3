"""A translation is about as long as its language needs.

Half a sentence was forgotten, or the next paragraph was swallowed, or an engine went on talking.

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
from polybook.model.finding import Severity

CODE = "length-ratio"
SEVERITY = Severity.WARNING

# Found on pairs of English and Vietnamese that people had reviewed: of 2,491 these leave out three.
FACTOR = 1.6
SLACK = 15
"""Characters that a short text may be longer or shorter."""


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for a translation that is far too long or far too short."""
    if pair.translation.raw == pair.english.raw:
        return  # not translated, which other checks say
    ours, theirs = _length(pair.translation), _length(pair.english)
    expected = theirs * setting.language.punctuation.length
    if ours > FACTOR * expected + SLACK:
        fault = "long; see that nothing was added"
    elif ours * FACTOR < expected - SLACK:
        fault = "short; see that nothing is missing"
    else:
        return
    yield Fault(f"{ours} characters of prose for {theirs} of the English is very {fault}")


def _length(text: Text) -> int:
    """Return how many characters of prose there are: no blanks, no protected tokens."""
    return len(text.solid) - text.solid.count(" ") - text.solid.count("\ufffc")
