"""A d2l page as its readers get it: text, and code cells, each for some tabs or for all.

The rules are those of d2lbook (https://book.d2l.ai/user/code_tabs.html): a cell names its tabs in
`#@tab a, b` or `%%tab a`, one without is the first tab's, `all` is every tab's; text for some tabs
stands between `:begin_tab:` and `:end_tab:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polybook.formats import d2l
from polybook.formats.grammar import parse_blocks

TAB_LINE = re.compile(r"(?m)^[ \t]*(?:#[ \t]*@tab|%%tab)[ \t]+([\w, ]+?)[ \t]*$\n?")
"""The line of a cell that names its tabs."""
CELL = re.compile(r"\{\.(\w+)\b[^}]*\.input\b[^}]*\}")
"""The info string of a code cell."""
BEGIN_TAB = re.compile(r":begin_tab:(?:`([^`]*)`|([\w, -]+))")
END_TAB = re.compile(r":end_tab:")
SELECTED = re.compile(r"( *)if\b(.*\btab\.selected\(.*):[ \t]*(?:#.*)?")
"""A branch of a cell that is there for some tabs only, in the newer editions of the book."""
NAME = re.compile(r"['\"](\w+)['\"]")
MACHINERY = "%load_ext d2lbook.tab"
"""What begins the cell that draws the tabs in d2lbook itself; no reader needs it."""
ALL = "all"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a page: Markdown, or one code cell."""

    text: str
    """Markdown, or the code without the line that names its tabs."""
    tabs: tuple[str, ...] = ()
    """The tabs it is for, in the page's order; empty for all."""
    code: bool = False

    def is_for(self, tab: str) -> bool:
        """Tell whether readers of `tab` see it."""
        return not self.tabs or tab in self.tabs


def cut_pieces(text: str, default: str = "") -> list[Piece]:
    r"""Cut a d2l page, which has `\n` line ends only, into pieces in order.

    `default` is the tab of cells that name none; empty for all of them.
    """
    lines = text.split("\n")
    pieces: list[Piece] = []
    tabs: tuple[str, ...] = ()
    done = 0
    for token in parse_blocks(text, d2l.NAME).tokens:
        cell = token.type == "fence" and CELL.match(token.info.strip())
        begins = token.type == d2l.MARK and BEGIN_TAB.search(token.content)
        ends = token.type == d2l.MARK and END_TAB.search(token.content)
        if token.level or token.map is None or not (cell or begins or ends):
            continue
        pieces += _text(lines[done : token.map[0]], tabs)
        done = token.map[1]
        if cell:
            pieces += _code(token.content, default)
        else:
            # A tab that nothing ends goes on to the next one.
            tabs = _names(begins[1] or begins[2]) if begins else ()
    return [*pieces, *_text(lines[done:], tabs)]


def tabs_of(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return the tabs that the pieces name, in the order in which they are named first."""
    return tuple(dict.fromkeys(tab for piece in pieces for tab in piece.tabs))


def for_tab(pieces: Sequence[Piece], tab: str) -> list[Piece]:
    """Return what readers of `tab` see, with the branches of the other tabs taken out of cells."""
    return [
        Piece(select(piece.text, tab), piece.tabs, code=True) if piece.code else piece
        for piece in pieces
        if piece.is_for(tab)
    ]


def select(code: str, tab: str) -> str:
    """Return `code` as it is for `tab`: its `if tab.selected(...)` branches decided.

    A branch that is taken moves out by its own indent, as d2lbook's does.
    """
    if "tab.selected(" not in code:
        return code
    return "\n".join(_selected(code.split("\n"), tab))


def _selected(lines: Sequence[str], tab: str) -> Iterator[str]:
    branch: int | None = None
    taken = False
    inner = 0
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if branch is not None and line.strip() and indent <= branch:
            branch = None
        match = SELECTED.fullmatch(line)
        if match and branch is None:
            branch, taken, inner = indent, tab in NAME.findall(match[2]), 0
            continue
        if branch is None:
            yield line
        elif taken:
            inner = inner or indent - branch
            yield line[min(inner, indent) :] if line.strip() else line


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    return () if ALL in names else names


def _text(lines: Sequence[str], tabs: tuple[str, ...]) -> Iterator[Piece]:
    text = "\n".join(lines).strip("\n")
    if text.strip():
        yield Piece(text, tabs)


def _code(source: str, default: str) -> Iterator[Piece]:
    if MACHINERY in source:
        return
    match = TAB_LINE.search(source)
    tabs = _names(match[1]) if match else (default,) if default else ()
    code = source[: match.start()] + source[match.end() :] if match else source
    yield Piece(code.removesuffix("\n"), tabs, code=True)
