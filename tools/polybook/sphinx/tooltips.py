"""Tooltips: the first use of a term in a section of the edition tells the source language's word.

A use is a term's translation in a paragraph whose source uses the term, so that "bước" is explained
where the English speaks of a step and nowhere else. While pages are read, each paragraph is given
its source (`keep_source`, `GiveSource`); when pages are written, the terms are found in both
(`AddTooltips`), so that a change of the table needs no page to be read again.

The tooltip is the attribute `title`: pointers show it, screen readers read it, and nothing is
added to the text. Those who use keys or fingers reach the word itself, and the style sheet then
shows the title behind it, without a script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from polybook.formats.inline import read_text
from polybook.formats.page import Page
from polybook.formats.prose import mask
from polybook.formats.text import canonical
from polybook.model.unit import Kind
from polybook.sphinx.glossary import CLASS
from polybook.sphinx.state import flat
from polybook.sphinx.terms import terms_of
from polybook.steps.merge import MergedPage
from polybook.terms.glossary import Level
from polybook.terms.match import Headword, Matcher

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

SETTING = "polybook_term_tooltips"
TERM = "polybook-term"
"""The class of a term with a tooltip."""
SOURCE = "polybook_source"
"""Sphinx's key for the sources of the page that is being read, and a paragraph's for its own."""

KINDS = frozenset(
    {Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE, Kind.CELL, Kind.DEFINITION, Kind.FOOTNOTE}
)
"""The units that are paragraphs of a page; headings and captions stay as they are."""

CLOSED = (
    nodes.literal,
    nodes.math,
    nodes.math_block,
    nodes.raw,
    nodes.reference,
    addnodes.pending_xref,
    addnodes.download_reference,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.abbreviation,
    nodes.problematic,
    nodes.image,
)
"""Inside a paragraph: what is no prose, or does something of its own when it is touched."""


class TermUse(nodes.inline):
    """A term's translation with the source language's word as its `title`."""


def check_setting(app: Sphinx, config: Config) -> None:  # noqa: ARG001  Sphinx calls with both
    """Raise ExtensionError where conf.py names a level that there is not."""
    for level in _named(config):
        if level not in set(Level):
            known = ", ".join(Level)
            raise ExtensionError(
                f'polybook: unknown level "{level}" in {SETTING}; write {known}, or True for all'
            )


def levels_of(app: Sphinx) -> frozenset[Level]:
    """Return the levels whose terms get tooltips, by the setting in conf.py."""
    return frozenset(Level(level) for level in _named(app.config))


def _named(config: Config) -> list[str]:
    """Return the levels that the setting names; on the command line, it is a text."""
    setting = getattr(config, SETTING)
    if isinstance(setting, bool):
        return list(Level) if setting else []
    return list(setting.split(",") if isinstance(setting, str) else setting)


def keep_source(env: BuildEnvironment, page: Page, merged: MergedPage) -> None:
    """Remember what each translated paragraph of the page was made of, while it is read."""
    found: dict[str, str] = {}
    for number, msgstr in merged.msgstrs.items():
        unit = page.units[number]
        if unit.kind in KINDS:
            tokens = read_text(unit.msgid, page.references).tokens
            found[flat(canonical(msgstr, unit))] = mask(unit.msgid, tokens)
    env.temp_data[SOURCE] = found


class GiveSource(SphinxTransform):
    """Gives each translated paragraph the prose of its source."""

    default_priority = 12
    """Before transforms that take text apart."""

    def apply(self, **kwargs: object) -> None:  # noqa: ARG002  docutils' signature
        """Mark the paragraphs of this document."""
        sources: Mapping[str, str] = self.env.temp_data.get(SOURCE) or {}
        if sources:
            for node in self.document.findall(nodes.paragraph):
                source = sources.get(flat(node.rawsource))
                if source is not None:
                    node[SOURCE] = source


class AddTooltips(SphinxPostTransform):
    """Marks the first use of each term in each section of a page."""

    default_priority = 900
    """After all that makes or moves text."""

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002  Sphinx's signature
        """Mark the terms, in HTML for browsers; drop the sources in any case."""
        found = [(one, one.attributes.pop(SOURCE)) for one in _paragraphs(self.document)]
        builder = self.app.builder
        levels = levels_of(self.app)
        # A book in a file (EPUB) is read on devices without pointers or keys.
        if builder.format != "html" or getattr(builder, "embedded", False) or not levels:
            return
        matcher = terms_of(self.app).own.matcher
        glossaries = {id(_sections(table)[0]) for table in self.document.findall(_is_glossary)}
        done: dict[int, set[Headword]] = {}
        for paragraph, source in found:
            page, *inner = _sections(paragraph)
            if id(page) not in glossaries:
                told = done.setdefault(id(inner[0] if inner else page), set())
                _mark(paragraph, _terms_in(source, matcher, levels), matcher, told)


def _paragraphs(document: nodes.document) -> Iterator[nodes.paragraph]:
    return (node for node in document.findall(nodes.paragraph) if SOURCE in node)


def _is_glossary(node: nodes.Node) -> bool:
    return isinstance(node, nodes.table) and CLASS in node["classes"]


def _sections(node: nodes.Node) -> list[nodes.Node]:
    """Return the sections around `node`: the page's own first; without any, what holds the page."""
    found: list[nodes.Node] = []
    while not isinstance(node, nodes.document | addnodes.start_of_file):
        node = node.parent
        if isinstance(node, nodes.section):
            found.insert(0, node)
    return found or [node]


