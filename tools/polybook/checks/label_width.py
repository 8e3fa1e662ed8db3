"""A label of a picture is about as wide as its English.

Text in a picture does not flow: what is too long runs over an arrow or out of the frame. How much
room there is, only the picture shows; this names the labels that are worth a look.

Bad:

    English:     loss
    Translation: giá trị của hàm mất mát

Good:

    Translation: mất mát

Known limits: an estimate by counting letters, of the longest line; titles and descriptions, which
have no place in the picture, are left out. A label that fits is waived with that reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from polybook.checks.texts import PROTECTED, Fault, Pair, Setting, Text
from polybook.model.finding import Severity
from polybook.model.unit import Kind

CODE = "label-width"
SEVERITY = Severity.NOTE

FACTOR = 1.5
SLACK = 6
"""Letters that a short label may be wider: authors leave so much room beside a word."""


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for a label that is much wider than its English."""
    if pair.unit.kind is not Kind.LABEL or pair.unit.detail:
        return
    ours, theirs = _width(pair.translation), _width(pair.english)
    if ours > FACTOR * theirs and ours > theirs + SLACK:
        yield Fault(
            f"about {ours} letters wide where the English is {theirs}; see in the picture "
            "whether it fits, or shorten it"
        )


def _width(text: Text) -> int:
    """Return how many letters wide the longest line is; those of Chinese are as wide as two."""
    return max(sum(map(_letters, line)) for line in text.solid.split("\n"))


def _letters(character: str) -> int:
    if character == PROTECTED or combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
