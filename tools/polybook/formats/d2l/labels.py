"""Which labels a d2l page has, and what each of them names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from markdown_it.token import Token

from polybook.formats import d2l
from polybook.formats.inline import is_only_image
from polybook.formats.recording import Line

ONE_MARK = re.compile(r":(\w+):`([^`\n]*)`")
BLOCKS = {"heading_open": "heading", "paragraph_open": "paragraph", "table_open": "table"}


class Labelled(StrEnum):
    """What a label can name; references to each read differently."""

    SECTION = "section"
    FIGURE = "figure"
    TABLE = "table"
    EQUATION = "equation"
    PLACE = "place"


@dataclass(slots=True)
class Block:
    """One block that a mark can stand below, with the marks that do."""

    kind: str
    """heading, paragraph, caption, table, formula or fence."""
    first: int
    """0-based number of its first line."""
    end: int
    """Number of the line after its last."""
    token: Token
    lines: tuple[Line, ...] = ()
    """Where the text stands, for headings and paragraphs."""
    marks: dict[str, str] = field(default_factory=dict)
    """`label`, `eqlabel`, `width`, ... with their values."""
    mark_lines: list[int] = field(default_factory=list)
    """The lines of these marks."""

    def source(self, text: str) -> str:
        """Return its part of `text`, empty for blocks that are no heading and no paragraph."""
        return text[self.lines[0].start : self.lines[-1].end] if self.lines else ""

    def label(self) -> str:
        """Return its label, empty when it has none."""
        return self.marks.get("label") or self.marks.get("eqlabel", "")


def blocks_of(text: str, tokens: Sequence[Token]) -> list[Block]:
    """Return the blocks of a parsed text in order; each has the marks that stand below it."""
    blocks: list[Block] = []
    for index, token in enumerate(tokens):
        if token.map is None:
            continue
        if token.type == d2l.MARK:
            if blocks:
                blocks[-1].marks |= ONE_MARK.findall(token.content)
                blocks[-1].mark_lines.append(token.map[0])
            continue
        kind = BLOCKS.get(token.type) or {"math_block": "formula"}.get(token.type, token.type)
        if kind not in (*BLOCKS.values(), "formula", "amsmath", "fence"):
            continue
        block = Block(kind, token.map[0], token.map[1], token)
        if kind in ("heading", "paragraph"):
            block.lines = tokens[index + 1].meta.get("lines", ())
        if kind == "paragraph" and block.lines and _is_caption(text, block.lines):
            block.kind = "caption"
        if not (kind == "paragraph" and token.hidden and not block.lines):
            blocks.append(block)
    return blocks


def _is_caption(text: str, lines: Sequence[Line]) -> bool:
    return d2l.CAPTION.match(text, lines[0].start, lines[0].end) is not None


def only_image(text: str, block: Block) -> bool:
    """Tell whether a paragraph is one image, which d2lbook takes for a figure."""
    if block.kind != "paragraph" or not block.lines:
        return False
    return is_only_image(block.source(text))


def labels_of(text: str, tokens: Sequence[Token]) -> Iterator[tuple[str, Labelled]]:
    """Yield each label of a parsed text with what it names."""
    for block in blocks_of(text, tokens):
        if "eqlabel" in block.marks:
            # A book may call the label of a figure so by mistake; what it names decides.
            formula = "$$" in block.source(text) or block.kind != "paragraph"
            yield block.marks["eqlabel"], Labelled.EQUATION if formula else _named(text, block)
        if "label" in block.marks:
            yield block.marks["label"], _named(text, block)
    for name in re.findall(r"\$\$[ \t]*:eqlabel:`([^`\n]*)`", text):
        yield name, Labelled.EQUATION


def _named(text: str, block: Block) -> Labelled:
    if block.kind == "heading":
        return Labelled.SECTION
    if block.kind in ("table", "caption"):
        return Labelled.TABLE
    if block.kind in ("formula", "amsmath"):
        return Labelled.EQUATION
    return Labelled.FIGURE if only_image(text, block) else Labelled.PLACE
