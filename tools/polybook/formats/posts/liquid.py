"""Text that Jekyll's Liquid must leave alone: https://jekyllrb.com/docs/liquid/.

Liquid runs over the whole file before Markdown is read, code and formulas included, and a `{{` that
nothing closes stops the build.
"""

from __future__ import annotations

import re

OPENING = re.compile(r"\{\{|\{%")
END_RAW = re.compile(r"\{%(?=-?\s*endraw\b)")
START, END = "{% raw %}", "{% endraw %}"
NOT_A_TAG = END + '{{ "{%" }}' + START
"""Writes `{%` from within raw text: no raw text can hold its own end."""


def has_liquid(text: str) -> bool:
    """Tell whether Liquid would see anything in `text`."""
    return OPENING.search(text) is not None


def raw(text: str) -> str:
    """Return `text` so that Jekyll shows it as it stands, a fence with its marks for instance.

    The tags stand right before and after, on the same lines, so that Markdown is read as without.
    """
    return START + END_RAW.sub(lambda _: NOT_A_TAG, text) + END if has_liquid(text) else text
