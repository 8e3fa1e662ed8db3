"""d2l Markdown: the dialect of books made with d2lbook, notebooks as Markdown with code tabs.

It is CommonMark with formulas, and lines of its own that are no text: labels, widths, marks of
tabs. Here stands what is different; `formats/markdown` reads all the rest. The constructs are those
of the d2l books and of the d2lbook manual (https://book.d2l.ai/user/markdown.html).
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

NAME = "d2l"
"""The dialect's name in the configuration."""
MARK = "d2l_mark"
"""The type of the tokens of lines that are marks."""

_ONE = r":(?:label|eqlabel|width|height|bibliography):`[^`\n]*`|:begin_tab:(?:`[^`\n]*`|[\w, -]+)"
MARK_LINE = re.compile(rf"(?:(?:{_ONE}|:end_tab:)[ \t]*)+")
"""A line of labels, sizes and tab marks, which ends the paragraph or table before it."""
CAPTION = re.compile(r":(?=[^\s:`])(?![A-Za-z][\w-]*:`)")
"""What a table's caption begins with: a colon that begins no role."""
_SIGNS = re.compile(
    r"(?m)^[ \t]*(?:`{3,}[ \t]*\{\.(?:python|r|julia|bash)\b[^}\n]*\.input\b|`{3,}toc[ \t]*$|"
    rf"(?:{_ONE})[ \t]*$)|(?<![\w:`]):(?:numref|eqref|citet?):`[^`\n]+`"
)
"""What no other Markdown has: input cells, a table of contents in a fence, lines of marks."""


def is_d2l(text: str) -> bool:
    """Tell whether a Markdown page is written in this dialect."""
    return _SIGNS.search(text) is not None


def d2l_plugin(md: MarkdownIt) -> None:
    """Teach a parser that a line of marks is a block of its own, wherever it stands."""
    ends = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", MARK, _mark, {"alt": ends})


def _mark(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001  the rule's
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not MARK_LINE.fullmatch(line):
        return False
    if not silent:
        token = state.push(MARK, "", 0)
        token.content = line
        token.map = [start, start + 1]
        state.line = start + 1
    return True
