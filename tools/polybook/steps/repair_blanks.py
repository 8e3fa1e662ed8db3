"""repair: blanks that were the second half of a letter.

UTF-8 of `à` and `ơ` ends with 0xA0, which code pages read as a no-break space. Editors and web
pages make blanks of these, so that `thành` becomes `thÃ nh`. Where a text has no no-break space at
all, they are put back by what is a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from polybook.formats.damage import Place, bytes_of, decoded, scan
from polybook.formats.diagnose import LATIN, Diagnosis
from polybook.terms.choose import IsWord
from polybook.terms.frequencies import Frequencies

NBSP = "\u00a0"
LAST_BYTE = 0xA0
LEFT = re.compile(r"[^\s]*\Z")
RIGHT = re.compile(r"[^\s]*")
LETTERS_BEFORE = re.compile(r"[^\W\d_]*\Z")
LETTERS_AFTER = re.compile(r"[^\W\d_]*")


@dataclass(frozen=True, slots=True)
class _Judge:
    text: str
    diagnosis: Diagnosis
    counts: Frequencies
    is_word: IsWord | None

    def is_half(self, place: Place) -> bool:
        """Tell whether the blank after a place was part of its character."""
        char = self.whole(place)
        if not char:
            return False
        if char == NBSP or self.is_word is None:
            return char == NBSP
        left = LETTERS_BEFORE.search(self._read(LEFT, 0, place.span.start))
        right = LETTERS_AFTER.match(self._read(RIGHT, place.span.end + 1, len(self.text)))
        before, after = left[0] if left else "", right[0] if right else ""
        apart = self._chance(after) if after else 1.0
        return self._chance(before + char + after) > apart * max(
            self._chance(before + choice) for choice in place.choices
        )

    def whole(self, place: Place) -> str:
        """Return what a place was when the blank after it was half of it; empty when it was not."""
        start, end = place.span.start, place.span.end
        if not place.lossy or self.text[end : end + 1] != " ":
            return ""
        known = bytes_of(self.diagnosis.model.code_page)
        values = [known[char] for char in self.text[start:end]]
        char = decoded(bytes([*values, LAST_BYTE])) or ""
        return char if char == NBSP or (char.isalpha() and LATIN.match(char)) else ""

    def _read(self, pattern: re.Pattern[str], start: int, end: int) -> str:
        """Return what the piece of the text that the pattern finds was before the damage."""
        found = pattern.search(self.text, start, end)
        piece = found[0] if found else ""
        parts: list[str] = []
        done = 0
        for place in scan(piece, self.diagnosis.model.code_page).places:
            parts += (piece[done : place.span.start], place.choices[0])
            done = place.span.end
        return "".join((*parts, piece[done:]))

    def _chance(self, word: str) -> float:
        is_word = self.is_word is not None and self.is_word(word)
        return self.counts.chance(word.lower()) if is_word else 0.0


def restore_blanks(
    text: str, diagnosis: Diagnosis, counts: Frequencies, is_word: IsWord | None
) -> str:
    """Return `text` with no-break spaces for the blanks that were halves of characters.

    Where nobody can tell words, only those that stood for themselves are put back.
    """
    judge = _Judge(text, diagnosis, counts, is_word)
    chars = list(text)
    for place in diagnosis.places:
        if judge.is_half(place):
            chars[place.span.end] = NBSP
    return "".join(chars)
