"""Terms that the glossary does not have yet: frequent phrases, and how translations say them.

Phrases are ranked by their C-value: long, and frequent not only as part of a longer one (K.
Frantzi, S. Ananiadou, H. Mima, Automatic recognition of multi-word terms, 2000; with log2(1 + n),
so that single words count). Of the translations of the units that have a phrase, the stretch of
words is taken whose presence is least by chance, by the likelihood ratio (T. Dunning, Accurate
methods for the statistics of surprise and coincidence, 1993).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeVar

from polybook.terms.forms import NO_SPACES, fold_text, plain
from polybook.terms.glossary import Glossary, Level, Term
from polybook.terms.learn import Sample, level_of
from polybook.terms.stopwords import BEFORE_NOUNS, STOPWORDS

Item = TypeVar("Item")

LONGEST = 4
"""Words of a phrase."""
LONGEST_TARGET = 6
"""Words, syllables or characters of its translation."""
RARE = 3
"""Units that a phrase must stand in."""
LOOKED_AT = 100
"""Units of one phrase whose translations are looked at."""
SAMPLED = 1500
"""Units by which it is judged how common a stretch of the translation is."""
SHARE = 0.3
"""The share of units that must have a translation."""
SURE = 10.83
"""The least likelihood ratio: one in a thousand by chance (chi squared, one degree of freedom)."""
NEAR = 0.8
"""A longer stretch around the best one is taken if it stands nearly as often."""

RUN = re.compile(r"[a-z]+(?:['’-][a-z]+)*(?: [a-z]+(?:['’-][a-z]+)*)*")
"""Words with single blanks between them: no phrase goes across anything else."""
BREAK = re.compile(r"[^\w '’-]+|[\d_]+|[ ][-'’]+|[-'’]+[ ]")
"""What no stretch of a translation goes across."""
UNSPACED = re.compile(f"[{NO_SPACES}]")
TAIL, WHOLE = 5, 30
"""One in so many uses must end, and be, all that a determiner stands before: "the ... of"."""
NO_NOUN = re.compile(r"(?:ly|ed)\Z")
"""Ends of words that are hardly ever the last of a noun phrase."""


PLURALS = (("ies", "y"), ("ices", "ix"), ("ices", "ex"), ("es", ""), ("es", "is"), ("s", ""))
"""Ends of plurals, and of what they are the plurals of."""


@dataclass(frozen=True, slots=True)
class Likely:
    """How translations seem to say a phrase."""

    text: str
    units: int
    """Translated units that have the phrase, as far as they were looked at."""
    hits: int
    """Those of them that have this translation."""
    level: Level | None
    """What level that supports."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One phrase that may be a term."""

    term: str
    count: int
    """How often the source has it, also in the plural."""
    units: int
    pages: int
    example: Sample
    likely: Likely | None


def suggest(glossary: Glossary, samples: Sequence[Sample], limit: int) -> list[Suggestion]:
    """Return the most promising phrases that are no terms yet, the best first."""
    known = glossary.matcher.source
    phrases = [
        phrase
        for phrase in _ranked(samples)
        if not any(use.text == phrase for use in known.find(phrase))
    ][: limit * 2]
    places = _places(glossary, phrases, samples)
    fold = glossary.matcher.language.fold
    texts = [plain(fold(sample.translation)) for sample in samples]
    targets = Targets([text for text in texts if text])
    found: list[Suggestion] = []
    for phrase in phrases:
        uses = places.get(phrase, {})
        if len(uses) < RARE or len(found) == limit:
            continue
        pages = {samples[at].page for at in uses}
        translated = [(texts[at], samples[at].page) for at in uses if texts[at]]
        example = samples[min(uses, key=lambda at: (abs(len(samples[at].english) - 90), at))]
        likely = targets.likely(phrase, translated)
        if likely is not None:
            raw = (samples[at].translation for at in uses)
            likely = replace(likely, text=_as_written(likely.text, raw, fold))
        count = sum(uses.values())
        term = _as_written(phrase, (samples[at].english for at in uses), str.lower)
        found.append(Suggestion(term, count, len(uses), len(pages), example, likely))
    return found


def _ranked(samples: Iterable[Sample]) -> list[str]:
    """Return the phrases of the source by their C-value."""
    counts: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    tails: Counter[str] = Counter()
    for sample in samples:
        for before, words in _stretches(sample.english):
            if before in BEFORE_NOUNS:
                whole[" ".join(words)] += 1
                tails.update(" ".join(words[start:]) for start in range(len(words)))
            for start in range(len(words)):
                for end in range(start + 1, min(len(words), start + LONGEST) + 1):
                    counts[" ".join(words[start:end])] += 1
    _join_plurals(counts)
    _join_plurals(whole)
    _join_plurals(tails)
    frequent = {phrase: count for phrase, count in counts.items() if count >= RARE}
    inside: dict[str, list[int]] = {}
    for phrase, count in frequent.items():
        words = phrase.split(" ")
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                if end - start < len(words):
                    inside.setdefault(" ".join(words[start:end]), []).append(count)
    scores: dict[str, float] = {}
    for phrase, count in frequent.items():
        words = phrase.split(" ")
        longer = inside.get(phrase, ())
        free = count - (sum(longer) / len(longer) if longer else 0)
        noun = whole[phrase] * WHOLE >= count and tails[phrase] * TAIL >= count
        if noun and not NO_NOUN.search(words[-1]):
            scores[phrase] = math.log2(1 + len(words)) * free
    return sorted((one for one in scores if scores[one] > 0), key=lambda one: (-scores[one], one))


