"""What the checks of one language go by: its glossary and the book's configuration."""

from __future__ import annotations

from functools import lru_cache

from polybook.checks.texts import Setting
from polybook.config import Config
from polybook.steps.glossary import Stamp, load_glossary
from polybook.terms.language import language as known_language


@lru_cache(maxsize=4)
def setting_of(config: Config, language: str, stamp: Stamp) -> Setting:  # noqa: ARG001  the key
    """Return what the checks of `language` go by.

    Kept, so that a process that checks many pages reads the glossary once; `stamp` tells when it
    has changed. Processes that are forked have it already.
    """
    glossary = load_glossary(config, language).glossary
    if glossary.terms:
        # Made before processes are forked, which then need not make it again.
        _ = glossary.matcher
    return Setting(
        language=known_language(language),
        source_language=known_language(config.source_language),
        glossary=glossary,
        allow=frozenset(config.check.allow),
        options=config.check.options(language),
        minutes=config.check.minutes,
        hosts=frozenset(config.hosts),
        links=config.links_of(language),
    )
