"""A page: its text, its regions of Markdown, its units; and the splice that puts msgstrs in.

Identity is by construction: the splice copies the page's text and replaces the spans of translated
units, last first. Nothing is rendered.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Any, Protocol

from polybook.formats.frontmatter import scalar
from polybook.formats.text import canonical, written
from polybook.formats.view import View
from polybook.model.finding import Finding
from polybook.model.span import Span
from polybook.model.unit import Quoting, Unit

LINE_END = re.compile(r"\r\n?|\n")


class Writer(Protocol):
    """How Markdown text is written in the file: line ends, or the escapes of JSON."""

    def __call__(self, text: str) -> str:
        """Return `text` as the file holds it."""
        ...


@dataclass(frozen=True, slots=True)
class LineEnds:
    """Writes text with the line ends of its file."""

    newline: str

    def __call__(self, text: str) -> str:
        """Return `text` with this file's line ends."""
        return text if self.newline == "\n" else text.replace("\n", self.newline)


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a page that is Markdown: the whole file, or one markdown cell."""

    views: tuple[View, ...]
    """From the Markdown text outwards; the last one's origin is the page's text."""
    write: Writer

    @property
    def text(self) -> str:
        r"""The Markdown, with `\n` line ends."""
        return self.views[0].text

    def origin(self, span: Span) -> Span:
        """Return where `span` of the Markdown stands in the page's text."""
        for view in self.views:
            span = view.origin(span)
        return span


@dataclass(frozen=True, slots=True)
class Page:
    """One source file, cut into units."""

    name: str
    """Path relative to the source folder, with `/`."""
    text: str
    """The whole file, decoded, byte order mark and line ends as they are."""
    units: tuple[Unit, ...] = ()
    regions: tuple[Region, ...] = ()
    shapes: tuple[tuple[object, ...], ...] = ()
    """By region: all that a translation must leave as it is."""
    texts: tuple[str, ...] = ()
    """The text of every place that could hold a unit, words to translate or not."""
    spans: tuple[tuple[int, Span], ...] = ()
    """Where each of `texts` stands: its region, and the span in the region's text."""
    titles: tuple[int, ...] = ()
    """The numbers in `texts` of the headings, in order."""
    places: tuple[int, ...] = ()
    """By unit: the number of its text in `texts`."""
    whole: frozenset[int] = frozenset()
    """The numbers of the units that are all of a paragraph, heading or cell, in no directive."""
    front_matter: tuple[str, ...] = ()
    """The keys whose values are translated."""
    dialect: str = ""
    """What it is written in where that is not MyST."""
    hosts: frozenset[str] = frozenset()
    """The web hosts that any translation may lead to, as the book's configuration allows."""
    references: Mapping[str, Any] = field(default_factory=dict)
    """Link reference definitions by normalised label."""
    unknown: frozenset[str] = frozenset()
    """Directives that we do not know, whose bodies were left alone."""
    findings: tuple[Finding, ...] = ()
    """What could not be read: regions that stay as they are."""

    def span(self, unit: Unit) -> Span:
        """Return where `unit` stands in the page's text, in code points."""
        return self.regions[unit.region].origin(unit.span)

    def line(self, unit: Unit) -> int:
        """Return the 1-based line of the page's file on which `unit` begins."""
        return bisect_right(_line_starts(self.text), self.span(unit).start) + 1


@lru_cache(maxsize=4)
def _line_starts(text: str) -> list[int]:
    """Return where each line but the first begins; remembered, since a page has many units."""
    if "\r" not in text:
        return list(accumulate(len(line) + 1 for line in text.split("\n")[:-1]))
    return [match.end() for match in LINE_END.finditer(text)]


def replacement(unit: Unit, msgstr: str, source: str) -> str | None:
    """Return the Markdown to put at the unit's place in `source`; None to leave the bytes alone."""
    text = canonical(msgstr, unit)
    if text == unit.msgid:
        return None
    if unit.quoting is not Quoting.YAML:
        return written(text, unit)
    old = unit.span.of(source)
    # A block scalar without a chomping mark ends with a line break, which readers never see.
    ends = old[:1] in "|>" and "-" not in old.partition("\n")[0]
    return scalar(text + "\n" if ends else text, old)


def splice_region(source: str, units: Mapping[int, Unit], msgstrs: Mapping[int, str]) -> str:
    """Return the Markdown text of one region with these msgstrs, by unit number, put in."""
    parts: list[str] = []
    done = 0
    for number in sorted(msgstrs, key=lambda number: units[number].span):
        unit = units[number]
        text = replacement(unit, msgstrs[number], source)
        if text is not None:
            parts += (source[done : unit.span.start], text)
            done = unit.span.end
    return "".join((*parts, source[done:]))


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of one region and the Markdown to put there instead."""

    region: int
    span: Span
    text: str


def splice(page: Page, msgstrs: Mapping[int, str], edits: Iterable[Edit] = ()) -> str:
    """Return the page's text with `msgstrs`, by unit number, put in, and every other byte kept.

    `edits` are further changes outside those units, such as link targets.
    """
    changes = list(edits)
    for number, msgstr in msgstrs.items():
        unit = page.units[number]
        text = replacement(unit, msgstr, page.regions[unit.region].text)
        if text is not None:
            changes.append(Edit(unit.region, unit.span, text))
    parts: list[str] = []
    done = 0
    placed = ((page.regions[edit.region].origin(edit.span), edit) for edit in changes)
    for span, edit in sorted(placed, key=lambda pair: pair[0]):
        parts += (page.text[done : span.start], page.regions[edit.region].write(edit.text))
        done = span.end
    return "".join((*parts, page.text[done:]))
