"""The order of words in the dictionaries of a language.

Vietnamese counts 29 letters, of which ă, â, đ, ê, ô, ơ and ư come after the plain ones, and its
tones go level, huyền, hỏi, ngã, sắc, nặng (Unicode's CLDR, collation `vi`). Its dictionaries
compare syllable by syllable, the tone of one before the letters of the next: "hòa tan" before "hóa
chất".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

Key = tuple[tuple[str, str], ...]
"""By word: its letters and then its accents, as texts that compare in the right order."""

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""The combining marks of huyền, hỏi, ngã, sắc and nặng."""
LATER = {"a\u0306": "a1", "a\u0302": "a2", "đ": "d1", "e\u0302": "e1", "o\u0302": "o1"}
LATER |= {"o\u031b": "o2", "u\u031b": "u1"}
"""The letters that follow a plain one."""


def order_of(language: str) -> Callable[[str], Key]:
    """Return the sort key of a language by gettext's name.

    Languages that are not known sort by letters without accents, then by accents.
    """
    return _vietnamese if language.partition("_")[0] == "vi" else _plain


def _words(text: str) -> list[str]:
    """Return the words of `text` in lower case, taken apart; other characters only divide."""
    lower = unicodedata.normalize("NFD", text).casefold()
    spaced = (one if one.isalnum() or unicodedata.combining(one) else " " for one in lower)
    return "".join(spaced).split()


def _plain(text: str) -> Key:
    return tuple(
        (
            "".join(one for one in word if not unicodedata.combining(one)),
            "".join(one for one in word if unicodedata.combining(one)),
        )
        for word in _words(text)
    )


def _vietnamese(text: str) -> Key:
    return tuple(_syllable(word) for word in _words(text))


def _syllable(word: str) -> tuple[str, str]:
    letters: list[str] = []
    tone = ""
    for one in word:
        if one in TONES:
            tone = str(TONES.index(one))
        elif unicodedata.combining(one) and letters:
            letters[-1] += one
        else:
            letters.append(one)
    return "".join(LATER.get(one, one + "0") for one in letters), tone
