"""The tables `[posts]` and `[tags]` of the configuration: which pages are posts, their tags."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from polybook.config_table import Table

FOLDERS, POLYGLOT = "folders", "polyglot"
STYLES = (FOLDERS, POLYGLOT)
SITE = re.compile(r"(?:https?:/)?/[^\s<>()\"'`\\]*")
"""Where a site may be: a whole address, or a path from the root of the blog's host."""


@dataclass(frozen=True, slots=True)
class PostsTable:
    """How posts are published, defaults filled in."""

    pages: tuple[str, ...] = ("posts/**", "blog/**", "**/_posts/**")
    """Globs of the pages that are posts, where their file name or front matter has a date."""
    addresses: str = FOLDERS
    """`folders`: each translation has a folder of its own, as /vi/2026/11/05/name.html; `polyglot`:
    all languages have one address, as the plugin jekyll-polyglot wants it."""
    site: str = ""
    """Where the book's site is, for links from posts to chapters; `{language}` stands for the
    language, as in https://example.org/{language}/."""

    def site_of(self, language: str) -> str:
        """Return the address of the book's site in `language`, a slash at its end, if any."""
        site = self.site.replace("{language}", language)
        return site if not site or site.endswith("/") else f"{site}/"


Tags = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""By language: (tag in the source language, tag in this edition)."""


def read_posts(parent: Table) -> PostsTable:
    """Read `[posts]`; raises ConfigError for its first fault."""
    table = parent.table("posts")
    default = PostsTable()
    table.check_keys(("pages", "addresses", "site"))
    addresses = table.string("addresses", default.addresses)
    if addresses not in STYLES:
        raise table.fault(f'`addresses` must be "{FOLDERS}" or "{POLYGLOT}", not "{addresses}"')
    site = table.string("site", "https://example.org/") if "site" in table.values else ""
    if site and not SITE.fullmatch(site):
        raise table.fault(f'`site` must be an address, such as https://example.org/, not "{site}"')
    return PostsTable(table.globs("pages", default.pages), addresses, site)


def read_tags(parent: Table, languages: Sequence[str]) -> Tags:
    """Read `[tags]`; raises ConfigError for its first fault."""
    found = []
    for language, own in parent.by_language("tags", languages):
        pairs = ((tag, own.string(tag, "...")) for tag in own.values)
        found.append((language, tuple(pairs)))
    return tuple(found)
