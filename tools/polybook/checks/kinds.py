"""The kinds of checks: what a check's module must have, by what it must see.

Each has the names of `Check` and one function: `check` for a unit and its translation,
`check_sheet` for a page with its catalog, `check_book` for all that is translated into a language,
`check_terms` for its glossary. It judges what it is given, and yields what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from polybook.checks.texts import Fault, Pair, Row, Setting, Sheet
from polybook.model.finding import Severity
from polybook.terms.glossary import Glossary


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


class RareCheck(PairCheck, Protocol):
    """A check of pairs that can tell of a whole page, at one look, that it has nothing to say."""

    def could(self, texts: str) -> bool:
        """Tell whether there may be a fault in translations, given as one text, a line each."""
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


class TermCheck(Check, Protocol):
    """Judges the glossary of one language."""

    def check_terms(self, glossary: Glossary) -> Iterator[Fault]:
        """Yield each fault, with the line of its row."""
        ...


class Fixer(Check, Protocol):
    """Puts right what a check finds in a translation, where there is but one way to do so."""

    def fix(self, pair: Pair, setting: Setting) -> str:
        """Return the translation of `pair` without what the check would find in it."""
        ...
