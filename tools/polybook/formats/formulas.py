"""Formulas that no rule of markdown-it knows: in a paragraph's middle, or in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polybook.formats.grammar import Line
from polybook.model.span import Span

CLOSING = re.compile(r"\$\$[.,;:]?\s*(?:\([^()$]+\)\s*)?(?:\{[^{}]*\}\s*|:eqlabel:`[^`]*`\s*)?\Z")
"""`$$` at the end of a line, with MyST's `(label)`, d2l's, or an attribute list after it."""
BRACKETS = re.compile(r"\\\\\((?!\\\\).+?\\\\\)|\\\\\[(?!\\\\).+?\\\\\]")
r"""A formula of Jekyll, mdBook, Hugo and Jupyter: `\\(x\\)` reaches MathJax as `\(x\)`."""
SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]*_`]*\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of a paragraph: prose, or a display formula on lines of its own."""

    lines: tuple[Line, ...]
    formula: bool


def cut_formulas(text: str, lines: Sequence[Line]) -> Iterator[Part]:
    """Cut a paragraph at the `$$` formulas that fill whole lines. The parts tile the lines.

    CommonMark sees one paragraph there, and so does MyST, but readers and every other renderer see
    a formula between two pieces of prose, which are two units.
    """
    if lines and text.find("$$", lines[0].start, lines[-1].end) < 0:
        yield Part(tuple(lines), formula=False)
        return
    prose: list[Line] = []
    number = 0
    while number < len(lines):
        end = _formula_end(text, lines, number)
        if end == number:
            prose.append(lines[number])
            number += 1
            continue
        if prose:
            yield Part(tuple(prose), formula=False)
            prose = []
        yield Part(tuple(lines[number:end]), formula=True)
        number = end
    if prose:
        yield Part(tuple(prose), formula=False)


def _formula_end(text: str, lines: Sequence[Line], first: int) -> int:
    """Return the line after the formula that begins at line `first`, or `first` if none does."""
    opening = text[lines[first].start : lines[first].end].strip()
    if not opening.startswith("$$"):
        return first
    if CLOSING.search(opening, 2) and len(opening) > 3:
        return first + 1
    if "$$" in opening[2:]:
        return first
    for number in range(first + 1, len(lines)):
        line = text[lines[number].start : lines[number].end]
        if CLOSING.search(line):
            return number + 1
        if "$$" in line:
            return first
    return first


def bracketed(text: str, taken: Sequence[Span]) -> Iterator[Span]:
    """Yield where `text` has formulas of `BRACKETS`, which are text to Markdown.

    Not where one overlaps with `taken`: the markup in it would act.
    """
    for match in BRACKETS.finditer(text):
        if not any(span.start < match.end() and match.start() < span.end for span in taken):
            yield Span(*match.span())


def runs_on(before: str, after: str) -> bool:
    """Tell whether a sentence runs on from `before` a formula to `after` it."""
    first = after.lstrip("*_(\"'“")[:1]
    return first.islower() or not SENTENCE_END.search(before)
