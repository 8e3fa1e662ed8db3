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

from collections.abc import Iterator

from polybook.checks.kept import compare
from polybook.checks.texts import Fault, Pair, Setting
from polybook.formats.inline import InlineKind
from polybook.model.finding import Severity

CODE = "code-kept"
SEVERITY = Severity.ERROR


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each piece of inline code that was lost, changed or made up."""
    english, translation = (
        [(token.raw, token.raw) for token in text.of(InlineKind.CODE)]
        for text in (pair.english, pair.translation)
    )
    return compare("code", english, translation)
