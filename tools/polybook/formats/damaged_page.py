"""Refusing pages whose text was damaged, before a translator ever sees it.

What must never happen is that a right page is refused, also one that speaks of such damage. So code
is left out, a few sequences are not enough, and they must be more than what is right beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from polybook.formats.diagnose import Diagnosis, could_be_damaged, diagnose, is_sign
from polybook.formats.inline import InlineKind, read_inline
from polybook.formats.page import Page
from polybook.formats.prose import mask
from polybook.model.errors import DamagedError
from polybook.model.span import Span
from polybook.model.unit import Unit

LEAST = 2
"""So many damaged words make a damaged page, when more words with marks are not right."""
ONE_UNIT = 4
"""So many damaged words make a page damaged by one unit, when twice as many are not right there."""
WORDS = re.compile(r"\S+")
MARKED_WORD = re.compile(r"[^\s\x00-\x7f]")


def refuse_damage(page: Page) -> None:
    """Raise DamagedError, with the line of the first damage, for a page that was damaged."""
    marked = [unit for unit in page.units if not unit.msgid.isascii()]
    suspects = [unit for unit in marked if could_be_damaged().search(unit.msgid)]
    if not suspects:
        return
    texts = [_prose(unit) for unit in suspects]
    diagnosis = diagnose("\n".join(texts))
    if diagnosis is None:
        return
    damaged, first = _damaged_words(texts, diagnosis)
    marked_words = sum(_marked_words(unit.msgid) for unit in marked)
    one_unit = any(
        count >= ONE_UNIT and count > 2 * (_marked_words(text) - count)
        for text, count in zip(texts, damaged, strict=True)
    )
    whole = sum(damaged)
    if one_unit or (whole >= LEAST and whole > marked_words - whole):
        line = page.line(suspects[first])
        raise DamagedError(page.name, line, diagnosis.model.code_page)


def _prose(unit: Unit) -> str:
    """Return the text of a unit without its code, on one line."""
    text = unit.msgid.replace("\n", " ")
    if "`" not in text:
        return text
    return mask(text, [token for token in read_inline(text) if token.kind is InlineKind.CODE])


def _marked_words(text: str) -> int:
    return sum(bool(MARKED_WORD.search(word)) for word in text.split())


def _damaged_words(texts: Sequence[str], diagnosis: Diagnosis) -> tuple[list[int], int]:
    """Return how many words of each text are surely damaged, and the first text that has one."""
    whole = "\n".join(texts)
    signs = [
        place.span.start
        for number, place in enumerate(diagnosis.places)
        if is_sign(whole, diagnosis.places, number)
    ]
    counts = []
    at = 0
    for text in texts:
        words = (Span(at + match.start(), at + match.end()) for match in WORDS.finditer(text))
        counts.append(sum(_holds(signs, word) for word in words))
        at += len(text) + 1
    return counts, next((number for number, count in enumerate(counts) if count), 0)


def _holds(places: Sequence[int], word: Span) -> bool:
    number = bisect_left(places, word.start)
    return number < len(places) and places[number] < word.end
