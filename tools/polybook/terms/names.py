"""What languages are called: in HTML, and in their own words."""

from __future__ import annotations

import re

SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
"""gettext's modifiers that name a script, with ISO 15924's code."""


def tag(language: str) -> str:
    """Return the tag that HTML knows `language` by: `pt-BR` for pt_BR, `sr-Latn` for sr@latin."""
    name, _, modifier = language.partition("@")
    parts = name.split("_")
    if modifier in SCRIPTS:
        parts.insert(1, SCRIPTS[modifier])
    return "-".join(parts)


def own_name(language: str) -> str:
    """Return what speakers of `language` call it: `Tiếng Việt`; the code when nobody knows."""
    name = _named(language, language)
    return name[:1].upper() + name[1:]


def name_in(language: str, other: str) -> str:
    """Return what `language` is called in the language `other`, as within a sentence."""
    name = _named(language, other)
    # CLDR writes "Tiếng Anh", as in a list; within a sentence only the second word is a name.
    return re.sub(r"^Tiếng\b", "tiếng", name)


def _named(language: str, other: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(tag(language), sep="-").get_display_name(tag(other).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return language
    return name or language
