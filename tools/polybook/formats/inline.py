"""The inline tokens of a unit: code, math, links, roles, HTML. One answer to what a formula is.

Read with markdown-it's own inline rules, wrapped to record where each token stands. Shared by
extraction (is there a word in it?), update (which tokens are protected?) and the merge guard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, wraps
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from polybook.formats.grammar import parser
from polybook.formats.html import visible
from polybook.model.span import Span

InlineRule = Callable[[StateInline, bool], bool]


class InlineKind(StrEnum):
    """What an inline token is."""

    CODE = "code"
    MATH = "math"
    ROLE = "role"
    LINK = "link"
    IMAGE = "image"
    AUTOLINK = "autolink"
    HTML = "html"
    ENTITY = "entity"
    FOOTNOTE = "footnote"
    SUBSTITUTION = "substitution"
    ATTRIBUTES = "attributes"
    URL = "url"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Inline:
    """One inline token of a unit's text."""

    kind: InlineKind
    span: Span
    """The whole token, in code points of the text."""
    raw: str
    """The token as written."""
    target: str = ""
    """Where it points: a link's or image's decoded destination, a role's target."""
    name: str = ""
    """A role's name."""
    prose: Span | None = None
    """The part that readers see and translators translate: link text, alt text, role title."""


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

TEXT_ROLES = frozenset(
    {"abbr", "dfn", "emphasis", "guilabel", "kbd", "literal", "menuselection", "strong"}
    | {"sub", "subscript", "sup", "superscript"}
)
"""Roles whose whole content is text for readers, not the name of a target."""

TITLED = re.compile(r"(?s)(?P<title>.+?)\s*<(?P<target>[^<>]*)>\Z")
"""Sphinx's explicit title: a role's content as `text <target>`."""

BARE_URL = re.compile(
    r"(?:https?|ftp)://[^\s<>`，。、；：！？）】」』]*[^\s<>`.,;:!?'\")\]*_，。、；：！？）】」』]"
)
UNMARKED = (
    (InlineKind.URL, BARE_URL),
    (InlineKind.TEMPLATE, re.compile(r"(?s)\{%.*?%\}|\{\{.*?\}\}")),
    (InlineKind.ATTRIBUTES, re.compile(r"\{:[^{}\n]*\}")),
)
"""What markdown-it takes for text and other programs do not: addresses, Liquid, kramdown."""
WORD = re.compile(r"[^\W\d_]{2,}|[^\W\d_\x00-\x7f]")
"""Two letters, or one that is not ASCII (a Chinese word, a Vietnamese "ở")."""
WORDS = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
"""Words as readers count them: "don't", "3.14" and "well-kept" are one each."""
MARKUP = re.compile(r"[`$\\<{\[&]|://")
PLAIN_WORD = re.compile(r"[^`$\\<{\[!&:]*?(?:[^\W\d_]{2,}+|[^\W\d_\x00-\x7f])(?![\w.+-]{0,40}:)")
"""A word that stands before anything that could be markup: the common case, decided cheaply."""

_MARKS = "polybook inline marks"


def read_inline(text: str, references: Mapping[str, Any] | None = None) -> tuple[Inline, ...]:
    """Return the inline tokens of `text` in order; a link's content follows the link itself.

    `references` are the page's link reference definitions, which `[text][label]` needs.
    """
    marks: list[Inline] = []
    env: dict[str, Any] = {_MARKS: marks, "references": dict(references or {})}
    md = _inline_parser()
    md.inline.parse(text, md, env, [])
    covered = [mark.span for mark in marks]
    for kind, pattern in UNMARKED:
        for match in pattern.finditer(text):
            if not any(span.start <= match.start() < span.end for span in covered):
                target = match[0] if kind is InlineKind.URL else ""
                marks.append(Inline(kind, Span(*match.span()), match[0], target=target))
    return tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)))


def has_prose(text: str) -> bool:
    """Tell whether `text` has a word to translate outside its protected tokens."""
    if PLAIN_WORD.match(text):
        return True
    if not WORD.search(text):
        return False
    tokens = read_inline(text)
    if WORD.search(mask(text, tokens)):
        return True
    return any(WORD.search(visible(tag.raw)) for tag in tokens if tag.kind is InlineKind.HTML)


def count_words(text: str) -> int:
    """Return how many words of `text` there are to translate: markup and its targets left out."""
    if MARKUP.search(text):
        text = mask(text, read_inline(text))
    return len(WORDS.findall(text))


def plain_text(text: str) -> str:
    """Return the text and code of `text` without markup, formulas left out.

    This is what MyST-Parser makes a heading's slug from (`compute_unique_slug`).
    """
    tokens: list[Token] = []
    md = _inline_parser()
    md.inline.parse(text, md, {}, tokens)
    kinds = ("text", "text_special", "code_inline")
    return "".join(token.content for token in tokens if token.type in kinds)


def mask(text: str, tokens: Sequence[Inline]) -> str:
    """Return `text` with every protected character turned into a blank, prose kept; same length."""
    chars = list(text)
    for token in tokens:
        for place in range(token.span.start, token.span.end):
            if token.prose is None or not token.prose.start <= place < token.prose.end:
                chars[place] = " "
    return "".join(chars)


def protected(text: str) -> tuple[str, ...]:
    """Return what a translation must hold as it stands: code, math, targets, URLs, HTML, in order.

    Two texts whose prose is the same and whose protected strings differ are the same sentence with,
    say, another link: this is what *edited along* means in catalog/update.
    """
    found: list[str] = []
    for token in read_inline(text):
        if token.prose is None:
            found.append(token.raw)
        else:
            found.append(text[token.prose.end : token.span.end])
    return tuple(found)


@cache
def _inline_parser() -> MarkdownIt:
    md = parser()
    for rule in md.inline.ruler.__rules__:
        if rule.name in RULES:
            rule.fn = _recording(RULES[rule.name], rule.fn)
    md.inline.ruler.__compile__()
    return md


def _recording(kind: InlineKind, rule: InlineRule) -> InlineRule:
    @wraps(rule)
    def record(state: StateInline, silent: bool) -> bool:
        marks = state.env.get(_MARKS)
        if silent or marks is None:
            return rule(state, silent)
        start, tokens, known = state.pos, len(state.tokens), len(marks)
        if not rule(state, silent):
            return False
        if kind is InlineKind.IMAGE:
            # The alt text was parsed as a text of its own, whose offsets begin at its start.
            marks[known:] = [_shifted(mark, start + 2) for mark in marks[known:]]
        if kind is InlineKind.CODE and len(state.tokens) == tokens:
            return True  # backticks that nothing closes
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
        return _role(span, raw)
    return Inline(kind, span, raw)


def _role(span: Span, raw: str) -> Inline:
    name, _, rest = raw[1:].partition("}")
    ticks = len(rest) - len(rest.lstrip("`"))
    content = rest[ticks:-ticks]
    begin = span.end - ticks - len(content)
    if name in TEXT_ROLES:
        prose = Span(begin, begin + len(content))
        return Inline(InlineKind.ROLE, span, raw, name=name, prose=prose)
    if titled := TITLED.match(content):
        prose = Span(begin, begin + titled.end("title"))
        return Inline(InlineKind.ROLE, span, raw, target=titled["target"], name=name, prose=prose)
    return Inline(InlineKind.ROLE, span, raw, target=content, name=name)
