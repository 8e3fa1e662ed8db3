"""What the checks must know of a language: its words, numbers and spelling variants.

A language that has no module of its own still works: what is not known is not checked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def fold_case(text: str) -> str:
    """Return `text` in NFC and lower case: the least that makes two spellings one."""
    return unicodedata.normalize("NFC", text).lower()


@dataclass(frozen=True, slots=True)
class Language:
    """One language, as far as checks and matching need it."""

    code: str
    """gettext's name, such as `vi` or `pt_BR`."""
    fold: Callable[[str], str] = fold_case
    """Makes all accepted spellings of one text equal, such as hoà and hòa."""
    is_word: Callable[[str], bool] | None = None
    """Tells whether a word could be of this language; None where nobody can tell."""
    decimal: str = "."
    """The mark between a number's units and tenths."""
    number_words: Mapping[str, int] = field(default_factory=dict)
    """Words that stand for small numbers, in lower case."""
    doubled: frozenset[str] = frozenset()
    """Words that are rightly said twice in a row, in lower case."""
    speed: int = 230
    """Words, as the language counts them, that a reader reads in a minute."""


NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve"

ENGLISH = Language(
    "en",
    number_words={word: number for number, word in enumerate(NUMBERS.split())},
    doubled=frozenset({"had", "that"}),
)


def language(code: str) -> Language:
    """Return what is known of a language by gettext's name; dialects share their language's."""
    # Imported when asked for: a language's tables are needed only where it is checked.
    from polybook.terms.vietnamese import VIETNAMESE

    known = {one.code: one for one in (ENGLISH, VIETNAMESE)}
    return known.get(code.partition("_")[0].partition("@")[0]) or Language(code)
