"""Finding the terms of a glossary in texts of both languages, longest first.

Texts are given as readers see them: what is code, formula or markup turned to blanks, as
`Text.prose` does. Places are offsets into the text that was given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from os.path import commonprefix
from typing import NamedTuple

from polybook.terms.english import dictionary_form, surface_forms
from polybook.terms.forms import (
    APART,
    CLOSES,
    OPENS,
    Folded,
    accepted_forms,
    fold_text,
    keeps_places,
    plain,
)
from polybook.terms.glossary import Glossary, Level, Term
from polybook.terms.language import Language, fold_case, language
from polybook.terms.trie import SOURCE, TARGET, trie_pattern

PARTS = re.compile(r"[^\W_]+")
RECENT = 8
"""Texts whose uses are remembered: every check of one unit asks for the same two."""


@dataclass(frozen=True, slots=True, eq=False)
class Headword:
    """All rows of a glossary with the same English: what one use of it may become."""

    term: str
    """The English as the first row writes it."""
    rows: tuple[Term, ...]
    level: Level
    """The mildest of the rows: nobody can tell in which sense a text uses the word."""
    accepted: Mapping[str, str]
    """Folded target forms of all rows, optional words tried both ways: to what the table has."""
    avoided: Mapping[str, str]
    """The same of the forms to avoid, but for those that another of its rows accepts."""
    forms: Mapping[str, str]
    """As `accepted`, with all inflected forms that the language is known to make of them."""
    avoided_forms: Mapping[str, str]
    """The same of `avoided`."""
    stem: str
    """How all its surface forms begin, lower case."""
    stays: bool
    """Whether the English itself is accepted: the level is keep, or a translation is a loan."""
    acronym: bool
    """Whether the term is all capitals: IT is not "it"."""

    @property
    def best(self) -> str:
        """What to recommend: the best translation of each sense, in quotes."""
        return _best(self.rows)


@lru_cache(maxsize=10_000)
def _best(rows: tuple[Term, ...]) -> str:
    return " or ".join(f'"{best}"' for best in dict.fromkeys(row.best for row in rows))


class Use(NamedTuple):
    """One place where a text uses a term."""

    start: int
    end: int
    text: str
    """The place as it stands."""
    headwords: tuple[Headword, ...]
    """What it may be a use of, in the table's order."""


class Finder:
    """Finds thousands of forms in a text, longest first, in one pass."""

    def __init__(
        self,
        forms: Mapping[str, tuple[Headword, ...]],
        fold: Callable[[str], str],
        *,
        wide: Mapping[str, str],
    ) -> None:
        self._forms = forms
        self._fold = fold
        self._wide = wide
        self._pattern = _compiled(forms, wide) if forms else None
        self.find = lru_cache(RECENT)(self._find)
        """Return the uses in a text, in order; the last texts are remembered."""

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(part for form in self._forms for part in PARTS.findall(form))

    def could_use(self, word: str) -> bool:
        """Tell whether any use has this word, in lower case, or a part of it, in it."""
        return not self._words.isdisjoint(PARTS.findall(word))

    def find_each(self, texts: Sequence[str]) -> list[tuple[Use, ...]]:
        """Return the uses in each of many texts, which are searched as one: that is faster."""
        whole = APART.join(texts)
        folded = fold_text(whole, self._fold)
        if keeps_places(folded, texts):
            return self._search(texts, whole, folded)
        return list(map(self._find, texts))

    def _find(self, text: str) -> tuple[Use, ...]:
        return self._search((text,), text, fold_text(text, self._fold))[0]

    def _search(self, texts: Sequence[str], whole: str, folded: Folded) -> list[tuple[Use, ...]]:
        """Return the uses in each text; `whole` is all of them with `APART` between."""
        found: list[list[Use]] = [[] for _ in texts]
        even = folded.text.replace("\u2019", "'").replace("\u2010", "-").replace("\u2011", "-")
        known, offsets = self._forms, folded.offsets
        number, base = 0, 0
        border = len(texts[0]) if texts else 0
        for match in self._pattern.finditer(even) if self._pattern else ():
            start, end = match.span()
            if offsets is not None:
                start, end = offsets[start], offsets[end]
            while start > border:
                number, base = number + 1, border + 1
                border = base + len(texts[number])
            form = match[0]
            headwords = known.get(form) or known[self._written(form)]
            written = whole[start:end]
            if not (headwords[0].acronym and written.islower()):
                found[number].append(Use(start - base, end - base, written, headwords))
        return list(map(tuple, found))

    def _written(self, form: str) -> str:
        """Return a form that a text spells in its own way as the forms have it."""
        found = plain(form)
        return found.replace("-", " ") if self._wide is SOURCE else found


