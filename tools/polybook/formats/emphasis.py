"""Where emphasis stands in a text, and which of its marks stay characters that readers see.

CommonMark decides about asterisks and underscores only at the end of a text. The rule that finds
them is wrapped to remember where each stands, and a rule after the decision looks at the outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from polybook.model.span import Span

DELIMITERS = "polybook delimiters"
"""Where a parser's environment keeps the list of `Delimiter`."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """One stretch that CommonMark emphasises."""

    span: Span
    """With its marks, in code points of the text."""
    marks: int
    """Characters of each mark: 1 for emphasis, 2 for strong emphasis."""

    @property
    def inner(self) -> Span:
        """The stretch between the marks."""
        return Span(self.span.start + self.marks, self.span.end - self.marks)


@dataclass(slots=True)
class Delimiter:
    """A mark that may become emphasis, and what it became."""

    state: StateInline
    place: int
    token: Token
    type: str = "text"
    content: str = ""


def emphasised(
    text: str, delimiters: Sequence[Delimiter]
) -> tuple[tuple[Emphasis, ...], tuple[Span, ...]]:
    """Return what the delimiters of `text` emphasise, and those that emphasise nothing."""
    found: list[Emphasis] = []
    stray: list[Span] = []
    opened: list[int] = []
    for delimiter in sorted(delimiters, key=lambda one: one.place):
        place = delimiter.place
        if delimiter.type.endswith("_open"):
            opened.append(place)
        elif delimiter.type.endswith("_close"):
            # Of the two characters of a strong mark, the inner one carries it.
            outer = 1 if delimiter.type == "strong_close" else 0
            span = Span(opened.pop() - outer, place + 1 + outer)
            found.append(Emphasis(span, 1 + outer))
        elif delimiter.content:
            end = place + len(delimiter.content)
            if stray and stray[-1].end == place and text[place] == text[place - 1]:
                stray[-1] = Span(stray[-1].start, end)
            else:
                stray.append(Span(place, end))
    return tuple(found), tuple(stray)


def marking(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Wrap the rule of asterisks and underscores, to know later what became of each."""

    @wraps(rule)
    def record(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not rule(state, silent):
            return False
        # Text that was pending has become a token before these.
        for place, token in enumerate(state.tokens[start - state.pos :], start):
            note_delimiter(state, place, token)
        return True

    return record


def note_delimiter(state: StateInline, place: int, token: Token) -> None:
    """Remember a mark at `place` of its text, where a reader asked for that."""
    if (delimiters := state.env.get(DELIMITERS)) is not None:
        delimiters.append(Delimiter(state, place, token))


def settle_delimiters(state: StateInline) -> None:
    """See what became of each delimiter, before texts that stand side by side are joined."""
    for delimiter in state.env.get(DELIMITERS, ()):
        if delimiter.state is state:
            delimiter.type, delimiter.content = delimiter.token.type, delimiter.token.content
