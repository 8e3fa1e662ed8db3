"""A footnote's mark stays, under the same name.

The name leads to the note at the foot of the page, which nothing leads to when the mark is lost,
and a mark with another name stays in the text as it was typed.

Bad:

    English:     It was found late[^history].
    Translation: Nó được tìm ra muộn[^lịch-sử].

Good:

    Translation: Nó được tìm ra muộn[^history].

Known limits: a mark that moved to another word is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.kept import compare_kinds
from polybook.checks.texts import Fault, Pair, Setting
from polybook.formats.inline import Inline, InlineKind
from polybook.model.finding import Severity

CODE = "footnote-kept"
SEVERITY = Severity.ERROR


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each footnote mark that was lost, changed or made up."""
    return compare_kinds("footnote", pair, _raw, InlineKind.FOOTNOTE)


def _raw(token: Inline) -> str:
    return token.raw
