"""Markdown pages, CommonMark to MyST: where the units are.

One walk over the blocks serves extraction and the merge guard.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from polybook.formats import d2l, jekyll
from polybook.formats.formulas import RunningOn, cut_formulas
from polybook.formats.grammar import parse_blocks
from polybook.formats.html import visible
from polybook.formats.inline import is_only_image
from polybook.formats.myst import read_directive
from polybook.formats.prose import has_prose
from polybook.formats.recording import Line
from polybook.formats.text import continuation
from polybook.formats.walk import Mapper, Reader, Walk
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

COMMENTS = frozenset({"html_block", "myst_line_comment"})
FORMULAS = frozenset({"math_block", "math_block_label", "amsmath"})
ONE_LINE = frozenset({Kind.HEADING, Kind.CELL, Kind.TERM})
INDENTED = frozenset({Kind.FIELD, Kind.DEFINITION, Kind.TERM, Kind.FOOTNOTE})
"""Containers that tell by the indents in them where they end."""

ALERT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*")
"""The line that makes a quote an alert, on GitHub and in MyST."""
TASK = re.compile(r"\[[ xX]\][ \t]+")
OPTION_LINES = re.compile(r"(?m)\A(?:[ \t]*:(?!::).*\n?)+")
"""The options of a `{math}` directive, which are no part of the formula."""
FENCE_DIRECTIVE = re.compile(r"\{([^{}\s]+)\}\Z")


def read_region(walk: Walk, text: str, region: int = 0) -> None:
    """Read one region, whose line ends are newlines, into `walk`.

    Raises what the grammar raises on junk; the walk then knows nothing of the region but its text.
    """
    walk.region = region
    before = (len(walk.units), len(walk.texts))
    try:
        TextWalk(walk, text, lambda span: span, "", Kind.PARAGRAPH).walk()
    except Exception:
        walk.forget(*before)
        walk.shape[:] = [text]
        raise


class TextWalk(Reader):
    """The walk over the blocks of one text: a region, or the body of a directive in it."""

    def __init__(
        self, walk: Walk, text: str, where: Mapper, lead: str, kind: Kind, depth: int = 0
    ) -> None:
        super().__init__(walk, text, where, lead, depth)
        self.kinds = [kind]
        self.begins = depth == 0 and walk.region == 0
        """True until the first block that readers see."""
        self.first_apart = False
        """Whether the first line is a unit of its own, without line breaks."""
        self.running_on = RunningOn(walk.units)

    def walk(self) -> None:
        """Read the blocks of this text into the page's walk."""
        blocks = parse_blocks(self.text, self.out.dialect)
        for label, target in blocks.references.items():
            self.out.references.setdefault(label, target)
            self.out.shape.append(("reference", label, target["href"], target["title"]))
        tokens = blocks.tokens
        steering = self.out.steering
        for index, token in enumerate(tokens):
            if token.nesting:
                self._enter(token)
            if token.type in COMMENTS and steering.read(token):
                self.out.shape.append((token.type, token.level, token.content))
            elif (steering.skips and steering.frozen(token)) or (
                self.begins and self._is_metadata(token)
            ):
                self.freeze(token)
            else:
                self._token(token, tokens[index - 1] if index else None)

    def _is_metadata(self, token: Token) -> bool:
        """Tell whether `token` belongs to a field list that begins the page, as `:orphan:` does.

        Sphinx takes such a list out of the text: nobody reads it.
        """
        if token.type == "front_matter":
            return False
        if token.level == 0 and token.type != "field_list_open":
            self.begins = False
        return self.begins

    def _enter(self, token: Token) -> None:
        """Keep count of the containers that say what their text is, translated or not."""
        stem, _, side = token.type.rpartition("_")
        if stem in CONTAINERS:
            if side == "open":
                self.kinds.append(CONTAINERS[stem])
            else:
                self.kinds.pop()

    def _token(self, token: Token, parent: Token | None) -> None:
        kind = token.type
        if kind == "inline":
            self._inline(token, parent)
        elif kind in (d2l.MARK, jekyll.MARK):
            self.freeze(token)
        elif token.nesting:
            self.freeze(token)
            if not kind.startswith("paragraph"):
                self.running_on.interrupt()
        elif kind in FORMULAS:
            self.freeze(token)
            self.running_on.meet_formula(
                token.content if kind == "amsmath" else f"$${token.content}$$"
            )
        elif kind in ("fence", "colon_fence"):
            self._fence(token)
        else:
            self.running_on.interrupt()
            if kind == "html_block":
                self._html(token)
            elif kind == "front_matter":
                self._front_matter(token)
            else:
                self.freeze(token)

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
            unit = self.unit(lines, kind, quoting=quoting, level=int(parent.tag[1:]))
            if quoting is Quoting.LINE:
                self._note_whole(unit)
        else:
            self._note_whole(self.unit(lines, kind, quoting=Quoting.LINE))

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

    def _caption(self, lines: tuple[Line, ...]) -> bool:
        """Read a table's caption in d2l Markdown: a paragraph after a colon of its own."""
        first = lines[0]
        if self.out.dialect != d2l.NAME or not d2l.CAPTION.match(self.text, first.start, first.end):
            return False
        self.out.shape.append(("marker", ":"))
        self.unit((Line(first.start + 1, first.end), *lines[1:]), Kind.CAPTION)
        return True

    def _paragraph(self, lines: tuple[Line, ...], kind: Kind) -> None:
        if kind is Kind.PARAGRAPH and self._caption(lines):
            return
        if self.out.dialect == d2l.NAME:
            # An image on its own is a figure there; with a word beside it, it is none any more.
            source = self.text[lines[0].start : lines[-1].end]
            self.out.shape.append(("figure", is_only_image(source)))
        if self.first_apart and lines[0].start == 0:
            self.unit(lines[:1], kind, quoting=Quoting.LINE)
            lines = lines[1:]
        parts = list(cut_formulas(self.text, lines))
        for part in parts:
            if part.formula:
                formula = "\n".join(self.text[line.start : line.end] for line in part.lines)
                self.out.shape.append(("formula", formula))
                self.running_on.meet_formula(formula)
                continue
            unit = self.unit(part.lines, kind)
            if unit is None:
                self.running_on.interrupt()
            else:
                self.running_on.meet_unit()
            if len(parts) == 1:
                self._note_whole(unit)

    def _note_whole(self, unit: Unit | None) -> None:
        """Remember that the last unit is all of its block, and in nothing but lists and quotes."""
        if unit is not None and not self.depth and INDENTED.isdisjoint(self.kinds):
            self.out.whole.add(len(self.out.units) - 1)

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

    # Fences and what is nested in them

    def _fence(self, token: Token) -> None:
        parts = token.info.strip().split(maxsplit=1)
        name = parts[0] if parts else ""
        match = FENCE_DIRECTIVE.match(name)
        if match and match[1] == "math":
            self.freeze(token)
            self.running_on.meet_formula(f"$${OPTION_LINES.sub('', token.content)}$$")
            return
        self.running_on.interrupt()
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
        *,
        first_apart: bool = False,
    ) -> None:
        """Walk `lines` as a text of their own, as `Reader.inside` says."""
        if not lines:
            return
        view = self.view(lines)
        start = self.text.rfind("\n", 0, opening.start) + 1
        lead = self.lead + continuation(self.text[start : opening.start]) + indent

        def where(span: Span) -> Span:
            return self.where(view.origin(span))

        body = TextWalk(self.out, view.text, where, lead, kind, self.depth + 1)
        body.first_apart = first_apart
        body.walk()
        self.out.shape.append("end")
