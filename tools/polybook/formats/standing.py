"""Which translations stand at their place whatever is around them, told without reading the page.

A paragraph, heading or cell that becomes one line of ordinary words is read back as just that: no
block begins in it, none ends in it, and no other block looks at it. The merge guard reads a page
again only where it has others. Each condition answers a rule of CommonMark, MyST or d2l Markdown;
the tests hold the answers against full readings.
"""

from __future__ import annotations

import re

from polybook.formats import d2l
from polybook.formats.inline import is_only_image
from polybook.formats.page import Page
from polybook.formats.text import canonical
from polybook.model.unit import Kind, Unit

DIALECTS = frozenset({"", d2l.NAME})
"""What is known well enough. kramdown, for one, may join a list item and the line below it."""
OPENING = re.compile(
    r"[^\W\d_]"  # a letter begins no block
    r"|[“‘«„.&]"
    r"|[*_][^\s*_]|[*_]{2,3}[ \t]*[^\W_]"  # `* ` is a list, `***` a line
    r"|[0-9]++[^.)]"  # `1.` and `1)` are lists
    r"|`{1,2}[^`]"  # three are a fence
    r"|\$[^$]"  # two are a formula
    r"|\[(?![\^!]|[ xX]\])[^\[\]\\]*(?:\[|\](?!:))"  # no footnote, alert, task, definition
    r"|!"
)
"""How a line may begin so that it can only be text, in the middle of a paragraph too."""
TITLE = re.compile(r"[\"'](?=.)|\((?!.*\)=)")
"""The same where no definition of a link stands right above, which goes on with its title; a label
of MyST begins so as well."""
D2L_ROLE = re.compile(r":(?!(?:label|eqlabel|width|height|bibliography):)[A-Za-z][\w-]*:`")
"""The same in d2l Markdown: no caption, and no line of marks."""
REACHES = ("$$", "\\end")
"""What formulas that opened further up may be waiting for."""
READABLE = re.compile(r"[^\W_]")
"""What no line of dashes has, which makes a table of the line above it."""
EMPTY = re.compile(r"[ \t>]*(?:\n|\Z)")
"""A line with nothing in it, in a quote too."""
RULE = re.compile(r"[ \t>]*(?:[|:]|-[^ \t])")
"""How a line begins that makes a table of the line above it."""
BLANKS = re.compile(r"[ \t>\n]*")
TERM_MARKS = (":", "~")
"""What makes the line above a term that is defined, in MyST."""


def stands(page: Page, number: int, msgstr: str) -> bool:
    """Tell whether unit `number` surely can be this msgstr, on a page where all others can be, too.

    "No" says nothing: somebody must look.
    """
    unit = page.units[number]
    text = canonical(msgstr, unit)
    if text == unit.msgid:
        return True
    if number not in page.whole or "\n" in text or text != text.strip():
        return False
    if unit.kind is Kind.CELL:
        return _is_cell(text, unit, page)
    if unit.level:
        return text[0] != "#" and text[-1] != "#"
    return _is_line(text, unit, page) and _is_apart(text, unit, page)


def _is_cell(text: str, unit: Unit, page: Page) -> bool:
    """Tell whether text can be nothing else than one cell, of a row that begins with a pipe."""
    source, place = page.regions[unit.region].text, unit.span.start
    before = source[source.rfind("\n", 0, place) + 1 : place]
    return "|" in before and "|" not in text and "\\" not in text and bool(READABLE.search(text))


def _is_line(text: str, unit: Unit, page: Page) -> bool:
    """Tell whether text can be nothing else than a line of a paragraph, by itself."""
    if any(one in text for one in REACHES):
        return False
    if not (
        OPENING.match(text)
        or (page.dialect == d2l.NAME and D2L_ROLE.match(text))
        or (TITLE.match(text) and _begins_anew(unit, page))
    ):
        return False
    if page.dialect != d2l.NAME or "!" not in (text[0], unit.msgid[0]):
        return True
    # There, an image on its own is a figure.
    return is_only_image(text) == is_only_image(unit.msgid)


def _begins_anew(unit: Unit, page: Page) -> bool:
    """Tell whether a paragraph surely does not go on with what stands on the line above it."""
    source = page.regions[unit.region].text
    line = source.rfind("\n", 0, unit.span.start) + 1
    if source[line : unit.span.start].strip(" \t>"):
        return True  # a list item, for one
    above = source.rfind("\n", 0, max(line - 1, 0)) + 1
    return line == 0 or EMPTY.match(source, above) is not None


def _is_apart(text: str, unit: Unit, page: Page) -> bool:
    """Tell whether what comes below a paragraph of one line makes nothing else of it."""
    source = page.regions[unit.region].text
    below = source.find("\n", unit.span.end) + 1
    if not below:
        return True
    if "|" in text and RULE.match(source, below):
        return False  # it may be the head of a table
    if page.dialect == d2l.NAME:
        return True
    place = BLANKS.match(source, below).end()  # type: ignore[union-attr]  # it matches nothing too
    return source[place : place + 1] not in TERM_MARKS
