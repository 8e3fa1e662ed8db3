"""No no-break space is left over: each stands where the language or the English wants one.

Word processors and web pages leave them behind; they stretch lines and break searches.

Bad:

    English:     a small model
    Translation: một<U+00A0>mô hình nhỏ

Good:

    Translation: một mô hình nhỏ

Known limits: beside a number, code or formula it is always fine, and so it is where the English has
any, or where a language ties short words (`v<U+00A0>lese`) or wants one before a mark. One that is
missing there is for `no-break-blank`. `check --fix` mends it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from polybook.checks.mend import replaced
from polybook.checks.ordinary import is_ordinary
from polybook.checks.place import excerpt
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity
from polybook.model.span import Span
from polybook.terms.punctuation import Punctuation

CODE = "nbsp"
SEVERITY = Severity.WARNING

SPACE = re.compile(r"[\u00a0\u2007\u202f]")
MARKS = ",.;:!?)]»”%"
"""What `blank-before-punctuation` speaks of."""
BESIDE = "\ufffc°–—"
"""What may be tied with a no-break space in every language, besides digits."""


def could(texts: str) -> bool:
    """Tell whether translations have a no-break space at all."""
    return not is_ordinary(texts) and SPACE.search(texts) is not None


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault when the translation has no-break spaces that nothing wants."""
    text = pair.translation
    if text.raw.isprintable() or not SPACE.search(text.solid) or SPACE.search(pair.english.raw):
        return
    unwanted = _unwanted(setting.language.punctuation)
    found = [match for match in SPACE.finditer(text.solid) if unwanted(match)]
    if found:
        place = excerpt(text.raw, Span(*found[0].span()))
        times = f"{len(found)} no-break spaces, first" if len(found) > 1 else "a no-break space"
        yield Fault(f"{times} in {place}; write a plain blank")


def fix(pair: Pair, setting: Setting) -> str:
    """Return the text with a plain blank for each no-break space that nothing wants."""
    text = pair.translation
    if SPACE.search(pair.english.raw):
        return text.raw
    unwanted = _unwanted(setting.language.punctuation)
    return replaced(text, SPACE, lambda match: " " if unwanted(match) else match[0])


def _unwanted(punctuation: Punctuation) -> Callable[[re.Match[str]], bool]:
    """Return what tells whether nothing wants the no-break space of a match."""
    tied = punctuation.tied

    def unwanted(match: re.Match[str]) -> bool:
        text, start, end = match.string, match.start(), match.end()
        left, right = text[max(0, start - 1) : start], text[end : end + 1]
        if not left or not right:
            return True
        if left.isdigit() or right.isdigit() or left in BESIDE or right in BESIDE:
            return False
        if right in MARKS or left in punctuation.blank_after:
            return False
        before = text[max(0, start - tied - 1) : start].split()
        return not before or len(before[-1]) > tied

    return unwanted
