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
from collections.abc import Iterator

from polybook.checks.kept import compare
from polybook.checks.texts import Fault, Pair, Setting
from polybook.formats.inline import InlineKind
from polybook.model.finding import Severity

CODE = "math-kept"
SEVERITY = Severity.ERROR

WORDS = re.compile(r"(\\(?:text|textrm|mathrm|mbox|operatorname)\s*)\{[^{}]*\}")


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each formula that was lost, changed or made up."""
    english, translation = (
        [(_normal(token.raw), token.raw) for token in text.of(InlineKind.MATH)]
        for text in (pair.english, pair.translation)
    )
    return compare("formula", english, translation)


def _normal(formula: str) -> str:
    return "".join(WORDS.sub(r"\1{}", formula).split())
