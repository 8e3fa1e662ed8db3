"""Telling whether a text was damaged, by which code page, and which parts of it.

The model of the damage stands in formats/damage. Nothing is undone here.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from polybook.formats.damage import (
    CODE_PAGES,
    CONTROLS,
    ORDINARY,
    Model,
    Place,
    Scan,
    bytes_of,
    dropped_bytes,
    scan,
)

UNITS = frozenset("¹²³·±")
"""What may follow an Ångström, as in `5 Å²`."""
MATHS = frozenset("√≈∆¬")
"""What mac-roman's commonest sequences begin with: letters may follow a root in any text."""
LATIN = re.compile(
    "[\u00a0-\u017f\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9\u2010-\u2044\u20ac\u20ab"
    "\u2122\u2190-\u21ff\u2200-\u22ff\u25a0-\u27bf\ufb00-\ufb06\U0001f000-\U0001faff]"
)
"""What a single sequence plausibly was: Latin letters, punctuation, symbols."""
TWINS = ("cp1252", "cp1254", "latin-1")
"""They differ only below 0xA0, and in letters that hardly begin a sequence."""
LOSSES_THAT_TELL = 3
"""So many losses, and no character below 0xA0: all those were lost, as only latin-1's are."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """How a text was damaged, once."""

    model: Model
    places: tuple[Place, ...]
    """Every damaged character in order; all else is as it was."""
    hopeless: tuple[int, ...] = ()
    """Where sequences begin that lost too much to be put right."""

    @property
    def lossless(self) -> bool:
        """Tell whether no byte was lost on the way."""
        return not any(place.lossy for place in self.places)


def diagnose(text: str) -> Diagnosis | None:
    """Return how `text` was damaged, by the code page that explains most; None for a right text.

    A text counts as damaged when sequences are found in it that no language has: UTF-8 of letters
    and signs, byte by byte. Those that stand alone, as in a text about damage, are not enough.
    """
    if text.isascii() or not could_be_damaged().search(text):
        return None
    found = {code_page: scan(text, code_page) for code_page in CODE_PAGES}
    best = max(found, key=lambda code_page: _explained(found[code_page]))
    if best in TWINS:
        best = _twin(found, _explained(found[best]))
    return _attribute(text, best, found[best]) if _explained(found[best]) > 0 else None


@cache
def could_be_damaged() -> re.Pattern[str]:
    """Return what all damage has: the beginning of a sequence, and what continues it."""
    pairs = []
    for code_page in CODE_PAGES:
        known = bytes_of(code_page)
        first = "".join(char for char, byte in known.items() if 0xC2 <= byte < 0xF5)
        more = "".join(char for char, byte in known.items() if 0x80 <= byte < 0xC0)
        pairs.append(f"[{re.escape(first)}][{re.escape(more)}]")
    return re.compile("|".join(pairs))


def _explained(one: Scan) -> int:
    """Return how much of the text a code page explains: sequences, less what stays odd."""
    return sum(len(place.span) for place in one.places if not place.lossy) - 2 * one.stray


def _twin(found: dict[str, Scan], explained: int) -> str:
    """Return which of the code pages that explain a text equally well it was."""
    equal = [code_page for code_page in TWINS if _explained(found[code_page]) == explained]
    one = found[equal[0]]
    losses = sum(place.lossy for place in one.places)
    if "latin-1" in equal and losses >= LOSSES_THAT_TELL and not one.seen & CONTROLS:
        return "latin-1"
    if "cp1254" in equal and losses:
        # Nothing tells it from cp1252; it loses all that this loses, and two bytes more.
        return "cp1254"
    return equal[0]


def _attribute(text: str, code_page: str, one: Scan) -> Diagnosis | None:
    """Take for damaged what surely is, and what stands nearer to that than to right letters."""
    signs = [is_sign(text, one.places, number) for number in range(len(one.places))]
    if not any(signs):
        return None
    # Beside sure signs, what has lost but one of its bytes is one as well.
    signs = [sign or (place.lossy and len(place.span) > 1)
             for place, sign in zip(one.places, signs, strict=True)]  # fmt: skip
    model = Model(code_page, dropped_bytes(code_page, one.seen))
    if not one.right:
        return Diagnosis(model, one.places, one.broken)
    damaged = [place.span.start for place, sign in zip(one.places, signs, strict=True) if sign]
    lines = _Lines(text)

    def is_damaged(at: int) -> bool:
        return lines.nearest(at, damaged) <= lines.nearest(at, one.right)

    places = tuple(
        place
        for place, sign in zip(one.places, signs, strict=True)
        if sign or (_is_plausible(place) and is_damaged(place.span.start))
    )
    return Diagnosis(model, places, tuple(filter(is_damaged, one.broken)))


def _is_plausible(place: Place) -> bool:
    return place.lossy or bool(LATIN.match(place.choices[0]))


class _Lines:
    """How far characters stand from each other; those on one line are always nearer."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.far = len(text)

    def nearest(self, at: int, places: Sequence[int]) -> int:
        """Return the distance from `at` to the nearest of `places`, which are in order."""
        found = bisect_left(places, at)
        return min(
            abs(other - at) + self.far * (self._line(other) != self._line(at))
            for other in places[max(0, found - 1) : found + 1]
        )

    def _line(self, at: int) -> int:
        return bisect_left(self.starts, at + 1)


def is_sign(text: str, places: Sequence[Place], number: int) -> bool:
    """Tell whether a place is what no writer means: a whole sequence that belongs to a word.

    `Ã©` may stand by itself in a text about damage, `É…` and `5 Å²` in any; `cafÃ©` is damage.
    """
    place = places[number]
    start, end = place.span.start, place.span.end
    char = place.choices[0]
    if place.lossy:
        return False
    if _is_neighbour(places, number, -1) or _is_neighbour(places, number, 1):
        return True
    if not LATIN.match(char):
        return False
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    lead, follows = text[start], text[start + 1 : end]
    if lead in MATHS and len(follows) == 1:
        return before.islower()
    ordinary = ORDINARY | UNITS if lead == "Å" else ORDINARY
    if ordinary.issuperset(follows):
        return (before.islower() and lead.isupper()) or (bool(before) and after.islower())
    return before.isalpha() or after.isalpha()


def _is_neighbour(places: Sequence[Place], number: int, step: int) -> bool:
    """Tell whether the place beside is the next letter of one word, in one script."""
    if not 0 <= number + step < len(places):
        return False
    one, other = places[number], places[number + step]
    touching = one.span.end == other.span.start if step > 0 else other.span.end == one.span.start
    if not touching or other.lossy:
        return False
    return _script(one.choices[0]) == _script(other.choices[0])


def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0] if char.isalpha() else char
