"""What a translation makes of the terms that its English uses.

Longest forms are counted first, on both sides, and what they cover is gone: a "neural network"
inside "convolutional neural network" is neither a use of the shorter term nor its translation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from polybook.terms.forms import CLOSES, OPENS, fold_each, parts_word, plain
from polybook.terms.language import Language
from polybook.terms.match import Headword, Matcher, Use

STEM = 4
"""Letters of a word that no inflection touches."""
SHORT = 3
"""Letters of the shortest word that has endings."""
KEPT = 1000
"""Pairs of texts whose outcome is remembered: those of one page, which several checks ask for."""
GONE = "\0"
"""What stands in the place of a form that is counted; no text has it."""


@dataclass(slots=True, eq=False)
class Outcome:
    """What became of one term of a unit."""

    headword: Headword
    uses: list[Use] = field(default_factory=list)
    """Where the English uses it."""
    found: int = 0
    """How often the translation has one of its accepted forms."""
    forms: list[str] = field(default_factory=list)
    """Which of its accepted forms the translation has, folded."""
    avoided: list[str] = field(default_factory=list)
    """Which of the forms to avoid the translation has, folded."""
    left: list[Use] = field(default_factory=list)
    """Where its English stands in the translation and is no accepted form."""


class Comparer:
    """Compares texts by the terms of one glossary."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._compounds = frozenset(map(matcher.language.fold, matcher.language.compounds))
        # Where nobody has written down how words change, one may end in another way.
        language = matcher.language
        self._places: Places = literal if language.inflect else partial(inflected, language)
        self._compared = lru_cache(KEPT)(self._compare)
        self._page: Mapping[tuple[str, str], tuple[Outcome, ...]] = {}

    def compare(self, english: str, translation: str) -> tuple[Outcome, ...]:
        """Return the outcome of each term that the English uses, in the order of first use.

        Both texts are prose without code and markup; the last pairs are remembered.
        """
        known = self._page.get((english, translation))
        return self._compared(english, translation) if known is None else known

    def compare_page(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Compare all pairs of a page, so that `compare` only has to remember what came of it.

        Terms are looked for in all texts as one, which is faster than one by one.
        """
        found = self._matcher.source.find_each([english for english, _ in pairs])
        used = [translation for (_, translation), uses in zip(pairs, found, strict=True) if uses]
        texts = iter(fold_each(used, self._matcher.language.fold))
        self._page = {
            pair: self._outcomes(*pair, uses, next(texts)) if uses else ()
            for pair, uses in zip(pairs, found, strict=True)
        }

    def _compare(self, english: str, translation: str) -> tuple[Outcome, ...]:
        uses = self._matcher.source.find(english)
        if not uses:
            return ()
        return self._outcomes(english, translation, uses, self._matcher.language.fold(translation))

    def _outcomes(
        self, english: str, translation: str, uses: Sequence[Use], folded: str
    ) -> tuple[Outcome, ...]:
        """Return what becomes of these uses; `folded` is the translation."""
        outcomes: dict[Headword, Outcome] = {}
        for use in uses:
            if not use.text[0].isupper() or not in_name(use, english, translation):
                headword = use.headwords[0]
                if headword not in outcomes:
                    outcomes[headword] = Outcome(headword)
                outcomes[headword].uses.append(use)
        text = plain(folded)
        # What most texts have none of, and what most questions below are about.
        wary = any(form in text for one in outcomes for form in one.avoided_forms)
        self._count(outcomes, text, wary=wary)
        if any(one.stays and not outcomes[one].found for one in outcomes):
            self._count_loans(outcomes, translation)
        if wary:
            self._find_avoided(outcomes, text)
        if any(not one.stays and one.stem in text for one in outcomes):
            self._find_left(outcomes, translation)
        return tuple(outcomes.values())

    def _count(self, outcomes: Mapping[Headword, Outcome], text: str, *, wary: bool) -> None:
        """Count the accepted forms, the longest first; each covers what its English needs.

        `wary` when the text has forms to avoid, too.
        """
        forms = self._by_form(outcomes.values(), _accepted, text)
        for form, sharing in forms:
            places = self._accepted(form, text, sharing) if wary else self._places(form, text)
            if not places:
                continue
            for outcome in sharing:
                outcome.found += len(places)
                outcome.forms.append(form)
            if form is not forms[-1][0]:  # after the last one, nobody looks
                needed = sum(len(outcome.uses) for outcome in sharing)
                text = _without(text, places[:needed])

    def _by_form(
        self,
        outcomes: Iterable[Outcome],
        forms_of: Callable[[Headword], Iterable[str]],
        text: str,
    ) -> list[tuple[str, list[Outcome]]]:
        """Return the forms, the longest first, each with the outcomes that share it.

        Forms that `text` cannot have are left out, which are most.
        """
        as_written = self._places is literal
        found: dict[str, list[Outcome]] = {}
        for outcome in outcomes:
            for form in forms_of(outcome.headword):
                if form in text or not as_written:
                    found.setdefault(form, []).append(outcome)
        return sorted(found.items(), key=lambda one: -len(one[0]))

    def _accepted(self, form: str, text: str, sharing: Iterable[Outcome]) -> list[tuple[int, int]]:
        """Return where an accepted form stands, and is not made of the halves of other words.

        In `khoa học máy học`, the `học` before `máy` is the end of a word of its own, and what
        stands there is the form to avoid.
        """
        places = self._places(form, text)
        if not (places and self._compounds):
            return places
        avoided = [
            place
            for one in sharing
            for other in one.headword.avoided_forms
            if other in text
            for place in self._places(other, text)
        ]
        if not avoided:
            return places
        first = form.partition(" ")[0]
        return [
            (start, end)
            for start, end in places
            if not any(start < stop and begin < end for begin, stop in avoided)
            or f"{text[:start].rstrip().rpartition(' ')[2]} {first}" not in self._compounds
        ]

    def _count_loans(self, outcomes: Mapping[Headword, Outcome], translation: str) -> None:
        """Count English that is accepted as it is, however it is inflected or hyphenated."""
        for use in self._matcher.source.find(translation):
            outcome = outcomes.get(use.headwords[0])
            if outcome is not None and outcome.headword.stays and not outcome.forms:
                outcome.found += 1

    def _find_avoided(self, outcomes: Mapping[Headword, Outcome], text: str) -> None:
        """Note forms to avoid that stand there and are no part of a longer accepted form."""
        accepted = {form for one in outcomes for form in one.forms}
        for form, sharing in self._by_form(outcomes.values(), _accepted_or_avoided, text):
            if form in accepted:
                places = self._accepted(form, text, sharing)
            else:
                places = self._places(form, text)
            if places and form not in accepted:
                for outcome in sharing:
                    outcome.avoided.append(form)
            text = _without(text, places)

    def _find_left(self, outcomes: Mapping[Headword, Outcome], translation: str) -> None:
        """Note where the English stands and is no part of any accepted form of the glossary."""
        covered: list[Use] | None = None
        for use in self._matcher.source.find(translation):
            outcome = outcomes.get(use.headwords[0])
            if outcome is None or outcome.headword.stays:
                continue
            if covered is None:
                covered = list(self._matcher.target.find(translation))
            if not any(one.start < use.end and use.start < one.end for one in covered):
                outcome.left.append(use)


def in_name(use: Use, text: str, other: str) -> bool:
    """Tell whether a use in `text` is part of a name: capitals beside it, that `other` has too.

    In a heading where every word has a capital, nobody can tell, and the answer is no.
    """
    after = NEXT_NAME.match(text, use.end)
    before = LAST_NAME.search(text, max(0, use.start - 40), use.start)
    names = (
        after and text[use.start : after.end()],
        before and text[before.start() : use.end],
    )
    if not any(name and name in other for name in names):
        return False
    words = text.split()
    return sum(word[0].isupper() for word in words) * 2 <= len(words)


NEXT_NAME = re.compile(r" [A-Z][\w-]*")
LAST_NAME = re.compile(r"[A-Z][\w-]* \Z")


Places = Callable[[str, str], list[tuple[int, int]]]
"""Finds where a text has a form: (start, end) of each place."""


def literal(form: str, text: str) -> list[tuple[int, int]]:
    """Find a form of a language whose words keep their form."""
    # Not `re`: a thousand patterns take half a second to compile, and most forms are not there.
    found = []
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if not (parts_word(text[at - 1 : at]) or parts_word(text[end : end + 1])):
            found.append((at, end))
        at = text.find(form, end)
    return found


def inflected(language: Language, form: str, text: str) -> list[tuple[int, int]]:
    """Find a form whose words may end in another way: rede neural, redes neurais."""
    probe = form.split(" ", 1)[0]
    if probe[: max(STEM, len(probe) - 2)] not in text:
        return []
    return [match.span() for match in _pattern(form, language.prefixes).finditer(text)]


@lru_cache(maxsize=10_000)
def _pattern(form: str, prefixes: str) -> re.Pattern[str]:
    words = [prefixes + _guessed(word) for word in form.split(" ")]
    return re.compile(OPENS + " ".join(words) + CLOSES)


def _guessed(word: str) -> str:
    """Return a pattern of a word whose last letters may change; of a short one, more may come."""
    if not word.isalpha() or len(word) < SHORT:
        return re.escape(word)
    if len(word) <= STEM:
        return rf"{re.escape(word)}\w{{0,2}}"
    return rf"{re.escape(word[: max(STEM, len(word) - 2)])}\w{{0,4}}"


def _without(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Return `text` with something else where these places were."""
    parts: list[str] = []
    done = 0
    for start, end in places:
        parts += (text[done:start], GONE)
        done = end
    return "".join((*parts, text[done:]))


def _accepted(headword: Headword) -> Iterable[str]:
    return headword.forms


def _accepted_or_avoided(headword: Headword) -> Iterable[str]:
    return (*headword.forms, *headword.avoided_forms)
