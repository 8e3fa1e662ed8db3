"""What a translation may not do to a picture.

All that it says is escaped, so it cannot bring in markup, scripts, links or entities. What is left:
the tags inside a label are all there and closed in order, and there is a place for every line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import cast

from polybook.formats.page import Page
from polybook.formats.svg_label import NOT_IN_XML, LabelWriter, split_kept
from polybook.formats.text import canonical
from polybook.model.unit import Unit

TAG = re.compile(r"</?[A-Za-z][\w:-]*(?:\s+[\w:-]+\s*=[^<>]*|\s*)/?>")
"""What is meant as a tag; `x <y` and `y> z` are not."""
ENTITY = re.compile(r"&(?:#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z]\w*);")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""Characters that no label needs; a line break is one of its own."""
LONGEST = 1000
"""Characters that a label may have beyond ten times its English."""
CLOSING = re.compile(r"</\s*([^\s<>]+)\s*>")
OPENING = re.compile(r"<([^\s<>/!?]+)[^<>]*(?<!/)>")


def breaks_label(page: Page, unit: Unit, msgstr: str) -> str | None:
    """Say what in a msgstr the structure of its label cannot take; None where all is well.

    The answer ends a sentence that begins with "the translation".
    """
    text = canonical(msgstr, unit)
    writer = _writer(page, unit)
    lines = text.split("\n")
    places = len(writer.breaks) + 1
    if len(lines) > places:
        many = "one line" if places == 1 else f"{places} lines"
        return f"has {len(lines)} lines, but the picture has places for {many}; join some"
    ours, theirs = (_kept(text, writer) for text in (unit.msgid, text))
    for one in ours - theirs:
        return f"loses {one}; copy it from the English"
    for one in theirs - ours:
        return f"has {one} more often than the English; take it out"
    if not all(_is_nested(split_kept(line, writer.kept)[1::2]) for line in lines):
        return "has tags that are not closed in order on their line; put them as in the English"
    return None


def is_no_text(page: Page, unit: Unit, msgstr: str) -> str | None:
    """Say what of a msgstr is no text: markup, what nobody sees, what no file can hold; or None.

    The answer ends a sentence that begins with "the translation".
    """
    text = canonical(msgstr, unit)
    if len(text) > LONGEST + 10 * len(unit.msgid):
        return "is many times as long as the English; shorten it"
    if not any(character.isprintable() and not character.isspace() for character in text):
        return "has nothing that can be seen; write a text, or leave it empty"
    if found := CONTROL.search(text) or NOT_IN_XML.search(text):
        return _adds(f"the character U+{ord(found[0]):04X}")
    plain = "\n".join(split_kept(text, _writer(page, unit).kept)[::2])
    for pattern, name in ((TAG, "the tag"), (ENTITY, "the entity")):
        for match in pattern.finditer(plain):
            if match[0] not in unit.msgid:
                return _adds(f"{name} {match[0]}")
    return None


def _adds(what: str) -> str:
    return f"adds {what}, which the English does not have; write plain text"


def _writer(page: Page, unit: Unit) -> LabelWriter:
    return cast(LabelWriter, page.regions[unit.region].write)


def _kept(text: str, writer: LabelWriter) -> Counter[str]:
    return Counter(split_kept(text, writer.kept)[1::2])


def _is_nested(kept: Sequence[str]) -> bool:
    """Tell whether each start tag is closed by an end tag of its name, in order."""
    opened: list[str] = []
    for name, closes in _tags(kept):
        if not closes:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def _tags(kept: Sequence[str]) -> Iterator[tuple[str, bool]]:
    for one in kept:
        if match := CLOSING.fullmatch(one):
            yield match[1], True
        elif match := OPENING.fullmatch(one):
            yield match[1], False
