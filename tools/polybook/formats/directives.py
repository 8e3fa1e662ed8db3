"""What is prose in which MyST directive.

Drawn from the documentation of docutils, Sphinx, MyST-Parser, MyST-NB, sphinx-design,
sphinx-exercise, sphinx-proof and the common themes. A directive that is not here is unknown: its
body is left alone and `stats` reports it once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Argument(Enum):
    """What stands on the opening line after the directive's name."""

    FIXED = "fixed"
    """A path, a label, a language, a number: nothing to translate."""
    TITLE = "title"
    """Text for readers."""
    BODY = "body"
    """The first line of the body, for directives without arguments."""
    VERSION = "version"
    """A version number, then text."""


class Body(Enum):
    """What the content of a directive is."""

    MARKDOWN = "markdown"
    CARD = "card"
    """Markdown with a header above `^^^`."""
    VERBATIM = "verbatim"
    """Code, data, formulas, another markup language: never touched."""
    TOCTREE = "toctree"
    """Page names, some as `title <page>`."""
    GLOSSARY = "glossary"
    """Unindented terms, which `{term}` finds entries by, and indented Markdown."""


@dataclass(frozen=True, slots=True)
class Directive:
    """What of one directive translators see."""

    argument: Argument
    body: Body


PROSE_OPTIONS = frozenset({"alt", "caption", "img-alt", "link-alt", "subtitle"})
"""Options whose value is text for readers, in whichever directive they stand."""
CELL_OPTIONS = frozenset({"mystnb.figure.caption", "mystnb.image.alt"})
"""The same below a key of MyST-NB, by their paths: of what a code cell draws."""

_GROUPS: dict[tuple[Argument, Body], str] = {
    (Argument.BODY, Body.MARKDOWN): """
        attention caution danger error hint important note seealso tip warning todo
        epigraph highlights pull-quote compound hlist centered aside margin tab-set
        legend abstract""",
    (Argument.TITLE, Body.MARKDOWN): """
        admonition topic sidebar dropdown tab-item tab table list-table rubric figure-caption
        exercise exercise-start prf:theorem prf:lemma prf:proof prf:definition prf:corollary
        prf:proposition prf:example prf:remark prf:axiom prf:conjecture prf:criterion
        prf:observation prf:property prf:algorithm prf:assumption proof theorem lemma definition""",
    (Argument.TITLE, Body.CARD): "card grid-item-card",
    (Argument.TITLE, Body.VERBATIM): "contents csv-table",
    (Argument.FIXED, Body.MARKDOWN): """
        figure figure-md image container div class only ifconfig grid grid-item card-carousel toggle
        button-ref button-link glue:figure eval:figure solution solution-start subfigure role-block
        panels tabs""",
    (Argument.FIXED, Body.VERBATIM): """
        code code-block sourcecode code-cell literalinclude parsed-literal prompt doctest
        testcode testoutput testsetup testcleanup math raw include eval-rst mermaid graphviz
        digraph graph plantuml bibliography index tableofcontents glue glue:text glue:math
        glue:md eval raw-cell highlight meta title role default-role currentmodule productionlist
        exercise-end solution-end video youtube iframe audio embed thebe-button
        sectionauthor codeauthor tabularcolumns acks cssclass footbibliography postlist
        autodoc2-object autodoc2-summary automodule autoclass autofunction autosummary
        click program option envvar nb-exec-table polybook-glossary
        polybook-posts""",
    (Argument.VERSION, Body.MARKDOWN): "versionadded versionchanged deprecated versionremoved",
    (Argument.FIXED, Body.TOCTREE): "toctree",
    (Argument.FIXED, Body.GLOSSARY): "glossary",
}

DIRECTIVES: dict[str, Directive] = {
    name: Directive(argument, body)
    for (argument, body), names in _GROUPS.items()
    for name in names.split()
}
"""Every directive we know, by name."""
