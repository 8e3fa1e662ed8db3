r"""Formulas stay as they are, but for blanks and for words in `\text{...}`.

A formula means the same in every language; a lost one leaves a hole in the argument. What each
language writes in its own way is free: words in `\text`, the English `^{\mathrm{th}}` of ordinals,
the mark before the tenths (`0.5`, `0{,}5`). A formula that is but a number may be one of the text.

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
NUMBER = re.compile(r"\$+[0-9]+(?:[.,][0-9]+)*\$+")


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each formula that was lost, changed or made up."""
    if pair.same_tokens:
        return iter(())
    english, translation = _formulas(pair.english), _formulas(pair.translation)
    ours, theirs = _by_key(english), _by_key(translation)
    if ours == theirs:
        return iter(())
    ours, theirs = _with_marks_of(ours, theirs)
    ours = _without_plain(ours, theirs, pair.translation, setting.language)
    theirs = _without_plain(theirs, ours, pair.english, setting.source_language)
    return compare("formula", ours, theirs)


def _formulas(text: Text) -> list[Inline]:
    return [
        token
        for token in text.tokens
        if (token.kind is InlineKind.MATH and not MONEY.fullmatch(token.raw))
        or (token.kind is InlineKind.ROLE and token.name == ROLE)
    ]


def _by_key(formulas: list[Inline]) -> list[tuple[str, str]]:
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
    ours: list[tuple[str, str]], theirs: list[tuple[str, str]]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
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
    formulas: list[tuple[str, str]],
    others: list[tuple[str, str]],
    text: Text,
    language: Language,
) -> list[tuple[str, str]]:
    """Leave out the formulas that the other text has as a number outside of formulas."""
    known = {key for key, _ in others}
    plain = {key for key, _ in formulas if key not in known and NUMBER.fullmatch(key)}
    if not plain:
        return formulas
    said = set().union(*(readings(one.text) for one in numbers(text.prose)))
    said.update(map(str, words_of(text.prose, language.number_words)))
    return [
        (key, raw)
        for key, raw in formulas
        if key not in plain or not said.intersection(readings(key.strip("$")))
    ]
