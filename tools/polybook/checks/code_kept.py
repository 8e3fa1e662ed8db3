"""Inline code stays as it is, byte for byte.

Readers copy it, and what they copy must run.

Bad:

    English:     Call `np.mean` on it.
    Translation: Gọi `np.trung_bình` trên nó.

Good:

    Translation: Gọi `np.mean` trên nó.

Known limits: code that is written as prose, without backticks, is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from polybook.checks.tokens import compare
from polybook.formats.inline import Inline, InlineKind
from polybook.model.finding import Severity

CODE = "code-kept"
SEVERITY = Severity.ERROR


def check(english: Sequence[Inline], translation: Sequence[Inline]) -> Iterator[str]:
    """Yield a message for each piece of inline code that was lost or changed."""
    return compare(english, translation, InlineKind.CODE)
