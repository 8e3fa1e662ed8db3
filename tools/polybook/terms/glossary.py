"""The glossary: the maintained terms of one language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True)
class Glossary:
    """All terms of one language."""

    language: str = ""
    path: str = ""
    """The file, relative to the project."""
    terms: tuple[Term, ...] = ()