def _compiled(forms: Iterable[str], wide: Mapping[str, str]) -> re.Pattern[str]:
    try:
        return re.compile(f"{OPENS}(?:{trie_pattern(forms, wide)}){CLOSES}")
    except RecursionError:
        # Hundreds of forms, each the beginning of the next: nobody's glossary, yet it must load.
        escaped = sorted(map(re.escape, forms), key=len, reverse=True)
        return re.compile(f"{OPENS}(?:{'|'.join(escaped)}){CLOSES}")


class Matcher:
    """What finds the terms of one glossary."""

    def __init__(self, glossary: Glossary) -> None:
        self.language: Language = language(glossary.language)
        self.headwords = tuple(_headwords(glossary.terms, self.language))
        """In the table's order."""
        english = glossary.source_language.partition("_")[0] == "en"
        self.source = Finder(_source_forms(self.headwords, english=english), fold_case, wide=SOURCE)
        """Finds the English, inflected; a use has one headword."""

    @cached_property
    def target(self) -> Finder:
        """Finds the accepted translations; a use has the headwords that share it."""
        return Finder(_target_forms(self.headwords), self.language.fold, wide=TARGET)


def _headwords(terms: Sequence[Term], target: Language) -> Iterable[Headword]:
    rows: dict[str, list[Term]] = {}
    for term in terms:
        rows.setdefault(dictionary_form(term.term), []).append(term)
    for same in rows.values():
        accepted = [(form, row.pos) for row in same for form in _target(row)]
        avoided = [(form, row.pos) for row in same for form in row.avoid]
        forms = _inflected(accepted, target)
        own = _folded(accepted, target.fold)
        levels = {row.level for row in same}
        level = next(iter(levels)) if len(levels) == 1 else Level.ADVISORY
        first = dictionary_form(same[0].term)
        stays = first in {form.replace("-", " ") for form in own}
        spoken = [form for row in same for form in surface_forms(row.term, row.pos)]
        stem = commonprefix(spoken).partition(" ")[0]  # noqa: RUF071  letter by letter, as it does
        yield Headword(
            same[0].term,
            tuple(same),
            level,
            own,
            _without(_folded(avoided, target.fold), own),
            forms,
            _without(_inflected(avoided, target), forms),
            stem,
            stays,
            same[0].term.isupper(),
        )


def _target(row: Term) -> Iterable[str]:
    """Return what may stand for a term: of one that is kept, the English, inflected or not."""
    if row.level is Level.KEEP or not row.translations:
        return (row.term, *row.translations, *surface_forms(row.term, row.pos))
    return row.translations


def _folded(forms: Iterable[tuple[str, str]], fold: Callable[[str], str]) -> dict[str, str]:
    """Return what the forms of the table, each with its part of speech, are in folded texts."""
    found: dict[str, str] = {}
    for form, _ in forms:
        for one in accepted_forms(form):
            found.setdefault(plain(fold(one)), form)
    found.pop("", None)
    return found


def _inflected(forms: Sequence[tuple[str, str]], target: Language) -> dict[str, str]:
    """Return the same with all inflected forms, after those that the table has."""
    found = _folded(forms, target.fold)
    if target.inflect is None:
        return found
    for form, pos in forms:
        for one in accepted_forms(form):
            for inflected in target.inflect(plain(target.fold(one)), pos):
                found.setdefault(inflected, form)
    found.pop("", None)
    return found


def _without(forms: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    return {form: written for form, written in forms.items() if form not in others}


def _source_forms(
    headwords: Sequence[Headword], *, english: bool
) -> dict[str, tuple[Headword, ...]]:
    """Return what each surface form is a use of; a dictionary form goes before an inflected one."""
    forms: dict[str, tuple[Headword, ...]] = {}
    inflected: list[tuple[str, Headword]] = []
    for headword in headwords:
        first, *others = _surface(headword) if english else (dictionary_form(headword.term),)
        forms[first] = (headword,)
        inflected += ((form, headword) for form in others)
    for form, headword in inflected:
        forms.setdefault(form, (headword,))
    return forms


def _surface(headword: Headword) -> dict[str, None]:
    found: dict[str, None] = {}
    for row in headword.rows:
        found.update(dict.fromkeys(surface_forms(row.term, row.pos)))
    return found


def _target_forms(headwords: Sequence[Headword]) -> dict[str, tuple[Headword, ...]]:
    forms: dict[str, tuple[Headword, ...]] = {}
    for headword in headwords:
        for form in headword.forms:
            forms[form] = (*forms.get(form, ()), headword)
    return forms
