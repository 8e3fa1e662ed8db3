"""The notice on pages that are not translated to the end."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from polybook.sphinx.project import edition_of
from polybook.sphinx.state import pages
from polybook.sphinx.words import notice_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxTranslator
    from sphinx.writers.html5 import HTML5Translator


class Notice(nodes.General, nodes.Element):
    """The notice: its sentence is the attribute `text`, so that search and contents skip it."""


def insert(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the notice below the page's title, when units are left in the source language."""
    state = pages(app.env).get(docname)
    if state is None or not state.untranslated:
        return
    edition = edition_of(app)
    text = notice_text(
        edition.language, edition.config.source_language, len(state.untranslated), state.total
    )
    title = next(iter(doctree.findall(nodes.title)), None)
    if title is not None and isinstance(title.parent, nodes.section):
        title.parent.insert(title.parent.index(title) + 1, Notice(text=text))
    else:
        doctree.insert(0, Notice(text=text))


def visit(translator: HTML5Translator, node: Notice) -> None:
    """Write the notice as an admonition without a title of its own."""
    translator.body.append(
        f'<aside class="polybook-notice" role="note">\n<p>{escape(node["text"])}</p>\n'
    )


def depart(translator: HTML5Translator, node: Notice) -> None:  # noqa: ARG001  Sphinx's signature
    """Close the notice."""
    translator.body.append("</aside>\n")


def skip(translator: SphinxTranslator, node: Notice) -> None:  # noqa: ARG001
    """Write nothing: the notice is for the web."""
    raise nodes.SkipNode
