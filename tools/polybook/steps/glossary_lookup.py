"""glossary lookup: find a word in either language, in whatever form it was met."""

from __future__ import annotations

from dataclasses import dataclass

from polybook.config import Config
from polybook.steps.glossary import load_glossary
from polybook.terms.forms import accepted_forms, squeeze, unaccented
from polybook.terms.glossary import Glossary, Term
from polybook.terms.match import Finder, Headword

NEAR = 70
"""How alike, of 100, a word must be to be suggested."""
MOST = 5
"""Words that are suggested."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the glossary has for one word."""

    word: str
    terms: tuple[Term, ...] = ()
    """The rows for the word itself."""
    around: tuple[Term, ...] = ()
    """Other rows, in which the word is a part of the term or of a translation."""
    near: tuple[str, ...] = ()
    """Words of the glossary that look like it, where there is no row at all."""


def lookup(config: Config, language: str, word: str) -> Found:
    """Look `word` up in the glossary of `language`, as English and as a translation."""
    glossary = load_glossary(config, language).glossary
    matcher = glossary.matcher
    word = squeeze(word)
    terms = [
        row
        for finder in (matcher.source, matcher.target)
        for headword in _whole(finder, word)
        for row in headword.rows
    ]
    around = [row for row in _around(glossary, word) if row not in terms]
    near = () if terms or around else _near(glossary, word)
    return Found(word, tuple(dict.fromkeys(terms)), tuple(around), near)


def _whole(finder: Finder, word: str) -> tuple[Headword, ...]:
    """Return the headwords of which all of `word` is a use."""
    uses = finder.find(word)
    return uses[0].headwords if uses and uses[0].text == word else ()


def _around(glossary: Glossary, word: str) -> list[Term]:
    fold = glossary.matcher.language.fold
    wanted = f" {fold(word)} "
    return [
        term
        for term in glossary.terms
        if any(
            wanted in f" {fold(form)} "
            for text in (term.term, *term.translations, *term.avoid)
            for form in accepted_forms(text)
        )
    ]


def _near(glossary: Glossary, word: str) -> tuple[str, ...]:
    """Return the words of the glossary that are most like `word`, accents left out."""
    from rapidfuzz import fuzz, process

    words = {
        text: _bare(text) for term in glossary.terms for text in (term.term, *term.translations)
    }
    found = process.extract(_bare(word), words, scorer=fuzz.ratio, limit=MOST, score_cutoff=NEAR)
    return tuple(str(key) for _, _, key in found)


def _bare(text: str) -> str:
    return unaccented(text.lower().replace("đ", "d"))
