"""A catalog: one PO or POT file as a value.

What is not in the entries (blank lines, newline style, byte order mark) is kept beside them, so
that writing back what was read gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from polybook.model.entry import Entry

NO_HEADER = Entry(msgid="", text="")
"""Stands for the header of a file that has none; it is written as nothing."""


@dataclass(frozen=True)
class Catalog:
    """One PO or POT file: its header, its entries, and how they are laid out."""

    header: Entry
    """The entry whose msgid is empty, or `NO_HEADER`."""
    entries: tuple[Entry, ...] = ()
    """All others in the file's order; obsolete ones come last unless another tool mixed them in."""
    header_at: int = 0
    """How many entries stand before the header: 0 but for odd files."""
    newline: str = "\n"
    """How new lines end: LF or CRLF."""
    bom: bool = False
    """Whether the file begins with a byte order mark."""
    gaps: Mapping[int, str] = field(default_factory=dict)
    """What stands after the entry of a given line where that is not one blank line."""
    tail: str = ""
    """What stands after the last entry: blank lines, comments that belong to nothing."""

    @cached_property
    def by_key(self) -> dict[tuple[str | None, str], Entry]:
        """The entries that pages have, by (msgctxt, msgid)."""
        return {entry.key: entry for entry in self.entries if not entry.obsolete}

    @cached_property
    def live(self) -> tuple[Entry, ...]:
        """The entries that pages have, in order."""
        return tuple(entry for entry in self.entries if not entry.obsolete)

    @cached_property
    def obsolete(self) -> tuple[Entry, ...]:
        """The entries that no page has any more, in order."""
        return tuple(entry for entry in self.entries if entry.obsolete)
