"""One rule a file. Each judges what it is given, and yields what is wrong.

A check is a module with the names of `Check` and one function, by what it must see: `check` for a
unit and its translation, `check_sheet` for a page with its catalog, `check_book` for all that is
translated into a language. mypy accepts a module in a tuple only when its function is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from polybook.checks import code_kept, math_kept, safe_markup, structure_kept
from polybook.checks.texts import Fault, Pair, Row, Setting, Sheet
from polybook.model.finding import Severity


class Check(Protocol):
    """What every check has."""

    @property
    def CODE(self) -> str:  # noqa: N802  a module's constant
        """The rule's name in findings and waivers, such as `math-kept`; never reused."""
        ...

    @property
    def SEVERITY(self) -> Severity:  # noqa: N802  a module's constant
        """How bad a finding of this rule is, unless a fault says otherwise."""
        ...


class PairCheck(Check, Protocol):
    """Judges one unit and its translation."""

    def check(self, pair: Pair, setting: Setting) -> Iterator[Fault]:
        """Yield each fault of the translation."""
        ...


class SheetCheck(Check, Protocol):
    """Judges a page with its catalog."""

    def check_sheet(self, sheet: Sheet, setting: Setting) -> Iterator[Fault]:
        """Yield each fault, with the entry or the unit it speaks of."""
        ...


class BookCheck(Check, Protocol):
    """Judges all that is translated into one language."""

    def check_book(self, rows: Sequence[Row], setting: Setting) -> Iterator[tuple[Row, Fault]]:
        """Yield each fault with the row it speaks of."""
        ...


PAIR: tuple[PairCheck, ...] = (code_kept, math_kept)
SHEET: tuple[SheetCheck, ...] = (structure_kept, safe_markup)
BOOK: tuple[BookCheck, ...] = ()
LANGUAGE: dict[str, tuple[PairCheck, ...]] = {}
"""By language: the checks that only it needs."""

ALL: tuple[Check, ...] = (
    *PAIR,
    *SHEET,
    *BOOK,
    *(rule for rules in LANGUAGE.values() for rule in rules),
)
"""Every check, in the order of the manual."""
