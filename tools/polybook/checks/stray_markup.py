"""Readers see no asterisks, underscores, backticks or hashes of broken markup.

A mark that CommonMark cannot pair stays in the text as it is, and looks like dirt. An attempt at
emphasis that failed for a blank or a letter is what `emphasis-spacing` speaks of. The hashes of a
heading stand on the page, and are no part of its text.

Bad:

    English:     the concepts, the *context* and the *code*
    Translation: các khái niệm, *bối cảnh và *mã*

Good:

    Translation: các khái niệm, *bối cảnh* và *mã*

Known limits: marks that the English has as often are taken for meant, and so is every underscore
inside a word, as in `snake_case`; whether that was code in the English is for `code-kept`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybook.checks.attempts import left_over
from polybook.checks.place import excerpt
from polybook.checks.texts import Fault, Pair, Setting, Text
from polybook.model.finding import Severity
from polybook.model.span import Span
from polybook.model.unit import Kind

HASHES = re.compile(r"#{1,6}[ \t]")
"""What begins a heading, and in the text of one is text."""

CODE = "stray-markup"
SEVERITY = Severity.ERROR


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each kind of mark that is left over."""
    text = pair.translation
    own = HASHES.match(text.raw) if pair.unit.kind is Kind.HEADING else None
    if own and not HASHES.match(pair.english.raw):
        yield Fault(f"the page has the heading's {own[0].strip()} already; take it out here")
    if not text.stray:
        return
    left, meant = left_over(text), pair.english.stray
    for mark in "*_`":
        found = _of(text, left, mark)
        if mark == "_":
            found = [span for span in found if not _in_word(text.raw, span)]
        if found and len(found) > len(_of(pair.english, meant, mark)):
            place = excerpt(text.raw, found[0])
            times = f" {len(found)} times, first" if len(found) > 1 else ""
            yield Fault(
                f"the mark {mark} is left over{times} in {place}; "
                "pair it, take it out, or write a backslash before it"
            )


def _of(text: Text, spans: list[Span] | tuple[Span, ...], mark: str) -> list[Span]:
    return [span for span in spans if text.raw[span.start] == mark]


def _in_word(raw: str, span: Span) -> bool:
    """Tell whether letters stand on both sides, as in `snake_case`, which no parser takes apart."""
    before, after = raw[max(0, span.start - 1) : span.start], raw[span.end : span.end + 1]
    return before.isalnum() and after.isalnum()
