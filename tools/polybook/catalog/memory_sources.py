"""What the translation memory is made of: catalogs of the book, and imported PO and TMX files.

The files are the truth; the database only says where to look. So whatever is to count as approved
by a person is looked up in its file again, and a database that is stale or forged cannot approve.
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from polybook.catalog.comments import draft_of
from polybook.catalog.files import read_regular
from polybook.catalog.header import header_field
from polybook.catalog.pool import base as base_of
from polybook.catalog.read import read_catalog
from polybook.catalog.tmx import base, read_tmx
from polybook.model.entry import Entry
from polybook.model.errors import CatalogError

_Words = tuple[str, str, str | None]


class State(IntEnum):
    """How far a translation can be trusted; the lower, the better."""

    APPROVED = 0
    """A person's, and in use."""
    OBSOLETE = 1
    """A person's, for a text that no page has any more."""
    FUZZY = 2
    """It waits for a person."""
    MACHINE = 3
    """It waits for a person, and an engine has made it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file that the memory draws from."""

    name: str
    """Its path for people, relative to the project; what the memory knows it by."""
    path: Path
    page: str = ""
    """Name of the catalog where it is one of the book: `chapters/gradient`."""
    reviewed: bool = True
    """Whether people stand behind what it does not mark otherwise."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An English text and a translation that was made for it."""

    english: str
    translation: str
    context: str | None = None
    """The msgctxt."""
    state: State = State.APPROVED
    line: int = 0
    """1-based line in its file, 0 where that is not known."""


def read_pairs(source: Source, english: str, language: str) -> Iterator[Pair]:
    """Yield the pairs of one file, in its order; `english` and `language` are gettext's names.

    Raises CatalogError where the file cannot be read, or is in other languages.
    """
    if source.path.suffix.lower() == ".tmx":
        state = State.APPROVED if source.reviewed else State.FUZZY
        for text, translation in read_tmx(source.path, source.name, english, language):
            yield Pair(text, translation, state=state)
        return
    try:
        data = read_regular(source.path)
    except OSError as error:
        raise CatalogError(source.name, 0, f"cannot be read ({error.strerror})") from error
    catalog = read_catalog(data, source.name)
    code = header_field(catalog.header, "Language") or language
    if not source.page and base(code) != base(language):
        reason = f"it is in {code}, not in {language}; give another file"
        raise CatalogError(source.name, 0, reason)
    for entry in catalog.entries:
        if entry.msgstr and entry.msgid_plural is None:
            context, text = base_of(entry)
            state = _state(entry, reviewed=source.reviewed)
            yield Pair(text, entry.msgstr, context, state, entry.line)


def _state(entry: Entry, *, reviewed: bool) -> State:
    if draft_of(entry):
        return State.MACHINE
    # A draft that is fuzzy no more was approved; its comment stays, to tell where it came from.
    if entry.fuzzy or not reviewed:
        return State.FUZZY
    return State.OBSOLETE if entry.obsolete else State.APPROVED


def stamp(path: Path) -> str:
    """Return what changes whenever a file is written; raises OSError where there is none."""
    found = path.stat()
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_ino}"


def digest(path: Path) -> str:
    """Return what only the same content has; raises OSError where it cannot be read."""
    if not path.is_file():  # a pipe would make us wait
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


class Truth:
    """Looks pairs up in the files themselves; each is read when it is first asked for."""

    def __init__(self, sources: Iterable[Source], read: Callable[[Source], Iterable[Pair]]) -> None:
        """Take in the files, and what gives the pairs of one or raises CatalogError."""
        self._sources = {source.name: source for source in sources}
        self._read = read
        self._approved: dict[str, tuple[str, frozenset[_Words]]] = {}

    def approves(self, name: str, english: str, translation: str, context: str | None) -> bool:
        """Tell whether the file called `name` has this very pair now, approved."""
        source = self._sources.get(name)
        if source is None:
            return False
        try:
            now = stamp(source.path)
            if name not in self._approved or self._approved[name][0] != now:
                pairs = frozenset(
                    (pair.english, pair.translation, pair.context)
                    for pair in self._read(source)
                    if pair.state is State.APPROVED
                )
                self._approved[name] = (now, pairs)
        except (OSError, CatalogError):
            return False
        return (english, translation, context) in self._approved[name][1]
