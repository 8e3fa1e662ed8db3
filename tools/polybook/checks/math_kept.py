r"""Formulas stay as they are, but for blanks and for words in `\text{...}`.

A formula means the same in every language; a lost one leaves a hole in the argument. What each
language writes in its own way is free: words in `\text`, the English `^{\mathrm{th}}` of ordinals,
the mark before the tenths (`0.5`, `0{,}5`). A formula that is but a number may be one of the text,
and one that has become a part of a longer one is a warning.

Bad:

    English:     Let $x$ be real.
    Translation: Cho x là số thực.

Good:

    English:     the $i^{\mathrm{th}}$ row, where $y = 0.5 \text{ if } x > 0$
    Translation: hàng thứ $i$, trong đó $y = 0{,}5 \text{ nếu } x > 0$

Known limits: a formula spelled in another way that means the same (`\ge`, `\geq`) is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybook.checks.kept import compare
from polybook.checks.numbers import numbers, readings, words_of
from polybook.checks.texts import Fault, Pair, Setting, Text
from polybook.formats.inline import Inline, InlineKind
from polybook.model.finding import Severity
from polybook.terms.language import Language

CODE = "math-kept"
SEVERITY = Severity.ERROR

ROLE = "math"
Formula = tuple[str, str]
"""What makes two formulas the same, and how it is written."""
WORDS = re.compile(
    r"\\(?:text(?:rm|bf|it|sf|tt|up|sl|sc|md|normal)?|mbox|hbox)\s*"
    r"\{(?:[^{}]|\{[^{}]*\})*\}"
)
ORDINAL = re.compile(
    r"\^\s*(?:\\(?:mathrm|text|textrm|mbox|rm)\s*\{?|\{\s*(?:\\(?:mathrm|text|textrm|mbox|rm)\b)?\s*\{?)"
    r"\s*(?:th|st|nd|rd)\s*\}*"
)
BRACED = re.compile(r"([\^_])\{(\w)\}")
"""Braces around one character, which mean nothing."""
MARK = re.compile(r"(?<=[0-9])(?:\{,\}|[.,])(?=[0-9])")
MONEY = re.compile(r"\$[0-9][0-9.,]*\s[^$\\^_={}]*[^\W\d_]{2}[^$\\^_={}]*\s\$")
"""What seems to be a formula between two prices: `$5 to $10`."""
NO_UNITS = re.compile(r"(?<![0-9])\.(?=[0-9])")
"""A number that begins with its mark."""
MUCH = 3
"""How many times as long a formula may be that another one became."""
NUMBER = re.compile(r"\$+[0-9]+(?:[.,][0-9]+)*\$+")


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each formula that was lost, changed or made up."""
    if pair.same_tokens:
        return
    english, translation = _formulas(pair.english), _formulas(pair.translation)
    ours, theirs = _by_key(english), _by_key(translation)
    if ours == theirs:
        return
    ours, theirs = _with_marks_of(ours, theirs)
    ours = _without_plain(ours, theirs, pair.translation, setting.language)
    theirs = _without_plain(theirs, ours, pair.english, setting.source_language)
    grown = _grown(ours, theirs)
    for one, other in grown:
        message = f"formula {one[1]} became {other[1]}; see that both say the same"
        yield Fault(message, Severity.WARNING)
    kept = [one for one in ours if one not in {pair[0] for pair in grown}]
    theirs = [one for one in theirs if one not in {pair[1] for pair in grown}]
    yield from compare("formula", kept, theirs)


def _grown(ours: list[Formula], theirs: list[Formula]) -> list[tuple[Formula, Formula]]:
    """Return the formulas that the translation has only as a part of another one, with that."""
    known, said = {key for key, _ in ours}, {key for key, _ in theirs}
    gone = [one for one in dict.fromkeys(ours) if one[0] not in said]
    new = [one for one in dict.fromkeys(theirs) if one[0] not in known]
    found = []
    for one in gone:
        part = one[0].strip("$")
        for other in new:
            whole = other[0].strip("$")
            if len(part) > 1 and part != whole and part in whole and len(whole) <= MUCH * len(part):
                found.append((one, other))
                new.remove(other)
                break
    return found


def _formulas(text: Text) -> list[Inline]:
    return [
        token
        for token in text.tokens
        if (token.kind is InlineKind.MATH and not MONEY.fullmatch(token.raw))
        or (token.kind is InlineKind.ROLE and token.name == ROLE)
    ]


def _by_key(formulas: list[Inline]) -> list[Formula]:
    return [(_normal(token.raw), token.raw) for token in formulas]


def _normal(formula: str) -> str:
    if "^" in formula:
        formula = ORDINAL.sub("", formula)
    if "\\" in formula:
        formula = WORDS.sub(r"\\text{}", formula)
    # A backslash before a blank is a blank of its own; taken for nothing, `\\ pm` would be `\\pm`.
    formula = "".join(formula.replace("\u200b", "").replace("\\ ", "\\,").split())
    if "." in formula:
        formula = NO_UNITS.sub("0.", formula)
    return BRACED.sub(r"\1\2", formula) if "{" in formula else formula


def _with_marks_of(
    ours: list[Formula], theirs: list[Formula]
) -> tuple[list[Formula], list[Formula]]:
    """Return both lists, formulas alike but for the marks in their numbers made the same."""
    known = {key for key, _ in ours}
    by_digits = {MARK.sub(";", key): key for key, _ in ours if MARK.search(key)}
    if not by_digits:
        return ours, theirs
    return ours, [
        (key if key in known else by_digits.get(MARK.sub(";", key), key), raw)
        for key, raw in theirs
    ]


def _without_plain(
    formulas: list[Formula],
    others: list[Formula],
    text: Text,
    language: Language,
) -> list[Formula]:
    """Leave out the formulas that the other text has as a number outside of formulas."""
    known = {key for key, _ in others}
    plain = {key for key, _ in formulas if key not in known and NUMBER.fullmatch(key)}
    if not plain:
        return formulas
    said = set().union(*(readings(one.text) for one in numbers(text.prose)))
    said.update(map(str, words_of(text.prose, language.number_words, language.number_joins)))
    return [
        (key, raw)
        for key, raw in formulas
        if key not in plain or not said.intersection(readings(key.strip("$")))
    ]
