"""Pairs for tests of single checks."""

from polybook.checks.texts import Pair, Setting, make_pair
from polybook.model.entry import Entry
from polybook.model.span import Span
from polybook.model.unit import Kind, Unit
from polybook.terms.glossary import Glossary
from polybook.terms.language import ENGLISH, language

SETTING = Setting(language("vi"), ENGLISH, Glossary("vi"))


def pair_of(english: str, translation: str) -> Pair:
    """Make the pair of a case; the English may begin with a line `kind: ...`."""
    kind = Kind.PARAGRAPH
    if english.startswith("kind: "):
        first, english = english.split("\n", 1)
        kind = Kind(first.removeprefix("kind: "))
    unit = Unit(english, Span(0, len(english)), kind, level=int(kind is Kind.HEADING))
    return make_pair(unit, Entry(english, translation))
