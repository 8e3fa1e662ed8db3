"""What the d2l pages of a book share: their tabs, their labels, their order."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from configparser import Error as IniError
from dataclasses import dataclass, field

from polybook.config import Config
from polybook.formats import d2l
from polybook.formats.d2l.labels import Labelled, labels_of
from polybook.formats.d2l.library import tabs_in
from polybook.formats.d2l.pieces import cut_pieces, tabs_of
from polybook.formats.grammar import parse_blocks
from polybook.formats.reading import decode
from polybook.model.errors import ConfigError, PageError
from polybook.steps.book import Book, File, kind_of, open_book, read_bytes

SETTINGS = "config.ini"
"""d2lbook's own configuration, in the source folder."""
NUMBERED = re.compile(r"(?m)^[ \t]*:numbered:")
TOC = re.compile(r"(?ms)^[ \t]*(`{3,}|:{3,})[ \t]*(?:toc|\{toctree\})[^\n]*\n(.*?)^[ \t]*\1")
TITLED = re.compile(r".*<([^<>]+)>\Z")
LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True)
class D2lBook:
    """The pages of a book that are d2l Markdown, and what they share."""

    texts: Mapping[str, str] = field(default_factory=dict)
    """By page name, in the book's order: the source, with newlines as line ends."""
    tabs: tuple[str, ...] = ()
    """The code tabs in order; the first is that of cells that name none."""
    labels: Mapping[str, Labelled] = field(default_factory=dict)
    numbered: bool = False
    """Whether the root table of contents numbers the sections."""
    settings: str = ""
    """The text of d2lbook's `config.ini`; empty where there is none."""


def open_d2l(config: Config, book: Book | None = None) -> D2lBook:
    """Read the d2l pages of a book. Raises ConfigError where `config.ini` cannot be read.

    Pages that are no text are left out: whoever builds them says why.
    """
    book = book or open_book(config)
    texts = {file.name: _text(file) for file in book.pages}
    ordered = {
        file.name: texts[file.name]
        for file in _ordered(book, texts)
        if texts[file.name] and kind_of(config, file, texts[file.name]) == d2l.NAME
    }
    labels: dict[str, Labelled] = {}
    for text in ordered.values():
        labels |= labels_of(text, parse_blocks(text, d2l.NAME).tokens)
    settings = _settings(config)
    return D2lBook(
        ordered, _tabs(config, settings, ordered), labels, _numbered(book, texts), settings
    )


def _text(file: File) -> str:
    """Return the text of a Markdown page, empty for any other and for one that cannot be read."""
    if file.kind == "notebook" or file.is_picture:
        return ""
    try:
        return LINE_END.sub("\n", decode(read_bytes(file), file.name)).removeprefix("\ufeff")
    except PageError:
        return ""


def _settings(config: Config) -> str:
    path = config.source_dir / SETTINGS
    if not path.is_file():
        return ""
    try:
        text = path.read_text("utf-8")
        tabs_in(text)
    except (OSError, UnicodeDecodeError, IniError) as error:
        reason = " ".join(str(error).split())
        raise ConfigError(f"{path}: cannot be read as d2lbook's configuration: {reason}") from error
    return text


def _tabs(config: Config, settings: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the tabs that the configuration lists, or else those that pages name."""
    listed = config.d2l.tabs or tabs_in(settings)
    if listed:
        return listed
    return tuple(dict.fromkeys(tab for text in texts.values() for tab in tabs_of(cut_pieces(text))))


def _numbered(book: Book, texts: Mapping[str, str]) -> bool:
    roots = [file.name for file in book.pages if file.catalog == "index"]
    return any(NUMBERED.search(texts[name]) for name in roots)


def _ordered(book: Book, texts: Mapping[str, str]) -> list[File]:
    """Return all pages: as the tables of contents have them, then the others.

    Tables of contents are d2l's `toc` and Sphinx's `{toctree}`, from the page `index` on.
    """
    pages = {file.catalog: file for file in book.pages} | {file.name: file for file in book.pages}
    found: dict[str, File] = {}
    waiting = ["index"]
    while waiting:
        file = pages.get(waiting.pop())
        if file is None or file.name in found:
            continue
        found[file.name] = file
        waiting += reversed(list(_entries(file.name, texts[file.name])))
    return [*found.values(), *(file for file in book.pages if file.name not in found)]


def _entries(page: str, text: str) -> Iterator[str]:
    """Yield the pages that a page's tables of contents name, without suffix."""
    folder = posixpath.dirname(page)
    for match in TOC.finditer(text):
        for line in match[2].split("\n"):
            entry = line.strip()
            if entry and not entry.startswith(":"):
                titled = TITLED.fullmatch(entry)
                name = (titled[1] if titled else entry).removesuffix(".md").removesuffix(".ipynb")
                base = "" if name.startswith("/") else folder
                yield posixpath.normpath(posixpath.join(base, name.lstrip("/")))
