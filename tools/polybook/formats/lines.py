"""The lines of a text as block rules want them: where each begins, and how far it is indented.

markdown-it looks at every character before a line's text in Python; here, strings do that. It also
asks of every line whether the next one makes a heading or a table of it, which most texts have not.
"""

from __future__ import annotations

from itertools import accumulate
from operator import add
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

BLANKS = " \t"
UNDERLINE = " \t>|:=-"
"""All that there is in a line which makes a heading or a table of the line above it, also in a
quote or a definition."""


class Lines(StateBlock):
    """The state of one block parse; it begins as markdown-it's own."""

    def __init__(self, src: str, md: MarkdownIt, env: dict[str, Any], tokens: list[Token]) -> None:
        super().__init__("", md, env, tokens)
        self.src = src
        lines = src.split("\n")
        self.underlined = any(line and not line.strip(UNDERLINE) for line in lines)
        """Whether any line could be what the rules `lheading` and `table` look for."""
        if not lines[-1].strip(BLANKS):
            lines.pop()
        starts = accumulate((len(line) + 1 for line in lines), initial=0)
        shifts = [len(line) - len(line.lstrip(BLANKS)) for line in lines]
        self.bMarks = list(starts)
        self.eMarks = [*map(add, self.bMarks, map(len, lines)), len(src)]
        self.bMarks[-1] = len(src)
        self.tShift = [*shifts, 0]
        self.sCount = [*(map(_width, lines, shifts) if "\t" in src else shifts), 0]
        self.bsCount = [0] * (len(lines) + 1)
        self.lineMax = len(lines)


def _width(line: str, shift: int) -> int:
    """Return how many columns the first `shift` characters of a line, its blanks, take."""
    indent = line[:shift]
    return len(indent.expandtabs(4)) if "\t" in indent else shift
