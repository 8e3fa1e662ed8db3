"""What a walk over a page collects, and how one text gives its units to it.

Markdown, the bodies of directives and YAML values are all read into one `Walk`: the units, and the
*shape*, which is everything of the page that a translation must leave as it is.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from polybook.formats.frontmatter import option_values, values
from polybook.formats.html import visible
from polybook.formats.kept import is_endless
from polybook.formats.prose import has_prose
from polybook.formats.recording import Line
from polybook.formats.steer import Steering
from polybook.formats.text import BLANKS, continuation, joined
from polybook.formats.view import View, ViewBuilder
from polybook.model.span import Span
from polybook.model.unit import Kind, Quoting, Unit

if TYPE_CHECKING:
    from markdown_it.token import Token

HALF_PAIR = re.compile("[\ud800-\udfff]")
"""Half a surrogate pair, which JSON escapes can spell, is no text: no catalog can hold it."""
MOST_PARTS = 10_000
"""Words and marks of the longest text that is a unit; that of a whole chapter has fewer."""
Mapper = Callable[[Span], Span]


@dataclass(slots=True)
class Walk:
    """One pass over the regions of one page, in order; what it finds piles up here."""

    front_matter: Sequence[str] = ()
    """Keys of the front matter whose values are translated."""
    dialect: str = ""
    """What the page is written in where that is not MyST."""
    shape_only: bool = False
    """Make no units: the merge guard compares shapes and texts."""
    units: list[Unit] = field(default_factory=list)
    shape: list[object] = field(default_factory=list)
    """All that must not change: block tokens, and what stands in them that is no text."""
    texts: list[str] = field(default_factory=list)
    """The text of every place that could hold a unit, in order."""
    spans: list[tuple[int, Span]] = field(default_factory=list)
    """Where each of `texts` stands: its region, and the span in the region's text."""
    titles: list[int] = field(default_factory=list)
    """The numbers in `texts` of the headings."""
    places: list[int] = field(default_factory=list)
    """By unit: the number of its text in `texts`."""
    whole: set[int] = field(default_factory=set)
    """The units that are all of a paragraph, heading or cell, in no directive."""
    broken: int = 0
    """Texts that are no units because no catalog can hold them: half surrogate pairs."""
    endless: int = 0
    """Texts that are no units because reading their markup would take too long."""
    references: dict[str, Any] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    """Names of directives that we do not know, whose bodies were left alone."""
    headings: list[tuple[int, str]] = field(default_factory=list)
    steering: Steering = field(default_factory=Steering)
    region: int = 0

    def forget(self, units: int, texts: int) -> None:
        """Take back all units and texts after the first `units` and `texts`: of a broken region."""
        del self.units[units:], self.places[units:]
        del self.texts[texts:], self.spans[texts:]
        self.titles[:] = [number for number in self.titles if number < texts]
        self.whole = {number for number in self.whole if number < units}


class Reader(ABC):
    """One text, and what is read out of it: a region, or the body of a directive in it."""

    def __init__(self, walk: Walk, text: str, where: Mapper, lead: str, depth: int) -> None:
        self.out = walk
        self.text = text
        self.where = where
        """From a span of this text to the span of the region."""
        self.lead = lead
        """What each line of this text begins with in the region."""
        self.depth = depth
        """How many directives are around it."""

    @abstractmethod
    def inside(
        self,
        lines: Sequence[Line],
        opening: Line,
        kind: Kind = Kind.PARAGRAPH,
        indent: str = "",
        *,
        first_apart: bool = False,
    ) -> None:
        """Read `lines` as a text of their own: the body of the fence that begins at `opening`.

        `first_apart` when the first of them stands on the opening line itself, where a fence allows
        neither backticks nor a line break: its text is a unit of its own.
        """

    def freeze(self, token: Token) -> None:
        """Note a block that must stay as it is."""
        self.out.shape.append(
            (token.type, token.tag, token.level, token.markup, token.info, token.content,
             token.hidden, *token.attrs.items())
        )  # fmt: skip

    def unit(
        self,
        lines: Sequence[Line],
        kind: Kind,
        *,
        quoting: Quoting = Quoting.MARKDOWN,
        level: int = 0,
        detail: str = "",
    ) -> Unit | None:
        """Make a unit of these lines, or nothing where there is nothing to translate."""
        msgid = joined([self.text[line.start : line.end] for line in lines])
        if level:
            self.out.headings[:] = [above for above in self.out.headings if above[0] < level]
        end = lines[-1].end if lines else 0
        while lines and end > lines[0].start and self.text[end - 1] in BLANKS:
            end -= 1
        span = Span(lines[0].start if lines else 0, end)
        unit = self.add(msgid, span, kind, quoting=quoting, level=level, detail=detail)
        if level:
            self.out.headings.append((level, msgid))
        return unit

    def add(
        self,
        msgid: str,
        span: Span,
        kind: Kind,
        *,
        quoting: Quoting = Quoting.MARKDOWN,
        level: int = 0,
        detail: str = "",
    ) -> Unit | None:
        """Note the text of one place; make a unit of it when there is something to translate."""
        out = self.out
        out.shape.append(("text", kind, detail))
        out.texts.append(msgid)
        where = self.where(span)
        out.spans.append((out.region, where))
        if level:
            out.titles.append(len(out.texts) - 1)
        if out.shape_only or not self._translatable(msgid, kind):
            return None
        start = self.text.rfind("\n", 0, span.start) + 1
        unit = Unit(
            msgid=msgid,
            span=where,
            kind=kind,
            region=out.region,
            context=out.steering.context,
            headings=tuple(text for _, text in out.headings),
            notes=tuple(out.steering.notes),
            lead=self.lead + continuation(self.text[start : span.start]),
            quoting=quoting,
            level=level,
            detail=detail,
        )
        out.steering.used()
        out.units.append(unit)
        out.places.append(len(out.texts) - 1)
        return unit

    def _translatable(self, msgid: str, kind: Kind) -> bool:
        if is_endless(msgid, MOST_PARTS) and kind is not Kind.HTML:
            self.out.endless += 1
            return False
        if not has_prose(visible(msgid) if kind is Kind.HTML else msgid):
            return False
        if not msgid.isascii() and HALF_PAIR.search(msgid):
            self.out.broken += 1
            return False
        return True

    def values(self, view: View, keys: Sequence[str], kind: Kind, owner: str) -> None:
        """Make units of the values of a YAML mapping; all the rest of it is frozen."""
        source = view.text
        read = values if kind is Kind.FRONT_MATTER else option_values
        try:
            found = sorted(read(source, keys), key=lambda value: value.span)
        except ValueError:
            found = []  # broken YAML is the page's own trouble: the text stays as it is
        done = 0
        for value in found:
            self.out.shape.append(("yaml", source[done : value.span.start]))
            done = value.span.end
            detail = f"{value.key} of {owner}" if owner else value.key
            where = view.origin(value.span)
            self.add(value.text.rstrip("\n"), where, kind, quoting=Quoting.YAML, detail=detail)
        self.out.shape.append(("yaml", source[done:]))

    def view(self, lines: Sequence[Line]) -> View:
        """Return `lines` as one text, with the way back to this one."""
        builder = ViewBuilder()
        for line in lines:
            builder.add(" " * line.indent, line.start, line.start)
            end = line.end + 1 if self.text.startswith("\n", line.end) else line.end
            builder.add(self.text[line.start : end], line.start, end)
        return builder.build()
