"""A word is one of the language, or one of the page's English.

A Latin word that is neither is mostly a slip: a term that an engine garbled, or a typing error in
one that stays in English. Where the page has a word much like it, that is a warning; else a note,
since it may be a loan that the page's English happens not to use.

Bad:

    English:     We speak of regularization.
    Translation: Ta nói về regarization.

Good:

    Translation: Ta nói về chính quy hoá (*regularization*).

Known limits: it is known of few languages what their words look like. Short words, and words in
brackets, italics or quotes, are not looked at, and neither are words with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from polybook.checks.english import (
    SMALL,
    aside_spans,
    foreign_words,
    is_glued,
    is_of_names,
    quoted_spans,
    without,
)
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity

CODE = "unknown-word"
SEVERITY = Severity.WARNING

SHORTEST = 5
"""Letters of the shortest word that is looked at."""
LIKE = 80
"""From which likeness, in per cent, a word is one of the page's misspelt."""
WORD = re.compile(r"[a-z]{4,}")


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each word that is of neither language."""
    own = setting.language.is_word
    if own is None:
        return
    english, prose = pair.english.raw, pair.translation.prose
    foreign = foreign_words(prose, own)
    words = {word for word in foreign if len(word) >= SHORTEST and word not in english}
    if not words:
        return
    page = _lower(pair.page or english)
    words = {word for word in words - setting.written if not _has(page, word)}
    if not words or is_of_names(pair.english.prose):
        return
    text = f" {without(prose, [*aside_spans(pair, prose), *quoted_spans(prose)])} "
    for match in SMALL.finditer(text):
        word = match[0]
        if word in words and not is_glued(text, match):
            words.discard(word)
            yield _fault(word, page)


@lru_cache(maxsize=4)
def _lower(page: str) -> str:
    """Return a page in small letters; remembered, since it has many units."""
    return page.lower()


@lru_cache(maxsize=4)
def _words(page: str) -> tuple[str, ...]:
    """Return the words of a page, each once; of two that are as like, the first one is taken."""
    return tuple(dict.fromkeys(WORD.findall(page)))


def _has(page: str, word: str) -> bool:
    """Tell whether a page has a word, hyphens or not: `mini-batch`, `minibatch`."""
    return word in page or ("-" in word and word.replace("-", "") in page)


def _fault(word: str, page: str) -> Fault:
    from rapidfuzz import fuzz, process

    near = process.extractOne(word, _words(page), scorer=fuzz.ratio, score_cutoff=LIKE)
    if near:
        return Fault(f'"{word}" is a word of neither language; is it "{near[0]}"?')
    message = f'"{word}" is a word of neither language; correct it or list it under `allow`'
    return Fault(message, Severity.NOTE)
