"""Which file of a translation belongs to which page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from polybook.config import Config, format_of
from polybook.formats.damaged_page import refuse_damage
from polybook.formats.page import Page
from polybook.formats.reading import decode, read_page, recognise, recognise_dialect
from polybook.model.errors import PageError, UsageError
from polybook.steps.book import NEVER_COPIED, File, picture_kind

MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was given on the command line, or that stands in a folder that was."""

    path: Path
    shown: str
    """Its path for people: relative to the project where it is inside it."""
    name: str
    """Its path relative to the folder that was given; a file's own name."""


def given_files(config: Config, path: Path) -> list[Given]:
    """Return the pages at `path`, a file or a folder, in order; raises UsageError for neither."""
    if path.is_dir():
        found = sorted(one for one in path.rglob("*") if one.is_file() and _kind(one))
        names = [(one, one.relative_to(path)) for one in found]
        return [
            Given(one, shown_path(config, one), name.as_posix())
            for one, name in names
            if not any(part in NEVER_COPIED or part.startswith(".") for part in name.parts)
        ]
    if not path.is_file():
        raise UsageError(f"{path}: no such file or folder")
    if not _kind(path):
        raise UsageError(f"{path}: not a page; give a .md or .ipynb file, or a folder of them")
    return [Given(path, shown_path(config, path), path.name)]


def _kind(path: Path) -> str | None:
    """Return the format of a file by its name, of a picture by what is in it; None for no page."""
    return recognise(path.name) or picture_kind(path)


def shown_path(config: Config, path: Path) -> str:
    """Return a path relative to the project, as it is where it stands outside."""
    real, root = path.resolve(), config.root.resolve()
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else str(path)


def partners(
    ours: Iterable[Given], theirs: Iterable[Given], language: str
) -> tuple[list[tuple[Given, Given]], list[Given], list[Given]]:
    """Return which files go together, and those of both sides that have no partner.

    By name; then by name without suffix, and without the language that many put into it.
    """
    left = {given.name: given for given in theirs}
    waiting: list[Given] = []
    pairs: list[tuple[Given, Given]] = []
    for given in ours:
        other = left.pop(given.name, None)
        if other is None:
            waiting.append(given)
        else:
            pairs.append((given, other))
    alone: list[Given] = []
    stems = {_stem(name, language): name for name in reversed(left)}
    for given in waiting:
        name = stems.get(_stem(given.name, language), "")
        if name in left:
            pairs.append((given, left.pop(name)))
        else:
            alone.append(given)
    return sorted(pairs, key=lambda pair: pair[0].name), alone, list(left.values())


def _stem(name: str, language: str) -> str:
    stem = str(PurePosixPath(name).with_suffix(""))
    for mark in (".", "_", "-"):
        stem = stem.removesuffix(mark + language)
    return stem


def own_page(pages: Mapping[Path, File], names: Mapping[str, File], given: Given) -> File | None:
    """Return the project's page that a file is, or is another version of."""
    return pages.get(given.path.resolve()) or names.get(given.name)


def read_given(config: Config, given: Given, kind: str | None = None) -> Page:
    """Read a file as a page; `kind` is the format of a Markdown page where that is known.

    Raises PageError where it cannot be read.
    """
    try:
        data = given.path.read_bytes()
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check its permissions"
        raise PageError(given.shown, 0, reason) from error
    text = decode(data, given.shown)
    if _kind(given.path) != MARKDOWN:
        kind = _kind(given.path)
    elif kind is None:
        path, source = given.path.resolve(), config.source_dir.resolve()
        if path.is_relative_to(source):
            kind = format_of(config, path.relative_to(source).as_posix())
    kind = kind or recognise_dialect(given.name, text)
    page = read_page(given.shown, text, kind, config.front_matter, config.hosts)
    refuse_damage(page)
    return page
