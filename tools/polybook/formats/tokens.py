"""What an inline token is, and how one is made of a role or of a match that needs no parser.

Who reads texts imports from `inline`, which finds the tokens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from polybook.formats.roles import ROLE_NAME, TEXT_ROLE, TITLED
from polybook.model.span import Span


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


def simple_token(text: str, match: re.Match[str]) -> Inline:
    """Return the token that a match of the pattern of simple tokens (`simple.TOKEN`) is."""
    span, raw = Span(*match.span()), match[0]
    if raw[0] in "[!":
        kind = InlineKind.LINK if raw[0] == "[" else InlineKind.IMAGE
        words, _, target = raw[:-1].partition("](")
        opening = span.start + words.index("[") + 1
        return Inline(kind, span, raw, target, prose=Span(opening, span.start + len(words)))
    if raw[0] == "{":
        return role_token(span, raw)
    if raw[0] == "$":
        return Inline(InlineKind.MATH, span, raw)
    return named_role(text, Inline(InlineKind.CODE, span, raw))


def named_role(text: str, mark: Inline) -> Inline:
    """Return the role that a code token is when a role's name in colons stands before it."""
    start = mark.span.start
    if mark.kind is not InlineKind.CODE or text[start - 1 : start] != ":":
        return mark
    name = ROLE_NAME.search(text[max(0, start - 80) : start])
    if name is None:
        return mark
    role = role_token(mark.span, "{" + name[1] + "}" + mark.raw)
    span = Span(start - len(name[0]), mark.span.end)
    return replace(role, span=span, raw=name[0] + mark.raw)


def role_token(span: Span, raw: str) -> Inline:
    """Return the token of the role that is written at `span` as `raw`, its name in braces."""
    name, _, rest = raw[1:].partition("}")
    ticks = len(rest) - len(rest.lstrip("`"))
    content = rest[ticks:-ticks]
    begin = span.end - ticks - len(content)
    if TEXT_ROLE.fullmatch(name):
        prose = Span(begin, begin + len(content))
        return Inline(InlineKind.ROLE, span, raw, name=name, prose=prose)
    if titled := TITLED.match(content):
        prose = Span(begin, begin + titled.end("title"))
        return Inline(InlineKind.ROLE, span, raw, target=titled["target"], name=name, prose=prose)
    return Inline(InlineKind.ROLE, span, raw, target=content, name=name)
