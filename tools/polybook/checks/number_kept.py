"""A number in the text says the same.

Marks may be those of either language (3.14 and 3,14; 60,000 and 60.000), and a number may be said
in words or in Roman numerals, or the other way round: 2 and "hai", "three" and 3, the 20th century
and "thế kỷ XX", 1.5 million and 1.500.000. No number word is ever asked for: "one" is mostly none.
A number that is new is a warning, one digit alone a note, and one of six digits and more an error:
it is what an engine writes for markup that it could not keep.

Bad:

    English:     It needs 16 GB for 60,000 images.
    Translation: Nó cần 8 GB cho 60.000 ảnh.

Good:

    English:     In 3 of 10 runs it took 1,024 steps.
    Translation: Trong ba trên 10 lần chạy, nó mất 1.024 bước.

Known limits: signs are not compared, nor how often a number is said; a number right after a letter
belongs to a name, as in `word2vec`. Of languages whose number words are not known, numbers up to 12
are never missed, and a round one that is said nowhere (100%, the 1990s) is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from polybook.checks.kept import compare
from polybook.checks.numbers import (
    NUMBER,
    Number,
    ascii_digits,
    digits,
    numbers,
    parts,
    readings,
    romans,
    scaled,
    value,
    words_of,
)
from polybook.checks.people import in_name_list
from polybook.checks.texts import Fault, Pair, Setting, Text
from polybook.formats.inline import InlineKind
from polybook.model.finding import Severity
from polybook.terms.language import Language

CODE = "number-kept"
SEVERITY = Severity.ERROR

LEAK = 6
"""Digits from which on a number that the English has not is none at all."""
SPLIT = re.compile(r"(?<![\w.,])(\d{1,9})(?: +[.,] *|[.,] +)(\d{1,9})(?!\w|[.,]\d)")
"""Two numbers that may have been one, with its mark."""
LONE_DIGIT = re.compile(r"number [0-9] is not in the English")
DECADE = re.compile(r"['’]?s\b")
AFTERNOON = re.compile(r"(?::[0-5][0-9])?\s?p\.?m\b", re.IGNORECASE)
FULL_HOUR = re.compile(r"(?<![\d:])[0-9]{1,2}:(?=00(?![\d:]))")
"""A time whose minutes some languages do not write: 9:00 is "9 h" and "9 Uhr"."""
OFTEN_WORDS = frozenset(map(str, range(13)))
"""Numbers that may be words, which nobody knows in a language without a list of them."""
ROUND = frozenset(map(str, (*range(20, 100, 10), 100, 1000)))
"""Numbers that are words now and then, and figures of speech: "100% sure"."""
MOSTLY_NUMBERS = (InlineKind.MATH, InlineKind.CODE)
"""Tokens that a number of the text may have been put into, or taken out of."""


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each number that was lost, changed or made up."""
    english, translation = pair.english.prose, pair.translation.prose
    written = digits(translation)
    if len(written) > 1 and "." in english and SPLIT.search(translation):
        yield from _split(english, translation)
    if digits(english) == written:
        return
    translation = ascii_digits(translation)
    ours, theirs = numbers(english), numbers(translation)
    of_english, of_translation = setting.source_language, setting.language
    said = _said(pair.translation, translation, theirs, of_translation)
    known = _said(pair.english, english, ours, of_english)
    gone = _missing(ours, english, of_english, said)
    gone = [one for one in gone if not in_name_list(english, one.start)]
    if ":00" in english:
        hours = {match.end() for match in FULL_HOUR.finditer(english)}
        gone = [one for one in gone if one.start not in hours]
    unknown = not of_translation.number_words
    if unknown:
        gone = [one for one in gone if one.text not in OFTEN_WORDS]
    new = _missing(theirs, translation, of_translation, known)
    leaks = [one for one in theirs if _is_leak(one, pair.english.raw, new)]
    for one in leaks:
        yield Fault(f"number {one.text} is not in the English; put back what stood in its place")
    new = [one for one in new if one not in leaks]
    round_ones = unknown and all(_is_round(one, english) for one in gone)
    mild = Severity.WARNING if round_ones else None
    for fault in compare("number", _tokens(gone), _tokens(new), mild, repeats=False):
        yield (
            fault if not LONE_DIGIT.match(fault.message) else replace(fault, severity=Severity.NOTE)
        )


def _is_round(one: Number, english: str) -> bool:
    """Tell whether a number may be a word now and then; the minutes of a time may not."""
    decade = DECADE.match(english, one.start + len(one.text))
    return bool(decade) or (one.text in ROUND and english[one.start - 1 : one.start] != ":")


def _split(english: str, translation: str) -> Iterator[Fault]:
    """Yield a fault for each number that stands in two parts: `3, 5` for 3.5."""
    for match in SPLIT.finditer(translation):
        whole = re.compile(rf"(?<![\w.,]){match[1]}\.{match[2]}(?!\w|[.,]\d)")
        if (found := whole.search(english)) and match[0] not in english:
            message = f"number {found[0]} became {match[0]}; write it without the blank"
            yield Fault(message)


def _is_leak(one: Number, english: str, new: list[Number]) -> bool:
    """Tell whether a number is so long that nobody wrote it, also as the end of a word."""
    if sum(map(str.isdecimal, one.text)) < LEAK or not one.text.isdecimal():
        return False
    return one in new or (one.glued and one.text not in english)


def _tokens(found: list[Number]) -> list[tuple[str, str]]:
    return [(value(one.text) or one.text, one.text) for one in found]


def _missing(found: list[Number], text: str, language: Language, said: set[str]) -> list[Number]:
    """Return the numbers of a text that the other one, by what is said in it, does not say."""
    return [
        one
        for one in found
        if not one.glued
        and said.isdisjoint(_forms(one, text, language))
        and not all(part in said for part in parts(one.text))
    ]


def _said(text: Text, prose: str, found: list[Number], language: Language) -> set[str]:
    """Return every number that a text may be said to have, as strings of digits."""
    said: set[str] = set()
    for one in found:
        said |= readings(one.text) | _forms(one, prose, language)
    for token in text.of(*MOSTLY_NUMBERS):
        for match in NUMBER.finditer(token.raw):
            said |= readings(match[0])
    said.update(map(str, words_of(prose, language.number_words, language.number_joins)))
    said.update(map(str, romans(prose)))
    return said


def _forms(one: Number, text: str, language: Language) -> set[str]:
    """Return what a number says as a whole, in all ways to say it with digits."""
    after = text[one.start + len(one.text) :][:20]
    forms = {said for decimal in ".," if (said := value(one.text, decimal))} or {one.text}
    forms |= scaled(one.text, after, language.number_words)
    if one.text.isdecimal():
        forms.add(one.text.lstrip("0"))
        if DECADE.match(after):
            forms.add(one.text[-2:])
        if AFTERNOON.match(after):
            forms.add(str(int(one.text) + 12))
    return forms
