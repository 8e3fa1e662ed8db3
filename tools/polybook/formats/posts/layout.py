"""What the lines of a text begin with, in the quotes and lists that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from polybook.formats.text import continuation

CONTAINERS = re.compile(r"(?:[ \t]|>|(?:[-*+]|\d+[.)])[ \t])*")


class Layout:
    """The lines of one text, by their 0-based numbers; a block is given by its first and the next.

    All texts are Markdown whose line ends are newlines.
    """

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.starts = [0]
        """By line: the offset of its first character; behind them, where another would begin."""
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def lead(self, line: int) -> str:
        """Return what each line of the block that begins at `line` begins with in its container."""
        return continuation(self.prefix(line))

    def prefix(self, line: int) -> str:
        """Return the same for the first line itself, whose list marker stays."""
        match = CONTAINERS.match(self.lines[line])
        return match[0] if match else ""

    def inside(self, lines: Sequence[int]) -> list[str]:
        """Return the lines of a block without what its container begins them with."""
        lead = self.lead(lines[0])
        first = self.lines[lines[0]][len(lead) :]
        rest = self.lines[lines[0] + 1 : lines[1]]
        return [first, *(line.removeprefix(lead) if lead else line for line in rest)]

    def prefixed(self, lines: Sequence[int], new: Iterable[str]) -> str:
        """Return the lines of a new block as its container begins them."""
        lead, prefix = self.lead(lines[0]), self.prefix(lines[0])
        return "\n".join((lead if at else prefix) + line for at, line in enumerate(new))

    def touches(self, line: int) -> bool:
        """Tell whether the line above belongs to another block of the same container."""
        above = self.lines[line - 1].strip(" >\t") if line else ""
        return bool(above) and self.prefix(line) == self.lead(line)
