"""Texts whose inline tokens and emphasis are plain to see: most of a book, read without a parser.

Each pattern takes only what every rule of the grammar agrees on, and where anything is left that
might be markup, there is no answer. The tests hold the answers against full readings.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace

from polybook.formats.emphasis import Emphasis
from polybook.model.span import Span

ELSE = (*"`$\\<{&_", "://")
"""Without any of these, a bracket and an asterisk, a text has no inline markup."""
SIGNS = (*ELSE, "[", "*")

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
ASTERISKS = re.compile(r"\*\**")
"""A first character that stands for itself is found at once."""
BRACKETED = re.compile(r"\[(?!\^)([^][]*)\](?![(\[{:])")
"""Brackets that are no link, on a page without definitions of links."""

Simple = tuple[list[re.Match[str]], tuple[Emphasis, ...], tuple[Span, ...]]
"""Matches of `TOKEN`, what is emphasised, and asterisks that are left over."""

BLANK, MARK, LETTER = range(3)
"""What may stand beside asterisks: any other character is as a letter."""


def could_mark(text: str) -> bool:
    """Tell whether a text may have inline markup; most have none, which is decided cheaply."""
    return any(map(text.__contains__, SIGNS))


def read_simple(text: str, *, defines: bool) -> Simple | None:
    """Return the tokens and the emphasis of a simple text, None where a parser must look.

    `defines` tells whether the page has link reference definitions.
    """
    matches = list(TOKEN.finditer(text))
    shown = _without(text, matches) if matches else text
    if any(map(shown.__contains__, ELSE)):
        return None
    if "[" in shown and (defines or len(BRACKETED.findall(shown)) < shown.count("[")):
        return None
    if "*" not in shown:
        return matches, (), ()
    runs = [Span(*run.span()) for run in ASTERISKS.finditer(shown)]
    found = _emphasis(text, runs)
    return None if found is None else (matches, *found)


def _emphasis(text: str, runs: list[Span]) -> tuple[tuple[Emphasis, ...], tuple[Span, ...]] | None:
    """Return what these runs of asterisks emphasise, and those that do not.

    None where two of different length meet: there, CommonMark has more rules than these.
    """
    found: list[Emphasis] = []
    opened: list[Span] = []
    stray: list[Span] = []
    for run in runs:
        before, after = _side(text[run.start - 1 : run.start]), _side(text[run.end : run.end + 1])
        opens = after is not BLANK and (after is LETTER or before is not LETTER)
        closes = before is not BLANK and (before is LETTER or after is not LETTER)
        if closes and opened:
            opening = opened.pop()
            if len(opening) != len(run) or len(run) > 2:
                return None
            found.append(Emphasis(Span(opening.start, run.end), len(run)))
        else:
            (opened if opens else stray).append(run)
    return tuple(found), tuple(sorted((*stray, *opened)))


@lru_cache(maxsize=1000)
def _side(beside: str) -> int:
    """Return what a character beside asterisks is; where a text ends, there is a blank."""
    if not beside or isWhiteSpace(ord(beside)):
        return BLANK
    return MARK if isMdAsciiPunct(ord(beside)) or isPunctChar(beside) else LETTER


def _without(text: str, matches: list[re.Match[str]]) -> str:
    """Return `text` with a character that is no letter, mark or blank for each of the tokens'."""
    parts: list[str] = []
    done = 0
    for match in matches:
        start, end = match.span()
        parts += (text[done:start], "\0" * (end - start))
        done = end
    return "".join((*parts, text[done:]))
