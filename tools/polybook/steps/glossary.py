"""glossary: read the table of a language's terms, which need not be there."""

from __future__ import annotations

from functools import lru_cache

from polybook.catalog.files import read_regular
from polybook.config import Config
from polybook.model.finding import Finding, Severity
from polybook.terms.glossary import Glossary
from polybook.terms.load import Loaded, read_glossary
from polybook.terms.table import UNREADABLE

Stamp = tuple[int, int]
"""What changes when a glossary does: its time of change in nanoseconds and its length in bytes."""


def stamp_of(config: Config, language: str) -> Stamp:
    """Return the stamp of a language's glossary, (0, 0) where there is none."""
    try:
        state = config.glossary_file(language).stat()
    except OSError:
        return (0, 0)
    return (state.st_mtime_ns, state.st_size)


def glossary_path(config: Config, language: str) -> str:
    """Return where the glossary of a language stands, relative to the project."""
    return f"{config.glossary}/{language}.csv"


def load_glossary(config: Config, language: str) -> Loaded:
    """Read the glossary of a language: an empty one where there is no file.

    What cannot be read is a finding. Kept until the file changes, with what finds its terms.
    """
    return _loaded(config, language, stamp_of(config, language))


@lru_cache(maxsize=4)
def _loaded(config: Config, language: str, stamp: Stamp) -> Loaded:
    path = glossary_path(config, language)
    empty = Glossary(language, path, source_language=config.source_language)
    if stamp == (0, 0):
        return Loaded(empty)
    try:
        data = read_regular(config.glossary_file(language))
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check its permissions"
        return Loaded(empty, (Finding(UNREADABLE, Severity.ERROR, reason, path=path),))
    return read_glossary(data, path, language, config.source_language)