def _stretches(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield stretches of words that are no stop words, each with the word before it."""
    for run in RUN.findall(" ".join(text.lower().replace("*", " ").split())):
        before, words = "", []
        for word in run.split(" "):
            if len(word) > 1 and word not in STOPWORDS:
                words.append(word)
                continue
            if words:
                yield before, words
            before, words = word, []
        if words:
            yield before, words


def _join_plurals(counts: Counter[str]) -> None:
    """Count plurals as uses of the singular where the text has that too."""
    for phrase in [one for one in counts if one.endswith("s") and not one.endswith("ss")]:
        for plural, single in PLURALS:
            base = phrase.removesuffix(plural) + single
            if phrase.endswith(plural) and base in counts:
                counts[base] += counts.pop(phrase)
                break


def _places(
    glossary: Glossary, phrases: Sequence[str], samples: Sequence[Sample]
) -> Mapping[str, Mapping[int, int]]:
    """Return for each phrase the numbers of the samples that have it, and how often each does.

    The terms of the glossary are looked for as well, so that what is part of one does not count.
    """
    terms = tuple(Term(phrase, pos="noun") for phrase in phrases)
    table = Glossary(glossary.language, "", (*glossary.terms, *terms), glossary.source_language)
    wanted = set(phrases)
    found: dict[str, dict[int, int]] = {}
    for number, sample in enumerate(samples):
        for use in table.matcher.source.find(sample.english):
            term = use.headwords[0].term
            if term in wanted:
                uses = found.setdefault(term, {})
                uses[number] = uses.get(number, 0) + 1
    return found


class Targets:
    """Stretches of words in translations, and how common each is."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._all = len(texts)
        self._texts, self._scale = _spread(texts, SAMPLED)
        self._stretches = lru_cache(SAMPLED)(stretches)

    @cached_property
    def _common(self) -> Counter[str]:
        """How many of the sampled texts have each stretch."""
        return Counter(stretch for text in self._texts for stretch in stretches(text))

    def likely(self, phrase: str, translated: Sequence[tuple[str, str]]) -> Likely | None:
        """Return the stretch that goes along with a phrase; None where there is none.

        `translated` are the folded translations of units that have the phrase, with their pages.
        """
        if len(translated) < RARE:
            return None
        looked_at, scale = _spread(translated, LOOKED_AT)
        total = len(looked_at)
        hits = Counter(one for text, _ in looked_at for one in self._stretches(text))
        scores = {
            one: likelihood_ratio(
                count * scale, total * scale, self._common[one] * self._scale, self._all
            )
            for one, count in hits.items()
            if count >= max(2, total * SHARE)
        }
        best = max(scores, key=lambda one: (scores[one], one), default="")
        if not best or scores[best] < SURE:
            return None
        around = [one for one in scores if best in one and hits[one] >= NEAR * hits[best]]
        text = max(around, key=lambda one: (len(one), one))
        pages = len({page for found, page in looked_at if text in found})
        return Likely(text, total, hits[text], level_of(phrase, total, hits[text], pages))


def _as_written(folded: str, texts: Iterable[str], fold: Callable[[str], str]) -> str:
    """Return a folded stretch as the first text spells it that does not begin with a capital."""
    written = ""
    for text in texts:
        there = fold_text(text, fold)
        at = there.text.find(folded)
        if at >= 0:
            found = text[there.place(at) : there.place(at + len(folded))]
            if not found[:1].isupper():
                return found
            written = written or found
    return written or folded


def likelihood_ratio(both: float, units: float, common: float, every: float) -> float:
    """Return how little two things go together by chance alone; 0 where they avoid each other.

    Of `every` unit, `units` have the one, `common` the other and `both` the two.
    """
    common = max(common, both)
    every = max(every, units + common - both)
    if both * every <= units * common:
        return 0.0
    cells = (both, units - both, common - both, every - units - common + both)
    rows, columns = (units, every - units), (common, every - common)
    return 2 * (_entropy(*cells) - _entropy(*rows) - _entropy(*columns) + _entropy(every))


def _entropy(*counts: float) -> float:
    return sum(count * math.log(count) for count in counts if count > 0)


def _spread(items: Sequence[Item], most: int) -> tuple[Sequence[Item], float]:
    """Return at most about `most` items from all over, and how many each stands for."""
    step = -(-len(items) // most) or 1
    chosen = items[::step]
    return chosen, len(items) / max(1, len(chosen))


def stretches(text: str) -> frozenset[str]:
    """Return every stretch of up to `LONGEST_TARGET` words of a folded text."""
    found: set[str] = set()
    glue = "" if UNSPACED.search(text) else " "
    for run in BREAK.split(text):
        words = run.split() if glue else [char for char in run if char != " "]
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + LONGEST_TARGET) + 1):
                found.add(glue.join(words[start:end]))
    return frozenset(found)
