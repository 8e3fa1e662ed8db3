"""No English stays inside a translation.

Engines lose their way in the middle of a sentence, and people leave a word for later. English that
goes on for a phrase is an error in any language. Where it is known what the language's own words
look like, two English words in a row are a warning and a single one is a note, once a page. English
beside its translation, in brackets, quotes or italics, is a service to readers and no fault.

Bad:

    English:     We minimize the loss over the whole batch.
    Translation: Ta cực tiểu hoá the loss over the whole lô.

Good:

    Translation: Ta cực tiểu hoá mất mát (*loss*) trên cả lô.

Known limits: names in lower case are taken for words; put a word that stays into the glossary with
the level `keep`, or list it under `allow`. Short words, such as units, are not looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set

from polybook.checks.english import (
    FUNCTION,
    SENTENCE,
    SHORTEST,
    UNITS,
    is_reference,
    is_same,
    is_sentence,
    same_parts,
    without,
)
from polybook.checks.texts import Fault, Pair, Setting, Sheet
from polybook.formats.inline import InlineKind
from polybook.model.finding import Severity
from polybook.model.span import Span

CODE = "english-left"
SEVERITY = Severity.WARNING

ASIDE_SENTENCE = 6
"""Lower-case words from which on English in brackets or italics is no gloss any more."""
SMALL = re.compile(r"\b[a-z]{2,}(?:['’-][a-z]+)*\b")
GLUE = frozenset("@./\\#&_-'’:")
"""What joins a word to an address, a file name or a command."""
CAPITAL = re.compile(r"[A-Z]+")
ANY_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
SHOWN = 60
"""Characters of a phrase that a message shows."""


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each stretch of English, and one a page for each English word."""
    single: dict[str, Pair] = {}
    times = Counter[str]()
    for pair in sheet.pairs:
        words = _foreign_words(pair, setting)
        if not words or is_same(pair) or is_reference(pair):
            continue
        text = _main_text(pair)
        could_be = " the " in text or not FUNCTION.isdisjoint(words)
        sentences = list(_sentences(pair, text)) if could_be else []
        for span in sentences:
            yield _fault(pair, _shown(span.of(text)), Severity.ERROR)
        text = without(text, sentences)
        words -= setting.allowed
        phrases = Counter(_phrases(pair, text, words) if setting.language.is_word else ())
        for phrase, often in phrases.items():
            if phrase in setting.terms or phrase.removesuffix("s") in setting.terms:
                continue  # `term-untranslated` knows better what should stand here
            if " " in phrase:
                yield _fault(pair, phrase)
            else:
                single.setdefault(phrase, pair)
                times[phrase] += often
    for word, pair in single.items():
        where = f" ({times[word]} times on this page)" if times[word] > 1 else ""
        yield _fault(pair, word, Severity.NOTE, where)


def _fault(pair: Pair, words: str, severity: Severity | None = None, where: str = "") -> Fault:
    message = f'"{words}" was left in English{where}; translate it or list it under `allow`'
    return Fault(message, severity, entry=pair.entry, unit=pair.unit)


def _foreign_words(pair: Pair, setting: Setting) -> set[str]:
    """Return the words of a translation that are English: of few there are any.

    Where nobody knows the language's own words, only those that English sentences have.
    """
    own = setting.language.is_word
    words = set(SMALL.findall(pair.translation.prose))
    if own is None:
        return words & FUNCTION
    english = pair.english.raw
    return {word for word in words if not own(word) and word in english}


def _main_text(pair: Pair) -> str:
    """Return the translation's prose without quotes and what other checks find."""
    text = pair.translation.prose
    parts = same_parts(pair, InlineKind.LINK, InlineKind.ROLE, InlineKind.IMAGE)
    spans = [part.prose for part, _ in parts if part.prose is not None]
    spans += [Span(*match.span()) for match in QUOTED.finditer(text)]
    return without(text, spans)


def _asides(pair: Pair, text: str) -> list[Span]:
    """Return the brackets of a text, and the stretches of it in italics or bold."""
    brackets = [Span(*match.span()) for match in BRACKETS.finditer(text)]
    return brackets + [emphasis.span for emphasis in pair.translation.emphasis]


def _sentences(pair: Pair, text: str) -> Iterator[Span]:
    """Yield the longest stretches that both texts have word for word and that are sentences."""
    asides = _asides(pair, text)
    ours = f" {' '.join(ANY_WORD.findall(pair.english.prose))} "
    theirs = list(ANY_WORD.finditer(text))
    at = 0
    while at < len(theirs):
        end = at
        shared = " "
        while end < len(theirs) and f"{shared}{theirs[end][0]} " in ours:
            shared += f"{theirs[end][0]} "
            end += 1
        if end > at:
            span = Span(theirs[at].start(), theirs[end - 1].end())
            aside = any(one.start <= span.start and span.end <= one.end for one in asides)
            if is_sentence(shared.split(), ASIDE_SENTENCE if aside else SENTENCE):
                yield span
        at = max(end, at + 1)


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[:SHOWN].rpartition(" ")[0] + " ..."


def _phrases(pair: Pair, text: str, words: Set[str]) -> Iterator[str]:
    """Yield those of `words` that stand in a text alone; those side by side as one phrase."""
    english = pair.english.prose
    words = {word for word in words if len(word) >= SHORTEST} - UNITS
    if not words or 2 * len(CAPITAL.findall(english)) > english.count(" ") + 1:
        # A list of names, where words in lower case are what people call themselves.
        return
    text = f" {without(text, _asides(pair, text))} "
    found: list[re.Match[str]] = []
    for match in SMALL.finditer(text):
        if match[0] not in words or _is_glued(text, match):
            continue
        if (
            found
            and text[found[-1].end() : match.start()] == " "
            and _is_phrase(text[found[0].start() : match.end()], english)
        ):
            found.append(match)
            continue
        if found:
            yield text[found[0].start() : found[-1].end()]
        found = [match] if _is_phrase(match[0], english) else []
    if found:
        yield text[found[0].start() : found[-1].end()]


def _is_phrase(text: str, english: str) -> bool:
    """Tell whether the English has these words, none of them part of a longer one."""
    return text in english and re.search(rf"\b{re.escape(text)}\b", english) is not None


def _is_glued(text: str, match: re.Match[str]) -> bool:
    """Tell whether a word is part of something longer, such as an address."""
    before, after = text[match.start() - 1], text[match.end()]
    return before in GLUE or (after in GLUE and not text[match.end() + 1].isspace())
