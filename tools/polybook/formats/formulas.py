"""Formulas that no rule of markdown-it knows: in a paragraph's middle, or in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import wraps

from markdown_it.rules_block import StateBlock

from polybook.formats.recording import BlockRule, Line
from polybook.model.span import Span
from polybook.model.unit import Unit

CLOSING = re.compile(r"\$\$[.,;:]?\s*(?:\([^()$]+\)\s*)?(?:\{[^{}]*\}\s*|:eqlabel:`[^`]*`\s*)?\Z")
"""`$$` at the end of a line, with MyST's `(label)`, d2l's, or an attribute list after it."""
BRACKETS = re.compile(r"\\\\\((?!\\\\).+?\\\\\)|\\\\\[(?!\\\\).+?\\\\\]")
r"""A formula of Jekyll, mdBook, Hugo and Jupyter: `\\(x\\)` reaches MathJax as `\(x\)`."""
FROM_FORMULA_TO_FORMULA = re.compile(
    r"(?m)^[ \t>]*\$\$(?=.*\$\$.*\$\$[ \t]*(?:\([^()]*\)[ \t]*)?$)"
)
"""A line that MyST takes for one formula: see `one_formula`."""
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
    closing = CLOSING.search(opening, 2)
    if closing and closing.start() == opening.find("$$", 2) > 2:
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


def one_formula(rule: BlockRule) -> BlockRule:
    """Wrap the rule of `$$` blocks, for which `$$a$$ is a part of $$b$$` is one formula.

    Jekyll and Jupyter show two formulas there, and words between them.
    """

    @wraps(rule)
    def formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        if line.startswith("$$") and line.count("$$") > 2:
            return False
        return rule(state, start, end, silent)

    return formula


def bracketed(text: str, taken: Sequence[Span]) -> Iterator[Span]:
    """Yield where `text` has formulas of `BRACKETS`, which are text to Markdown.

    Not where one overlaps with `taken`: the markup in it would act.
    """
    for match in BRACKETS.finditer(text):
        if not any(span.start < match.end() and match.start() < span.end for span in taken):
            yield Span(*match.span())


class RunningOn:
    """Tells translators of two units that one sentence runs through, over a display formula.

    The walk over a text says what it meets, in order; `units` are those of the page so far.
    """

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.before: int | None = None
        """The paragraph unit that nothing but formulas stands behind."""
        self.formula = ""

    def interrupt(self) -> None:
        """Take note of a block over which no sentence runs on."""
        self.before = None
        self.formula = ""

    def meet_formula(self, formula: str) -> None:
        """Take note of a display formula, written with the marks that open and close it."""
        self.formula = " ".join((*self.formula.split(), *formula.split()))

    def meet_unit(self) -> None:
        """Take note that the last unit is prose, and give notes to both sides of a formula."""
        last = len(self.units) - 1
        if self.formula and self.before is not None:
            self._note(self.before, last)
        self.interrupt()
        self.before = last

    def _note(self, first: int, second: int) -> None:
        units = self.units
        if not runs_on(units[first].msgid, units[second].msgid):
            return
        after = f"continues after the formula {self.formula}"
        before = f"continues the sentence before the formula {self.formula}"
        units[first] = replace(units[first], notes=(*units[first].notes, after))
        units[second] = replace(units[second], notes=(*units[second].notes, before))


def runs_on(before: str, after: str) -> bool:
    """Tell whether a sentence runs on from `before` a formula to `after` it."""
    first = after.lstrip("*_(\"'“")[:1]
    return first.islower() or not SENTENCE_END.search(before)
