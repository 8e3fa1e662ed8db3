"""Texts whose inline tokens and emphasis are plain to see: most of a book, read without a parser.

Each pattern takes only what every rule of the grammar agrees on, and where anything is left that
might be markup, there is no answer. The tests hold the answers against full readings.
"""

from __future__ import annotations

import re

from polybook.formats.emphasis import Emphasis
from polybook.model.span import Span

COULD_MARK = re.compile(r"[`$\\<{\[&*_]|://")
"""Without any of these a text has no inline markup: the common case, decided cheaply."""
COULD_BE_ELSE = re.compile(r"[`$\\<{&_]|://")
"""The same but for asterisks and brackets."""

PLAIN = r"[^\W_][^][`$\\<{}&*_^!:\n]*"
"""The words of a link or an image, with nothing in them that means anything."""
ADDRESS = r"\((?:https?://|(?:\.\.?/)+)?(?:#|/?[A-Za-z0-9])[A-Za-z0-9_./#?=-]*\)"
"""Where it leads, with nothing in it that would be escaped."""
TOKEN = re.compile(
    r"`[^`$]+`(?!`)"
    r"|\{[A-Za-z0-9_+:-]+\}`[^`$]+`(?!`)"
    r"|\$[^`$]*[^`$\\]\$(?!\$)"
    rf"|\[(?<!!\[){PLAIN}\]{ADDRESS}"
    rf"|!\[{PLAIN}\]{ADDRESS}"
)
"""Code, roles, formulas, links and images without a character by which another begins or ends.

Each way begins with a character of its own: such a pattern is found three times as fast.
"""
OPENS, CLOSES = r"[^ \n(\[\"'“‘«/—–-]", r"(?![^ \n.,;:!?)\]\"'”’»…/—–-])"
WORDS = r"[^\W_](?:[^*\n]*(?:[^\W_]|[.,:;!?)\0]))?"
EMPHASISED = re.compile(
    rf"\*\*(?<!{OPENS}\*\*){WORDS}\*\*{CLOSES}|\*(?<!{OPENS}\*){WORDS}\*{CLOSES}"
)
"""Words between marks that can only open and marks that can only close."""
BRACKETED = re.compile(r"\[(?!\^)([^][]*)\](?![(\[{:])")
"""Brackets that are no link, on a page without definitions of links."""

Simple = tuple[list[re.Match[str]], tuple[Emphasis, ...]]
"""Matches of `TOKEN`, and what is emphasised, both in order."""


def read_simple(text: str, *, defines: bool) -> Simple | None:
    """Return the tokens and the emphasis of a simple text, None where a parser must look.

    `defines` tells whether the page has link reference definitions.
    """
    matches = list(TOKEN.finditer(text))
    shown = _without(text, matches) if matches else text
    if COULD_BE_ELSE.search(shown):
        return None
    if "[" in shown and (defines or len(BRACKETED.findall(shown)) < shown.count("[")):
        return None
    if "*" not in shown:
        return matches, ()
    found = list(EMPHASISED.finditer(shown))
    if sum(map(_marks, found)) < shown.count("*"):
        return None
    return matches, tuple(Emphasis(Span(*one.span()), _marks(one) // 2) for one in found)


def _marks(match: re.Match[str]) -> int:
    """Return how many asterisks a match of `EMPHASISED` has."""
    return 4 if match[0].startswith("**") else 2


def _without(text: str, matches: list[re.Match[str]]) -> str:
    """Return `text` with a character that is no letter, mark or blank for each of the tokens'."""
    parts: list[str] = []
    done = 0
    for match in matches:
        start, end = match.span()
        parts += (text[done:start], "\0" * (end - start))
        done = end
    return "".join((*parts, text[done:]))
