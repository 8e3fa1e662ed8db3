"""Numbers as languages write them: digits with their marks, words, Roman numerals.

A number is compared by what it says, as a string of digits with a point: "1,000.5" in English and
"1.000,5" in Vietnamese are both `1000.5`. A translator may keep to the English marks or not, so
what a text says is read in both ways.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from polybook.terms.language import fold_case

DIGITS = re.compile(r"[0-9]+")
OTHER_DIGIT = re.compile(r"(?![0-9])\d")
ARABIC_MARKS = {ord("٫"): ".", ord("٬"): ","}
BLANK = " \u00a0\u202f"
NUMBER = re.compile(
    r"&#[xX]?[0-9a-fA-F]+;"  # no number, but in HTML a character
    rf"|(?P<number>[0-9]{{1,3}}(?:[{BLANK}][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?"
    r"|[0-9]+(?:[.,][0-9]+)*)"
)
GROUPED = re.compile(rf"[0-9]{{1,3}}([.,{BLANK}])[0-9]{{3}}(?:\1[0-9]{{3}})*(?![0-9])")
"""Thousands with their mark."""
INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
"""As India groups digits: 10,00,000 is a million."""
MARK = re.compile(rf"[.,{BLANK}]")
ROMAN = re.compile(r"(?<!\w)[IVXLC]+(?!\w)")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
WORD = re.compile(r"[^\W\d_]+")
SCALE = re.compile(r"[\s-]?([^\W\d_]+)")
SCALE_LETTERS = {"k": 10**3, "K": 10**3, "M": 10**6, "B": 10**9}
SCALE_SIGNS = {
    "千": 10**3, "천": 10**3, "万": 10**4, "萬": 10**4, "만": 10**4, "億": 10**8, "亿": 10**8,
    "억": 10**8, "兆": 10**12, "조": 10**12,
}  # fmt: skip
"""Scales of languages that write what follows without a blank: 100万人."""
THOUSAND = 1000


def digits(text: str) -> list[str]:
    """Return the runs of the digits 0 to 9 in a text, in order."""
    # Most texts have none: to look for each digit takes a fifth of the pattern's time.
    return DIGITS.findall(text) if any(map(text.__contains__, "0123456789")) else []


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text, written in digits."""

    text: str
    """As written, without letters that touch it."""
    start: int
    """Where it begins."""
    glued: bool
    """Whether a letter stands right before it, so that it is part of a name: `word2vec`, `K80`."""


def ascii_digits(text: str) -> str:
    """Return a text of the same length whose digits are 0 to 9, whatever script they are of."""
    if not OTHER_DIGIT.search(text):
        return text
    written = OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)
    return written.translate(ARABIC_MARKS)


def numbers(text: str) -> list[Number]:
    """Return the numbers of a text that are written in digits, in order."""
    return [
        Number(match[0], match.start(), _is_glued(text, match.start()))
        for match in NUMBER.finditer(text)
        if match["number"]
    ]


def _is_glued(text: str, start: int) -> bool:
    before = text[max(start - 2, 0) : start]
    if not before or not (before[-1].isalpha() or before[-1] == "_"):
        return False
    # The letter of a version is no name: `v2`, `V3`.
    return before[-1] not in "vV" or before[:-1].isalpha()


def value(text: str, decimal: str = ".") -> str | None:
    """Return what a number says where `decimal` stands before the tenths; None for no one number.

    Versions such as 1.2.3 and lists such as 1,2,3 are no one number.
    """
    if text.isdecimal():
        return text
    grouped = GROUPED.match(text)
    if grouped and grouped[1] != decimal:
        whole, rest = grouped[0].replace(grouped[1], ""), text[grouped.end() :]
        if not rest:
            return whole
        return f"{whole}.{rest[1:]}" if rest[0] == decimal and rest[1:].isdecimal() else None
    whole, mark, rest = text.partition(decimal)
    if decimal == "." and INDIAN.fullmatch(whole):
        whole = whole.replace(",", "")
        if not mark:
            return whole
    return f"{whole}.{rest}" if mark and whole.isdecimal() and rest.isdecimal() else None


def parts(text: str) -> list[str]:
    """Return the digits of a number between its marks."""
    return MARK.split(text)


def readings(text: str) -> set[str]:
    """Return all that a number may say, a point or a comma before its tenths; else its parts."""
    found: set[str] = set()
    for decimal in ".,":
        said = value(text, decimal)
        found |= {said} if said else {text, *parts(text)}
    return found


def words_of(text: str, words: Mapping[str, int], joins: Collection[str] = frozenset()) -> set[int]:
    """Return the numbers that the words of a text say, each word alone and all of a run as one.

    `joins` are the words that a run may have inside: "a hundred and five".
    """
    found: set[int] = set()
    run: list[int] = []
    start = 0  # of what follows the last join in the run
    for word in (*WORD.findall(fold_case(text)), ""):
        if word in words:
            run.append(words[word])
            found.add(words[word])
        elif run:
            found |= {_sum(run), _sum(run[start:] or run)}
            start = len(run) if word in joins else 0
            run = run[:start]
    return found


def _sum(run: Iterable[int]) -> int:
    """Return what number words in a row say: 2, 100, 20, 5 is 225, and 3, 1000, 1 is 3001."""
    total = hundreds = small = 0
    for number in run:
        if number >= THOUSAND:
            total += max(hundreds + small, 1) * number
            hundreds = small = 0
        elif number == 100:
            hundreds, small = max(small, 1) * 100, 0
        elif number in (10, 20) and 1 < small < 10:
            small *= number  # hai mươi, quatre-vingts
        else:
            small += number
    return total + hundreds + small


def romans(text: str) -> Iterator[int]:
    """Yield the Roman numerals of a text."""
    for match in ROMAN.finditer(text):
        values = [ROMAN_VALUES[letter] for letter in match[0]]
        yield sum(-one if one < max(values[place:]) else one for place, one in enumerate(values))


def scaled(text: str, after: str, words: Mapping[str, int]) -> set[str]:
    """Return what a number says with the scale that may stand right after it: 10k, 2 million."""
    match = SCALE.match(after)
    if not match:
        return set()
    factor = SCALE_LETTERS.get(match[1]) or SCALE_SIGNS.get(match[1][0], 0)
    factor = factor or words.get(fold_case(match[1]), 0)
    zeros = len(str(factor)) - 1
    found = set()
    for said in (value(text, "."), value(text, ",")) if factor >= THOUSAND else ():
        whole, _, tenths = (said or "").partition(".")
        if whole and len(tenths) <= zeros:
            found.add(str(int(whole + tenths.ljust(zeros, "0"))))
    return found
