"""The book's posts in its site: a list with dates and tags, a line below each title, a feed.

The directive `polybook-posts` lists the pages that `[posts]` of the configuration calls posts, the
newest first, then their tags. Beside the page with the list stands the feed, `atom.xml`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from babel import UnknownLocaleError
from babel.dates import format_date
from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from polybook.model.errors import PageError
from polybook.sphinx.feed import FEED
from polybook.sphinx.languages import tag as language_tag
from polybook.sphinx.marks import mark
from polybook.sphinx.project import edition_of
from polybook.sphinx.state import POSTS, kept
from polybook.steps.book import cut_page
from polybook.steps.posts_facts import PostFacts, post_facts
from polybook.terms import post_words
from polybook.terms.language import colon

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

DIRECTIVE = "polybook-posts"
BETWEEN = " · "

_facts: WeakKeyDictionary[Sphinx, dict[str, PostFacts]] = WeakKeyDictionary()


def posts_of(app: Sphinx) -> dict[str, PostFacts]:
    """Return the posts of this edition by docname, the newest first; they are read once a build."""
    if app not in _facts:
        edition = edition_of(app)
        found = post_facts(edition.config, edition.language)
        _facts[app] = {str(PurePosixPath(one.page).with_suffix("")): one for one in found}
    return _facts[app]


def shown(env: BuildEnvironment) -> dict[str, str]:
    """Return what pages say of posts, by docname; what it says when it changes is kept."""
    found: dict[str, str] = kept(env, POSTS)
    return found


def lists(env: BuildEnvironment) -> list[str]:
    """Return the pages that list all posts, by docname."""
    return sorted(name for name, what in shown(env).items() if what.startswith("list "))


class PostList(SphinxDirective):
    """The list of all posts, and of their tags."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the list, its links to be resolved."""
        app = self.env.app
        found = posts_of(app)
        docname = self.env.docname
        shown(self.env)[docname] = _list_state(found)
        language = edition_of(app).language
        posts = nodes.bullet_list(classes=["polybook-posts"])
        source = language_tag(edition_of(app).config.source_language)
        posts += [_item(language, source, name, post) for name, post in found.items()]
        feed = nodes.reference("", post_words.word(language, post_words.FEED), refuri=FEED)
        after = nodes.paragraph("", "", feed, classes=["polybook-feed"])
        tags = list(_tag_list(self.env, docname, language, found))
        return [posts, *tags, after] if found else []


def _item(language: str, source: str, docname: str, post: PostFacts) -> nodes.list_item:
    title = nodes.paragraph("", "", _link(docname, post.title), classes=["polybook-post-title"])
    summary = nodes.paragraph("", post.summary)
    for node, what in ((title, "title"), (summary, "summary")):
        if what in post.untranslated:
            mark(node, source)
    return nodes.list_item("", title, _about(language, post), *([summary] if post.summary else ()))


def _link(docname: str, text: str) -> addnodes.pending_xref:
    node = addnodes.pending_xref(
        "", refdomain="std", reftype="doc", reftarget=f"/{docname}", refexplicit=True, refwarn=True
    )
    node += nodes.inline("", text, classes=["std", "std-doc"])
    return node


def _about(language: str, post: PostFacts) -> nodes.paragraph:
    """Return the line of date, reading time and tags."""
    date = _date(language, post.date)
    minutes = post_words.word(language, post_words.READING).format(minutes=post.minutes)
    line = nodes.paragraph("", date + BETWEEN + minutes, classes=["polybook-post-about"])
    for source, text in post.tags:
        link = addnodes.pending_xref(
            "", refdomain="std", reftype="ref", reftarget=_label(source), refexplicit=True,
            refwarn=False,
        )  # fmt: skip
        link += nodes.inline("", text)
        line += [nodes.Text(BETWEEN), link]
    return line


def _date(language: str, date: datetime.date) -> str:
    """Return a date as the language writes it; as ISO 8601 has it where nobody knows."""
    try:
        return format_date(date, format="long", locale=language_tag(language).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return date.isoformat()


def _label(tag: str) -> str:
    """Return the id of a tag's place in the list, the same in every edition."""
    made = nodes.make_id(tag)
    return f"tag-{made}" if made else f"tag-{sha256(tag.encode()).hexdigest()[:8]}"


def _tag_list(
    env: BuildEnvironment, docname: str, language: str, found: dict[str, PostFacts]
) -> Iterator[nodes.Node]:
    tags = {tag: text for post in found.values() for tag, text in post.tags}
    if not tags:
        return
    label = post_words.word(language, post_words.TAGS)
    yield nodes.rubric("", label)
    entries = nodes.bullet_list(classes=["polybook-tags"])
    anchors: Any = env.get_domain("std")
    for tag, text in sorted(tags.items(), key=lambda pair: pair[1].lower()):
        line = nodes.paragraph("", "", nodes.strong("", text), nodes.Text(colon(language)))
        named = [(name, post) for name, post in found.items() if (tag, text) in post.tags]
        for number, (name, post) in enumerate(named):
            line += [*([nodes.Text(", ")] if number else ()), _link(name, post.title)]
        entries += nodes.list_item("", line, ids=[_label(tag)])
        anchors.anonlabels[_label(tag)] = docname, _label(tag)
    yield entries


def _list_state(found: dict[str, PostFacts]) -> str:
    return f"list {tuple(found.items())!r}"


def show_title(app: Sphinx, docname: str, content: list[str]) -> None:
    """Have MyST make a heading of the title in a post's front matter, where it has no other.

    So posts are written for blogs. MyST-Parser's setting `myst_title_to_header` is for all pages,
    and would give those with a heading of their own a second one.
    """
    usual = getattr(app.env, "myst_config", None)
    if usual is None:
        return
    always = bool(app.config.myst_title_to_header)
    wanted = always or (docname in posts_of(app) and _lacks_heading(app, docname, content[0]))
    if usual.title_to_header != wanted:
        setattr(app.env, "myst_config", replace(usual, title_to_header=wanted))  # noqa: B010  not Sphinx's own


def _lacks_heading(app: Sphinx, docname: str, text: str) -> bool:
    edition = edition_of(app)
    file = edition.page(app.env, docname)
    if file is None:
        return False
    try:
        page = cut_page(edition.config, file, text)
    except PageError:
        return False
    return not any(unit.level == 1 for unit in page.units)


def add_about(app: Sphinx, doctree: nodes.document) -> None:
    """Put the line of date, reading time and tags below the title of a post."""
    docname = app.env.docname
    post = posts_of(app).get(docname)
    if post is None:
        return
    shown(app.env)[docname] = repr(post)
    title = next(iter(doctree.findall(nodes.title)), None)
    if title is not None and isinstance(title.parent, nodes.section):
        line = _about(edition_of(app).language, post)
        title.parent.insert(title.parent.index(title) + 1, line)


def outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],  # noqa: ARG001  Sphinx calls with all five
    changed: set[str],  # noqa: ARG001
    removed: set[str],  # noqa: ARG001
) -> list[str]:
    """Return the pages that say of posts what is no longer so."""
    found = posts_of(app)
    now = {name: repr(post) for name, post in found.items()}
    now |= dict.fromkeys(lists(env), _list_state(found))
    return [name for name, what in shown(env).items() if now.get(name) != what]
