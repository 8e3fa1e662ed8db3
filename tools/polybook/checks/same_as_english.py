"""A translation is not the English text itself.

An untranslated text that counts as translated is found by readers only. Names, code, formulas,
numbers, kept terms and entries of a bibliography may be the same in both languages, and what the
configuration allows. A whole sentence is an error, a heading or a few words are a warning.

Bad:

    English:     Further exercises
    Translation: Further exercises

Good:

    Translation: Bài tập bổ sung

Known limits: a heading in capitals is taken for a name, unless its words stand on the page in lower
case; where nothing is known of a language's words, one word that is the same is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial

from polybook.checks.english import (
    FUNCTION,
    SHORTEST,
    WORD,
    is_left,
    is_reference,
    is_same,
    is_sentence,
    without,
)
from polybook.checks.texts import Fault, Setting, Sheet
from polybook.formats.inline import InlineKind
from polybook.model.finding import Severity

CODE = "same-as-english"
SEVERITY = Severity.WARNING

COMMON_END = re.compile(r"(?:[ts]ion|ment|ness|ity|ance|ence)s?\Z|[^\W\d_]{3}ings?\Z")
"""Ends of English words that names hardly have."""


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each translation that is its English and should not be."""
    is_common = cache(partial(_is_common, sheet))
    for pair in sheet.pairs:
        if not is_same(pair) or is_reference(pair):
            continue
        parts = pair.english.of(InlineKind.LINK, InlineKind.IMAGE)
        text = without(pair.english.prose, [part.prose for part in parts if part.prose is not None])
        words = WORD.findall(text)
        if is_sentence(words):
            message = "the translation is the English sentence; translate it or empty it"
            yield Fault(message, Severity.ERROR, entry=pair.entry, unit=pair.unit)
        elif is_left(text, setting) or _is_title(words, is_common, setting):
            message = "the translation is the English; translate it or list it under `allow`"
            yield Fault(message, entry=pair.entry, unit=pair.unit)


def _is_common(sheet: Sheet, word: str) -> bool:
    """Tell whether the page's English has a word in lower case."""
    small = word.lower()
    alone = re.compile(rf"\b{re.escape(small)}\b")
    texts = (pair.english.prose for pair in sheet.pairs)
    return any(small in text and alone.search(text) for text in texts)


def _is_title(words: list[str], is_common: Callable[[str], bool], setting: Setting) -> bool:
    """Tell whether words with capitals are a heading in English, not a name."""
    own = setting.language.is_word
    capitals = [word for word in words if word.istitle() and not (own and own(word))]
    plain = [
        word
        for word in capitals
        if len(word) >= SHORTEST
        and word.lower() not in setting.allowed
        and word.lower() not in FUNCTION
        and (COMMON_END.search(word) or is_common(word))
    ]
    return len(plain) >= (1 if own else 2) and 2 * len(plain) >= len(capitals)
