"""The glossary: the maintained terms of one language, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polybook.terms.compare import Comparer
    from polybook.terms.match import Matcher


class Level(StrEnum):
    """How far a term binds translators."""

    STRICT = "strict"
    """A miss is an error."""
    ADVISORY = "advisory"
    """A miss is a note."""
    KEEP = "keep"
    """The English stays."""


@dataclass(frozen=True, slots=True)
class Term:
    """One row of `glossary/<lang>.csv`."""

    term: str
    """The English, in its dictionary form."""
    translations: tuple[str, ...] = ()
    """Accepted forms as written, best first; optional words in brackets."""
    level: Level = Level.ADVISORY
    avoid: tuple[str, ...] = ()
    """Target forms that must not be used for it."""
    pos: str = ""
    """Part of speech: noun, verb, adjective..."""
    context: str = ""
    note: str = ""
    discussion: str = ""
    line: int = 0
    """1-based line in the file."""

    @property
    def best(self) -> str:
        """The first accepted form without its optional words, the English where there is none."""
        from polybook.terms.forms import shortest

        return shortest(self.translations[0]) if self.translations else self.term


COLUMNS: Mapping[str, str] = {
    "term": "the term in the source language, in its dictionary form",
    "translation": "accepted forms, best first, separated by |; optional words in [ ]",
    "level": "strict (a miss is an error), advisory (a note) or keep (the English stays)",
    "avoid": "forms that must not be used for it, separated by |",
    "pos": "part of speech: noun, verb, adj",
    "context": "the field or sense in which the row holds",
    "note": "advice for translators",
    "discussion": "address where the choice was discussed",
}
"""The columns of the file in their order, and what stands in each."""


@dataclass(frozen=True)
class Glossary:
    """All terms of one language."""

    language: str = ""
    path: str = ""
    """The file, relative to the project."""
    terms: tuple[Term, ...] = ()
    source_language: str = "en"
    """The language of the terms themselves, which decides how they are inflected."""

    @cached_property
    def matcher(self) -> Matcher:
        """What finds the terms in a text; made when first asked for, and then kept."""
        from polybook.terms.match import Matcher

        return Matcher(self)

    @cached_property
    def comparer(self) -> Comparer:
        """What compares texts by the terms; made when first asked for, and then kept."""
        from polybook.terms.compare import Comparer

        return Comparer(self.matcher)
