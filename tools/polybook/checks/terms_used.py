"""What checks of terms share: which terms a unit uses, and what its translation makes of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from polybook.checks.texts import Pair, Setting, Sheet, Text
from polybook.terms.compare import Outcome
from polybook.terms.match import Use

CODES = ("term-missing", "term-avoided", "term-untranslated", "term-altered", "term-mixed")
"""The checks that ask for it."""
KEPT = 1000
"""Pairs whose outcomes are remembered: those of one page, which several checks ask for."""
ASIDE = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）|«[^«»]*»|»[^«»]*«|‹[^‹›]*›|‘[^‘’]*’"
    r"|[\"“”„][^\"“”„]*[\"“”]"
)
"""What stands in brackets or quotes: there, the English is shown beside the translation."""


def look_at(sheet: Sheet, setting: Setting) -> None:
    """Find the terms of a page, all at once; `outcomes` of its pairs then only has to remember."""
    if setting.glossary.terms:
        texts = [(pair.english.seen, pair.translation.seen) for pair in sheet.pairs]
        setting.glossary.comparer.compare_page(texts)


@lru_cache(KEPT)
def outcomes(pair: Pair, setting: Setting) -> Sequence[Outcome]:
    """Return what became of each term that the English of a pair uses; remembered for a page."""
    if not setting.glossary.terms:
        return ()
    return setting.glossary.comparer.compare(pair.english.seen, pair.translation.seen)


def bare(pair: Pair, outcome: Outcome) -> list[Use]:
    """Return where the English of a term is left in the translation, with nothing to excuse it.

    In brackets, quotes or emphasis it is shown beside its translation.
    """
    return [use for use in outcome.left if not _excused(pair.translation, use)]


def _excused(text: Text, use: Use) -> bool:
    for one in text.emphasis:
        if one.span.start <= use.start and use.end <= one.span.end:
            return True
    return any(
        found.start() < use.start and use.end < found.end() for found in ASIDE.finditer(text.seen)
    )
