"""The translation memory of a language: which files it is made of, and where it stands.

It draws from the catalogs and from what was imported, which are files of the project. The database
in the build folder is an index of them, and may be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from polybook import __version__
from polybook.catalog.memory import Match, Memory
from polybook.catalog.memory_sources import Source, read_pairs
from polybook.catalog.memory_store import Making
from polybook.config import Config
from polybook.formats.prose import protected
from polybook.model.finding import Finding
from polybook.steps.book import catalog_finding
from polybook.steps.catalogs import catalog_names, catalog_path
from polybook.steps.work import Progress, silent

SUFFIXES = (".po", ".tmx")
"""The formats that can be imported."""
UNREVIEWED = "unreviewed"
"""Folder of imported files that no person stands behind."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the memory has for a text."""

    text: str
    matches: tuple[Match, ...]
    findings: tuple[Finding, ...]
    """The files that the memory has to do without."""
    homeless: str
    """Why the database could not be written; empty when it could."""


def imports_dir(config: Config, language: str) -> Path:
    """Folder of what was imported into the memory of a language: beside its catalogs."""
    return config.locales_dir / language / "memory"


def memory_sources(config: Config, language: str) -> Iterator[Source]:
    """Yield the files that the memory of a language is made of: catalogs, then imported files."""
    for name in catalog_names(config, language):
        shown = catalog_path(config, language, name)
        yield Source(_named(shown), config.root / shown, page=name)
    folder = imports_dir(config, language)
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file():
            shown = path.relative_to(config.root).as_posix()
            reviewed = UNREVIEWED not in path.relative_to(folder).parts
            yield Source(_named(shown), path, reviewed=reviewed)


def _named(path: str) -> str:
    """Return a path as a database takes it: what is no UTF-8 in it becomes `?`."""
    return path.encode("utf-8", "replace").decode()


def open_memory(config: Config, language: str, progress: Progress = silent) -> Memory:
    """Open the memory of a language, brought up to its files. Close it, or use `with`."""
    return Memory(
        Making(
            path=config.build_dir / "memory" / f"{language}.sqlite",
            sources=tuple(memory_sources(config, language)),
            read=lambda source: read_pairs(source, config.source_language, language),
            tokens=protected,
            facts={
                "polybook": __version__,
                "source language": config.source_language,
                "language": language,
            },
            progress=progress,
        )
    )


def memory_findings(memory: Memory) -> tuple[Finding, ...]:
    """Return a finding for each file that the memory has to do without."""
    return tuple(catalog_finding(fault) for fault in memory.faults)


def lookup(
    config: Config, language: str, text: str, limit: int, progress: Progress = silent
) -> LookedUp:
    """Return what the memory of a language has for an English text."""
    with open_memory(config, language, progress) as memory:
        matches = memory.lookup(text, limit=limit)
        return LookedUp(text, tuple(matches), memory_findings(memory), memory.homeless)
