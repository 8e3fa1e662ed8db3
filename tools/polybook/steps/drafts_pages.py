"""Which pages a command line means: names, paths, catalogs, folders, globs."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from polybook.config import Config
from polybook.globs import matches
from polybook.model.errors import UsageError
from polybook.steps.book import File


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that a command line names."""

    given: tuple[str, ...] = ()
    """What it names; nothing: all pages."""
    folder: Path = Path()
    """What its paths are relative to."""

    def choose(self, config: Config, language: str, pages: Iterable[File]) -> list[File]:
        """Return those of `pages` that are named, in their order.

        A page is named by its name in the source folder, with or without suffix, by its path, or by
        its catalog's; a folder or a glob names all pages in it. Raises UsageError for what names
        none.
        """
        known = list(pages)
        if not self.given:
            return known
        wanted: set[str] = set()
        for one in self.given:
            names = self._names(config, language, one)
            found = {file.name for file in known if any(_means(name, file) for name in names)}
            if not found:
                raise UsageError(f"{one}: no page of the book; {_step(one, known)}")
            wanted |= found
        return [file for file in known if file.name in wanted]

    def _names(self, config: Config, language: str, given: str) -> set[str]:
        """Return what a page may be called in the book when it is called `given` here."""
        path = Path(os.path.abspath(self.folder.resolve() / given))
        names = {given.removesuffix("/")}
        for folder in (config.source_dir, config.catalogs_dir(language)):
            if path.is_relative_to(folder):
                names.add(path.relative_to(folder).as_posix().removesuffix(".po"))
        return names


def _means(name: str, file: File) -> bool:
    """Tell whether a file, or a folder that it is in, is called `name`."""
    folder = name == "." or file.name.startswith(f"{name}/")
    return folder or name in (file.name, file.catalog) or _matches(name, file.name)


def _matches(glob: str, name: str) -> bool:
    try:
        return matches(glob, name)
    except re.error:
        return False


def _step(given: str, known: Sequence[File]) -> str:
    names = [name for file in known for name in (file.name, file.catalog)]
    if close := difflib.get_close_matches(given, names, n=1):
        return f"did you mean {close[0]}?"
    return "name it as `polybook stats` does"
