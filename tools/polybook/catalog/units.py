"""From units to a template's entries: what a translator sees beside the English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from polybook.model.entry import Entry
from polybook.model.unit import Kind, Unit

_ROLE = re.compile(r"\{[\w:.+-]+\}`([^`]*?)(?:\s*<[^<>`]*>)?`")
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\([^()\s]*(?:\s+[^()]*)?\)|\[[^\[\]]*\])?")
_ATTRIBUTES = re.compile(r"\{[#.%][^{}]*\}")
_MARKS = re.compile(
    r"(\$[^$]+\$)"  # math keeps its stars and underscores
    r"|(?<!\\)`+|(?<=\S)\*+|\*+(?=\S)|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)"
)
_DETAILED = {
    Kind.TITLE: "title of {}",
    Kind.CAPTION: "caption of {}",
    Kind.OPTION: "{}",
    Kind.FIELD: "field {}",
    Kind.FRONT_MATTER: "front matter {}",
    Kind.LABEL: "{}",
}


def template_entries(units: Sequence[Unit], page: str) -> tuple[Entry, ...]:
    """Return one entry for each key of a page's units, in the order of first appearance.

    `page` is the page's name, relative to the source folder. Units of one key share an entry, which
    has the distinct descriptions and notes of all. A text that no PO file can hold (empty, or with
    NUL, EOT, a lone surrogate) gets no entry and so stays English.
    """
    described: dict[tuple[str | None, str], dict[str, None]] = {}
    for unit in units:
        if _storable(unit.msgid):
            lines = described.setdefault(unit.key, {})
            for line in (describe(unit), *unit.notes):
                lines.setdefault(_one_line(line))
    references = (_one_line(page),)
    return tuple(
        Entry(msgid=msgid, msgctxt=context, extracted=tuple(lines), references=references)
        for (context, msgid), lines in described.items()
    )


def describe(unit: Unit) -> str:
    """Return what the unit is and where: `paragraph in Defining the Model`.

    Only the nearest heading is named: with the whole path, renaming a chapter would change every
    entry below it.
    """
    kind = unit.kind.value
    if unit.detail:
        kind = _DETAILED.get(unit.kind, "{1} of {0}").format(unit.detail, kind)
    heading = plain(unit.headings[-1]) if unit.headings else ""
    return f"{kind} in {heading}" if heading else kind


def plain(text: str) -> str:
    """Return Markdown without its marks, for people: roles and links are their text."""
    text = _ROLE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _ATTRIBUTES.sub("", text)
    return _one_line(_MARKS.sub(r"\1", text))


def _one_line(text: str) -> str:
    """Return the text on one line, since a comment of a PO file ends with its line.

    Without backslashes at its end: gettext joins such a line to the next one, even in comments.
    """
    return " ".join(_encodable(text).replace("\0", "").split()).rstrip("\\ ")


def _encodable(text: str) -> str:
    """Return the text with U+FFFD for each lone surrogate, which UTF-8 cannot hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _storable(text: str) -> bool:
    """Tell whether a PO file can hold the text as a msgid."""
    if not text or "\0" in text or "\x04" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
