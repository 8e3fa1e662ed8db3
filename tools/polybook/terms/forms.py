"""Forms of a term as texts have them: optional words, spellings made one, where a word ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, product

OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
MOST_OPTIONAL = 4
"""Optional words of one form that are tried both ways; more would multiply without end."""

NO_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"  # CJK; Korean's particles
)
LETTER = rf"[^\W{NO_SPACES}]"
"""What must not stand right beside a form: letters and digits of scripts that part their words."""
OPENS = rf"(?<!{LETTER})"
CLOSES = rf"(?!{LETTER})"
APART = "\0"
"""What texts are joined with to be looked at as one: no letter and no blank, and in no form."""
_UNSPACED = re.compile(f"[{NO_SPACES}]")


def parts_word(neighbour: str) -> bool:
    """Tell whether what stands beside a form makes it part of a longer word; "" does not."""
    return neighbour.isalnum() and (neighbour < "\u0e00" or not _UNSPACED.match(neighbour))


def accepted_forms(form: str) -> tuple[str, ...]:
    """Return `form` with its optional words and without, the longest first.

    `[theo] từng phần tử` gives `theo từng phần tử` and `từng phần tử`.
    """
    parts = OPTIONAL.split(form)
    optional = len(parts) // 2
    if not optional:
        return (squeeze(form),)
    choices = product((True, False), repeat=min(optional, MOST_OPTIONAL))
    found = {
        squeeze("".join(part for at, part in enumerate(parts) if at % 2 == 0 or _taken(chosen, at)))
        for chosen in choices
    }
    return tuple(sorted(found - {""}, key=lambda one: (-len(one), one)))


def _taken(chosen: tuple[bool, ...], at: int) -> bool:
    return at // 2 >= len(chosen) or chosen[at // 2]


def shortest(form: str) -> str:
    """Return `form` without its optional words."""
    return squeeze(OPTIONAL.sub("", form)) or squeeze(form)


def squeeze(text: str) -> str:
    """Return `text` with one blank for every stretch of white space, and none around it."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """Return `text` without what readers do not see: marks, zero widths, blanks beside hyphens.

    Apostrophes of both kinds are one.
    """
    if "\u2019" in text:
        text = text.replace("\u2019", "'")
    if "*" in text or not text.isprintable():
        text = squeeze(UNSEEN.sub("", text.replace("*", " ")))
    else:  # all its white space is blanks, and nothing in it is unseen
        text = squeeze(text) if "  " in text else text.strip(" ")
    if " -" in text or "- " in text or "\u2010" in text or "\u2011" in text:
        return HYPHEN.sub("-", text)
    return text


def unaccented(text: str) -> str:
    """Return `text` without the marks that Unicode can take off its letters; `đ` has none."""
    parted = unicodedata.normalize("NFD", text)
    return "".join(part for part in parted if not unicodedata.combining(part))


UNSEEN = re.compile("[*\u00ad\u200b-\u200d\u2060\ufeff]")
HYPHEN = re.compile(" ?[\u2010\u2011-] ?")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made comparable, and where each of its characters came from."""

    text: str
    offsets: tuple[int, ...] | None = None
    """Of each character and of the end, its place in the original; None where all are the same."""

    def place(self, at: int) -> int:
        """Return where in the original the character `at` stands."""
        return at if self.offsets is None else self.offsets[at]


def fold_text(text: str, fold: Callable[[str], str]) -> Folded:
    """Fold `text` so that places in the outcome can be found in the original.

    `fold` must keep the number of characters of a text in NFC, as lower-casing nearly always does.
    """
    folded = fold(text)
    if len(folded) == len(text):
        return Folded(folded)
    pieces: list[str] = []
    offsets: list[int] = []
    for match in CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFC", match[0])
        pieces.append(piece)
        offsets += [match.start()] * len(piece)
    composed = "".join(pieces)
    folded = fold(composed)
    if len(folded) != len(composed):
        folded = "".join(fold(one)[:1] or one for one in composed)
    return Folded(folded, (*offsets, len(text)))


CLUSTER = re.compile(r"(?s).[\u0300-\u036f]*")
"""A character with the accents that are written after it."""


def fold_each(texts: Sequence[str], fold: Callable[[str], str]) -> list[str]:
    """Return these texts folded, as one, which is faster than one by one."""
    folded = fold(APART.join(texts)).split(APART)
    return folded if len(folded) == len(texts) else list(map(fold, texts))


def keeps_places(folded: Folded, texts: Sequence[str]) -> bool:
    """Tell whether each of `texts`, which were joined and folded, is where it was before."""
    if folded.offsets is not None:
        return False
    borders = accumulate(len(text) + 1 for text in texts[:-1])
    return all(folded.text[border - 1] == APART for border in borders)
