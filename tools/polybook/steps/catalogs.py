"""The catalogs of a language: where they stand, and what they hold."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import AbstractContextManager

from polybook.catalog.catalog import Catalog
from polybook.catalog.files import one_at_a_time, read_regular
from polybook.catalog.read import read_catalog
from polybook.config import Config
from polybook.model.errors import CatalogError
from polybook.model.finding import Finding
from polybook.steps.book import File, catalog_finding


def writing(config: Config) -> AbstractContextManager[None]:
    """Wait until no other process reads catalogs of this book to write them back changed."""
    return one_at_a_time(config.locales_dir)


def read_catalogs(config: Config, language: str) -> tuple[dict[str, Catalog], dict[str, Finding]]:
    """Read every catalog of a language: those that can be read, and findings for the others."""
    catalogs: dict[str, Catalog] = {}
    broken: dict[str, Finding] = {}
    for name in catalog_names(config, language):
        try:
            catalogs[name] = load_catalog(config, language, name)
        except CatalogError as error:
            broken[name] = catalog_finding(error)
    return catalogs, broken


def catalog_names(config: Config, language: str) -> list[str]:
    """Return the names of the catalogs that a language has on disk, sorted."""
    folder = config.catalogs_dir(language)
    paths = sorted(folder.rglob("*.po"))
    return [path.relative_to(folder).with_suffix("").as_posix() for path in paths]


def other_catalogs(
    config: Config, language: str, known: Container[str]
) -> Iterator[tuple[str, Catalog | None, Finding | None]]:
    """Yield path and content of the catalogs whose names are not `known`, or why there is none."""
    for name in catalog_names(config, language):
        if name not in known:
            path = catalog_path(config, language, name)
            try:
                yield path, load_catalog(config, language, name), None
            except CatalogError as error:
                yield path, None, catalog_finding(error)


def catalog_path(config: Config, language: str, name: str) -> str:
    """Return where the catalog called `name` stands, relative to the project."""
    return f"{config.locales}/{language}/LC_MESSAGES/{name}.po"


def load_catalog(config: Config, language: str, name: str) -> Catalog:
    """Read one catalog; raises CatalogError with its path relative to the project."""
    shown = catalog_path(config, language, name)
    path = config.root / shown
    try:
        data = read_regular(path)
    except OSError as error:
        raise CatalogError(shown, 0, f"cannot be read ({error.strerror})") from error
    return read_catalog(data, shown)


def page_catalog(
    config: Config, language: str, file: File
) -> tuple[Catalog | None, Finding | None]:
    """Read the catalog of a page: None where there is none, a finding where it is broken."""
    path = config.root / catalog_path(config, language, file.catalog)
    if not path.exists() and not path.is_symlink():  # a link that leads nowhere is a fault
        return None, None
    try:
        return load_catalog(config, language, file.catalog), None
    except CatalogError as error:
        return None, catalog_finding(error)
