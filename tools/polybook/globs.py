"""Globs over the names of pages: `*`, `?`, `[abc]`, `[!abc]`, and `**` for any depth of folders.

Names are relative, with slashes, on every system. `*`, `?` and `[...]` never match a slash.
Python's own `PurePath.match` knows `**` only from 3.13 on.
"""

from __future__ import annotations

import re
from functools import cache

_PART = re.compile(r"(?P<any>\*+)|(?P<one>\?)|\[(?P<not>!?)(?P<set>\]?[^]/]*)\]|(?P<plain>.)", re.S)


def matches(glob: str, name: str) -> bool:
    """Tell whether the whole of `name` is what `glob` describes; upper and lower case differ."""
    return _compiled(glob).fullmatch(name) is not None


@cache
def _compiled(glob: str) -> re.Pattern[str]:
    """Translate part by part; `**` alone between slashes stands for any number of folders."""
    *folders, last = glob.split("/")
    before = "".join("(?:[^/]+/)*" if part == "**" else _part(part) + "/" for part in folders)
    return re.compile(before + ("(?:[^/]+/)*[^/]+" if last == "**" else _part(last)))


def _part(part: str) -> str:
    """Translate what stands between two slashes."""
    return "".join(_piece(found) for found in _PART.finditer(part))


def _piece(found: re.Match[str]) -> str:
    if found["any"]:
        return "[^/]*"
    if found["one"]:
        return "[^/]"
    if found["plain"]:
        return re.escape(found["plain"])
    characters = re.sub(r"([\\\[\]&~|^])", r"\\\1", found["set"])
    return f"(?!/)[{'^' if found['not'] else ''}{characters}]"
