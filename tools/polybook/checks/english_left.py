"""No English stays inside a translation.

Engines lose their way in the middle of a sentence, and people leave a word for later. English that
goes on for a phrase is an error in any language. Where it is known what the language's own words
look like, two English words in a row are a warning and a single one is a note, once a page, but for
loans: words that most of a book keeps, or that translations of the glossary have. English beside
its translation, in brackets, quotes or italics, is a service to readers and no fault, but for words
that are in italics in English too and stand there alone.

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
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile

from polybook.checks.english import (
    FUNCTION,
    SENTENCE,
    SHORTEST,
    SMALL,
    UNITS,
    aside_spans,
    foreign_words,
    is_glued,
    is_of_names,
    is_reference,
    is_same,
    is_sentence,
    quoted_spans,
    same_parts,
    small_words,
    without,
)
from polybook.checks.texts import Fault, Pair, Row, Setting, Sheet
from polybook.formats.inline import InlineKind
from polybook.model.finding import Severity
from polybook.model.span import Span

CODE = "english-left"
SEVERITY = Severity.WARNING

ASIDE_SENTENCE = 6
"""Lower-case words from which on English in brackets or italics is no gloss any more."""
MARK = re.compile(r"&lt;[^&\s]*&gt;")
"""A name between angle brackets: `&lt;unk&gt;`."""
ANY_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
LOAN = 8
"""Units from which on a word that most of them keep is one of the book's own."""
SHOWN = 60
"""Characters of a phrase that a message shows."""


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each stretch of English of two words and more."""
    for pair in sheet.pairs:
        found = _left(pair, setting)
        for sentence in found.sentences:
            yield _fault(pair, sentence, Severity.ERROR)
        if found.phrases:
            for phrase in dict.fromkeys(one for one in found.phrases if " " in one):
                yield _fault(pair, phrase)


def check_book(rows: Sequence[Row], setting: Setting) -> Iterator[tuple[Row, Fault]]:  # noqa: ARG001
    """Yield a fault for each English word of a page that the book does not keep everywhere."""
    kept = _kept(rows)
    first: dict[tuple[str, str], Row] = {}
    times = Counter[tuple[str, str]]()
    for row in rows:
        for word in row.left:
            if word not in kept:
                first.setdefault((row.path, word), row)
                times[row.path, word] += 1
    for (path, word), row in first.items():
        often = times[path, word]
        where = f" ({often} times on this page)" if often > 1 else ""
        yield row, Fault(_message(word, where), Severity.NOTE)


def single_words(pair: Pair, setting: Setting) -> tuple[str, ...]:
    """Return the English words that stand alone in a translation, as often as they do.

    Those that the glossary's own translations have are loans: `logistic`, by `hồi quy logistic`.
    """
    phrases = _left(pair, setting).phrases
    if not phrases:
        return ()
    return tuple(one for one in phrases if " " not in one and one not in setting.written)


def _kept(rows: Sequence[Row]) -> set[str]:
    """Return the words that most of the book keeps: its translators have chosen to."""
    kept = Counter(word for row in rows for word in set(row.left))
    many = {word for word, often in kept.items() if often >= LOAN}
    pages: dict[str, list[str]] = {}
    for row in rows if many else ():
        pages.setdefault(row.page, []).append(row.msgid.lower())
    whole = [("\n".join(texts), texts) for texts in pages.values()]
    return {word for word in many if not _are_said(word, whole, 2 * kept[word])}


def _are_said(word: str, pages: Iterable[tuple[str, Sequence[str]]], often: int) -> bool:
    """Tell whether as many as `often` texts say a word, or its plural.

    Each page is one text and its parts; most pages do not have the word, which is seen at once.
    """
    # As `SMALL` has its words; looked for by its letters, since most texts do not have them.
    alone = re.compile(rf"{word}(?<!\w{word})(?<![a-z]['’-]{word})s?(?!\w)(?!['’-][a-z]+(?!\w))")
    said = (text for page, texts in pages if word in page for text in texts if alone.search(text))
    return sum(1 for _ in islice(said, often)) == often


@dataclass(frozen=True, slots=True)
class Left:
    """The English in one translation."""

    sentences: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    """Words, those side by side as one."""


NOTHING = Left()


@lru_cache(maxsize=4000)
def _left(pair: Pair, setting: Setting) -> Left:
    words = _foreign_words(pair, setting)
    if not words or is_same(pair) or is_reference(pair):
        return NOTHING
    text = _main_text(pair)
    could_be = " the " in text or not FUNCTION.isdisjoint(words)
    sentences = list(_sentences(pair, text)) if could_be else []
    shown = tuple(_shown(span.of(text)) for span in sentences)
    if not setting.language.is_word:
        return Left(shown)
    words = {word for word in words - setting.allowed if len(word) >= SHORTEST} - UNITS
    text = without(text, sentences)
    if not any(word in text for word in words):
        return Left(shown)
    source = setting.glossary.matcher.source
    if any(source.could_use(word) for word in words):
        # Of terms `term-untranslated` knows better what should stand there.
        uses = source.find(text)
        text = without(text, [Span(use.start, use.end) for use in uses])
    phrases = _phrases(pair, text, words)
    return Left(shown, tuple(phrases))


def _fault(pair: Pair, words: str, severity: Severity | None = None) -> Fault:
    return Fault(_message(words), severity, entry=pair.entry, unit=pair.unit)


def _message(words: str, where: str = "") -> str:
    return f'"{words}" was left in English{where}; translate it or list it under `allow`'


def _foreign_words(pair: Pair, setting: Setting) -> Set[str]:
    """Return the words of a translation that are English: of few there are any.

    Where nobody knows the language's own words, only those that English sentences have.
    """
    own = setting.language.is_word
    if own is None:
        return small_words(pair.translation.prose) & FUNCTION
    words = foreign_words(pair.translation.prose, own)
    english = pair.english.raw
    return {word for word in words if word in english} if words else words


def _main_text(pair: Pair) -> str:
    """Return the translation's prose without quotes and what other checks find."""
    text = pair.translation.prose
    parts = same_parts(pair, InlineKind.LINK, InlineKind.ROLE, InlineKind.IMAGE)
    spans = [part.prose for part, _ in parts if part.prose is not None]
    spans += quoted_spans(text)
    if "&lt;" in pair.translation.raw:
        spans += [Span(*match.span()) for match in MARK.finditer(pair.translation.raw)]
    return without(text, spans)


