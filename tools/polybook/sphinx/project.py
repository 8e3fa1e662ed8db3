"""Which book this build is of, and in which language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sphinx.errors import ExtensionError

from polybook.config import Config, load
from polybook.model.errors import CatalogError, PolybookError
from polybook.steps.book import File, open_book
from polybook.steps.catalogs import load_catalog

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config as SphinxConfig
    from sphinx.environment import BuildEnvironment

TITLES = ("project", "html_title", "html_short_title", "epub_title")
"""Sphinx's settings that readers see on every page."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The book in the language that is being built."""

    config: Config
    language: str
    """The language of this build, by gettext's name."""
    files: Mapping[str, File]
    """The pages that are translated, by their paths relative to the source folder."""
    pictures: Mapping[str, File]
    """The pictures with labels, which pages show, by their paths relative to the source folder."""

    @property
    def translated(self) -> bool:
        """False for the edition in the source language, which stays as authors wrote it."""
        return self.language != self.config.source_language

    def page(self, env: BuildEnvironment, docname: str) -> File | None:
        """Return the page that Sphinx calls `docname`; None where it is not translated."""
        # A plain string before Sphinx 8.
        return self.files.get(PurePath(env.doc2path(docname, base=False)).as_posix())

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of all editions, the source language first."""
        return (self.config.source_language, *self.config.languages)


_editions: WeakKeyDictionary[Sphinx, Edition] = WeakKeyDictionary()


def edition_of(app: Sphinx) -> Edition:
    """Return the edition that `app` builds; it is found once a build."""
    if app not in _editions:
        _editions[app] = _find(app)
    return _editions[app]


def _find(app: Sphinx) -> Edition:
    """Read the book's configuration. Raises ExtensionError where the build does not fit it."""
    try:
        config = load(app.srcdir)
        book = open_book(config)
    except PolybookError as error:
        raise ExtensionError(f"polybook: {error}") from error
    if app.srcdir.resolve() != config.source_dir.resolve():
        raise ExtensionError(
            f"polybook: Sphinx reads {app.srcdir}, but the book's pages are in "
            f"{config.source_dir}; give sphinx-build that folder, or change `source`"
        )
    pages, pictures = (
        {file.name: file for file in book.pages if file.is_picture is picture}
        for picture in (False, True)
    )
    edition = Edition(config, app.config.language, pages, pictures)
    if edition.language not in edition.languages:
        known = ", ".join(edition.languages)
        raise ExtensionError(
            f'polybook: the book has no language "{edition.language}", only {known}; build with '
            "`-D language=...`, or add it to `languages` in the book's configuration"
        )
    return edition


def prepare(app: Sphinx, config: SphinxConfig) -> None:
    """Make Sphinx's configuration that of the edition."""
    edition = edition_of(app)
    if edition.config.source == ".":
        own = (folder.relative_to(edition.config.root) for folder in edition.config.own_dirs)
        # Merged pages are in one of them; hidden folders and environments are no part of the book.
        config.exclude_patterns += [*sorted(map(str, own)), ".*", "**/site-packages"]
    # The catalogs are polybook's. Sphinx would look for other messages in them, and write .mo files
    # beside them.
    config.locale_dirs = []
    names = _BookNames.of(config)
    if edition.translated:
        _translate_titles(edition, config)
        names.keep(config, edition.language)


@dataclass(frozen=True, slots=True)
class _BookNames:
    """What the files of an EPUB and a PDF are called, which Sphinx makes of the book's title."""

    epub: str
    latex: tuple[str, ...]

    @classmethod
    def of(cls, config: SphinxConfig) -> _BookNames:
        return cls(config.epub_basename, tuple(one[1] for one in config.latex_documents))

    def keep(self, config: SphinxConfig, language: str) -> None:
        """Call them after the title in the source language: of other letters Sphinx drops most."""
        if config.epub_basename != self.epub:
            config.epub_basename = f"{self.epub}-{language}"
        documents = [tuple(one) for one in config.latex_documents]
        config.latex_documents = [
            (start, name if name == old else f"{old.removesuffix('.tex')}-{language}.tex", *rest)
            for (start, name, *rest), old in zip(documents, self.latex, strict=True)
        ]


def _translate_titles(edition: Edition, config: SphinxConfig) -> None:
    """Put the book's title in the edition's words, where the root page's catalog has them."""
    root = str(config.root_doc)
    file = next((file for file in edition.files.values() if file.catalog == root), None)
    if file is None:
        return
    try:
        catalog = load_catalog(edition.config, edition.language, file.catalog)
    except CatalogError:
        # Absent, or broken: then reading the page says so.
        return
    for name in TITLES:
        entry = catalog.by_key.get((None, str(getattr(config, name, ""))))
        if entry is not None and entry.translated:
            setattr(config, name, entry.msgstr)