def _terms_in(source: str, matcher: Matcher, levels: frozenset[Level]) -> set[Headword]:
    """Return the terms that a paragraph's source uses."""
    found = (headword for use in matcher.source.find(source) for headword in use.headwords)
    return {headword for headword in found if headword.level in levels}


def _mark(
    paragraph: nodes.paragraph, wanted: set[Headword], matcher: Matcher, told: set[Headword]
) -> None:
    """Mark the terms of one paragraph that its section has not `told` yet."""
    texts = [text for text in paragraph.findall(nodes.Text) if _is_prose(text)]
    # The translator has named the word here, and readers have seen it.
    for text in texts:
        told.update(named for use in matcher.source.find(str(text)) for named in use.headwords)
    for text in texts if wanted - told else ():
        pieces = list(_pieces(str(text), wanted, matcher, told))
        if len(pieces) > 1:
            text.parent.replace(text, [piece for piece in pieces if piece.astext()])


def _pieces(
    text: str, wanted: set[Headword], matcher: Matcher, told: set[Headword]
) -> Iterator[nodes.Node]:
    """Yield the text in pieces, its terms in nodes of their own."""
    done = 0
    for use in matcher.target.find(text):
        new = [one for one in use.headwords if one in wanted and one not in told]
        told.update(new)
        if names := [one.term for one in new if one.term.lower() != use.text.lower()]:
            yield nodes.Text(text[done : use.start])
            yield TermUse("", "", nodes.Text(use.text), title=", ".join(names))
            done = use.end
    yield nodes.Text(text[done:])


def _is_prose(text: nodes.Text) -> bool:
    node = text.parent
    while not isinstance(node, nodes.paragraph):
        if isinstance(node, CLOSED):
            return False
        node = node.parent
    return True


def visit(translator: HTML5Translator, node: TermUse) -> None:
    """Write a word that shows its title to pointers and, when it has the focus, behind it."""
    title = node["title"]
    start = translator.starttag(node, "span", "", CLASS=TERM, tabindex="0", title=title)
    translator.body.append(start)


def depart(translator: HTML5Translator, node: TermUse) -> None:  # noqa: ARG001  Sphinx's signature
    """Close the word."""
    translator.body.append("</span>")


def rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return every page when the table of terms is another than in the last build."""
    stamp = terms_of(app).stamp
    last: int | None = getattr(env, "polybook_terms_stamp", None)
    env.polybook_terms_stamp = stamp  # type: ignore[attr-defined]  # our own
    return sorted(env.found_docs) if last != stamp and levels_of(app) else []
