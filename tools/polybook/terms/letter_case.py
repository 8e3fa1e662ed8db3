"""How likely capitals are: where a sentence begins, in a word of capitals, in a title."""

from __future__ import annotations

import re
from collections.abc import Sequence

WRONG = 1e-3
"""A capital inside a word of small letters."""
ODD = 0.05
"""A capital where a sentence goes on, or none where one begins."""
OPEN = 0.5
"""Both are usual."""

OPENERS = r"[\s\"'“‘(\[*_]*"
SENTENCE_END = re.compile(rf"(?:\A|[.!?…][\"'”’)\]*_]*\s|\n[ \t]*\r?\n|\n#+ ){OPENERS}\Z")
MAYBE_END = re.compile(rf"(?::|(?:\A|\n)[ \t>]*(?:[-*+>|]|\d+[.)])|\|){OPENERS}\Z")
"""What both a sentence and its rest may follow: a colon, the mark of a list item, a table's bar."""
WORD_BEFORE = re.compile(r"([^\W\d_]{2,})[ \u00a0]\Z")
WORD_AFTER = re.compile(r"[ \u00a0]([^\W\d_]{2,})")
TITLE_BEFORE = re.compile(r"(?:\A|[^\w\n])[^\W\d_a-z]\w*[ \u00a0]\Z")
TITLE_AFTER = re.compile(r"[ \u00a0](\w+)")


def case_weight(text: str, start: int, spelled: str, unsure: Sequence[int]) -> float:
    """Return from 0 to 1 how well the case of `spelled` fits at `start` of `text`.

    `unsure` are the places in the text of the letters that were guessed.
    """
    length = len(spelled)
    if length > 1 and _is_in_capitals(text, start, start + length):
        return 1.0 if spelled.isupper() else ODD
    if length > 1 and spelled.isupper():
        # A single capital beside the gap begins a word; more of them spell it in capitals.
        return 1.0 if length > len(unsure) + 1 else ODD
    if length > 1 and spelled[1:] != spelled[1:].lower():
        return WRONG
    if unsure[0] != start:
        return 1.0
    return _first_letter(text, start, length, capital=spelled[0].isupper())


def _is_in_capitals(text: str, start: int, end: int) -> bool:
    """Tell whether a word beside is all capitals, and no abbreviation, which has plain letters."""
    beside = (WORD_BEFORE.search(text, max(0, start - 20), start), WORD_AFTER.match(text, end))
    return any(word and word[1].isupper() and not word[1].isascii() for word in beside)


def _first_letter(text: str, start: int, length: int, *, capital: bool) -> float:
    from_here = max(0, start - 60)
    if SENTENCE_END.search(text, from_here, start):
        return 1.0 if capital else ODD
    if not capital:
        return 1.0
    if MAYBE_END.search(text, from_here, start):
        return OPEN
    before = TITLE_BEFORE.search(text, from_here, start)
    after = TITLE_AFTER.match(text, start + length)
    near = before and before[0].strip(" \u00a0\"'“‘(*_[")[:1].isupper()
    return OPEN if near or (after and after[1][0].isupper()) else ODD
