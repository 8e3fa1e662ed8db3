"""The notice on pages that are not translated to the end."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from polybook.sphinx.languages import tag
from polybook.sphinx.project import edition_of
from polybook.sphinx.state import pages, pictures
from polybook.terms.notices import notice_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.docutils import SphinxTranslator
    from sphinx.writers.html5 import HTML5Translator


CLASS = "polybook-notice"


class Notice(nodes.General, nodes.Element):
    """The notice: its sentence is the attribute `text`, so that search and contents skip it."""


def insert(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the notice below the page's title, when units are left in the source language.

    The labels of its pictures are among them.
    """
    left, total = _count(app.env, docname)
    if not left:
        return
    edition = edition_of(app)
    source = edition.config.source_language
    text, language = notice_text(edition.language, source, left, total)
    # Docutils makes of the class the attribute `lang`.
    foreign = [] if tag(edition.language).startswith(language) else [f"language-{language}"]
    notice = Notice(text=text, classes=[CLASS, *foreign])
    title = next(iter(doctree.findall(nodes.title)), None)
    if title is not None and isinstance(title.parent, nodes.section):
        title.parent.insert(title.parent.index(title) + 1, notice)
    else:
        doctree.insert(0, notice)


def _count(env: BuildEnvironment, docname: str) -> tuple[int, int]:
    """Return how many units of a page are left in the source language, and how many it has."""
    state = pages(env).get(docname)
    shown = pictures(env).get(docname, {}).values()
    left = sum(one.untranslated for one in shown) + (len(state.untranslated) if state else 0)
    return left, sum(one.total for one in shown) + (state.total if state else 0)


def visit(translator: HTML5Translator, node: Notice) -> None:
    """Write the notice as an admonition without a title of its own."""
    start = translator.starttag(node, "aside", role="note")
    translator.body.append(f"{start}<p>{escape(node['text'])}</p>\n")


def depart(translator: HTML5Translator, node: Notice) -> None:  # noqa: ARG001  Sphinx's signature
    """Close the notice."""
    translator.body.append("</aside>\n")


def skip(translator: SphinxTranslator, node: Notice) -> None:  # noqa: ARG001  Sphinx's signature
    """Write nothing: the notice is for the web."""
    raise nodes.SkipNode
