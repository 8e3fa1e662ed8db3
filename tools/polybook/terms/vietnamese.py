"""Vietnamese: its numbers, its syllables, its spelling variants, and how fast it is read."""

from __future__ import annotations

from polybook.terms.language import Language, unchanged
from polybook.terms.punctuation import Punctuation
from polybook.terms.vietnamese_doubled import COMPOUNDS, DOUBLED, PARTICLES
from polybook.terms.vietnamese_syllables import is_syllable
from polybook.terms.vietnamese_tones import fold

NUMBERS = "không một hai ba bốn năm sáu bảy tám chín mười"
SPOKEN = {
    "nhất": 1, "đầu": 1, "đơn": 1, "mốt": 1, "giêng": 1, "nhì": 2, "đôi": 2, "cặp": 2, "nửa": 2,
    "kép": 2, "tư": 4, "lăm": 5, "bẩy": 7, "mươi": 10, "chục": 10, "chạp": 12, "tá": 12,
    "trăm": 10**2, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9,
    "tỉ": 10**9,
    "nhị": 2, "tam": 3, "tứ": 4, "ngũ": 5, "lục": 6, "thất": 7, "bát": 8, "cửu": 9, "thập": 10,
}  # fmt: skip
"""Ordinals, what numbers become inside of larger ones, scales; the numbers of learned words."""

VIETNAMESE = Language(
    "vi",
    fold=fold,
    is_word=is_syllable,
    number_words={word: number for number, word in enumerate(NUMBERS.split())} | SPOKEN,
    inflect=unchanged,
    doubled=frozenset(DOUBLED),
    particles=frozenset(PARTICLES),
    compounds=frozenset(COMPOUNDS),
    speed=300,
    punctuation=Punctuation(apart=True, tied=0, length=0.93),
)
