"""Choosing among the characters that lost bytes leave possible, by what is a word and is likely.

What cannot be a word of the language falls away, what is in the wrong case nearly does, and the
likelier words in their context win: those of a line are weighed together, so that a word with a gap
is judged beside others with gaps. Each choice tells how certain it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, product

from polybook.terms.frequencies import Frequencies
from polybook.terms.letter_case import case_weight
from polybook.terms.signs import sign_weight

SURE = 0.95
"""Choices below this are for a person to look at."""
LEAST = 0.01
MOST_OTHERS = 3
"""What else is told of: so many characters that are at least so certain."""
MOST = 3000
"""Spellings of one word that are looked at."""
BEST = 40
"""Spellings of one word that are weighed in context."""
NO_WORD = 1e-6
"""How much less likely a spelling is that is no word of the language."""
ODDEST = 0.005
ODD_CERTAINTY = 0.5
"""Where even the best spelling is no word, or has capitals inside, it is at most so certain."""
FAINT = 1e-8
"""Spellings that are so much less likely than the best are left out."""
BETWEEN = re.compile(r"[ \u00a0]|\r?\n")
"""What stands between two words that follow each other."""

NUMBERS = re.compile(r"\d ?. ?\d.?", re.DOTALL)
"""A sign between numbers, as `×` is."""

IsWord = Callable[[str], bool]
Spelling = tuple[str, tuple[str, ...], float]
"""A word in lower case, the characters of its gaps as they are, its weight, neighbours apart."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One character of a text that is not known."""

    place: int
    """Its number among the characters of the text."""
    choices: tuple[str, ...]
    """One character each."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a gap was filled with."""

    gap: Gap
    char: str
    certainty: float
    """From 0 to 1."""
    others: tuple[tuple[str, float], ...] = ()
    """What it may be instead, the likeliest first, with the certainty of each."""

    @property
    def sure(self) -> bool:
        """Tell whether no person needs to look at it."""
        return self.certainty >= SURE


def fill(
    text: str, gaps: Sequence[Gap], counts: Frequencies, is_word: IsWord | None = None
) -> list[Choice]:
    """Choose a character for each gap of `text`, which holds any one character at their places.

    `is_word` tells words of the language; None where nobody can tell.
    """
    filler = _Filler(text, gaps, counts, is_word)
    found = [choice for chain in filler.chains() for choice in filler.weigh(chain)]
    return sorted(found, key=lambda choice: choice.gap.place)


@dataclass(frozen=True, slots=True)
class _Word:
    """One word, or one sign with a gap."""

    start: int
    end: int
    gaps: tuple[Gap, ...]
    spellings: tuple[Spelling, ...]


