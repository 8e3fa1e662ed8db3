"""Attempts at emphasis that CommonMark does not read as such, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from polybook.checks.texts import Text
from polybook.model.span import Span

LONGEST = 300
"""Characters; marks that stand further apart were not meant for each other."""


class Why(Enum):
    """Why an attempt failed."""

    BLANK = "a blank inside"
    TOUCHES = "a letter outside"


@dataclass(frozen=True, slots=True)
class Attempt:
    """Two marks that were to emphasise what is between them, and do not."""

    span: Span
    """With the marks."""
    why: Why


def attempts(text: Text) -> Iterator[Attempt]:
    """Yield the failed attempts at emphasis in `text`, in order; no two share a mark."""
    if len(text.stray) < 2:
        return
    stray = iter(text.stray)
    opening = next(stray, None)
    while opening is not None:
        closing = next(stray, None)
        if closing is None:
            return
        why = _why(text.raw, opening, closing)
        if why is None:
            opening = closing
        else:
            yield Attempt(Span(opening.start, closing.end), why)
            opening = next(stray, None)


def _why(raw: str, opening: Span, closing: Span) -> Why | None:
    """Return why two marks do not emphasise; None where they do not look like a pair."""
    mark = opening.of(raw)
    if closing.of(raw) != mark or len(mark) > 3 or mark[0] == "`":
        return None
    inner = raw[opening.end : min(closing.start, opening.end + LONGEST + 1)]
    if len(inner) > LONGEST or not any(char.isalpha() for char in inner):
        return None
    before, after = _sides(raw, opening)[0], _sides(raw, closing)[1]
    if before.isalnum() and (inner[0].isspace() or (mark[0] == "_" and after.isalnum())):
        return None  # the end of something else, or a name such as `the_mean_value`
    if inner[-1].isspace() and after.isalnum():
        return None
    if inner[0].isspace() or inner[-1].isspace():
        return Why.BLANK
    return Why.TOUCHES if before.isalnum() or after.isalnum() else None


def _sides(raw: str, span: Span) -> tuple[str, str]:
    return raw[max(0, span.start - 1) : span.start], raw[span.end : span.end + 1]


def left_over(text: Text) -> list[Span]:
    """Return the marks that are left over and belong to no attempt."""
    failed = {place for one in attempts(text) for place in (one.span.start, one.span.end)}
    return [one for one in text.stray if one.start not in failed and one.end not in failed]
