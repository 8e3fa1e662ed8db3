"""Markdown pages, CommonMark to MyST: where the units are.

One walk over the blocks serves extraction and the merge guard: it yields the units, and the
*shape*, which is everything of the page that a translation must leave as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from polybook.formats import steer
from polybook.formats.formulas import cut_formulas, runs_on
from polybook.formats.frontmatter import option_values, values
from polybook.formats.grammar import Line, parse_blocks
from polybook.formats.html import visible
from polybook.formats.inline import has_prose
from polybook.formats.myst import read_directive
from polybook.formats.text import BLANKS, continuation, joined
from polybook.formats.view import View, ViewBuilder
from polybook.model.span import Span
from polybook.model.unit import Kind, Quoting, Unit

if TYPE_CHECKING:
    from markdown_it.token import Token

CONTAINERS: dict[str, Kind] = {
    "list_item": Kind.LIST_ITEM,
    "blockquote": Kind.QUOTE,
    "dd": Kind.DEFINITION,
    "footnote_reference": Kind.FOOTNOTE,
    "fieldlist_body": Kind.FIELD,
    "heading": Kind.HEADING,
    "dt": Kind.TERM,
    "th": Kind.CELL,
    "td": Kind.CELL,
}
"""Blocks that say what the text in them is, by the stem of their token's type."""

FORMULAS = frozenset({"math_block", "math_block_label", "amsmath"})
ONE_LINE = frozenset({Kind.HEADING, Kind.CELL, Kind.TERM})

ALERT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*")
"""The line that makes a quote an alert, on GitHub and in MyST."""
HALF_PAIR = re.compile("[\ud800-\udfff]")
"""Half a surrogate pair, which JSON escapes can spell, is no text: no catalog can hold it."""
TASK = re.compile(r"\[[ xX]\][ \t]+")
FENCE_DIRECTIVE = re.compile(r"\{([^{}\s]+)\}\Z")

Mapper = Callable[[Span], Span]


@dataclass(slots=True)
class Walk:
    """One pass over the regions of one page, in order; what it finds piles up here."""

    front_matter: Sequence[str] = ()
    """Keys of the front matter whose values are translated."""
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
    broken: int = 0
    """Texts that are no units because no catalog can hold them: half surrogate pairs."""
    references: dict[str, Any] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    """Names of directives that we do not know, whose bodies were left alone."""
    headings: list[tuple[int, str]] = field(default_factory=list)
    steering: steer.Steering = field(default_factory=steer.Steering)
    region: int = 0

    def read(self, text: str, region: int = 0) -> None:
        """Walk one region, whose line ends are newlines. Raises what the grammar raises on junk."""
        self.region = region
        before = (len(self.units), len(self.texts))
        try:
            TextWalk(self, text, lambda span: span, "", Kind.PARAGRAPH).walk()
        except Exception:
            del self.units[before[0] :], self.places[before[0] :]
            del self.texts[before[1] :], self.spans[before[1] :]
            self.titles[:] = [number for number in self.titles if number < before[1]]
            self.shape[:] = [text]
            raise


