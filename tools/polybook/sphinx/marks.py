"""Marks what is still in the source language, for style sheets and screen readers."""

from __future__ import annotations

import re

from docutils import nodes
from docutils.utils import normalize_language_tag
from docutils.utils.smartquotes import smartchars
from sphinx.transforms import SphinxTransform

from polybook.sphinx.languages import tag
from polybook.sphinx.project import edition_of
from polybook.sphinx.state import flat, pages

UNTRANSLATED = "polybook-untranslated"
TAG = re.compile(
    r"<(?!/?(?:area|br|col|embed|hr|img|input|link|source|track|wbr)\b)(/?)([a-zA-Z][\w-]*)(?![^<>]*/>)"
)
"""A tag that begins or ends an element; elements that have no end are left out."""


class MarkSourceLanguage(SphinxTransform):
    """Gives each block that is an untranslated unit a class and the source's language.

    A block is known by the Markdown it was made of, which is the unit's msgid. Docutils turns a
    class `language-en` into the attribute `lang="en"`.
    """

    default_priority = 12
    """Before transforms that take text apart."""

    def apply(self, **kwargs: object) -> None:  # noqa: ARG002  docutils' signature
        """Mark the blocks of this document."""
        state = pages(self.env).get(self.env.docname)
        if state is None or not state.untranslated:
            return
        untranslated = frozenset(state.untranslated)
        source = tag(edition_of(self.app).config.source_language)
        language = f"language-{source}"
        for node in list(self.document.findall(nodes.Element)):
            if isinstance(node, nodes.image):
                if flat(str(node.get("alt", ""))) in untranslated:
                    node["classes"].append(language)
            elif isinstance(node, nodes.raw):
                _mark_html(node, untranslated, [UNTRANSLATED, language])
            elif _is_block(node) and flat(node.rawsource) in untranslated:
                mark(node, source)


def _mark_html(node: nodes.raw, untranslated: frozenset[str], classes: list[str]) -> None:
    """Put an HTML block that stands for itself into a container, which can carry the marks."""
    if flat(node.astext()) in untranslated and _is_whole(node.astext()):
        box = nodes.container("", classes=list(classes))
        node.replace_self(box)
        box.append(node)


def _is_whole(html: str) -> bool:
    """Tell whether each element that begins in `html` ends in it: a blank line cuts HTML blocks."""
    opened: list[str] = []
    for slash, name in TAG.findall(html):
        if not slash:
            opened.append(name.lower())
        elif not opened or opened.pop() != name.lower():
            return False
    return not opened


def _is_block(node: nodes.Element) -> bool:
    return isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline)


def mark(node: nodes.Element, source: str) -> None:
    """Mark a block of text as one that is still in the language `source`, as HTML knows it."""
    language = f"language-{source}"
    # By the class of the block, Sphinx chooses its typographic quotes, if it knows the language.
    known = any(one in smartchars.quotes for one in normalize_language_tag(source))
    shown = not isinstance(node, nodes.title | nodes.caption)
    if shown:
        node["classes"].append(UNTRANSLATED)
    if known:
        node["classes"].append(language)
    if shown and known:
        return
    # Writers give titles and captions markup of their own, without the classes.
    inside = nodes.inline("", "", *node.children, classes=[UNTRANSLATED, language])
    node.children = []
    node.append(inside)
