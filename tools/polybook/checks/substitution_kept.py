"""A substitution keeps its name.

What stands in double braces is replaced by a text of the book's configuration; a name that was
translated is replaced by nothing.

Bad:

    English:     Version {{ release }} is out.
    Translation: Phiên bản {{ phát_hành }} đã ra mắt.

Good:

    Translation: Phiên bản {{ release }} đã ra mắt.

Known limits: what the name stands for is not looked at, in either language.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.kept import compare_kinds
from polybook.checks.texts import Fault, Pair, Setting
from polybook.formats.inline import Inline, InlineKind
from polybook.model.finding import Severity

CODE = "substitution-kept"
SEVERITY = Severity.ERROR


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each substitution that was lost, changed or made up."""
    return compare_kinds("substitution", pair, _name, InlineKind.SUBSTITUTION)


def _name(token: Inline) -> str:
    """Return what stands in the braces, or an address with braces; blanks mean nothing."""
    raw = token.raw
    return " ".join((raw[2:-2] if raw.find("}}") == len(raw) - 2 else raw).split())
