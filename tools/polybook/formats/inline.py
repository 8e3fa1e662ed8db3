"""The inline tokens of a unit: code, math, links, roles, HTML. One answer to what a formula is.

Read with markdown-it's own inline rules, wrapped to record where each token stands. Shared by
extraction (is there a word in it?), update (which tokens are protected?), the merge guard and the
checks, which also ask where emphasis stands and which marks are left over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial, wraps
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from polybook.formats.emphasis import (
    DELIMITERS,
    Delimiter,
    Emphasis,
    emphasised,
    marking,
    note_delimiter,
    settle_delimiters,
)
from polybook.formats.formulas import bracketed
from polybook.formats.grammar import parser
from polybook.formats.simple import could_mark, read_simple
from polybook.formats.starts import InlineRule, ask_by_start
from polybook.formats.tokens import Inline, InlineKind, named_role, role_token, simple_token
from polybook.model.span import Span

__all__ = [
    "BARE_URL",
    "TEMPLATE_ADDRESS",
    "Inline",
    "InlineKind",
    "Reading",
    "inline_parser",
    "is_only_image",
    "read_inline",
    "read_text",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one inline parse of a text tells."""

    tokens: tuple[Inline, ...] = ()
    """The protected tokens in order; a link's content follows the link itself."""
    emphasis: tuple[Emphasis, ...] = ()
    """What is emphasised, in the order of its closing marks; inner before outer."""
    stray: tuple[Span, ...] = ()
    """Asterisks, underscores and backticks that readers see as such, in order, runs as one."""


RULES: Mapping[str, InlineKind] = {
    "backticks": InlineKind.CODE,
    "math_inline": InlineKind.MATH,
    "myst_role": InlineKind.ROLE,
    "link": InlineKind.LINK,
    "image": InlineKind.IMAGE,
    "autolink": InlineKind.AUTOLINK,
    "html_inline": InlineKind.HTML,
    "entity": InlineKind.ENTITY,
    "footnote_ref": InlineKind.FOOTNOTE,
    "substitution_inline": InlineKind.SUBSTITUTION,
    "attr": InlineKind.ATTRIBUTES,
    "span": InlineKind.ATTRIBUTES,
}
"""The inline rules that make protected tokens, and the kind of each."""

BARE_URL = re.compile(
    r"(?:https?|ftp)://[^\s<>`，。、；：！？）】」』]*[^\s<>`.,;:!?'\")\]*_，。、；：！？）】」』]"
)
UNMARKED = (
    (InlineKind.URL, "://", BARE_URL),
    (InlineKind.TEMPLATE, "}", re.compile(r"(?s)\{%.*?%\}|\{\{.*?\}\}")),
    (InlineKind.ATTRIBUTES, "{:", re.compile(r"\{:[^{}\n]*\}")),
)
"""What markdown-it takes for text and other programs do not: addresses, Liquid, kramdown.

Before the pattern of each stands what no match is without.
"""
TEMPLATE_ADDRESS = re.compile(
    r"(?s)(?<=\]\()(?:[^\s(){]|\{(?![{%]))*(?:(?:\{\{.*?\}\}|\{%.*?%\})[^\s(){]*)+"
)
"""A link's destination with template tags: `{{ site.baseurl }}{% post_url 2026-11-05-a %}#b`."""

PLAIN = Reading()

REMEMBERED = 2000
"""Texts whose reading is remembered: those of one page, which guard and checks both ask for."""

_MARKS = "polybook inline marks"


def read_inline(text: str, references: Mapping[str, Any] | None = None) -> tuple[Inline, ...]:
    """Return the inline tokens of `text` in order; a link's content follows the link itself.

    `references` are the page's link reference definitions, which `[text][label]` needs.
    """
    return read_text(text, references).tokens


def read_text(text: str, references: Mapping[str, Any] | None = None) -> Reading:
    """Return tokens, emphasis and left-over marks of `text`, from one parse.

    `references` are the page's link reference definitions, which `[text][label]` needs.
    """
    if not could_mark(text):
        return PLAIN
    return _read(text, references) if references else _remembered(text)


@lru_cache(REMEMBERED)
def _remembered(text: str) -> Reading:
    return _read(text, {})


def _read(text: str, references: Mapping[str, Any]) -> Reading:
    if simple := read_simple(text, defines=bool(references)):
        matches, emphasis, stray = simple
        return Reading(tuple(map(partial(simple_token, text), matches)), emphasis, stray)
    return _parsed(text, references)


