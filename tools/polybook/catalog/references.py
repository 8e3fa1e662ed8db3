"""The `#:` lines: names of pages, where names with blanks stand between U+2068 and U+2069.

The isolates are gettext's own way since 0.22 to write a file name that has blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_START, _END = "\u2068", "\u2069"
_NAME = re.compile(rf"{_START}([^{_END}]*){_END}(:\d+)?|(\S+)")
_BLANK = re.compile(r"\s")


def parse_references(line: str) -> list[str]:
    """Return the names on one `#:` line, without isolates; line numbers stay part of the name."""
    if _START not in line:
        return line.split()
    return [bare or inner + number for inner, number, bare in _NAME.findall(line)]


def format_references(names: Iterable[str]) -> str:
    """Return the names as one line's text, those with blanks between isolates."""
    return " ".join(f"{_START}{name}{_END}" if _BLANK.search(name) else name for name in names)
