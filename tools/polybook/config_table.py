"""The file of the configuration and its tables, which know how to complain about themselves.

Every fault is a `ConfigError` that names the file, the key and what to write instead.
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
    from collections.abc import Iterator, Mapping, Sequence

# Python 3.11's TOMLDecodeError tells the line in its words only.
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def read_toml(file: Path) -> dict[str, Any]:
    """Parse a TOML file; raises ConfigError with the place for every way to fail."""
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
        place = _PLACE.search(message)
        line = int(place[1]) if place and place[1] else text.rstrip("\n").count("\n") + 1
        reason = _PLACE.sub("", message)
        raise ConfigError(f"{file}:{line}: not valid TOML: {reason}") from error


@dataclass(frozen=True, slots=True)
class Table:
    """A configuration table, which knows how to complain about itself."""

    place: str
    """The file, and the table where it is not the whole file."""
    values: Mapping[str, Any]

    def fault(self, reason: str) -> ConfigError:
        """Return the error that says so of this table."""
        return ConfigError(f"{self.place}: {reason}")

    def check_keys(self, known: Sequence[str]) -> None:
        """Refuse keys that are not `known`, naming the nearest."""
        self.check_is_table()
        for key in self.values:
            if key not in known:
                raise self.fault(f"unknown key `{key}`; {nearest(key, known)}")

    def check_is_table(self) -> None:
        """Refuse what is not a table but a string, a number or a list."""
        if not isinstance(self.values, dict):
            raise self.fault("must be a table of keys and values")

    def table(self, key: str) -> Table:
        """Return the table under `key`, empty where there is none."""
        inside = self.place.removesuffix("]")
        place = f"{self.place} [{key}]" if inside == self.place else f"{inside}.{key}]"
        return Table(place, self.values.get(key, {}))

    def by_language(self, key: str, languages: Sequence[str]) -> Iterator[tuple[str, Table]]:
        """Yield the tables under `key` by language; their keys are the caller's to judge."""
        table = self.table(key)
        table.check_keys(languages)
        for language in (one for one in languages if one in table.values):
            own = table.table(language)
            own.check_is_table()
            yield language, own

    def string(self, key: str, default: str) -> str:
        """Read a string that is not empty."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or not value:
            raise self.fault(f'`{key}` must be a string, such as {key} = "{default}"')
        return value

    def strings(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Read a list of strings that are not empty."""
        value = self.values.get(key, list(default))
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.fault(f'`{key}` must be a list of strings, such as {key} = ["..."]')
        return tuple(value)

    def globs(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Read a list of globs."""
        globs = self.strings(key, default)
        for glob in globs:
            self.check_glob(key, glob)
        return globs

    def check_glob(self, key: str, glob: str) -> None:
        """Refuse what is no glob."""
        try:
            matches(glob, "")
        except re.error as error:
            raise self.fault(f'"{glob}" in `{key}` is no glob: {error.msg}') from error

    def folder(self, key: str, default: str) -> str:
        """Read a folder inside the project, and return it in its shortest form."""
        return self.path(
            key,
            self.string(key, default),
            f'a folder inside the project, such as {key} = "{default}"',
        )

    def path(self, key: str, value: str, what: str) -> str:
        """Return a path inside the project in its shortest form; `what` says what it must be."""
        path = PurePosixPath(value)
        outside = ".." in path.parts or path.is_absolute() or PureWindowsPath(value).anchor
        if outside or not path.parts:
            raise self.fault(f'`{key}` must be {what}, not "{value}"')
        return str(path)

    def globbed(self, key: str, example: str) -> Table:
        """Return the table under `key`, whose keys are globs; `example` shows a line of it."""
        values = self.values.get(key, {})
        if not isinstance(values, dict):
            raise self.fault(f"`{key}` must be a table, such as {example}")
        for glob in values:
            self.check_glob(key, glob)
        return Table(self.place, values)


def nearest(word: str, known: Sequence[str]) -> str:
    """Say what may have been meant by an unknown word."""
    # Needed only to complain: a good configuration should not wait for it.
    import difflib

    close = difflib.get_close_matches(word.replace("_", "-"), known, n=1)
    return f"did you mean `{close[0]}`?" if close else f"known are {', '.join(known)}"