class TextWalk:
    """The walk over one text: a region, or the body of a directive in it."""

    def __init__(
        self, walk: Walk, text: str, where: Mapper, lead: str, kind: Kind, depth: int = 0
    ) -> None:
        self.out = walk
        self.text = text
        self.where = where
        self.lead = lead
        self.kinds = [kind]
        self.depth = depth
        self.begins = depth == 0 and walk.region == 0
        """True until the first block that readers see."""
        self.before: int | None = None
        """The paragraph unit right before, for sentences that run on over a formula."""
        self.formula = ""

    def walk(self) -> None:
        """Read the blocks of this text into the page's walk."""
        blocks = parse_blocks(self.text)
        for label, target in blocks.references.items():
            self.out.references.setdefault(label, target)
            self.out.shape.append(("reference", label, target["href"], target["title"]))
        tokens = blocks.tokens
        steering = self.out.steering
        for index, token in enumerate(tokens):
            self._enter(token)
            if token.type in ("html_block", "myst_line_comment") and steering.read(token):
                self.out.shape.append((token.type, token.level, token.content))
            elif steering.frozen(token) or self._is_metadata(token):
                self.freeze(token)
            else:
                self._token(token, tokens[index - 1] if index else None)

    def _is_metadata(self, token: Token) -> bool:
        """Tell whether `token` belongs to a field list that begins the page, as `:orphan:` does.

        Sphinx takes such a list out of the text: nobody reads it.
        """
        if not self.begins or token.type == "front_matter":
            return False
        if token.level == 0 and token.type != "field_list_open":
            self.begins = False
        return token.type.startswith("field_list_close") or self.begins

    def _enter(self, token: Token) -> None:
        """Keep count of the containers that say what their text is, translated or not."""
        if token.nesting:
            stem, _, side = token.type.rpartition("_")
            if stem in CONTAINERS:
                if side == "open":
                    self.kinds.append(CONTAINERS[stem])
                else:
                    self.kinds.pop()

    def freeze(self, token: Token) -> None:
        """Note a block that must stay as it is."""
        self.out.shape.append(
            (token.type, token.tag, token.level, token.markup, token.info, token.content,
             token.hidden, *token.attrs.items())
        )  # fmt: skip

    def _token(self, token: Token, parent: Token | None) -> None:
        kind = token.type
        if kind == "inline":
            self._inline(token, parent)
        elif token.nesting:
            self.freeze(token)
            if not kind.startswith("paragraph"):
                self._interrupt()
        elif kind in FORMULAS:
            self.freeze(token)
            self.formula += token.content if kind == "amsmath" else f"$${token.content}$$"
        elif kind in ("fence", "colon_fence"):
            self._fence(token)
        else:
            self._interrupt()
            if kind == "html_block":
                self._html(token)
            elif kind == "front_matter":
                self._front_matter(token)
            else:
                self.freeze(token)

    def _interrupt(self) -> None:
        self.before = None
        self.formula = ""

    # Paragraphs, headings, cells

    def _inline(self, token: Token, parent: Token | None) -> None:
        lines: tuple[Line, ...] = token.meta.get("lines", ())
        kind = self.kinds[-1]
        if parent is not None and parent.type == "fieldlist_name_open":
            self._field_name(token, lines)
        elif kind not in ONE_LINE:
            self._paragraph(self._marker_off(lines, kind), kind)
        elif kind is Kind.HEADING and parent is not None:
            # Setext headings may have several lines, ATX headings only one.
            quoting = Quoting.LINE if parent.markup[0] == "#" else Quoting.MARKDOWN
            self.unit(lines, kind, quoting=quoting, level=int(parent.tag[1:]))
        else:
            self.unit(lines, kind, quoting=Quoting.LINE)

    def _field_name(self, token: Token, lines: tuple[Line, ...]) -> None:
        """Read the name of a field, unless it is a word for programs.

        A name with a backtick right after it is a role of d2l or reStructuredText that only looks
        like a field, and one with an underscore an identifier.
        """
        if "_" in token.content or self.text.startswith(":`", lines[0].end):
            self.freeze(token)
        else:
            self.unit(lines, Kind.FIELD, quoting=Quoting.LINE, detail="name")

    def _marker_off(self, lines: tuple[Line, ...], kind: Kind) -> tuple[Line, ...]:
        """Take off what opens a task or an alert: words of the markup, not of the text."""
        marker = {Kind.LIST_ITEM: TASK, Kind.QUOTE: ALERT}.get(kind)
        first = lines[0]
        match = marker and marker.match(self.text, first.start, first.end)
        if not match:
            return lines
        self.out.shape.append(("marker", match[0]))
        if kind is Kind.LIST_ITEM:
            return (Line(match.end(), first.end), *lines[1:])
        return lines[1:] if match.end() == first.end else lines

    def _paragraph(self, lines: tuple[Line, ...], kind: Kind) -> None:
        for part in cut_formulas(self.text, lines):
            if part.formula:
                formula = "\n".join(self.text[line.start : line.end] for line in part.lines)
                self.out.shape.append(("formula", formula))
                self.formula += formula
                continue
            unit = self.unit(part.lines, kind)
            if unit is not None and self.formula and self.before is not None:
                self._run_on(self.before, len(self.out.units) - 1)
            self._interrupt()
            if unit is not None:
                self.before = len(self.out.units) - 1

    def _run_on(self, first: int, second: int) -> None:
        units = self.out.units
        if not runs_on(units[first].msgid, units[second].msgid):
            return
        formula = " ".join(self.formula.split())
        after = f"continues after the formula {formula}"
        before = f"continues the sentence before the formula {formula}"
        units[first] = replace(units[first], notes=(*units[first].notes, after))
        units[second] = replace(units[second], notes=(*units[second].notes, before))

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
        if not has_prose(visible(msgid) if kind is Kind.HTML else msgid):
            return False
        if not msgid.isascii() and HALF_PAIR.search(msgid):
            self.out.broken += 1
            return False
        return True

    # HTML and front matter

    def _html(self, token: Token) -> None:
        lines = list(token.meta["lines"])
        while lines and not self.text[lines[-1].start : lines[-1].end].strip():
            lines.pop()
        content = "\n".join(self.text[line.start : line.end] for line in lines)
        if not lines or not has_prose(visible(content)):
            self.freeze(token)
            return
        self.out.shape.append((token.type, token.level))
        self.add(content, Span(lines[0].start, lines[-1].end), Kind.HTML)

    def _front_matter(self, token: Token) -> None:
        (line,) = token.meta["lines"]
        self.values(self.view([line]), self.out.front_matter, Kind.FRONT_MATTER, "")

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

    # Fences and what is nested in them

    def _fence(self, token: Token) -> None:
        parts = token.info.strip().split(maxsplit=1)
        name = parts[0] if parts else ""
        match = FENCE_DIRECTIVE.match(name)
        if match and match[1] == "math":
            self.freeze(token)
            self.formula += f"$${token.content}$$"
            return
        self._interrupt()
        if match:
            read_directive(self, token, match[1], parts[1] if len(parts) > 1 else "")
        elif token.type == "colon_fence":
            self.out.shape.append((token.type, token.level, token.markup, token.info))
            self.inside(token.meta["lines"], token.meta["open"])
        else:
            self.freeze(token)

    def inside(
        self,
        lines: Sequence[Line],
        opening: Line,
        kind: Kind = Kind.PARAGRAPH,
        indent: str = "",
    ) -> None:
        """Walk `lines` as a text of their own: the body of the fence that begins at `opening`."""
        if not lines:
            return
        view = self.view(lines)
        start = self.text.rfind("\n", 0, opening.start) + 1
        lead = self.lead + continuation(self.text[start : opening.start]) + indent

        def where(span: Span) -> Span:
            return self.where(view.origin(span))

        TextWalk(self.out, view.text, where, lead, kind, self.depth + 1).walk()
        self.out.shape.append("end")

    def view(self, lines: Sequence[Line]) -> View:
        """Return `lines` as one text, with the way back to this one."""
        builder = ViewBuilder()
        for line in lines:
            builder.add(" " * line.indent, line.start, line.start)
            end = line.end + 1 if self.text.startswith("\n", line.end) else line.end
            builder.add(self.text[line.start : end], line.start, end)
        return builder.build()
