"""The tables of terms that this build reads, each once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary
from zlib import crc32

from polybook.model.finding import Finding, Severity
from polybook.sphinx.project import Edition, edition_of
from polybook.steps.glossary import load_glossary
from polybook.terms.glossary import Glossary
from polybook.terms.load import Loaded

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a book in all languages, as its files have them when the build begins."""

    edition: Edition
    loaded: Mapping[str, Loaded]
    """By language, of those that have a table."""

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of these tables."""
        return tuple(str(self.edition.config.glossary_file(language)) for language in self.loaded)

    @property
    def faults(self) -> list[Finding]:
        """What could not be read."""
        found = (fault for loaded in self.loaded.values() for fault in loaded.findings)
        return [fault for fault in found if fault.severity is Severity.ERROR]

    @property
    def own(self) -> Glossary:
        """The terms of the edition's language."""
        loaded = self.loaded.get(self.edition.language)
        return loaded.glossary if loaded else Glossary(self.edition.language)

    @property
    def stamp(self) -> int:
        """Another number when the edition's language has other terms."""
        return crc32(repr(self.own.terms).encode())


_terms: WeakKeyDictionary[Sphinx, Terms] = WeakKeyDictionary()


def terms_of(app: Sphinx) -> Terms:
    """Return the terms of the book that `app` builds; they are read once a build."""
    if app not in _terms:
        edition = edition_of(app)
        config = edition.config
        present = [one for one in config.languages if config.glossary_file(one).is_file()]
        loaded = {language: load_glossary(config, language) for language in present}
        _terms[app] = Terms(edition, loaded)
    return _terms[app]
