"""The syllables of Vietnamese: an initial, a rime and a tone, all three from closed sets.

The sets are those of the orthography that schools teach (Hoàng Phê, Chính tả tiếng Việt). A
syllable is spelled by rules: k before i, e, ê and y, else c; gh and ngh before i, e and ê; qu for a
rime that begins with a rounded glide; and a rime that ends in c, ch, p or t has no tone but sắc and
nặng. So a word can be told from English by its letters, without a dictionary.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
"""Combining marks of ngang, huyền, sắc, hỏi, ngã, nặng; a syllable's tone is an index of these."""
STOPPED = (2, 5)
"""The tones that a rime with a final c, ch, p or t can have: sắc and nặng."""

VOWELS = "aăâeêioôơuưy"
MARKED = "ăâêôơư"

FRONT = """
e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu
i ich im in inh ip it iu  ia iêc iêm iên iêng iêp iêt iêu
"""
"""Rimes that begin with i, e or ê, before which k, gh and ngh stand."""
BACK = """
a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
o oc oi om on ong op ot  ooc oong  ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
u uc ui um un ung up ut  ua uôc uôi uôm uôn uông uôt
ư ưc ưi ưm ưn ưng ưt ưu  ưa ươc ươi ươm ươn ương ươp ươt ươu
"""
"""Rimes before which c, g and ng stand."""
ROUNDED = """
oa oac oach oai oam oan oang oanh oao oap oat oay  oăc oăm oăn oăng oăt  oe oem oen oeo oet
uâng uân uât uây  uê uêch uênh uêu  uơ  uy uya uych uyn uynh uyp uyt uyu uyên uyêt
"""
"""Rimes with a rounded glide before the vowel; never after b, c, gi, k, m, ph or v."""
AFTER_Q = """
a ac ach ai am an ang anh ao at au ay  ăc ăm ăn ăng ăp ăt  ân âng ât âu ây
e ec en eo et  ê êch ên ênh êt êu  i in it iu  ơ ơi ơt  ôc  y ych ynh yt yên yêt
"""
"""Rimes after qu, which is spelled before them whatever sound it stands for."""
ALONE = "y yêm yên yêng yêt yêu"
"""Rimes with y in the place of i, which are syllables of their own."""

ALL_RIMES = ("ch", "d", "đ", "h", "kh", "l", "n", "nh", "r", "s", "t", "th", "tr", "x")
"""Initials that stand before every rime, written the same."""
LIPS = ("b", "m", "ph", "v")
"""Initials before all rimes but those with a rounded glide."""
Y_AFTER = ("h", "k", "l", "m", "s", "t", "th", "v")
"""Initials after which a lone i may be spelled y: lý, kỹ, sỹ."""
BORROWED = (("b", "uyt"), ("b", "oa"), ("v", "oan"), ("ph", "uy"))
"""Glides after lips, in words of French that have become everyday: xe buýt, voan, thùng phuy."""


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable, taken apart. Lower case, NFC; `spell` puts it together again."""

    initial: str
    """As spelled: `ngh`, `gi`, `qu`; empty where the syllable begins with its vowel."""
    rime: str
    """Without tone mark: `uyên`, `ươi`, and `y` of `quý`."""
    tone: int
    """Index in `TONES`."""


@cache
def bases() -> Mapping[str, tuple[str, str]]:
    """Return every toneless spelling with the initial and the rime that it is made of."""
    front, back, rounded = FRONT.split(), BACK.split(), ROUNDED.split()
    found: dict[str, tuple[str, str]] = {}

    def add(initials: Sequence[str], rimes: Sequence[str]) -> None:
        found.update({one + rime: (one, rime) for one in initials for rime in rimes})

    add(["", *ALL_RIMES], [*front, *back, *rounded])
    add(LIPS, [*front, *back])
    add(["k", "gh", "ngh"], front)
    add(["c", "g", "ng"], back)
    add(["g", "ng"], rounded)
    add(["qu"], AFTER_Q.split())
    # The i of the initial and the i of the rime are written as one: gì, gìn, giếng.
    add(["gi"], [*back, *(rime for rime in front if rime[0] != "i")])
    add(["gi"], [rime[1:] for rime in front if rime.startswith("iê")])
    add(["g"], [rime for rime in front if rime[0] == "i" and rime[1:2] not in {"a", "ê"}])
    add([""], ALONE.split())
    add(Y_AFTER, ["y"])
    found |= {initial + rime: (initial, rime) for initial, rime in BORROWED}
    # With no consonant before them these begin with y: yên, yêu.
    return {base: parts for base, parts in found.items() if not base.startswith("iê")}


def main_vowel(rime: str, style: str = "new") -> int:
    """Return the index in `rime` of the letter that carries the tone mark.

    A vowel with a mark of its own carries it, the last one where there are two (ươ). Else a glide
    does not (toán, thuỷ), save that in the old style oa, oe and uy with nothing after them have it
    on the first letter (hòa, khỏe, thúy), which the new style has on the second (hoà, khoẻ, thuý).
    """
    for index in range(len(rime) - 1, -1, -1):
        if rime[index] in MARKED:
            return index
    if rime[:2] in {"oa", "oe", "uy", "oo"}:
        return 1 if len(rime) > 2 or style == "new" else 0
    return 0


def spell(syllable: Syllable, style: str = "new") -> str:
    """Put a syllable together, in lower case and NFC, its tone mark placed in this style."""
    index = len(syllable.initial) + main_vowel(syllable.rime, style)
    base = syllable.initial + syllable.rime
    return (
        unicodedata.normalize("NFC", base[: index + 1] + TONES[syllable.tone]) + base[index + 1 :]
    )


def decompose(word: str) -> Syllable | None:
    """Take a word in any case apart, wherever in it its tone mark stands; None for no syllable."""
    return _decompose(unicodedata.normalize("NFC", word).lower())


@cache
def is_syllable(word: str) -> bool:
    """Tell whether a word, in any case, is spelled as Vietnamese syllables are, in either style."""
    word = unicodedata.normalize("NFC", word).lower()
    found = _decompose(word)
    return found is not None and word in {spell(found), spell(found, "old")}


def syllables(style: str = "new") -> Iterator[str]:
    """Yield all syllables that the rules allow, in lower case and NFC; about 16,000."""
    for base, (initial, rime) in bases().items():
        for tone in tones_of(base):
            yield spell(Syllable(initial, rime, tone), style)


def tones_of(rime: str) -> tuple[int, ...]:
    """Return the tones that a rime, or a syllable without its tone mark, can have."""
    return STOPPED if rime.endswith(("c", "ch", "p", "t")) else tuple(range(len(TONES)))


@cache
def _decompose(word: str) -> Syllable | None:
    base, tone = _toneless(word)
    parts = bases().get(base)
    if parts is None or tone not in tones_of(base):
        return None
    return Syllable(*parts, tone)


def _toneless(word: str) -> tuple[str, int]:
    """Return a word without its tone marks, and its tone; -1 where it has two."""
    if word.isascii():
        return word, 0
    found = [mark for mark in unicodedata.normalize("NFD", word) if mark in TONES]
    base = "".join(_toneless_letters().get(letter, letter) for letter in word)
    if not found:
        return base, 0
    return base, TONES.index(found[0]) if len(found) == 1 else -1


@cache
def _toneless_letters() -> dict[str, str]:
    return {
        unicodedata.normalize("NFC", vowel + tone): vowel for vowel in VOWELS for tone in TONES[1:]
    }
