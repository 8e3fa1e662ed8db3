"""d2l Markdown as MyST, for builders only: nothing is ever merged through this.

Labels become targets, names of figures, tables and formulas; d2l's roles become MyST's; an image on
its own becomes a figure, a table with a caption a `{table}`; marks of slides go. What MyST would
read as its own syntax, and d2l does not, is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from polybook.formats import d2l
from polybook.formats.d2l.inlines import Inlines
from polybook.formats.d2l.labels import Block, Labelled, blocks_of, only_image
from polybook.formats.formulas import cut_formulas
from polybook.formats.grammar import parse_blocks
from polybook.formats.inline import Inline, read_inline
from polybook.formats.recording import Line
from polybook.formats.text import continuation

SLIDE_FORMULA = re.compile(r"(?s)[\[(](\*\*|~~)\s*\$\$(.*)\$\$\s*\1[\])]\s*")
"""A formula that slides show."""
LEAD = re.compile(r"[ \t>]*")
TOC_OPTION = re.compile(r":\w+:.*")


@dataclass(frozen=True)
class Book:
    """What one page must know of the others."""

    labels: Mapping[str, Labelled] = field(default_factory=dict)
    """Every label of the book, and what it names."""
    numbered: bool = False
    """Whether sections have numbers, which references to them then show."""
    pages: Container[str] = frozenset()
    """The names of all pages, relative to the source folder."""
    page: str = ""
    """This page's name."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A stretch of the text, in code points, and what stands there instead."""

    start: int
    end: int
    text: str


def to_myst(text: str, book: Book) -> str:
    r"""Return the d2l Markdown `text`, which has `\n` line ends only, as MyST.

    Code cells are left as they are: tabs are for the page's builder.
    """
    return _Conversion(text, book).run()


