"""Which pages of a book are posts, and what is known of each before it is translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from polybook.config import Config
from polybook.formats import d2l
from polybook.formats.posts.address import Post, date_of, make_post
from polybook.formats.posts.front import read_config, read_front, split_front
from polybook.formats.reading import decode
from polybook.globs import matches
from polybook.model.errors import PageError
from polybook.model.finding import Finding, Severity
from polybook.steps.book import Book, File, kind_of, page_finding, read_bytes

UNDATED = "post-undated"
SETTINGS = "_config.yml"
NO_POSTS = frozenset({"index", "readme"})
"""Pages beside posts that are none, in lower case, without suffix."""
MACHINE = frozenset(
    {"kernelspec", "language_info", "jupytext", "widgets", "colab", "celltoolbar", "toc", "mystnb"}
    | {"varInspector", "vscode", "nbformat", "nbformat_minor", "orig_nbformat", "kernel_info"}
)
"""Metadata of notebooks that are for programs."""


@dataclass(slots=True)
class Posts:
    """The posts of a book."""

    posts: dict[str, Post] = field(default_factory=dict)
    """By page name, the newest first."""
    files: dict[str, File] = field(default_factory=dict)
    """By page name."""
    texts: dict[str, str] = field(default_factory=dict)
    """What the files hold, by page name."""
    findings: list[Finding] = field(default_factory=list)


def find_posts(config: Config, book: Book) -> Posts:
    """Find the posts among the pages of `book`: those that the configuration names, with a date.

    A page that cannot be read or dated becomes a finding and is left out.
    """
    found = Posts()
    settings = _settings(book)
    for file in book.pages:
        if file.is_picture or not any(matches(glob, file.name) for glob in config.posts.pages):
            continue
        try:
            text = decode(read_bytes(file), file.name)
            kind = kind_of(config, file, text)
            front = front_of(text, kind, file.name)
        except PageError as error:
            found.findings.append(page_finding(config, error))
            continue
        date = date_of(file.name, front)
        if date is None or kind == d2l.NAME:
            if PurePosixPath(file.name).stem.lower() not in NO_POSTS and kind != d2l.NAME:
                found.findings.append(_undated(config, file.name))
            continue
        found.posts[file.name] = make_post(file.name, front, date, settings)
        found.files[file.name] = file
        found.texts[file.name] = text
    newest = sorted(found.posts.values(), key=lambda post: (post.date, post.page), reverse=True)
    found.posts = {post.page: post for post in newest}
    return found


def _settings(book: Book) -> Mapping[str, Any]:
    for file in book.files:
        if file.name == SETTINGS:
            return read_config(read_bytes(file).decode("utf-8", errors="replace"))
    return {}


def _undated(config: Config, name: str) -> Finding:
    message = (
        "a post without a date, which is left out; call it 2026-11-05-name.md, "
        "or write `date:` in its front matter"
    )
    path = config.source_path(name)
    return Finding(UNDATED, Severity.WARNING, message, path=path, page=name)


def front_of(text: str, kind: str, name: str) -> dict[str, Any]:
    """Return the front matter of a page; raises PageError where it cannot be read."""
    if kind == "notebook":
        return notebook_front(text, name)[1]
    return _read(split_front(text)[1], name)


def notebook_front(text: str, name: str) -> tuple[str, dict[str, Any]]:
    """Return a notebook's front matter, as YAML where its first cell has it, and as values.

    Without such a cell, the values are those of the notebook's metadata, and the YAML is empty.
    """
    import json

    try:
        notebook = json.loads(text.removeprefix("\ufeff"))
        cells, metadata = notebook["cells"], notebook.get("metadata", {})
        first = "".join(cells[0].get("source", "")) if cells else ""
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError) as error:
        raise PageError(name, 0, "no notebook of nbformat 4; open it in Jupyter") from error
    if cells and cells[0].get("cell_type") in ("raw", "markdown"):
        source, body = split_front(first)[1::2]
        if source and not body.strip():
            return source, _read(source, name)
    return "", {str(key): value for key, value in metadata.items() if key not in MACHINE}


def _read(source: str, name: str) -> dict[str, Any]:
    try:
        return read_front(source)
    except ValueError as error:
        reason = f"the front matter is no YAML ({error}); correct it"
        raise PageError(name, 1, reason) from error
