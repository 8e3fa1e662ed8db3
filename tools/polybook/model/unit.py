"""A unit: one translatable stretch of a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from polybook.model.span import Span


class Kind(StrEnum):
    """What a unit is on its page; the value is the word that translators read."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    CELL = "table cell"
    TERM = "defined term"
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    TITLE = "title"
    OPTION = "option"
    FIELD = "field"
    FRONT_MATTER = "front matter"
    HTML = "HTML block"
    LABEL = "label"


class Quoting(StrEnum):
    """How a msgstr is written at the unit's place so that the page's parser reads it back."""

    MARKDOWN = "markdown"
    """As it stands, with the container's prefix on each new line."""
    LINE = "line"
    """As it stands, on one line: headings, table cells, directive titles."""
    YAML = "yaml"
    """As a YAML scalar, on one line."""
    XML = "xml"
    """As text of an XML file, in as many lines as there are places for."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One translatable stretch of one region of a page."""

    msgid: str
    """The English as written, container prefixes off, soft line breaks turned into blanks."""
    span: Span
    """Where it stands, in code points of its region's text."""
    kind: Kind
    region: int = 0
    """Which region of the page: always 0 for Markdown, one per markdown cell for notebooks."""
    context: str | None = None
    """The msgctxt, from the author's `i18n:context` comment."""
    headings: tuple[str, ...] = ()
    """The headings above it, outermost first, as written."""
    notes: tuple[str, ...] = ()
    """What the translator is told beside kind and headings: author's comments, display formulas."""
    lead: str = ""
    """What each new line of a msgstr must begin with here: quote marks, indents."""
    quoting: Quoting = Quoting.MARKDOWN
    level: int = 0
    """1 to 6 for a heading, else 0."""
    detail: str = ""
    """The directive, option or front-matter key that the kind speaks of: `admonition`, `alt`."""

    @property
    def key(self) -> tuple[str | None, str]:
        """What gettext identifies an entry by: (msgctxt, msgid)."""
        return (self.context, self.msgid)
