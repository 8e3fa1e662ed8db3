"""What checks of consistency share: when two texts of a book count as the same."""

from __future__ import annotations

import re

END = " \t\n.,:;!?…。：；！？，、*_`"
"""What may stand at the end of a text, or not, without making it another."""
HEADING_ID = re.compile(r"\s*\{#[^{}]*\}\Z")
SHOWN = 50
"""Characters of a text that a message shows."""


def bare(text: str) -> str:
    """Return a text in lower case, its marks of emphasis, end punctuation and section id left out.

    Inside it, markup is kept: texts that lead to different places are different.
    """
    if text.endswith("}"):
        text = HEADING_ID.sub("", text)
    return text.strip(END).lower()


def quoted(text: str) -> str:
    """Return a text in quotes on one line, cut where it is long."""
    text = " ".join(text.split())
    return f'"{text}"' if len(text) <= SHOWN else f'"{text[:SHOWN].rpartition(" ")[0]} ..."'
