"""glossary suggest: what may be a term, how translations say it, which level a term deserves."""

from __future__ import annotations

from dataclasses import dataclass

from polybook.config import Config
from polybook.steps.glossary import load_glossary
from polybook.steps.glossary_texts import book_texts
from polybook.steps.work import Progress, silent
from polybook.terms.glossary import Level
from polybook.terms.learn import Record, follow
from polybook.terms.suggest import Suggestion, suggest


@dataclass(frozen=True, slots=True)
class Suggested:
    """What the book says about its terms."""

    language: str
    terms: tuple[Suggestion, ...]
    """Phrases that may be terms, the most promising first."""
    levels: tuple[Record, ...]
    """Terms that the translations follow more or less closely than their level asks for."""
    translated: int
    """How many translated units that is drawn from."""


def suggest_terms(
    config: Config, language: str, limit: int, progress: Progress = silent
) -> Suggested:
    """Look for terms in the source, and for their translations in what people have translated."""
    glossary = load_glossary(config, language).glossary
    samples = book_texts(config, language, progress).samples
    records = follow(glossary, samples).values()
    levels = [one for one in records if one.level not in (None, one.headword.level)]
    levels.sort(key=lambda one: (one.headword.level is not Level.STRICT, one.share, -one.units))
    found = suggest(glossary, samples, limit)
    translated = sum(1 for sample in samples if sample.translation)
    return Suggested(language, tuple(found), tuple(levels), translated)
