"""What a check or a step says about one place of the book."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How bad a finding is; findings at or above the failing severity give exit code 1."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in the book, with its place and the next step."""

    code: str
    """Which rule speaks, such as `structure-kept`."""
    severity: Severity
    message: str
    """What is wrong and what to do, one sentence without a full stop."""
    path: str = ""
    """The file to open, relative to the project: a catalog or a page."""
    line: int = 0
    """1-based line in `path`; 0 for the whole file."""
    page: str = ""
    """The page the unit stands on, relative to the source folder."""
    page_line: int = 0
    """1-based line in the page's file; 0 for the whole page."""
    msgid: str = ""
    msgstr: str = ""

    def __str__(self) -> str:
        place = self.path or self.page
        line = self.line if self.path else self.page_line
        where = f"{place}:{line}" if line else place
        return f"{where}: {self.severity} {self.code}: {self.message}"
