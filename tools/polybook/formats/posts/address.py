"""A post's date, its file and its address, as Jekyll makes them.

https://jekyllrb.com/docs/posts/ and https://jekyllrb.com/docs/permalinks/
"""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from polybook.formats.posts.front import tags_of

DATED = re.compile(r"(\d{2,4})-(\d{1,2})-(\d{1,2})-(.+)")
DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NOT_IN_SLUG = re.compile(r"[^\w.~!$&'()+,;=@-]+")
"""What Jekyll's slugs of file names, of mode `pretty`, have hyphens for."""
STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
"""Jekyll's named permalinks."""
PLACEHOLDER = re.compile(r":(output_ext|categories|[a-z]+(?:_[a-z]+)?)")
POSTS = "_posts"


@dataclass(frozen=True, slots=True)
class Post:
    """One post of the book, whatever it is written in."""

    page: str
    """The page's name, relative to the source folder."""
    date: datetime.date
    written: str
    """The date as YAML, with the time of day where the author gave one."""
    slug: str
    """The file's name without date and suffix."""
    ref: str
    """What all its language versions have in common."""
    url: str
    """Its address in the source language, from the site's root."""
    front: Mapping[str, Any] = field(default_factory=dict)
    """The values of its front matter, in the source language."""

    @property
    def file(self) -> str:
        """Where Jekyll reads it, relative to the site's folder; categories may stand above."""
        folders = posixpath.dirname(self.page).split("/")
        above = posixpath.dirname(self.page) if POSTS in folders else POSTS
        return f"{above}/{self.date:%Y-%m-%d}-{self.slug}.md"

    def file_in(self, folder: str) -> str:
        """Return `file`, in a folder of its own below `_posts` unless `folder` is empty."""
        above, _, name = self.file.rpartition(f"{POSTS}/")
        return f"{above}{POSTS}/{folder}/{name}" if folder else self.file

    @property
    def link(self) -> str:
        """What Jekyll's `post_url` calls it."""
        before, _, inside = f"/{self.file}".rpartition(f"/{POSTS}/")
        name = f"{before.strip('/')}/{inside}" if before.strip("/") else inside
        return name.removesuffix(".md")

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags in the source language."""
        return tags_of(self.front)


def date_of(name: str, front: Mapping[str, Any]) -> datetime.date | None:
    """Return the date of the page `name`: its front matter's, or else that of its file name."""
    value = front.get("date")
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    match = DATE.match(str(value)) if value else None
    match = match or DATED.fullmatch(_stem(name))
    if match is None:
        return None
    year = int(match[1])
    try:
        return datetime.date(year + 2000 if year < 100 else year, int(match[2]), int(match[3]))
    except ValueError:
        return None


def make_post(
    name: str, front: Mapping[str, Any], date: datetime.date, settings: Mapping[str, Any]
) -> Post:
    """Return the post that the page `name` is; `settings` are those of the site's `_config.yml`."""
    match = DATED.fullmatch(_stem(name))
    slug = NOT_IN_SLUG.sub("-", match[4] if match else _stem(name)).strip("-")
    title = str(front.get("slug") or slug)
    pattern = str(front.get("permalink") or settings.get("permalink") or "date")
    pattern = STYLES.get(pattern, pattern)
    value = front.get("date")
    written = str(value) if isinstance(value, datetime.datetime | str) else f"{date:%Y-%m-%d}"
    url = expand(pattern, name, front, date, title)
    ref = front.get("ref")
    return Post(name, date, written, slug, str(slug if ref is None else ref), url, front)


def expand(
    pattern: str, name: str, front: Mapping[str, Any], date: datetime.date, title: str
) -> str:
    """Return the address that a permalink pattern means; placeholders that we lack stay."""
    values = {
        "categories": "/".join(_categories(name, front)),
        "year": f"{date:%Y}",
        "month": f"{date:%m}",
        "day": f"{date:%d}",
        "i_month": str(date.month),
        "i_day": str(date.day),
        "short_year": f"{date:%y}",
        "y_day": f"{date:%j}",
        "short_month": f"{date:%b}",
        "title": title,
        "slug": title.lower(),
        "name": title,
        "output_ext": ".html",
    }
    url = PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), pattern)
    return "/" + re.sub(r"/{2,}", "/", url).lstrip("/")


def _categories(name: str, front: Mapping[str, Any]) -> list[str]:
    """Return a post's categories: the folders above `_posts`, then those it names."""
    folders = posixpath.dirname(name).split("/")
    found = folders[: folders.index(POSTS)] if POSTS in folders else []
    named = front.get("categories") or front.get("category") or ()
    words = named.split() if isinstance(named, str) else map(str, named)
    return [word.lower().replace(" ", "-") for word in dict.fromkeys([*found, *words]) if word]


def localised(url: str, folder: str) -> str:
    """Return the address in an edition that has a folder of its own; empty: it has none."""
    return url if not folder or url.startswith(f"/{folder}/") else f"/{folder}{url}"


def _stem(name: str) -> str:
    return posixpath.basename(name).rpartition(".")[0]
