"""What a book says about itself: `polybook.toml`, or `[tool.polybook]` in pyproject.toml.

A `Config` that exists is a valid one: every fault of the file is a `ConfigError` that names the
file, the key and what to write instead. Nothing heavier than tomllib is imported here, since every
command starts by reading this.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from polybook.globs import matches
from polybook.model.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIG_FILE = "polybook.toml"
PYPROJECT_FILE = "pyproject.toml"
KNOWN_FORMATS = ("markdown", "notebook")

# gettext's names, such as vi, pt_BR, zh_Hans or sr@latin: they become folders' names.
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_([A-Z]{2}|[0-9]{3}))?(@[a-z]+)?")
# Python 3.11's TOMLDecodeError tells the line in its words only.
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Config:
    """One book's configuration, defaults filled in."""

    root: Path
    """The folder of the configuration file; all other paths are relative to it."""
    project: str = "book"
    """The book's short name, for the headers of catalogs."""
    source: str = "source_en"
    """Folder of the pages that authors write."""
    source_language: str = "en"
    languages: tuple[str, ...] = ()
    """The languages that the book is translated into, by gettext's names: vi, pt_BR."""
    locales: str = "locales"
    """Folder of the catalogs, in sphinx-intl's layout."""
    glossary: str = "glossary"
    """Folder of the glossaries, one CSV file a language."""
    build: str = "build"
    """Folder of all that is made and may be deleted."""
    exclude: tuple[str, ...] = ()
    """Globs of pages, or folders of pages, that are not translated."""
    formats: tuple[tuple[str, str], ...] = ()
    """(glob, format), first match wins; a page that none names is recognised by its content."""
    front_matter: tuple[str, ...] = ("title", "subtitle", "description")
    """The keys of front matter whose values are prose."""

    @property
    def source_dir(self) -> Path:
        """Folder of the pages that authors write."""
        return self.root / self.source

    @property
    def locales_dir(self) -> Path:
        """Folder of all catalogs."""
        return self.root / self.locales

    @property
    def pot_dir(self) -> Path:
        """Folder of the catalog templates."""
        return self.locales_dir / "pot"

    @property
    def build_dir(self) -> Path:
        """Folder of all that is made and may be deleted."""
        return self.root / self.build

    def catalogs_dir(self, language: str) -> Path:
        """Folder of one language's catalogs."""
        return self.locales_dir / language / "LC_MESSAGES"

    def glossary_file(self, language: str) -> Path:
        """File of the terms of one language, which need not exist."""
        return self.root / self.glossary / f"{language}.csv"


def load(start: Path) -> Config:
    """Read the configuration of `start`, or of the nearest folder above it that has one."""
    start = start.resolve()
    if not start.is_dir():
        raise ConfigError(f"{start}: no such folder")
    for folder in (start, *start.parents):
        config = _load_here(folder)
        if config is not None:
            return config
    raise ConfigError(
        f"{start}: no {CONFIG_FILE} here or in any folder above; make one with `polybook init`"
    )


def is_excluded(config: Config, page: str) -> bool:
    """Tell whether a file or folder of the source folder is left out.

    Hidden files and Sphinx's `_build` always are. A glob that matches a folder excludes all in it.
    """
    path = PurePosixPath(page)
    if any(part.startswith(".") or part == "_build" for part in path.parts):
        return True
    names = [str(one) for one in (path, *path.parents[:-1])]
    return any(matches(glob, name) for glob in config.exclude for name in names)


def format_of(config: Config, page: str) -> str | None:
    """Return the format that the configuration names for a page; None: recognise it."""
    for glob, name in config.formats:
        if matches(glob, page):
            return name
    return None


def _load_here(folder: Path) -> Config | None:
    """Read this folder's configuration; None where it has none."""
    file = folder / CONFIG_FILE
    if file.exists():
        return _checked(folder, _Table(str(file), _toml(file)))
    file = folder / PYPROJECT_FILE
    if file.is_file():
        tools = _toml(file).get("tool")
        if isinstance(tools, dict) and "polybook" in tools:
            return _checked(folder, _Table(f"{file} [tool.polybook]", tools["polybook"]))
    return None


