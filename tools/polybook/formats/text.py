"""How a unit's text is read from its lines and written back: msgid and canonical msgstr."""

from __future__ import annotations

import re

from polybook.model.unit import Kind, Quoting, Unit

XML_BLANKS = re.compile(r"[ \t]+")
NOT_QUOTE_MARK = re.compile(r"[^>\t]")
BLANKS = " \t"
LONE_TAG = re.compile(r"""(<[A-Za-z][\w-]*) (?=(?:[^<>"']|"[^"]*"|'[^']*')*>\Z)""")
"""A text that is one tag, which stands in a paragraph only while it has a line break in it."""


def joined(lines: list[str]) -> str:
    """Join the lines of a block: soft breaks become one blank, hard breaks stay.

    A hard break is two blanks or a backslash at the end of a line (CommonMark 6.7); an even number
    of backslashes is escaped backslashes.
    """
    whole = "\n".join(lines)
    if "\\" not in whole and "  \n" not in whole:
        return " ".join([line.strip(BLANKS) for line in lines]).strip(BLANKS)
    parts: list[str] = []
    last = len(lines) - 1
    for number, line in enumerate(lines):
        text = line.strip(BLANKS)
        if number == last:
            parts.append(text)
        elif line.endswith("  "):
            parts.append(text + "  \n")
        elif (len(text) - len(text.rstrip("\\"))) % 2:
            parts.append(text + "\n")
        else:
            parts.append(text + " ")
    return "".join(parts).strip(BLANKS)


def canonical(msgstr: str, unit: Unit) -> str:
    """Return `msgstr` as it will read in the page, should nothing go wrong.

    Line breaks that are not hard breaks become blanks, except where lines matter: in HTML blocks,
    in YAML values of several lines, in labels of pictures. Without a text, it is the source's own.
    """
    if not msgstr.strip():
        return unit.msgid
    if unit.kind is Kind.LABEL:
        lines = msgstr.strip("\n").split("\n")
        return "\n".join(XML_BLANKS.sub(" ", line).strip(" ") for line in lines)
    if unit.kind is Kind.HTML or (unit.quoting is Quoting.YAML and "\n" in unit.msgid):
        return msgstr.strip("\n")
    if "\n" not in msgstr:
        return msgstr if unit.quoting is Quoting.YAML else msgstr.strip(BLANKS)
    return joined([line for line in msgstr.split("\n") if line.strip(BLANKS)])


def continuation(prefix: str) -> str:
    """Return what a further line of a block must begin with, given its first line's `prefix`.

    Quote marks stay, list markers and footnote labels turn into blanks: `> - ` gives `>   `.
    """
    return NOT_QUOTE_MARK.sub(" ", prefix)


def written(text: str, unit: Unit) -> str:
    """Return canonical `text` as it is written at the unit's place, for Markdown quoting.

    A whole tag alone on a line begins an HTML block (CommonMark 4.6, the seventh kind). Where the
    source has it in a paragraph, over several lines, so has the translation.
    """
    if unit.quoting is not Quoting.MARKDOWN:
        return text
    if text[:1] == "<" and unit.kind is not Kind.HTML and LONE_TAG.match(unit.msgid):
        text = LONE_TAG.sub(r"\1\n", text)
    return text.replace("\n", "\n" + unit.lead)
