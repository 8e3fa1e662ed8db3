"""The tables `[d2l]` and `[links]` of the configuration: code tabs, and links of one edition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from polybook.config_table import Table

ALL = "all"
TAB = re.compile(r"\w+")
ADDRESS = re.compile(r"https?://[^\s<>()\"'`\\]+")
"""What a link of an edition may be: nothing in it can end a Markdown link."""


@dataclass(frozen=True, slots=True)
class D2lTable:
    """How d2l pages are built, defaults filled in."""

    tabs: tuple[str, ...] = ()
    """The book's code tabs in order; the first is that of cells which name none. By default those
    of `config.ini` in the source folder, as d2lbook reads them, or else those that pages name."""
    tab: str = ALL
    """The one tab that the site shows, as notebooks that are run; `all`: each, side by side."""


def read_d2l(parent: Table) -> D2lTable:
    """Read `[d2l]`; raises ConfigError for its first fault."""
    table = parent.table("d2l")
    table.check_keys(("tabs", "tab"))
    tabs = table.strings("tabs", ())
    for name in tabs:
        if not TAB.fullmatch(name):
            raise table.fault(f'`tabs`: "{name}" is no name of a tab; write one such as pytorch')
    tab = table.string("tab", ALL)
    if tab != ALL and tabs and tab not in tabs:
        raise table.fault(f'`tab`: "{tab}" is none of `tabs`; choose one of {", ".join(tabs)}')
    return D2lTable(tabs, tab)


Links = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""By language: (target in the source language's pages, target in this edition)."""


def read_links(parent: Table, languages: Sequence[str]) -> Links:
    """Read `[links]`; raises ConfigError for its first fault."""
    found = []
    for language, own in parent.by_language("links", languages):
        for source in own.values:
            if not source or not ADDRESS.fullmatch(own.string(source, "")):
                raise own.fault(f'`"{source}"` must be an address that begins with https://')
        found.append((language, tuple(own.values.items())))
    return tuple(found)