class _Conversion:
    """The changes to one text."""

    def __init__(self, text: str, book: Book) -> None:
        self.text = text
        self.tokens = parse_blocks(text, d2l.NAME).tokens
        self.inlines = Inlines(book)
        self.starts = [0, *(match.end() for match in re.finditer("\n", text)), len(text) + 1]
        self.changes: list[Change] = []

    def run(self) -> str:
        blocks = blocks_of(self.text, self.tokens)
        done: set[int] = set()
        for number in range(len(blocks)):
            if number not in done:
                done |= self._block(blocks, number)
        for token in self.tokens:
            if token.type == d2l.MARK and token.map is not None:
                self._drop_mark(token.map[0], token.content)
        for token, parent in zip(self.tokens[1:], self.tokens, strict=False):
            if token.type == "inline" and parent.type in ("td_open", "th_open"):
                self._inline(token.meta.get("lines", ()), block_start=False)
        return self._applied()

    def _applied(self) -> str:
        parts: list[str] = []
        done = 0
        for change in sorted(self.changes):
            if change.start >= done:
                parts += (self.text[done : change.start], change.text)
                done = change.end
        return "".join((*parts, self.text[done:]))

    def _block(self, blocks: Sequence[Block], number: int) -> set[int]:
        """Note the changes for one block; return the numbers of all blocks that are done then."""
        block = blocks[number]
        if block.kind == "caption":
            after = blocks[number + 1] if number + 1 < len(blocks) else None
            if after is not None and after.kind == "table":
                self._table(after, caption=block)
                return {number + 1}
            self._inline(block.lines, drop=1)
        elif block.kind == "table":
            after = blocks[number + 1] if number + 1 < len(blocks) else None
            if after is not None and after.kind == "caption" and after.first <= self._below(block):
                self._table(block, caption=after)
                return {number + 1}
            self._table(block, caption=None)
        elif block.kind == "heading":
            self._target(block)
            self._inline(block.lines, block_start=False)
        elif block.kind == "fence":
            self._fence(block)
        elif block.kind == "formula":
            if block.label():
                self._formula(block.first, block.end, block.token.content, block.label())
        elif only_image(self.text, block):
            self._figure(block)
        elif block.kind == "paragraph":
            self._paragraph(block)
        return set()

    def _below(self, block: Block) -> int:
        """Return the line where a caption must begin to belong to the table above."""
        return max([block.end, *(line + 1 for line in block.mark_lines)]) + 1

    def _lead(self, line: int, content: int | None = None) -> str:
        """Return what lines below `line` begin with, in the container that it stands in."""
        start = self.starts[line]
        if content is None:
            match = LEAD.match(self.text, start)
            content = match.end() if match else start
        return continuation(self.text[start:content])

    def _drop_mark(self, line: int, content: str) -> None:
        bibliography = dict(re.findall(r":(bibliography):`([^`]*)`", content)).get("bibliography")
        new = f"```{{bibliography}} {bibliography}\n```\n" if bibliography else ""
        end = self.starts[line + 1]
        self.changes.append(Change(self.starts[line], min(end, len(self.text)), new))

    def _target(self, block: Block) -> None:
        if label := block.label():
            start = self.starts[block.first]
            lead = self._lead(block.first)
            self.changes.append(Change(start, start, f"{lead}({label})=\n"))

    def _fence(self, block: Block) -> None:
        token = block.token
        info = token.info.strip()
        if info == "toc":
            self._replace(block, "{toctree}", self._toc(token.content))
        elif info == "eval_rst":
            self._replace(block, "{eval-rst}", token.content)

    def _toc(self, content: str) -> str:
        lines = [line.strip() for line in content.split("\n")]
        options = [line for line in lines if TOC_OPTION.fullmatch(line)]
        entries = [line for line in lines if line and line not in options]
        return "\n".join((*options, "", *entries, ""))

    def _replace(self, block: Block, info: str, body: str) -> None:
        lead = self._lead(block.first)
        lines = (f"```{info}", *body.rstrip("\n").split("\n"), "```")
        start, end = self.starts[block.first], self.starts[block.end]
        self.changes.append(Change(start, min(end, len(self.text)), _led(lead, lines)))

    def _formula(self, first: int, end: int, content: str, label: str) -> None:
        lead = self._lead(first)
        options = [f":label: {label}", ""] if label else []
        lines = ("", "```{math}", *options, *content.strip("\n").split("\n"), "```", "")
        stop = min(self.starts[end], len(self.text))
        self.changes.append(Change(self.starts[first], stop, _led(lead, lines)))

    def _figure(self, block: Block) -> None:
        first = block.lines[0]
        (image, *_) = read_inline(self.text[first.start : block.lines[-1].end].strip())
        lead = self._lead(block.first, first.start)
        options = [
            f":{name}: {block.marks[name]}" for name in ("width", "height") if name in block.marks
        ]
        if label := block.label():
            options.append(f":name: {label}")
        caption = self._caption(image)
        lines = [f"```{{figure}} {image.target}", *options, *(["", caption] if caption else [])]
        start = first.start
        stop = min(self.starts[block.end], len(self.text))
        text = _led(lead, (*lines, "```"))
        self.changes.append(Change(start, stop, text.removeprefix(lead)))

    def _caption(self, image: Inline) -> str:
        caption = image.prose.of(image.raw) if image.prose else ""
        lines = [line.strip(" \t>") for line in caption.split("\n")]
        return self.inlines.converted(" ".join(line for line in lines if line))

    def _table(self, table: Block, caption: Block | None) -> None:
        label = table.label() or (caption.label() if caption else "")
        if caption is None and not label:
            return
        lead = self._lead(table.first)
        title = ""
        if caption is not None:
            raw = self.text[caption.lines[0].start + 1 : caption.lines[-1].end]
            title = self.inlines.converted(" ".join(raw.split()))
            start, end = self.starts[caption.first], self.starts[caption.end]
            self.changes.append(Change(start, min(end, len(self.text)), ""))
        # Of tildes, since a caption with roles has backticks, which no fence of backticks may have.
        opening = ["~~~{table}" + (f" {title}" if title else "")]
        if label:
            opening.append(f":name: {label}")
        start, end = self.starts[table.first], min(self.starts[table.end], len(self.text))
        self.changes.append(Change(start, start, _led(lead, ("", *opening, ""))))
        ends = "" if self.text[end - 1 : end] == "\n" else "\n"
        self.changes.append(Change(end, end, ends + _led(lead, ("~~~", ""))))

    def _paragraph(self, block: Block) -> None:
        label = block.marks.get("eqlabel", "")
        source = block.source(self.text)
        if slide := SLIDE_FORMULA.fullmatch(source):
            self._formula(block.first, block.end, slide[2], label)
            return
        parts = list(cut_formulas(self.text, block.lines))
        for part in parts:
            if not part.formula:
                self._inline(part.lines)
                continue
            below = part is parts[-1] and label
            self._part(part.lines, str(below or ""))
        if "label" in block.marks and not any(part.formula for part in parts):
            self._target(block)

    def _part(self, lines: Sequence[Line], label: str) -> None:
        """Change a formula that stands on lines of its own in a paragraph."""
        source = "\n".join(self.text[line.start : line.end].strip() for line in lines)
        match = re.fullmatch(r"(?s)\$\$(.*)\$\$([.,;:]?)\s*(?::eqlabel:`([^`]*)`)?\s*", source)
        if match is None:
            return
        label = match[3] or label
        lead = continuation(
            self.text[self.text.rfind("\n", 0, lines[0].start) + 1 : lines[0].start]
        )
        opening = ["", "```{math}", *([f":label: {label}", ""] if label else [])]
        body = (match[1].strip("\n") + match[2]).split("\n")
        text = _led(lead, (*opening, *body, "```", "")).removesuffix("\n").removeprefix(lead)
        self.changes.append(Change(lines[0].start, lines[-1].end, text))

    def _inline(self, lines: Sequence[Line], *, drop: int = 0, block_start: bool = True) -> None:
        if not lines:
            return
        start, end = lines[0].start, lines[-1].end
        new = self.inlines.converted(self.text[start + drop : end], block_start=block_start)
        if new != self.text[start:end]:
            self.changes.append(Change(start, end, new))


def _led(lead: str, lines: Iterator[str] | Sequence[str]) -> str:
    return "".join(f"{lead}{line}".rstrip(" \t") + "\n" for line in lines)
