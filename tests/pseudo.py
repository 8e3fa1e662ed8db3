"""Pseudo-translation: every letter that is not in a protected token gets an accent.

A page that is still whole after it was cut rightly, and what still reads as English afterwards was
never given to translators.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from polybook.formats.inline import Inline, InlineKind, read_inline
from polybook.formats.page import Page
from polybook.formats.prose import mask
from polybook.model.unit import Kind, Unit

ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "àƀćđéƒĝĥíĵķĺɱńóṕɋŕśťúṽŵẋýžÀƁĆĐÉƑĜĤÍĴĶĹṀŃÓṔɊŔŚŤÚṼŴẊÝŽ",
)
HTML_PARTS = re.compile(
    r"(?is)(<!--.*?-->|<(script|style|pre|textarea)\b.*?</\2\s*>|<[^<>]*>|&#?\w+;)"
)
HEADING_ID = re.compile(r"\{#[^{}]*\}\Z")
HEARD = re.compile(
    r"(?is)(?<=\s)(?P<name>alt|title)=(?P<quote>[\"'])(?P<text>[^\"'<>&`]*)(?P=quote)"
)


def pseudo(unit: Unit, references: Mapping[str, Any]) -> str:
    """Return what a translator with one accent for every letter would write."""
    if unit.kind is Kind.HTML:
        return "".join(_html(part) for part in _pieces(unit.msgid))
    return pseudo_text(unit.msgid, references)


def pseudo_text(text: str, references: Mapping[str, Any] | None = None) -> str:
    """Accent the letters of inline Markdown that are not in a protected token."""
    tokens = read_inline(text, references)
    shown = HEADING_ID.sub(lambda match: " " * len(match[0]), mask(text, tokens))
    chars = [
        char.translate(ACCENTED) if seen != " " else char
        for char, seen in zip(text, shown, strict=True)
    ]
    for token in reversed(tokens):
        if token.kind is InlineKind.HTML:
            chars[token.span.start : token.span.end] = _html(token.raw)
        elif label := _label(token, text):
            end = token.span.end
            cut = end - 2 if text[:end].endswith("][]") else end
            chars[cut:end] = f"[{label}]"
    return "".join(chars)


def _label(token: Inline, text: str) -> str | None:
    """Return the label of a reference link that has no other one than its text."""
    if token.kind not in (InlineKind.LINK, InlineKind.IMAGE) or token.prose is None:
        return None
    after = text[token.prose.end : token.span.end]
    return token.prose.of(text) if after in ("]", "][]") else None


def _pieces(content: str) -> list[str]:
    pieces = []
    done = 0
    for match in HTML_PARTS.finditer(content):
        pieces += [content[done : match.start()], match[0]]
        done = match.end()
    return [*pieces, content[done:]]


def _html(part: str) -> str:
    """Accent a piece of HTML: all of a text, of a tag only what readers hear."""
    if part[:1] not in ("<", "&"):
        return part.translate(ACCENTED)
    if part.startswith("<!") or HTML_PARTS.fullmatch(part)[2]:
        return part
    return HEARD.sub(
        lambda match: (
            f"{match['name']}={match['quote']}{match['text'].translate(ACCENTED)}{match['quote']}"
        ),
        part,
    )


def pseudo_page(page: Page) -> dict[int, str]:
    """Return a msgstr for every unit of the page, by number."""
    return {number: pseudo(unit, page.references) for number, unit in enumerate(page.units)}
