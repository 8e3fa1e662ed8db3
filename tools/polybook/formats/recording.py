"""Where the text of each block stands, which markdown-it-py does not record.

A block rule that is wrapped by `recording` leaves it in `Token.meta["lines"]`: one `Line` for each
line of a paragraph, a heading, a cell, HTML, or the body of a directive.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from itertools import pairwise

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

BlockRule = Callable[[StateBlock, int, int, bool], bool]

DIRECTIVE = re.compile(r"\s*\{[^{}\s]+\}(?:\s|\Z)")
"""What the words after a fence begin with where it is a directive."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where one line of a block's text stands, container prefixes left out."""

    start: int
    end: int
    indent: int = 0
    """Blanks that a partly used tab stands for, before `start`."""


def recording(rule: BlockRule) -> BlockRule:
    """Wrap a block rule so that each token with text gets `meta["lines"]`.

    The line marks of the state are those of the innermost container while the rule runs, and only
    then: this is the one moment when the places are known.
    """

    @wraps(rule)
    def record(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        _record(state, state.tokens[first:])
        return True

    return record


def _record(state: StateBlock, tokens: Sequence[Token]) -> None:
    row: list[Line] = []
    row_line = -1
    parent = None
    for token in tokens:
        if "lines" in token.meta:
            pass  # a rule inside this one recorded it, with the marks of the inner container
        elif token.type == "inline" and token.map is not None:
            first, last = token.map
            if parent is not None and parent.type in ("th_open", "td_open"):
                if first != row_line:
                    row, row_line = _cells(state, first), first
                token.meta["lines"] = (row.pop(0),) if row else ()
            elif parent is not None and parent.type == "heading_open" and parent.markup[0] == "#":
                token.meta["lines"] = (_heading(state, first, token.content),)
            elif parent is not None and parent.type == "fieldlist_name_open":
                start = _line(state, first).start + 1
                end = start + len(token.content)
                token.meta["lines"] = (_trimmed(state.src, start, end),)
            else:
                token.meta["lines"] = tuple(
                    _line(state, n) for n in range(first, max(last, first + 1))
                )
        elif _has_body(token) and token.map is not None:
            token.meta["lines"] = _body(state, token)
            token.meta["open"] = _line(state, token.map[0])
        elif token.type == "html_block" and token.map is not None:
            first, last = token.map
            token.meta["lines"] = tuple(
                _dedented(state, n, state.blkIndent) for n in range(first, last)
            )
        elif token.type == "front_matter" and token.map is not None:
            start = state.bMarks[token.map[0] + 1]
            token.meta["lines"] = (Line(start, start + len(token.content)),)
        parent = token


def _has_body(token: Token) -> bool:
    """Tell whether a token is a fence whose lines are read: no code."""
    return token.type == "colon_fence" or (
        token.type == "fence" and DIRECTIVE.match(token.info) is not None
    )


def _line(state: StateBlock, number: int) -> Line:
    start, end = state.bMarks[number] + state.tShift[number], state.eMarks[number]
    # The first line of a field's body is written over with blanks up to where its text begins.
    while start < end and state.src[start] in " \t":
        start += 1
    return Line(min(start, end), end)


def _heading(state: StateBlock, number: int, content: str) -> Line:
    line = _line(state, number)
    hashes = len(state.src[line.start : line.end]) - len(
        state.src[line.start : line.end].lstrip("#")
    )
    start = state.src.find(content, line.start + hashes, line.end)
    return Line(start, start + len(content))


def _cells(state: StateBlock, number: int) -> list[Line]:
    """Cut a table row at its unescaped pipes, as the GFM table rule does."""
    line = _line(state, number)
    text = state.src[line.start : line.end].strip(" \t")
    offset = state.src.find(text, line.start) if text else line.start
    cuts = [-1]
    escaped = False
    for place, char in enumerate(text):
        if char == "|" and not escaped:
            cuts.append(place)
        escaped = char == "\\"
    cuts.append(len(text))
    cells = [(a + 1, b) for a, b in pairwise(cuts)]
    if cells and cells[0][0] == cells[0][1]:
        cells.pop(0)
    if cells and cells[-1][0] == cells[-1][1]:
        cells.pop()
    return [_trimmed(state.src, offset + a, offset + b) for a, b in cells]


def _trimmed(text: str, start: int, end: int) -> Line:
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return Line(start, end)


def _body(state: StateBlock, token: Token) -> tuple[Line, ...]:
    """Return the content lines of a fence, its own indent taken off."""
    if not token.content or token.map is None:
        return ()
    count = token.content.count("\n") + (not token.content.endswith("\n"))
    first = token.map[0] + 1
    indent = state.sCount[token.map[0]]
    return tuple(_dedented(state, n, indent) for n in range(first, first + count))


def _dedented(state: StateBlock, number: int, indent: int) -> Line:
    """Find where a line begins once `indent` columns are off: the rule of StateBlock.getLines."""
    start = first = state.bMarks[number]
    end = state.eMarks[number]
    width = 0
    while first < end and width < indent:
        char = state.src[first]
        if char == "\t":
            width += 4 - (width + state.bsCount[number]) % 4
        elif char == " " or first - start < state.tShift[number]:
            width += 1
        else:
            break
        first += 1
    return Line(first, end, max(width - indent, 0))
