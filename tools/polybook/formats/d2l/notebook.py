"""One tab of a d2l page as a Jupyter notebook; only for readers, nothing is merged through this.

Text cells are plain Markdown that Jupyter shows: labels are anchors, references lead to the page
they name, formulas with a label have a number. Code is the source's own, but for the line that
names its tabs.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from polybook.formats import d2l
from polybook.formats.d2l.inlines import without_slides
from polybook.formats.d2l.labels import Block, Labelled, blocks_of
from polybook.formats.d2l.pieces import Piece, cut_pieces, for_tab
from polybook.formats.grammar import parse_blocks
from polybook.formats.inline import Inline, InlineKind, read_inline

EQLABEL = re.compile(
    r"(?s)(?:[\[(]\*\*[ \t]*)?\$\$((?:(?!\$\$).)*?)\$\$([.,;:]?)(?:[ \t]*\*\*[\])])?"
    r"[ \t]*\n?[ \t]*:eqlabel:`([^`\n]*)`[ \t]*"
)
"""A display formula with a label, perhaps in the marks of a slide."""
MARK_LINES = re.compile(rf"(?m)^[ \t>]*{d2l.MARK_LINE.pattern}$\n?")
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


@dataclass(frozen=True, slots=True)
class Place:
    """What a label of the book leads to."""

    page: str
    """The page's name without suffix."""
    kind: Labelled
    title: str
    """The heading or the number that readers see."""


@dataclass(frozen=True)
class Places:
    """All labels of a book."""

    by_label: Mapping[str, Place] = field(default_factory=dict)


def places_of(text: str, page: str) -> dict[str, Place]:
    """Return the labels of the d2l page `text`; `page` is its name without suffix."""
    found: dict[str, Place] = {}
    for block in blocks_of(text, parse_blocks(text, d2l.NAME).tokens):
        if label := block.marks.get("label"):
            found[label] = Place(page, _kind(block), _title(text, block))
    for number, match in enumerate(EQLABEL.finditer(text), 1):
        found[match[3]] = Place(page, Labelled.EQUATION, f"({number})")
    return found


def _kind(block: Block) -> Labelled:
    return Labelled.SECTION if block.kind == "heading" else Labelled.PLACE


def _title(text: str, block: Block) -> str:
    if block.kind != "heading" or not block.lines:
        return ""
    return without_slides(block.source(text))


def to_notebook(text: str, tab: str, tabs: Sequence[str], page: str, places: Places) -> str:
    r"""Return the JSON of the notebook of `tab`, nbformat 4.5, not executed.

    `text` has `\n` line ends only; `tabs` are the book's, in order, the first being that of cells
    that name none; `page` is the page's name without suffix.
    """
    writer = _Writer(page, places)
    pieces = for_tab(cut_pieces(text, tabs[0] if tabs else ""), tab)
    cells = [
        {"id": f"cell-{number}", **writer.cell(piece)} for number, piece in enumerate(pieces, 1)
    ]
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


class _Writer:
    """Writes the cells of one page; counts its formulas."""

    def __init__(self, page: str, places: Places) -> None:
        self.page = page
        self.places = places.by_label
        self.formulas = 0

    def cell(self, piece: Piece) -> dict[str, object]:
        """Return the notebook's cell for one piece, without its id."""
        if not piece.code:
            source = self._markdown(piece.text)
            return {"cell_type": "markdown", "metadata": {}, "source": _lines(source)}
        return {
            "cell_type": "code",
            "execution_count": None,
            "metadata": {},
            "outputs": [],
            "source": _lines(piece.text),
        }

    def _markdown(self, text: str) -> str:
        text = EQLABEL.sub(self._formula, text)
        text = self._anchored(text)
        text = MARK_LINES.sub("", text)
        parts: list[str] = []
        done = 0
        for token in read_inline(text):
            if token.kind is InlineKind.ROLE and token.raw[0] == ":":
                parts += (text[done : token.span.start], self._role(token))
                done = token.span.end
        return without_slides("".join((*parts, text[done:]))).strip("\n")

    def _formula(self, match: re.Match[str]) -> str:
        self.formulas += 1
        formula = match[1].rstrip("\n") + match[2]
        tag = rf"\tag{{{self.formulas}}}"
        # A tag must not stand in an environment of several lines, but may stand after it.
        return f"$${formula} {tag}$$\n"

    def _anchored(self, text: str) -> str:
        """Put an anchor before each block that has a label."""
        parts: list[str] = []
        done = 0
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        for block in blocks_of(text, parse_blocks(text, d2l.NAME).tokens):
            label = block.marks.get("label")
            if label and block.token.level == 0 and starts[block.first] >= done:
                start = starts[block.first]
                parts += (text[done:start], f'<a id="{_anchor(label)}"></a>\n\n')
                done = start
        return "".join((*parts, text[done:]))

    def _role(self, token: Inline) -> str:
        targets = [one.strip() for one in token.target.split(",")]
        if token.name.startswith("cite"):
            return f"({', '.join(targets)})"
        if token.name in ("numref", "ref", "eqref"):
            return ", ".join(self._reference(one) for one in targets)
        return f"`{token.target}`"

    def _reference(self, label: str) -> str:
        place = self.places.get(label)
        if place is None:
            return f"`{label}`"
        title = place.title or label.partition("_")[2].replace("_", " ") or label
        if place.kind is Labelled.EQUATION and place.page == self.page:
            return title
        path = ""
        if place.page != self.page:
            path = posixpath.relpath(place.page, posixpath.dirname(self.page) or ".") + ".ipynb"
        fragment = "" if place.kind is Labelled.EQUATION else "#" + _anchor(label)
        return f"[{title}]({path}{fragment})"


def _anchor(label: str) -> str:
    return re.sub(r"[^\w.-]", "-", label)


def _lines(text: str) -> list[str]:
    return [line for line in re.split(r"(?<=\n)", text) if line]
