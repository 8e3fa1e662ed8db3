"""Everything polybook raises on purpose: faults in the run, each with its exit code.

`UsageError` and `ConfigError` end with 2. `BookError` ends with 1: a file of the book cannot be
read as what it is; steps turn it into a finding and go on with the other files.
"""

from __future__ import annotations

from pathlib import PurePath


class PolybookError(Exception):
    """Base of all errors that polybook raises on purpose; `exit_code` is the process's."""

    exit_code = 3


class UsageError(PolybookError):
    """The command line asks for something that cannot be done."""

    exit_code = 2


class ConfigError(PolybookError):
    """The configuration is missing, unreadable or wrong."""

    exit_code = 2


class BookError(PolybookError):
    """A file of the book is not what it should be.

    `path` is the file, `line` its 1-based line (0 when the fault is the whole file's), `reason` one
    sentence without a full stop that says what is wrong and what to do next.
    """

    exit_code = 1

    def __init__(self, path: PurePath | str, line: int, reason: str) -> None:
        self.path = str(path)
        self.line = line
        self.reason = reason
        place = f"{self.path}:{line}" if line else self.path
        super().__init__(f"{place}: {reason}")


class PageError(BookError):
    """A page cannot be read as its format."""

    code = "page-unreadable"
    """The code of the finding that steps make of it."""


class DamagedError(PageError):
    """A page whose UTF-8 was read in a wrong code page."""

    def __init__(self, path: PurePath | str, line: int, code_page: str) -> None:
        self.code_page = code_page
        step = f"repair it with `polybook repair {path}`, or set examples of damage as code"
        super().__init__(path, line, f"UTF-8 read as {code_page}; {step}")


class CatalogError(BookError):
    """A catalog cannot be read as PO, or must not be written."""

    code = "catalog-unreadable"
    """The code of the finding that steps make of it."""

    def __init__(
        self, path: PurePath | str, line: int, reason: str, code: str | None = None
    ) -> None:
        super().__init__(path, line, reason)
        self.code = code or self.code