def _parsed(text: str, references: Mapping[str, Any]) -> Reading:
    """Read a text with the grammar's own rules."""
    marks: list[Inline] = []
    delimiters: list[Delimiter] = []
    env: dict[str, Any] = {
        _MARKS: marks, DELIMITERS: delimiters, "references": dict(references)
    }  # fmt: skip
    md = inline_parser()
    md.inline.parse(text, md, env, [])
    if ":`" in text:
        marks = [named_role(text, mark) for mark in marks]
    if "](" in text and ("{{" in text or "{%" in text):
        marks = _with_addresses(text, marks)
    covered = [mark.span for mark in marks]
    for kind, needed, pattern in UNMARKED:
        for match in pattern.finditer(text) if needed in text else ():
            if not any(span.start <= match.start() < span.end for span in covered):
                target = match[0] if kind is InlineKind.URL else ""
                marks.append(Inline(kind, Span(*match.span()), match[0], target=target))
    emphasis, stray = emphasised(text, delimiters) if delimiters else ((), ())
    if "\\\\" in text:
        taken = [*(mark.span for mark in marks), *(one.span for one in emphasis)]
        spans = bracketed(text, taken)
        marks += [Inline(InlineKind.MATH, span, span.of(text)) for span in spans]
    tokens = tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)))
    return Reading(tokens, emphasis, stray)


def is_only_image(text: str) -> bool:
    """Tell whether `text` is one image and nothing else."""
    text = text.strip()
    if not text.startswith("![") or not text.endswith((")", "]")):
        return False
    tokens = read_inline(text)
    return bool(tokens) and tokens[0].kind is InlineKind.IMAGE and tokens[0].raw == text


def _with_addresses(text: str, marks: list[Inline]) -> list[Inline]:
    """Return the tokens with one for each link's destination that has blanks in a template tag.

    markdown-it sees no link there; Liquid runs first, and then it is one.
    """
    for match in TEMPLATE_ADDRESS.finditer(text):
        place = match.start()
        if any(_hides(mark, place) for mark in marks):
            continue
        kind = InlineKind.SUBSTITUTION if match[0][:2] == "{{" else InlineKind.TEMPLATE
        marks = [mark for mark in marks if not place <= mark.span.start < match.end()]
        marks.append(Inline(kind, Span(*match.span()), match[0]))
    return marks


def _hides(mark: Inline, place: int) -> bool:
    """Tell whether a character is part of a token other than a substitution, and no prose in it."""
    start = mark.prose.end if mark.prose else mark.span.start
    return start <= place < mark.span.end and mark.kind is not InlineKind.SUBSTITUTION


@cache
def inline_parser() -> MarkdownIt:
    """Return the grammar's parser, which records what `read_text` asks for."""
    md = parser()
    for rule in md.inline.ruler.__rules__:
        if rule.name in RULES:
            rule.fn = _recording(RULES[rule.name], rule.fn)
        elif rule.name == "emphasis":
            rule.fn = marking(rule.fn)
    ask_by_start(md.inline.ruler)
    md.inline.ruler2.after("emphasis", "polybook_delimiters", settle_delimiters)
    return md


def _recording(kind: InlineKind, rule: InlineRule) -> InlineRule:
    @wraps(rule)
    def record(state: StateInline, silent: bool) -> bool:
        marks = state.env.get(_MARKS)
        if silent or marks is None:
            return rule(state, silent)
        delimiters = state.env[DELIMITERS]
        start, tokens, known, noted = state.pos, len(state.tokens), len(marks), len(delimiters)
        if not rule(state, silent):
            return False
        if kind is InlineKind.IMAGE:
            # The alt text was parsed as a text of its own, whose offsets begin at its start.
            marks[known:] = [_shifted(mark, start + 2) for mark in marks[known:]]
            for delimiter in delimiters[noted:]:
                delimiter.place += start + 2
        if kind is InlineKind.CODE and len(state.tokens) == tokens:
            # Backticks that nothing closes stay text, which the parser has not made a token of yet.
            note_delimiter(state, start, Token("text", "", 0, content=state.src[start : state.pos]))
            return True
        marks.insert(known, _mark(kind, state, start, tokens))
        return True

    return record


def _shifted(mark: Inline, offset: int) -> Inline:
    span = Span(mark.span.start + offset, mark.span.end + offset)
    prose = mark.prose and Span(mark.prose.start + offset, mark.prose.end + offset)
    return replace(mark, span=span, prose=prose)


def _mark(kind: InlineKind, state: StateInline, start: int, tokens: int) -> Inline:
    span = Span(start, state.pos)
    raw = span.of(state.src)
    if kind in (InlineKind.LINK, InlineKind.IMAGE):
        opening = start + (2 if kind is InlineKind.IMAGE else 1)
        closing = state.md.helpers.parseLinkLabel(state, opening - 1, False)
        attribute = "src" if kind is InlineKind.IMAGE else "href"
        made = (token for token in state.tokens[tokens:] if attribute in token.attrs)
        target = str(next(made).attrs[attribute])
        return Inline(kind, span, raw, target=target, prose=Span(opening, closing))
    if kind is InlineKind.ATTRIBUTES and raw[0] == "[":
        closing = state.md.helpers.parseLinkLabel(state, start, False)
        return Inline(kind, span, raw, prose=Span(start + 1, closing))
    if kind is InlineKind.AUTOLINK:
        return Inline(kind, span, raw, target=raw[1:-1])
    if kind is InlineKind.ROLE:
        return role_token(span, raw)
    return Inline(kind, span, raw)
