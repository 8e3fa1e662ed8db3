"""What the build remembers of each page, from reading it to writing it.

It lives in Sphinx's environment, which is kept between builds: a page that is not read again still
gets its notice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any
from zlib import crc32

from polybook.sphinx.project import edition_of
from polybook.steps.catalogs import catalog_path

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a page, which is to keep the id of its English."""

    text: str
    """As it stands in the page now, blanks made one."""
    english: str
    """As it stands in the English page, line breaks and all: MyST-Parser's slug drops them."""
    level: int
    """1 to 6; 0 for a title in the front matter, which may become a heading."""


@dataclass(frozen=True, slots=True)
class PageState:
    """One page of the edition."""

    total: int
    """How many units it has."""
    untranslated: tuple[str, ...]
    """The msgid of each unit still in the source language, blanks made one."""
    headings: tuple[Heading, ...]
    """Its headings in order, translated or not."""
    contents: tuple[tuple[str, str], ...]
    """The titles of its tables of contents, as they stand now and in English."""
    has_catalog: bool
    """Whether there was a catalog when the page was read."""


@dataclass(frozen=True, slots=True)
class TermPage:
    """A page that shows the book's terms."""

    files: tuple[str, ...]
    """The tables of terms that it was made of."""
    ids: dict[str, str]
    """The id of each row, by its source term in lower case."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture with labels, as a page shows it."""

    look: str
    """A digest of the picture in the edition's language; empty where it is the source's own."""
    total: int
    """How many units it has."""
    untranslated: int
    """How many of them are still in the source language."""


KEPT = (Heading, PageState, TermPage, PagePicture)
VERSION = crc32(repr([[field.name for field in fields(one)] for one in KEPT]).encode())
"""Says when what was kept by another version of this file is of no use; Sphinx then reads anew."""


PAGES, TERM_PAGES = "polybook_pages", "polybook_term_pages"
PICTURES, POSTS = "polybook_pictures", "polybook_posts"
STORES = (PAGES, TERM_PAGES, PICTURES, POSTS)
"""What the environment keeps, each by docname: the names of its attributes."""


def flat(text: str) -> str:
    """Return `text` with each run of blanks and line breaks made one blank."""
    return " ".join(text.split())


def kept(env: BuildEnvironment, name: str) -> dict[str, Any]:
    """Return the dictionary that the environment keeps under `name`, one of `STORES`.

    Changes are kept with it.
    """
    found: dict[str, Any] = env.__dict__.setdefault(name, {})
    return found


def pages(env: BuildEnvironment) -> dict[str, PageState]:
    """Return what is known of the pages, by docname; changes are kept."""
    found: dict[str, PageState] = kept(env, PAGES)
    return found


def term_pages(env: BuildEnvironment) -> dict[str, TermPage]:
    """Return the pages that show the book's terms, by docname; changes are kept."""
    found: dict[str, TermPage] = kept(env, TERM_PAGES)
    return found


def pictures(env: BuildEnvironment) -> dict[str, dict[str, PagePicture]]:
    """Return the pictures with labels of each page, by docname and name; changes are kept."""
    found: dict[str, dict[str, PagePicture]] = kept(env, PICTURES)
    return found


def outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],  # noqa: ARG001  Sphinx calls with all five
    changed: set[str],  # noqa: ARG001
    removed: set[str],  # noqa: ARG001
) -> list[str]:
    """Return the pages whose catalog is new; Sphinx itself watches those that were there."""
    edition = edition_of(app)
    found: list[str] = []
    for docname, state in pages(env).items():
        file = edition.page(env, docname)
        if file is not None and not state.has_catalog:
            path = catalog_path(edition.config, edition.language, file.catalog)
            if (edition.config.root / path).exists():
                found.append(docname)
    return found


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:  # noqa: ARG001  Sphinx's
    """Forget a page that is gone, or about to be read again."""
    for store in STORES:
        kept(env, store).pop(docname, None)


def merge(
    app: Sphinx,  # noqa: ARG001  Sphinx calls with all four
    env: BuildEnvironment,
    docnames: Iterable[str],
    other: BuildEnvironment,
) -> None:
    """Take over what another process has read."""
    for store in STORES:
        known = kept(other, store)
        kept(env, store).update({name: known[name] for name in docnames if name in known})
