"""No phrase comes three times in a row.

Machines that translate can fall into a loop.

Bad:

    English:     It learns.
    Translation: Nó học từ dữ liệu, học từ dữ liệu, học từ dữ liệu.

Good:

    Translation: Nó học từ dữ liệu.

Known limits: a loop with other words in between is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

from polybook.checks.place import visible
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity

CODE = "repeated-phrase"
SEVERITY = Severity.ERROR

LONGEST = 12
"""Words and marks of the longest phrase that is looked for."""
PART = re.compile(r"[^\W_]+|\ufffc+|[.:;!?]")
"""A word, a protected token, or a mark that ends a sentence, which separates too."""


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault where a phrase comes three times or more in a row."""
    words = pair.translation.words
    if len(words) < 6 or len(set(words)) > len(words) - 3 or not _comes_again(words):
        return
    phrase = _repeated(pair.translation.solid)
    if phrase and not _repeated(pair.english.solid):
        shown = visible(" ".join(part for part in phrase if part.isalnum()))
        yield Fault(f"“{shown}” comes three times or more in a row; leave one")


def _comes_again(words: list[str]) -> bool:
    """Tell whether three words in a row come again soon, and the first of them once more."""
    threes = list(zip(words, words[1:], words[2:], strict=False))
    last = dict(zip(threes, range(len(threes)), strict=True))
    if len(last) == len(threes):
        return False
    for place, three in enumerate(threes):
        if last[three] == place:
            continue
        step = threes.index(three, place + 1) - place
        if step <= LONGEST and three[0] in (
            words[place - step] if place >= step else "",
            words[place + 2 * step] if place + 2 * step < len(words) else "",
        ):
            return True
    return False


def _repeated(text: str) -> list[str]:
    """Return the shortest phrase of two words or more that `text` says three times in a row."""
    parts = PART.findall(text.lower())
    if not parts or parts[-1].isalnum():
        parts.append(".")
    for size in range(2, LONGEST + 1):
        again = bytes(map(eq, parts, parts[size:]))
        start = again.find(bytes([True]) * 2 * size)
        while start >= 0:
            phrase = parts[start : start + size]
            if len({word for word in phrase if word.isalnum()}) > 1:
                return phrase
            start = again.find(bytes([True]) * 2 * size, start + size)
    return []
