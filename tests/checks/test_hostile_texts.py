"""Checks of markup, text and characters end soon, whatever a catalog holds."""

import time

import pytest

from polybook.checks import PAIR
from polybook.checks.texts import Pair, read_unit
from polybook.model.entry import Entry
from polybook.model.span import Span
from polybook.model.unit import Kind, Unit
from tests.checks.pairs import SETTING

SIZE = 100_000
SOON = 5.0
"""Seconds, on a busy machine; a check that is quadratic needs minutes."""
PIECES = [
    *("a", "a ", "a a ", "* a *", "**a ** b", "_a", "a_", "``a ", "$", "(", "{)", "a)", "1.) "),
    *("\u00a0a", " ,", " . ", "  ", "e\u0301", "\u0301", "\u200b", "👩\u200d", "🏴\U000e0067"),
    *("á»", "Ã¡", "\u0430a", "https://ex\u0430mple.org ", "@xn--", "www.", "a@\u0430", "\x08 "),
    *("\ufffd", "...", "[^a]", "\ufffc", "từ ", ":)", "“"),
]


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_every_check_of_a_pair_ends_soon(piece):
    text = read_unit(piece * (SIZE // len(piece)), Kind.PARAGRAPH)
    unit = Unit("English", Span(0, 7), Kind.PARAGRAPH)
    for english in (read_unit("English", Kind.PARAGRAPH), text):
        pair = Pair(unit, Entry(english.raw, text.raw), english, text)
        for rule in PAIR:
            start = time.perf_counter()
            found = sum(1 for _ in rule.check(pair, SETTING))
            assert time.perf_counter() - start < SOON, (rule.CODE, found)
