"""The notice on pages that are not translated to the end."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from polybook.sphinx.languages import tag
from polybook.sphinx.project import edition_of
from polybook.sphinx.state import pages
from polybook.terms.notices import notice_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxTranslator
    from sphinx.writers.html5 import HTML5Translator


CLASS = "polybook-notice"


class Notice(nodes.General, nodes.Element):
    """The notice: its sentence is the attribute `text`, so that search and contents skip it."""


def insert(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the notice below the page's title, when units are left in the source language."""
    state = pages(app.env).get(docname)
    if state is None or not state.untranslated:
        return
    edition = edition_of(app)
    text, language = notice_text(
        edition.language, edition.config.source_language, len(state.untranslated), state.total
    )
    # Docutils makes of the class the attribute `lang`.
    foreign = [] if tag(edition.language).startswith(language) else [f"language-{language}"]
    notice = Notice(text=text, classes=[CLASS, *foreign])
    title = next(iter(doctree.findall(nodes.title)), None)
    if title is not None and isinstance(title.parent, nodes.section):
        title.parent.insert(title.parent.index(title) + 1, notice)
    else:
        doctree.insert(0, notice)


def visit(translator: HTML5Translator, node: Notice) -> None:
    """Write the notice as an admonition without a title of its own."""
    start = translator.starttag(node, "aside", role="note")
    translator.body.append(f"{start}<p>{escape(node['text'])}</p>\n")


def depart(translator: HTML5Translator, node: Notice) -> None:  # noqa: ARG001  Sphinx's signature
    """Close the notice."""
    translator.body.append("</aside>\n")


def skip(translator: SphinxTranslator, node: Notice) -> None:  # noqa: ARG001
    """Write nothing: the notice is for the web."""
    raise nodes.SkipNode
