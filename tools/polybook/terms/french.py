"""French: its numbers, the forms of its words, and how fast it is read."""

from __future__ import annotations

from polybook.terms.french_forms import inflect
from polybook.terms.language import SPEEDS, Language
from polybook.terms.punctuation import FRENCH as MARKS

NUMBERS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
TENS = "dix vingt trente quarante cinquante soixante septante huitante nonante"
"""With Belgium's and Switzerland's; France says soixante-dix, quatre-vingts, quatre-vingt-dix."""
ORDINALS = (
    "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième"
    " onzième douzième treizième quatorzième quinzième seizième"
)
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
SCALES = {
    "cent": 10**2, "cents": 10**2, "mille": 10**3, "mil": 10**3, "million": 10**6,
    "millions": 10**6, "milliard": 10**9, "milliards": 10**9, "billion": 10**12,
    "billions": 10**12,
}  # fmt: skip
SPOKEN = {
    "nul": 0, "nulle": 0, "nuls": 0, "nulles": 0, "une": 1, "première": 1, "seul": 1, "seule": 1,
    "unique": 1, "second": 2, "seconde": 2, "demi": 2, "demie": 2, "moitié": 2, "paire": 2,
    "couple": 2, "double": 2, "binaire": 2, "tiers": 3, "triple": 3, "quart": 4, "quarts": 4,
    "vingts": 20, "octante": 80, "dizaine": 10, "dizaines": 10, "décennie": 10, "douzaine": 12,
    "quinzaine": 15, "vingtaine": 20, "centaine": 100, "centaines": 100, "centième": 100,
    "siècle": 100, "millier": 1000, "milliers": 1000, "millième": 1000,
}  # fmt: skip
"""Ordinals, shares, groups, and what numbers become inside of larger ones."""

FRENCH = Language(
    "fr",
    number_words={
        **{word: number for number, word in enumerate(NUMBERS.split())},
        **{word: 10 * number for number, word in enumerate(TENS.split(), 1)},
        **{word: number for number, word in enumerate(ORDINALS.split(), 1)},
        **{word: number for number, word in enumerate(MONTHS.split(), 1)},
        **SCALES,
        **SPOKEN,
    },
    number_joins=frozenset({"et"}),
    inflect=inflect,
    doubled=frozenset({"nous", "vous"}),
    speed=SPEEDS["fr"],
    punctuation=MARKS,
)
