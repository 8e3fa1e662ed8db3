"""Pairs for tests of single checks."""

import re
from dataclasses import replace

from polybook.checks.texts import Pair, Setting, make_pair
from polybook.model.entry import Entry
from polybook.model.span import Span
from polybook.model.unit import Kind, Unit
from polybook.terms.glossary import Glossary
from polybook.terms.language import ENGLISH, language
from polybook.terms.load import read_glossary

SETTING = Setting(language("vi"), ENGLISH, Glossary("vi"))


COLUMNS = "term,translation,level,avoid,pos,context,note,discussion"
TERM = "glossary: "
LANGUAGE = "language: "
HIDDEN = re.compile(r"<U\+([0-9A-F]{4,6})>")


def setting_of(english: str) -> Setting:
    """Make the setting of a case; lines `glossary: ...` before its English are its glossary.

    A line `language: fr` first makes it a translation into that language, not into Vietnamese.
    """
    lines = english.splitlines()
    code = next((line.removeprefix(LANGUAGE) for line in lines if line.startswith(LANGUAGE)), "vi")
    rows = [line.removeprefix(TERM) for line in lines if line.startswith(TERM)]
    table = [COLUMNS, *(row + "," * (7 - row.count(",")) for row in rows)]
    loaded = read_glossary("\n".join(table).encode(), f"{code}.csv", code)
    assert loaded.findings == ()
    return replace(SETTING, language=language(code), glossary=loaded.glossary)


def pair_of(english: str, translation: str) -> Pair:
    """Make the pair of a case; the English may begin with lines `glossary: ...` and `kind: ...`.

    A character that nobody would see in a case is written as its code point: `<U+200B>`.
    """
    english, translation = (
        HIDDEN.sub(lambda match: chr(int(match[1], 16)), text) for text in (english, translation)
    )
    while english.startswith((TERM, LANGUAGE)):
        _, english = english.split("\n", 1)
    kind = Kind.PARAGRAPH
    if english.startswith("kind: "):
        first, english = english.split("\n", 1)
        kind = Kind(first.removeprefix("kind: "))
    unit = Unit(english, Span(0, len(english)), kind, level=int(kind is Kind.HEADING))
    return make_pair(unit, Entry(english, translation))
