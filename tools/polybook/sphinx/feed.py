"""The feed of the book's posts, as Atom (RFC 4287), beside the page that lists them.

Addresses in it are whole where `polybook_base_url` says what they begin with, and relative to the
feed otherwise. A post is known by its page and language, so that it stays the same to readers'
programs when the book moves.
"""

from __future__ import annotations

import datetime
import posixpath
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from polybook.catalog.files import write_atomically
from polybook.sphinx.languages import tag
from polybook.sphinx.project import edition_of
from polybook.steps.posts_facts import PostFacts
from polybook.terms import post_words

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

FEED = "atom.xml"
ATOM = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def write_feed(app: Sphinx, exception: Exception | None) -> None:
    """Write the feed, when pages were written and one lists the posts."""
    from polybook.sphinx.posts import lists, posts_of

    pages = lists(app.env) if exception is None and app.builder.format == "html" else []
    posts = posts_of(app) if pages else {}
    if posts:
        feed = _feed(app, pages[0], posts)
        ET.indent(feed)
        data = ET.tostring(feed, "utf-8", xml_declaration=True) + b"\n"
        target = Path(app.outdir) / posixpath.dirname(pages[0]) / FEED
        write_atomically(target, data, durable=False)


def _feed(app: Sphinx, page: str, posts: dict[str, PostFacts]) -> ET.Element:
    """Return the feed that stands beside `page`."""
    language = edition_of(app).language
    base = app.config.polybook_base_url.format(language=language)
    folder = posixpath.dirname(page)

    def address(name: str) -> str:
        return base + name if base else posixpath.relpath(name, folder or ".")

    feed = ET.Element(f"{{{ATOM}}}feed", {LANGUAGE: tag(language)})
    posted = post_words.word(language, post_words.POSTS)
    _add(feed, "title", f"{app.config.project} – {posted}")
    _add(feed, "id", _id(app, page))
    _add(feed, "updated", _time(max(post.date for post in posts.values())))
    if base:
        _add(feed, "link", rel="self", href=address(posixpath.join(folder, FEED)))
    _add(feed, "link", rel="alternate", href=address(_uri(app, page)))
    _add(_add(feed, "author"), "name", app.config.author or app.config.project)
    for name, post in posts.items():
        entry = _add(feed, "entry")
        _add(entry, "title", post.title)
        _add(entry, "id", _id(app, name))
        _add(entry, "updated", _time(post.date))
        _add(entry, "published", _time(post.date))
        _add(entry, "link", rel="alternate", href=address(_uri(app, name)))
        for _, text in post.tags:
            _add(entry, "category", term=text)
        _add(entry, "summary", post.summary)
    return feed


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text or None
    return element


def _uri(app: Sphinx, docname: str) -> str:
    uri: str = app.builder.get_target_uri(docname)
    return uri


def _id(app: Sphinx, docname: str) -> str:
    edition = edition_of(app)
    return uuid5(NAMESPACE_URL, f"{edition.config.project}/{edition.language}/{docname}").urn


def _time(date: datetime.date) -> str:
    return f"{date.isoformat()}T00:00:00Z"


def add_link(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001  Sphinx calls with all five
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Tell browsers and readers' programs about the feed, in the head of every page."""
    from polybook.sphinx.posts import lists, posts_of

    pages = lists(app.env)
    if not pages or not posts_of(app) or getattr(app.builder, "embedded", False):
        return
    language = edition_of(app).language
    up = "../" * app.builder.get_target_uri(pagename).count("/")
    href = up + posixpath.join(posixpath.dirname(pages[0]), FEED)
    title = post_words.word(language, post_words.POSTS)
    context["metatags"] = context.get("metatags", "") + (
        f'\n    <link rel="alternate" type="application/atom+xml" title="{escape(title)}" '
        f'href="{escape(href)}" />'
    )


ET.register_namespace("", ATOM)
