"""Pictures in SVG: the words in them are units, so that a translator never draws.

A label is the text of a `<text>`, `<title>`, `<desc>` or `<foreignObject>`. Only what stands
between their tags is ever replaced, by plain text: a translation cannot bring markup in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from polybook.formats.page import Page, Region
from polybook.formats.steer import Steering
from polybook.formats.svg_label import Label, has_words, read_label
from polybook.formats.svg_markup import (
    Mark,
    Markup,
    NotWellFormedError,
    Piece,
    cut_markup,
    local_name,
)
from polybook.formats.view import View
from polybook.model.finding import Finding, Severity
from polybook.model.span import Span
from polybook.model.unit import Kind, Quoting, Unit

NAME = "svg"
"""The format's name in the configuration."""
SUFFIX = ".svg"
ROOT = re.compile(rb"<([\w.-]+:)?svg[\s>]")
LABELLED = rb"<%s(?:text|title|desc|foreignObject)[\s>]"
"""What a file must have to be a page, after the prefix of its root element."""
LABELS = {"text": "", "foreignObject": "", "title": "title", "desc": "description"}
"""The elements that hold a label, and what their labels are besides."""
GRAPHVIZ = frozenset({"graph", "node", "edge", "cluster"})
"""Classes of the groups that Graphviz gives a title: the name that a program knows them by."""
DECLARATION = re.compile(r"\A\ufeff?<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.-]+)[\"']")
UTF_8 = frozenset({"utf-8", "utf8"})
UNREADABLE = "region-unreadable"


def has_labels(data: bytes) -> bool:
    """Tell whether an SVG file, by its bytes, may have text for readers.

    Drawings without text cost this one look.
    """
    root = ROOT.search(data)
    prefix = re.escape(root[1] or b"") if root else b""
    return root is not None and re.search(LABELLED % prefix, data) is not None


def read_svg(name: str, text: str) -> Page:
    """Cut the picture `text` into a page of units; `name` is its path in the source folder.

    A file that is no XML, or whose encoding is not what it says, becomes a finding and stays as it
    is.
    """
    declared = DECLARATION.match(text)
    charset = declared[1] if declared else "UTF-8"
    foreign = charset.lower() not in UTF_8
    if foreign and not text.isascii():
        message = f'the file is UTF-8, but says that it is {charset}; write "UTF-8" there'
        return _untranslated(name, text, message)
    try:
        markup = cut_markup(text)
    except NotWellFormedError as error:
        line = text.count("\n", 0, error.offset) + 1
        message = f"no XML: {error}; save the picture again in the program that drew it"
        return _untranslated(name, text, message, line)
    walk = _Walk(name, text, markup, ascii_only=foreign)
    walk.walk()
    regions = tuple(Region((_view(label),), label.writer) for label in walk.labels)
    return Page(
        name=name,
        text=text,
        units=tuple(walk.units),
        regions=regions,
        shapes=tuple((("text", Kind.LABEL, ""),) for _ in regions),
        texts=tuple(label.text for label in walk.labels),
        spans=tuple((number, Span(0, len(label.text))) for number, label in enumerate(walk.labels)),
        places=tuple(unit.region for unit in walk.units),
        dialect=NAME,
    )


def _view(label: Label) -> View:
    return View(label.text, (0,), (label.span.start,), (label.span.end,))


def _untranslated(name: str, text: str, message: str, line: int = 1) -> Page:
    finding = Finding(UNREADABLE, Severity.ERROR, message, page=name, page_line=line)
    return Page(name=name, text=text, dialect=NAME, findings=(finding,))


@dataclass(slots=True)
class _Walk:
    """One pass over the pieces of a picture."""

    name: str
    text: str
    markup: Markup
    ascii_only: bool
    labels: list[Label] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    steering: Steering = field(default_factory=Steering)
    opened: list[Piece] = field(default_factory=list)

    def walk(self) -> None:
        at = 0
        while at < len(self.markup.pieces):
            at = self._step(at) + 1

    def _step(self, at: int) -> int:
        """Read the piece `at`; return the last one that was read with it."""
        piece = self.markup.pieces[at]
        if piece.mark is Mark.COMMENT:
            self.steering.read(Token("html_block", "", 0, content=piece.span.of(self.text)))
        elif piece.mark is Mark.END:
            self.opened.pop()
            self.steering.frozen(Token("end", "", -1))
        elif piece.mark is Mark.START:
            kind = self._kind(piece)
            if kind is None and not _is_closed(piece):
                self.opened.append(piece)
                self.steering.frozen(Token("start", "", 1))
                return at
            if not self.steering.frozen(Token("element", "", 0)) and kind is not None:
                self._label(at, kind)
            return self.markup.ends[at]
        elif piece.mark is Mark.EMPTY:
            self.steering.frozen(Token("element", "", 0))
        return at

    def _kind(self, piece: Piece) -> str | None:
        """Return what label an element holds, None for one that holds none."""
        kind = LABELS.get(local_name(piece.name))
        if kind is None or _is_closed(piece) or _prefix(piece) != self._root():
            return None
        if kind == "title" and self.opened and self.opened[-1].get("class") in GRAPHVIZ:
            return None
        return kind

    def _root(self) -> str:
        return _prefix(self.opened[0]) if self.opened else ""

    def _label(self, number: int, detail: str) -> None:
        label = read_label(self.text, self.markup, number, ascii_only=self.ascii_only)
        if label is None:
            return
        self.labels.append(label)
        if not has_words(label.words):
            return
        unit = Unit(
            msgid=label.text,
            span=Span(0, len(label.text)),
            kind=Kind.LABEL,
            region=len(self.labels) - 1,
            context=self.steering.context,
            headings=(f"picture {self.name}",),
            notes=tuple(self.steering.notes),
            quoting=Quoting.XML,
            detail=detail,
        )
        self.steering.used()
        self.units.append(unit)


def _prefix(piece: Piece) -> str:
    return piece.name.rpartition(":")[0]


def _is_closed(piece: Piece) -> bool:
    """Tell whether an element is not to be translated, all in it included.

    It says so, or it is for readers of one language already.
    """
    marked = piece.get("translate") == "no" or piece.get("its:translate") == "no"
    return marked or bool(piece.get("systemLanguage")) or local_name(piece.name) == "metadata"
