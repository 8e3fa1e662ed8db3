"""From a page to the blocks that the aligner puts beside each other."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

from polybook.catalog.item import HEADING, WEAK, Item
from polybook.formats.html import visible
from polybook.formats.inline import InlineKind, read_inline
from polybook.formats.page import Page
from polybook.formats.prose import mask
from polybook.model.unit import Kind

NUMBER = re.compile(r"\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d+)?")
NAME = re.compile(r"(?<![^\W\d_])(?:[A-Za-z]+[A-Z][A-Za-z]*|[A-Z]{2,})(?![^\W_])")
"""What no language translates: MXNet, PyTorch, GPU."""
SIGN = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Letters of scripts that are written without blanks."""
WORD = re.compile(rf"[{SIGN}]|[^\W\d_{SIGN}]+")
IDENTIFIER = re.compile(r"[^\W\d]\w*")
NOT_KEPT = frozenset({InlineKind.ENTITY, InlineKind.ATTRIBUTES})
TICKED = re.compile(r"`([^`]+)`")


def page_items(page: Page) -> list[Item]:
    """Return the blocks of a page in order, the code cells of a notebook among them."""
    numbers = dict(zip(page.places, range(len(page.units)), strict=True))
    found: list[Item] = []
    place = level = 0
    for shape in _shapes(page):
        if not isinstance(shape, tuple):
            continue
        kind = shape[0]
        if kind == "text":
            if shape[1] is not Kind.HEADING:
                level = 0
            found.append(_text(page.texts[place], str(shape[1]), level, place, place in numbers))
            place += 1
        elif kind == "heading_open":
            level = int(str(shape[1])[1:])
        elif kind != "marker" and not kind.endswith(("_open", "_close")):
            item = _fixed(shape)
            if item.fixed:
                found.append(item)
    return found


def _shapes(page: Page) -> Iterator[object]:
    """Yield what the page is made of, with the code cells of a notebook at their places."""
    regions = iter(page.shapes)
    for cell in _cells(page):
        if cell is None:
            yield from next(regions)
        else:
            yield ("cell", cell)
    for shapes in regions:
        yield from shapes


def _cells(page: Page) -> Iterator[str | None]:
    """Yield the source of each code cell of a notebook, None for one that is a region."""
    if not page.name.endswith(".ipynb"):
        return
    for cell in json.loads(page.text.removeprefix("\ufeff"))["cells"]:
        source = cell.get("source", "")
        if cell.get("cell_type") == "markdown" and "source" in cell:
            yield None
        elif cell.get("cell_type") == "code":
            yield "".join(source)


def _fixed(shape: tuple[object, ...]) -> Item:
    kind = str(shape[0])
    content = "\n".join(part for part in shape[1:] if isinstance(part, str))
    tokens = Counter(f"={target.strip()}" for target in TICKED.findall(content))
    if kind in ("formula", "math_block"):
        tokens = Counter([_formula(content)])
    else:
        tokens = tokens if kind == "d2l_mark" else Counter()
    names = frozenset(IDENTIFIER.findall(content))
    return Item(kind, tokens=tokens, words=names, fixed="".join(content.split()))


def _text(text: str, kind: str, level: int, place: int, unit: bool) -> Item:
    found = read_inline(text)
    prose = visible(text) if kind == Kind.HTML else mask(text, found)
    tokens: Counter[str] = Counter()
    for token in found:
        if token.kind is InlineKind.MATH:
            tokens[_formula(token.raw)] += 1
        elif token.target:
            tokens[f"={token.target.strip()}"] += 1
        elif token.kind not in NOT_KEPT:
            tokens["`" + "".join(token.raw.split()).strip("`")] += 1
    for number in NUMBER.findall(prose):
        tokens[WEAK + re.sub(r"[.,\u00a0 ]", "", number)] += 1
    for name in NAME.findall(prose):
        # A plural's s is English.
        tokens[WEAK + name.removesuffix("s").upper()] += 1
    words = text_words(prose)
    length = len(" ".join(prose.split()))
    level = level if kind == HEADING else 0
    return Item(kind, level, text, length, tokens, words, "", place, unit)


def text_words(text: str) -> frozenset[str]:
    """Return the words of a text, lower case; of scripts without blanks, the letters."""
    return frozenset(WORD.findall(text.lower()))


def _formula(text: str) -> str:
    return "$" + "".join(text.split()).strip("$")
