"""Where the tone mark of a Vietnamese syllable stands, and in which order its marks are stored.

Two styles are in use, and both are right. In the old one, oa, oe and uy with no letter after them
carry the mark on the first vowel (hòa, khỏe, thúy), in the new one on the second (hoà, khoẻ, thuý).
All else has one place only: toán, quý, cửa. Input methods call the styles by these names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from polybook.model.span import Span
from polybook.terms.vietnamese_syllables import decompose, spell

STYLES = ("old", "new")
KEPT = 5000
"""Words whose spellings are remembered: a few dozen make up most of what is found."""

TONED = re.compile(
    r"""
    [àáảãạ èéẻẽẹ ìíỉĩị òóỏõọ ùúủũụ ỳýỷỹỵ ÀÁẢÃẠ ÈÉẺẼẸ ÌÍỈĨỊ ÒÓỎÕỌ ÙÚỦŨỤ ỲÝỶỸỴ]
    (?: (?<=[òóỏõọÒÓỎÕỌ])(?=[aăeAĂE])
      | (?<=[ùúủũụÙÚỦŨỤ])(?: (?=[yâêơYÂÊƠ]) | (?<=[qQ].) )
      | (?<=[gG][ìíỉĩịÌÍỈĨỊ])(?=[aăâeêoôơuưAĂÂEÊOÔƠUƯ])
      | (?<=[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])(?![^\W\d_])
      | (?<=[uU][ỳýỷỹỵỲÝỶỸỴ])(?<![qQ]..)(?![^\W\d_])
    )
    """.replace(" ", ""),
    re.VERBOSE,
)
"""A tone mark that stands where only one style, or none, has it: the rare case, found cheaply."""
WORD = re.compile(r"\w+")
LATE_MARKS = re.compile("([\u0300\u0301\u0303\u0309])([\u0302\u0306])")
"""A tone before the circumflex or breve, which is stored so by mistake and cannot be composed."""


def normal(text: str) -> str:
    """Return `text` in NFC, the marks of each letter in the order that lets them be composed."""
    text = unicodedata.normalize("NFC", text)
    if "\u0302" not in text and "\u0306" not in text:
        return text
    text = LATE_MARKS.sub(r"\2\1", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return `text` in lower case and NFC, its tone marks in the new style: one spelling of all."""
    text = normal(text).lower()
    return to_style(text, "new") if TONED.search(text) else text


def to_style(text: str, style: str | None) -> str:
    """Return NFC `text` with the tone mark of every syllable placed in this style; case stays.

    A mark that stands where neither style has it (hóan, qủa) is put right as well; without a style
    nothing else is.
    """
    parts: list[str] = []
    done = 0
    for span, word in misplaced(text, style):
        parts += (text[done : span.start], word)
        done = span.end
    return "".join((*parts, text[done:])) if parts else text


def misplaced(text: str, style: str | None) -> Iterator[tuple[Span, str]]:
    """Yield the words of NFC `text` that this style spells otherwise, and how it spells them.

    Without a style, only what is wrong in both.
    """
    for span, forms in movable(text):
        if span.of(text) not in ([forms[style]] if style else forms.values()):
            yield span, forms[style or "new"]


def movable(text: str) -> Iterator[tuple[Span, Mapping[str, str]]]:
    """Yield the syllables of NFC `text` whose tone mark stands where one style, or none, has it.

    Each with its spelling by style, in the same case; where both are the same, this one is wrong.
    """
    end = 0
    for found in TONED.finditer(text):
        start = found.start()
        if start < end:
            continue
        while start > end and WORD.match(text[start - 1]):
            start -= 1
        end = WORD.match(text, start).end()  # type: ignore[union-attr]  # it begins with a letter
        if spellings := _spellings(text[start:end]):
            yield Span(start, end), spellings


@lru_cache(KEPT)
def _spellings(word: str) -> Mapping[str, str]:
    """Return the spelling of a word in both styles, in its case; nothing for what is no word."""
    syllable = decompose(word)
    if syllable is None:
        return {}
    spellings = {style: spell(syllable, style) for style in STYLES}
    return {style: "".join(map(_cased, right, word)) for style, right in spellings.items()}


def _cased(letter: str, model: str) -> str:
    return letter.upper() if model.isupper() else letter