def _toml(file: Path) -> dict[str, Any]:
    """Parse a TOML file, turning every way to fail into a `ConfigError` with its place."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{file}:{line}: not UTF-8; save the file as UTF-8") from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _TOML_PLACE.search(message)
        line = int(place[1]) if place and place[1] else text.rstrip("\n").count("\n") + 1
        reason = _TOML_PLACE.sub("", message)
        raise ConfigError(f"{file}:{line}: not valid TOML: {reason}") from error


def _checked(root: Path, table: _Table) -> Config:
    """Make the `Config` of a table, or raise for its first fault."""
    table.check_keys()
    default = Config(root)
    config = Config(
        root=root,
        project=table.string("project", default.project),
        source=table.folder("source", default.source),
        source_language=table.string("source-language", default.source_language),
        languages=table.strings("languages", default.languages),
        locales=table.folder("locales", default.locales),
        glossary=table.folder("glossary", default.glossary),
        build=table.folder("build", default.build),
        exclude=table.globs("exclude", default.exclude),
        formats=table.formats(),
        front_matter=table.strings("front-matter", default.front_matter),
    )
    _check_languages(table, config)
    _check_folders(table, config)
    return config


_KEYS = (
    "project",
    "source",
    "source-language",
    "languages",
    "locales",
    "glossary",
    "build",
    "exclude",
    "formats",
    "front-matter",
)


@dataclass(frozen=True, slots=True)
class _Table:
    """A configuration table, which knows how to complain about itself."""

    place: str
    """The file, and the table where it is not the whole file."""
    values: Mapping[str, Any]

    def fault(self, reason: str) -> ConfigError:
        return ConfigError(f"{self.place}: {reason}")

    def check_keys(self) -> None:
        if not isinstance(self.values, dict):
            raise self.fault("must be a table of keys and values")
        for key in self.values:
            if key not in _KEYS:
                raise self.fault(f"unknown key `{key}`; {_nearest(key, _KEYS)}")

    def string(self, key: str, default: str) -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str) or not value:
            raise self.fault(f'`{key}` must be a string, such as {key} = "{default}"')
        return value

    def strings(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        value = self.values.get(key, list(default))
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.fault(f'`{key}` must be a list of strings, such as {key} = ["..."]')
        return tuple(value)

    def globs(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        globs = self.strings(key, default)
        for glob in globs:
            self.check_glob(key, glob)
        return globs

    def check_glob(self, key: str, glob: str) -> None:
        try:
            matches(glob, "")
        except re.error as error:
            raise self.fault(f'"{glob}" in `{key}` is no glob: {error.msg}') from error

    def folder(self, key: str, default: str) -> str:
        """Read a folder inside the project, and return it in its shortest form."""
        value = self.string(key, default)
        path = PurePosixPath(value)
        outside = ".." in path.parts or path.is_absolute() or PureWindowsPath(value).anchor
        if outside or not path.parts:
            raise self.fault(
                f'`{key}` must be a folder inside the project, such as {key} = "{default}", '
                f'not "{value}"'
            )
        return str(path)

    def formats(self) -> tuple[tuple[str, str], ...]:
        value = self.values.get("formats", {})
        if not isinstance(value, dict):
            raise self.fault('`formats` must be a table, such as "posts/**/*.md" = "markdown"')
        for glob, name in value.items():
            self.check_glob("formats", glob)
            if name not in KNOWN_FORMATS:
                known = _nearest(str(name), KNOWN_FORMATS)
                raise self.fault(f'unknown format "{name}" for "{glob}" in `formats`; {known}')
        return tuple(value.items())


def _nearest(word: str, known: tuple[str, ...]) -> str:
    """Say what may have been meant by an unknown word."""
    # Needed only to complain: a good configuration should not wait for it.
    import difflib

    close = difflib.get_close_matches(word.replace("_", "-"), known, n=1)
    return f"did you mean `{close[0]}`?" if close else f"known are {', '.join(known)}"


def _check_languages(table: _Table, config: Config) -> None:
    for key, languages in (
        ("source-language", (config.source_language,)),
        ("languages", config.languages),
    ):
        for language in languages:
            if not _LANGUAGE.fullmatch(language):
                raise table.fault(
                    f'"{language}" in `{key}` is no language code; '
                    "write it as gettext does: vi, pt_BR, zh_Hans"
                )
    if len(set(config.languages)) < len(config.languages):
        raise table.fault("`languages` names a language twice")
    if config.source_language in config.languages:
        raise table.fault(
            f'`languages` names the source language "{config.source_language}"; '
            "list only the languages that the book is translated into"
        )


def _check_folders(table: _Table, config: Config) -> None:
    """Keep the four folders apart: what is copied, cleaned or kept must never hold another."""
    keys = ("source", "locales", "glossary", "build")
    paths = {key: PurePosixPath(getattr(config, key)) for key in keys}
    for inner, path in paths.items():
        for outer, folder in paths.items():
            if inner != outer and path.is_relative_to(folder):
                raise table.fault(
                    f'`{inner}` ("{path}") must not be the same as `{outer}` ("{folder}") '
                    "or inside it; give each a folder of its own"
                )
