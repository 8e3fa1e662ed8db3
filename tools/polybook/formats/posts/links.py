"""Where the links of a post lead in the blog of one language."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar
from urllib.parse import quote, unquote

from polybook.formats import jekyll
from polybook.formats.grammar import parse_blocks
from polybook.formats.inline import InlineKind, read_inline
from polybook.formats.posts.address import Post

Found = TypeVar("Found")

ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|\Z")
"""Addresses that are none of this site's."""
SITE = re.compile(
    r"(?P<before>[(\"'=\s]|\}\})(?P<url>/[^\s\"'()<>{}#?|]*)(?P<after>(?=[)\"'#?\s]))"
)
"""An address from the site's root, in Markdown, HTML or a Liquid tag."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the links of one post may lead to."""

    page: str
    """The post's page, from whose folder relative links go."""
    url: str
    """Its address in the source language, from where they may go as well."""
    posts: Mapping[str, Post]
    """By page name."""
    urls: Mapping[str, str]
    """The addresses of posts in this edition, by those in the source language."""
    pages: Collection[str]
    """The book's other pages by name, which are no posts."""
    files: Collection[str]
    """All other files of the source folder, by name."""
    site: str = ""
    """Address of the book's site in this language, with a slash at its end; empty: none known."""
    by_name: bool = True
    """Whether posts are linked by file, with Jekyll's `post_url`, or else by address."""
    used: set[str] = field(default_factory=set)
    """The files that links led to; `change` adds to it."""
    lost: list[str] = field(default_factory=list)
    """The targets that lead nowhere in the blog; `change` adds to it."""

    def change(self, target: str) -> str:
        """Return what `target`, as a link or picture of the page names it, is in the blog."""
        if ELSEWHERE.match(target) or "{{" in target or "{%" in target:
            return target
        path, mark, rest = _cut(target)
        url = posixpath.join(posixpath.dirname(self.url), path)
        for name in self._names(path):
            if post := _found(name, self.posts.get):
                return self._to_post(post) + mark + rest
            if name in self.files:
                self.used.add(name)
                return relative_url("/" + quote(name))
            if page := _found(name, {one: one for one in self.pages}.get):
                return self._to_page(page, target) + mark + rest
        if url in self.urls:
            return relative_url(self.urls[url]) + mark + rest
        if not path.startswith("/"):
            self.lost.append(target)
        return target

    def names_page(self, target: str) -> bool:
        """Tell whether `target` is a page of the book that is no post."""
        pages = {one: one for one in self.pages}
        return any(_found(name, pages.get) for name in self._names(_cut(target)[0]))

    def _names(self, path: str) -> list[str]:
        """Return what a link's path may name in the source folder, the likeliest first."""
        inside = unquote(path).lstrip("/")
        if path.startswith("/"):
            return [posixpath.normpath(inside)]
        folders = (posixpath.dirname(self.page), posixpath.dirname(self.url).lstrip("/"))
        return [posixpath.normpath(posixpath.join(folder, inside)) for folder in folders]

    def change_addresses(self, text: str) -> str:
        """Return Jekyll's own text with the addresses of posts changed to this language's.

        Files that it names are noted as used. Nothing else changes.
        """

        def change(match: re.Match[str]) -> str:
            url = match["url"]
            name = unquote(url).lstrip("/")
            if name in self.files:
                self.used.add(name)
            return match["before"] + self.urls.get(url, url)

        return SITE.sub(change, text)

    def _to_post(self, post: Post) -> str:
        if self.by_name:
            return f"{{% post_url {post.link} %}}"
        return relative_url(self.urls[post.url])

    def _to_page(self, page: str, target: str) -> str:
        if not self.site:
            self.lost.append(target)
            return _cut(target)[0]
        stem = page.rpartition(".")[0]
        folder, _, last = stem.rpartition("/")
        address = f"{folder}/" if last == "index" and folder else "" if last == "index" else stem
        return (
            self.site + quote(address) + ("" if address.endswith("/") or not address else ".html")
        )


def relink_jekyll(body: str, place: Place) -> str:
    """Return the body of a post that was written for Jekyll, with its links changed.

    Code stays, and so does all Liquid but the addresses of posts in it.
    """
    blocks = parse_blocks(body, jekyll.NAME)
    lines = body.split("\n")
    code: set[int] = set()
    for token in blocks.tokens:
        if token.type in ("fence", "code_block") and token.map is not None:
            code.update(range(*token.map))
    parts: list[str] = []
    for is_code, group in groupby(enumerate(lines), key=lambda line: line[0] in code):
        text = "\n".join(line for _, line in group)
        parts.append(text if is_code else _relinked(text, place, blocks.references))
    return "\n".join(parts)


def _relinked(text: str, place: Place, references: Mapping[str, Any]) -> str:
    """Change the links of a stretch of text: relative ones by file, others by address."""
    for token in reversed(read_inline(text, references)):
        relative = not token.target.startswith("/") and token.prose is not None
        if relative and token.kind in (InlineKind.LINK, InlineKind.IMAGE):
            new = place.change(token.target)
            if new != token.target and token.prose is not None:
                after = text[token.prose.end : token.span.end]
                after = after.replace(token.target, new, 1)
                text = text[: token.prose.end] + after + text[token.span.end :]
    return place.change_addresses(text)


def relative_url(path: str) -> str:
    """Return Liquid that puts the site's `baseurl` before `path`, which begins with a slash."""
    return "{{ '" + path.replace("'", "%27") + "' | relative_url }}"


def _cut(target: str) -> tuple[str, str, str]:
    match = re.search(r"[#?]", target)
    if match is None:
        return target, "", ""
    return target[: match.start()], match[0], target[match.end() :]


def _found(name: str, find: Callable[[str], Found | None]) -> Found | None:
    """Return what is called `name`, or has that name and a suffix that links may leave out."""
    for suffix in ("", ".md", ".ipynb", ".markdown"):
        if (one := find(name + suffix)) is not None:
            return one
    return None
