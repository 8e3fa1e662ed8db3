"""No word stands twice in a row.

It is the commonest slip of the hand, and of machines, which double words of two syllables as well.

Bad:

    English:     parts of the model
    Translation: các phần của của mô hình

Good:

    Translation: các phần của mô hình

Known limits: Vietnamese words of two syllables meet, as in `định lượng lượng thông tin`, so there
only little words of grammar are a warning and the rest is a note; the same goes for languages that
say many a word twice on purpose, such as Turkish (`yavaş yavaş`) and Persian. Such words, and
Vietnamese reduplication (`từ từ`), are known by a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

from polybook.checks.place import excerpt
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity
from polybook.model.span import Span
from polybook.terms.language import Language

CODE = "doubled-word"
SEVERITY = Severity.WARNING

COULD = re.compile(r" (\w)(\w*+) (?i:\1)\2\b")
SAME_BESIDE = re.compile(r"\b(\w{2,})[-–—]\1\b", re.IGNORECASE)
"""Two of a kind: `matrix-matrix multiplication`."""
COULD_PAIR = re.compile(r" (\w++) \w++ \1\b")
PAIR = re.compile(
    r"(?<![\w\ufffc-])(?=[^\W\d_]+ [^\W\d_]+ )((?:\w++)) (\w++) \1 \2(?![\w\u0300-\u036f\ufffc-])"
)
DOUBLED = re.compile(r" ([^\W\d_])([^\W\d_]*+) (?i:\1)\2(?![\w\u0300-\u036f\u200c\u200d\ufffc-])")
"""Only the first letter may be of another case; what a mark or a joiner follows is another word."""
BETWEEN = frozenset({"a", "à", "al", "by", "für", "par", "per", "por", "pour", "um", "za"})
"""What stands between a word and itself: `passo a passo`, after which another `a` may follow."""


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each word that stands twice in a row."""
    language, text = setting.language, pair.translation
    found = list(_doubled(text.solid, language))
    # Cheaper than any pattern: few texts have a word twice with one word between.
    if any(map(eq, text.words, text.words[2:])) and not _same_beside(pair.english.raw):
        found += _pairs(text.solid)
    if not found or any(_doubled(pair.english.solid, setting.source_language)):
        return
    english = pair.english.raw.lower()
    for word, span in found:
        if span.of(text.raw).lower() in english:
            continue  # a name
        if " " in word:
            yield Fault(f"the words {word} stand twice in {excerpt(text.raw, span)}; take two out")
            continue
        surely = not language.particles or word.lower() in language.particles
        yield Fault(
            f"the word {word} stands twice in {excerpt(text.raw, span)}; take one out",
            None if surely else Severity.NOTE,
        )


def _same_beside(english: str) -> bool:
    return any(map(english.__contains__, "-–—")) and SAME_BESIDE.search(english) is not None


def _pairs(text: str) -> Iterator[tuple[str, Span]]:
    """Yield the two words that stand twice in a row, where they are two words and no number."""
    for match in PAIR.finditer(text) if COULD_PAIR.search(text) else ():
        if match[1].lower() == match[2].lower() or match[2].lower() in BETWEEN:
            continue
        words = match[0][: len(match[0]) // 2]
        start, end = match.span()
        # Of three in a row, repeated-phrase speaks.
        if not (text.startswith(f" {words}", end) or text.endswith(f"{words} ", 0, start)):
            yield words, Span(start, end)


def _doubled(text: str, language: Language) -> Iterator[tuple[str, Span]]:
    text = " " + text
    for match in DOUBLED.finditer(text) if COULD.search(text) else ():
        word = match[1] + match[2]
        before = text[text.rfind(" ", 0, match.start()) + 1 : match.start()]
        if f"{before} {word}".lower() in language.compounds:
            continue  # khoa học | học sâu
        if word.lower() not in language.doubled and not (len(word) == 1 and word.isascii()):
            yield word, Span(match.start(), match.end() - 1)
