"""What languages are called: in HTML, and in their own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from babel import Locale

Known = TypeVar("Known")

SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
"""gettext's modifiers that name a script, with ISO 15924's code."""


def tag(language: str) -> str:
    """Return the tag that HTML knows `language` by: `pt-BR` for pt_BR, `sr-Latn` for sr@latin."""
    name, _, modifier = language.partition("@")
    parts = name.split("_")
    if modifier in SCRIPTS:
        parts.insert(1, SCRIPTS[modifier])
    return "-".join(parts)


def of_language(table: Mapping[str, Known], language: str) -> Known | None:
    """Return what `table` has for a language by gettext's name, or for its parent: pt for pt_BR."""
    name = language
    while name not in table and "_" in name:
        name = name.rpartition("_")[0]
    return table.get(name) or table.get(language.partition("@")[0])


def runs_leftwards(language: str) -> bool:
    """Tell whether a language by gettext's name is written from right to left."""
    locale = _locale(language)
    return locale is not None and bool(locale.text_direction == "rtl")


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
    from babel import UnknownLocaleError

    locale = _locale(language)
    try:
        name = locale.get_display_name(tag(other).replace("-", "_")) if locale else None
    except (UnknownLocaleError, ValueError):
        return language
    variant = language.partition("@")[2]
    if not name or not variant or variant in SCRIPTS:
        return name or language
    return f"{name} ({variant})"


def _locale(language: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag(language), sep="-")
    except (UnknownLocaleError, ValueError):
        return None
