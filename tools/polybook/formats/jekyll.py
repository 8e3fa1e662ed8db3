"""Jekyll posts: what kramdown and Liquid read otherwise than CommonMark.

Liquid runs before Markdown is read, so its tags on lines of their own are no text, and neither are
blocks such as `{% highlight %}`. kramdown has attribute lists on lines of their own, tables without
a header, abbreviations (https://kramdown.gettalong.org/syntax.html). All the rest is read by
`formats/markdown`.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

NAME = "jekyll"
"""The dialect's name in the configuration."""
MARK = "jekyll_mark"
"""The type of the tokens of lines that are no text."""

VERBATIM = re.compile(r"\{%-?\s*(highlight|comment|mermaid|plantuml|graphviz)\b")
"""Liquid blocks whose body is for programs; `raw` is not one: what it holds is still Markdown."""
LIQUID_LINE = re.compile(r"(?:(?:\{%.*?%\}|\{\{.*?\}\})[ \t]*)+")
TAG_OPEN = re.compile(r"\{%(?!.*%\})")
"""A tag that goes on in the next lines."""
ATTRIBUTE_LINE = re.compile(r"\{:(?:[^}\\]|\\.)*\}[ \t]*")
"""What kramdown reads for itself: `{: .box}`, `{:toc}`, `{::nomarkdown}`."""
OTHER_LINE = re.compile(r"\^[ \t]*|\*\[[^\]\n]+\]:.*")
"""kramdown's end-of-block mark and its abbreviations."""
TOC_ITEM = re.compile(r"(?:[*+-]|\d+\.)[ \t]+\S.*")
"""The list item that kramdown replaces by the table of contents, where `{:toc}` stands below it."""
TABLE_RULE = re.compile(r"\|?[ \t]*[:=+-][|:=+ \t-]*")
"""A line between the rows of a table."""
LAYOUT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:(?!---[ \t]*\r?\n).*\n)*?layout[ \t]*:")
"""Front matter with a layout, which only Jekyll and its kin know."""


def is_jekyll(name: str, text: str) -> bool:
    """Tell whether a Markdown page called `name` is a Jekyll post or page."""
    folders = name.split("/")[:-1]
    return "_posts" in folders or "_drafts" in folders or LAYOUT.match(text) is not None


def jekyll_plugin(md: MarkdownIt) -> None:
    """Teach a parser what in a post is no text, and kramdown's tables."""
    ends = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", MARK, _mark, {"alt": ends})
    md.block.ruler.after("table", "kramdown_table", _table, {"alt": ["paragraph", "reference"]})


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _mark(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    stop = _marks_end(state, start, end)
    if stop == start:
        return False
    if not silent:
        token = state.push(MARK, "", 0)
        token.content = "\n".join(_line(state, number) for number in range(start, stop))
        token.map = [start, stop]
        state.line = stop
    return True


def _marks_end(state: StateBlock, start: int, end: int) -> int:
    """Return the line after those that are no text, `start` where that line is text."""
    line = _line(state, start)
    if match := VERBATIM.match(line):
        closing = re.compile(rf"\{{%-?\s*end{match[1]}\s*-?%\}}")
        return _line_with(state, closing, start, end)
    if LIQUID_LINE.fullmatch(line) or ATTRIBUTE_LINE.fullmatch(line) or OTHER_LINE.fullmatch(line):
        return start + 1
    if TAG_OPEN.match(line):
        return _line_with(state, re.compile(r"%\}[ \t]*\Z"), start, end)
    if TOC_ITEM.fullmatch(line) and start + 1 < end:
        return start + 2 if _line(state, start + 1).startswith("{:toc") else start
    return start


def _line_with(state: StateBlock, closing: re.Pattern[str], start: int, end: int) -> int:
    """Return the line after the one that `closing` is found in, `start` where none is."""
    for number in range(start, end):
        if closing.search(_line(state, number)):
            return number + 1
    return start


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read the lines of a table that has no header: kramdown needs none."""
    if state.is_code_block(start) or not _line(state, start).startswith("|"):
        return False
    if silent:
        return True
    stop = start
    state.push("table_open", "table", 1).map = [start, end]
    while stop < end and _line(state, stop).startswith("|"):
        if not TABLE_RULE.fullmatch(_line(state, stop)):
            _row(state, stop)
        stop += 1
    state.push("table_close", "table", -1)
    state.line = stop
    return True


def _row(state: StateBlock, number: int) -> None:
    state.push("tr_open", "tr", 1)
    for cell in re.split(r"(?<!\\)\|", _line(state, number).strip().strip("|")):
        state.push("td_open", "td", 1)
        inline = state.push("inline", "", 0)
        inline.content = cell.strip()
        inline.map = [number, number + 1]
        state.push("td_close", "td", -1)
    state.push("tr_close", "tr", -1)
