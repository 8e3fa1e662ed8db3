"""What the checks of one language go by: its glossary and the book's configuration."""

from __future__ import annotations

from functools import lru_cache

from polybook.checks.texts import Setting
from polybook.config import Config
from polybook.terms.glossary import Glossary
from polybook.terms.language import language as known_language

Stamp = tuple[int, int]
"""What changes when a glossary does: its time of change in nanoseconds and its length in bytes."""


def stamp_of(config: Config, language: str) -> Stamp:
    """Return the stamp of a language's glossary, (0, 0) where there is none."""
    try:
        state = config.glossary_file(language).stat()
    except OSError:
        return (0, 0)
    return (state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def setting_of(config: Config, language: str, stamp: Stamp) -> Setting:  # noqa: ARG001  the key
    """Return what the checks of `language` go by.

    Kept, so that a process that checks many pages reads the glossary once; `stamp` tells when it
    has changed. Processes that are forked have it already.
    """
    return Setting(
        language=known_language(language),
        source_language=known_language(config.source_language),
        glossary=Glossary(language),
    )
