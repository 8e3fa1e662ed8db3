"""The catalogs of a language as they stood: at HEAD, at its parents, at the revision of --since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from polybook.catalog.catalog import Catalog
from polybook.catalog.files import read_regular
from polybook.catalog.read import read_catalog
from polybook.config import Config
from polybook.model.errors import CatalogError
from polybook.steps.catalogs import catalog_names, catalog_path
from polybook.steps.revision import Revision, contents, recent, revision


@dataclass(frozen=True, slots=True)
class Past:
    """What git has of one catalog that is not what it was."""

    versions: tuple[bytes, ...] = ()
    """Its other contents, each once."""
    changed: bool = False
    """Whether it differs from the revision of --since."""
    before: bytes | None = None
    """What it held then; None where it was not there."""


NO_PAST = Past()


@dataclass(frozen=True, slots=True)
class History:
    """The catalogs that are not what they were."""

    past: Mapping[str, Past]
    """By the catalog's path; all others have no past to look at."""
    since: Revision | None = None
    """The revision that --since names."""


def read_history(config: Config, language: str, since: str | None, *, recently: bool) -> History:
    """Compare the catalogs of a language with git: with `since`, and with HEAD if `recently`.

    Raises UsageError when `since` names no revision. Without git there is no history.
    """
    catalogs = f"{config.locales}/{language}/LC_MESSAGES"
    folders = (config.source, catalogs, config.glossary)
    base = revision(config.root, since, folders) if since is not None else None
    revisions = [base] if base else []
    if recently:
        revisions += recent(config.root, (catalogs,))
    if not revisions:
        return History({})
    others: dict[str, list[str | None]] = {}
    for name in catalog_names(config, language):
        path = catalog_path(config, language, name)
        if found := _others(config, path, revisions):
            others[path] = found
    known = contents(config.root, (one for found in others.values() for one in found if one))
    past = {path: _past(config, path, found, known, base) for path, found in others.items()}
    return History(past, base)


def _others(config: Config, path: str, revisions: Sequence[Revision]) -> list[str | None]:
    """Return the names of the contents that a catalog had where it differs; None: it had none."""
    try:
        data = read_regular(config.root / path)
    except OSError:
        return []
    return [one.blobs.get(path) for one in revisions if one.differs(path, data)]


def _past(
    config: Config,
    path: str,
    names: Iterable[str | None],
    known: Mapping[str, bytes],
    since: Revision | None,
) -> Past:
    versions = tuple(
        known[name] for name in dict.fromkeys(names) if name is not None and name in known
    )
    if since is None:
        return Past(versions)
    changed = since.differs(path, read_regular(config.root / path))
    return Past(versions, changed, known.get(since.blobs.get(path, "")) if changed else None)


def versions(past: Past, path: str) -> tuple[Catalog, ...]:
    """Read the other versions of a catalog; what cannot be read is left out."""
    return tuple(found for data in past.versions if (found := read_version(data, path)))


def read_version(data: bytes | None, path: str) -> Catalog | None:
    """Read one version of a catalog; None where there was none, or where it cannot be read."""
    try:
        return None if data is None else read_catalog(data, path)
    except CatalogError:
        return None
