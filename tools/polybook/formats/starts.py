"""Asks an inline rule only where a text has a character that it begins with.

markdown-it stops at each of some twenty characters, hyphens and colons among them, and asks all of
its rules there; nearly always, none of them matches. What is found is the same, in a third of the
time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from markdown_it.ruler import Ruler
from markdown_it.rules_inline import StateInline

InlineRule = Callable[[StateInline, bool], bool]

STARTS: Mapping[str, str] = {
    "newline": "\n",
    "math_inline": "$",
    "substitution_inline": "{",
    "escape": "\\",
    "myst_role": "{",
    "backticks": "`",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "footnote_ref": "[",
    "span": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "attr": "{",
}
"""By rule: the characters with which what it matches begins."""
TEXT = "text"
ENDS_LABEL = "]"
"""No rule begins with it, but links look for the one that ends their text."""


def ask_by_start(ruler: Ruler[InlineRule]) -> None:
    """Put one rule in the ruler's chain, in the place of all that are enabled now."""
    rules = [(rule.name, rule.fn) for rule in ruler.__rules__ if rule.enabled]
    ruler.getRules("")  # compiles the chain
    cached = cast(dict[str, list[InlineRule]], ruler.__cache__)
    cached[""] = [_first_match([rule for rule in rules if rule[0] != TEXT])]


def _first_match(rules: Sequence[tuple[str, InlineRule]]) -> InlineRule:
    table: dict[str, tuple[InlineRule, ...]] = {ENDS_LABEL: ()}
    for name, rule in rules:
        for start in STARTS[name]:
            table[start] = (*table.get(start, ()), rule)
    stops = re.compile(f"[{re.escape(''.join(table))}]")

    def match(state: StateInline, silent: bool) -> bool:
        place = state.pos
        asked = table.get(state.src[place])
        if asked is None:
            found = stops.search(state.src, place, state.posMax)
            state.pos = found.start() if found else state.posMax
            if not silent:
                state.pending += state.src[place : state.pos]
            return True
        for rule in asked:  # noqa: SIM110  any() takes twice as long
            if rule(state, silent):
                return True
        return False

    return match
