"""One rule a file. Each judges a unit and its translation, and yields what is wrong.

A check is a module with the names of `Check`: mypy accepts a module that has them and no other.
Rules that need the whole page, `structure-kept` and `safe-markup`, are the merge guard's own
(`formats/guard`): a check and a merge must not answer differently.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from polybook.checks import code_kept, math_kept
from polybook.formats.inline import Inline
from polybook.model.finding import Severity


class Check(Protocol):
    """What a module must have to be a check."""

    @property
    def CODE(self) -> str:  # noqa: N802  a module's constant
        """The rule's name in findings and waivers, such as `math-kept`; never reused."""
        ...

    @property
    def SEVERITY(self) -> Severity:  # noqa: N802  a module's constant
        """How bad a finding of this rule is."""
        ...

    def check(self, english: Sequence[Inline], translation: Sequence[Inline]) -> Iterator[str]:
        """Yield a message for each fault, given the inline tokens of both texts."""
        ...


ALL: tuple[Check, ...] = (code_kept, math_kept)
"""Every check, in the order in which they speak."""
