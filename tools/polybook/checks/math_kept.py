r"""Formulas stay as they are, but for blanks and for words in `\text{...}`.

A formula means the same in every language; a lost one leaves a hole in the argument.

Bad:

    English:     Let $x$ be real.
    Translation: Cho x là số thực.

Good:

    English:     where $y = 1 \text{ if } x > 0$
    Translation: trong đó $y = 1 \text{ nếu } x > 0$

Known limits: a formula spelled in another way that means the same (`\ge`, `\geq`) is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from polybook.checks.tokens import compare
from polybook.formats.inline import Inline, InlineKind
from polybook.model.finding import Severity

CODE = "math-kept"
SEVERITY = Severity.ERROR

WORDS = re.compile(r"(\\(?:text|textrm|mathrm|mbox|operatorname)\s*)\{[^{}]*\}")


def check(english: Sequence[Inline], translation: Sequence[Inline]) -> Iterator[str]:
    """Yield a message for each formula that was lost or changed."""
    return compare(english, translation, InlineKind.MATH, _normal)


def _normal(formula: str) -> str:
    return "".join(WORDS.sub(r"\1{}", formula).split())
