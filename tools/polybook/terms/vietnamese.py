"""Vietnamese: its numbers, and how fast it is read."""

from __future__ import annotations

from polybook.terms.language import Language

NUMBERS = "không một hai ba bốn năm sáu bảy tám chín mười"

VIETNAMESE = Language(
    "vi",
    decimal=",",
    number_words={word: number for number, word in enumerate(NUMBERS.split())},
    speed=300,
)