class _Filler:
    """One text with its gaps."""

    def __init__(
        self, text: str, gaps: Sequence[Gap], counts: Frequencies, is_word: IsWord | None
    ) -> None:
        self.counts = counts
        self.is_word = is_word
        self.gaps = {gap.place: gap for gap in gaps}
        self.choices = {gap.place: self._likely(text, gap) for gap in gaps}
        chars = list(text)
        for place, choices in self.choices.items():
            chars[place] = choices[0]
        self.text = "".join(chars)

    def _likely(self, text: str, gap: Gap) -> tuple[str, ...]:
        """Return the letters that the language writes, or between numbers the signs."""
        letters = tuple(filter(_is_letter, gap.choices))
        if not letters or NUMBERS.fullmatch(text, max(0, gap.place - 2), gap.place + 3):
            return tuple(char for char in gap.choices if char not in letters) or letters
        known = self.counts.letters
        return tuple(char for char in letters if char in known) or letters

    def chains(self) -> Iterator[list[_Word]]:
        """Yield words that follow each other, from before the first gap to after the last."""
        done = -1
        for place in sorted(self.gaps):
            if place < done:
                continue
            chain = [self._word(place)]
            before = self._beside(chain[0], -1)
            if before is not None and not before.gaps:
                chain.insert(0, before)
            while chain[-1].gaps and (after := self._beside(chain[-1], 1)) is not None:
                chain.append(after)
            done = chain[-1].end
            yield chain

    def _beside(self, word: _Word, step: int) -> _Word | None:
        """Return the word that follows (or, step -1, comes before) with but a blank between."""
        if step > 0:
            blank = BETWEEN.match(self.text, word.end)
            at = blank.end() if blank else -1
        else:
            at = word.start - 2
            at = at if at >= 0 and BETWEEN.fullmatch(self.text[at + 1]) else -1
        if not 0 <= at < len(self.text) or not _is_letter(self.text[at]):
            return None
        return self._word(at)

    def _word(self, place: int) -> _Word:
        """Return the word at `place`, with all that it may be."""
        if not _is_letter(self.text[place]):
            return self._sign(place)
        start, end = self._border(place, -1) + 1, self._border(place, 1)
        gaps = tuple(self.gaps[at] for at in range(start, end) if at in self.gaps)
        if not gaps:
            return _Word(start, end, (), ((_fold(self.text[start:end]), (), 1.0),))
        choices = [self._in_case(gap.place, start, end) for gap in gaps]
        found: list[tuple[float, Spelling]] = []
        letters = list(self.text[start:end])
        for chars in islice(product(*choices), MOST):
            for gap, char in zip(gaps, chars, strict=True):
                letters[gap.place - start] = char
            spelled = "".join(letters)
            lower = _fold(spelled)
            weight = case_weight(self.text, start, spelled, [gap.place for gap in gaps])
            if self.is_word is not None and not self.is_word(lower):
                weight *= NO_WORD
            found.append((weight * self.counts.chance(lower), (lower, chars, weight)))
        best = sorted(found, reverse=True)[:BEST]
        likely = (spelling for score, spelling in best if score >= FAINT * best[0][0])
        return _Word(start, end, gaps, tuple(likely))

    def _sign(self, place: int) -> _Word:
        before, after = self.text[max(0, place - 3) : place], self.text[place + 1 : place + 3]
        weights = (("", (char,), sign_weight(char, before, after)) for char in self.choices[place])
        return _Word(place, place + 1, (self.gaps[place],), tuple(weights))

    def _border(self, place: int, step: int) -> int:
        """Return the first place beyond the word in this direction."""
        at = place + step
        while 0 <= at < len(self.text) and _is_letter(self.text[at]):
            at += step
        return at

    def _in_case(self, place: int, start: int, end: int) -> tuple[str, ...]:
        """Leave out the choices whose case the letters beside make impossible."""
        choices = self.choices[place]
        known = [self.text[at] for at in range(start, end) if at not in self.gaps]
        if place > start and any(char.islower() for char in known):
            choices = tuple(char for char in choices if not char.isupper()) or choices
        return choices

    def weigh(self, chain: Sequence[_Word]) -> Iterator[Choice]:
        """Yield the best choice for each gap of the words, which are judged together."""
        forward = self._forward(chain)
        backward = self._backward(chain)
        for number, word in enumerate(chain):
            weights = [one * other for one, other in zip(forward[number], backward[number],
                                                         strict=True)]  # fmt: skip
            whole = sum(weights) or 1.0
            for at, gap in enumerate(word.gaps):
                shares: dict[str, float] = {}
                fits: dict[str, float] = {}
                for (_, chars, fit), weight in zip(word.spellings, weights, strict=True):
                    fits[chars[at]] = max(fit, fits.get(chars[at], 0.0))
                    shares[chars[at]] = shares.get(chars[at], 0.0) + weight / whole
                best, *others = sorted(shares.items(), key=lambda share: -share[1])
                likely = tuple(other for other in others if other[1] >= LEAST)[:MOST_OTHERS]
                # The best of bad ones is not good.
                most = 1.0 if fits[best[0]] >= ODDEST else ODD_CERTAINTY
                yield Choice(gap, best[0], min(most, best[1]), likely)

    def _forward(self, chain: Sequence[_Word]) -> list[list[float]]:
        """Return how likely each spelling is by all that stands before it."""
        first = [
            weight * (self.counts.chance(lower) if lower else 1.0)
            for lower, _, weight in chain[0].spellings
        ]
        rows = [_normal(first)]
        for left, right in pairwise(chain):
            before = list(zip(left.spellings, rows[-1], strict=True))
            rows.append(_normal([
                weight * sum(share * self.counts.chance_after(other[0], lower)
                             for other, share in before if share)
                for lower, _, weight in right.spellings
            ]))  # fmt: skip
        return rows

    def _backward(self, chain: Sequence[_Word]) -> list[list[float]]:
        """Return how likely all that stands behind each spelling is."""
        rows = [[1.0] * len(chain[-1].spellings)]
        for left, right in zip(chain[-2::-1], chain[:0:-1], strict=True):
            behind = [(lower, weight * share)
                      for (lower, _, weight), share in zip(right.spellings, rows[0], strict=True)
                      if weight * share]  # fmt: skip
            rows.insert(0, _normal([
                sum(share * self.counts.chance_after(lower, other) for other, share in behind)
                for lower, _, _ in left.spellings
            ]))  # fmt: skip
        return rows


def _normal(weights: list[float]) -> list[float]:
    whole = sum(weights) or 1.0
    return [weight / whole for weight in weights]


def _is_letter(char: str) -> bool:
    return char.isalpha() or unicodedata.combining(char) > 0


def _fold(word: str) -> str:
    return unicodedata.normalize("NFC", word).lower()