def _sentences(pair: Pair, text: str) -> Iterator[Span]:
    """Yield the longest stretches that both texts have word for word and that are sentences."""
    ours = ANY_WORD.findall(pair.english.prose)
    places: dict[str, list[int]] = {}
    for place, word in enumerate(ours):
        places.setdefault(word, []).append(place)
    found = list(ANY_WORD.finditer(text))
    theirs = [match[0] for match in found]
    at = 0
    while at < len(theirs):
        end = at + _shared(ours, theirs, at, places.get(theirs[at], ()))
        if end - at >= SENTENCE:
            span = Span(found[at].start(), found[end - 1].end())
            asides = aside_spans(pair, text)
            aside = any(one.start <= span.start and span.end <= one.end for one in asides)
            if is_sentence(theirs[at:end], ASIDE_SENTENCE if aside else SENTENCE):
                yield span
        at = max(end, at + 1)


def _shared(ours: Sequence[str], theirs: Sequence[str], at: int, places: Iterable[int]) -> int:
    """Return the most words from `at` on that `ours` has in a row as well, at one of the places."""
    most = 0
    for place in places:
        # A longer stretch than the longest so far has at least its next word, too.
        following = theirs[at + most : at + most + 1]
        if not following or ours[place + most : place + most + 1] != following:
            continue
        pairs = zip(ours[place:], theirs[at:], strict=False)
        most = max(most, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)))
    return most


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[:SHOWN].rpartition(" ")[0] + " ..."


def _glosses(pair: Pair, text: str) -> list[Span]:
    """Return the asides but for what the English has in italics too: that is no gloss."""
    spans = aside_spans(pair, text)
    if not (pair.english.emphasis and pair.translation.emphasis):
        return spans
    english = {one.inner.of(pair.english.prose).lower() for one in pair.english.emphasis}
    own = [
        one.span
        for one in pair.translation.emphasis
        if one.inner.of(pair.translation.prose).lower() in english
    ]
    brackets = [span for span in spans if span not in own]
    alone = [span for span in own if not any(one.start < span.start < one.end for one in brackets)]
    return [span for span in spans if span not in alone]


def _phrases(pair: Pair, text: str, words: Set[str]) -> Iterator[str]:
    """Yield those of `words` that stand in a text alone; those side by side as one phrase."""
    english = pair.english.prose
    text = f" {without(text, _glosses(pair, text))} "
    # In a list of names, words in lower case are what people call themselves.
    if not any(word in text for word in words) or is_of_names(english):
        return
    found: list[re.Match[str]] = []
    for match in SMALL.finditer(text):
        if match[0] not in words or is_glued(text, match):
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
    at = english.find(text)
    while at >= 0:
        end = at + len(text)
        if not (_parts_word(english[at - 1 : at]) or _parts_word(english[end : end + 1])):
            return True
        at = english.find(text, at + 1)
    return False


def _parts_word(beside: str) -> bool:
    return beside.isalnum() or beside == "_"
