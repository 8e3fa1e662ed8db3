"""Liquid and Jinja tags stay as they are.

The program that builds the site reads them before any reader does; one that is changed stops the
build, or leaves out what it stood for.

Bad:

    English:     See {% link install.md %}.
    Translation: Xem {% liên kết install.md %}.

Good:

    Translation: Xem {% link install.md %}.

Known limits: tags in another order are left to the merge guard.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.kept import compare_kinds
from polybook.checks.texts import Fault, Pair, Setting
from polybook.formats.inline import Inline, InlineKind
from polybook.model.finding import Severity

CODE = "template-kept"
SEVERITY = Severity.ERROR


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each template tag that was lost, changed or made up."""
    return compare_kinds("template tag", pair, _tag, InlineKind.TEMPLATE)


def _tag(token: Inline) -> str:
    """Return the tag, or an address with tags, with one blank wherever it has some.

    A tag has blanks inside its braces too.
    """
    if not (token.raw.startswith("{") and token.raw.endswith("}")):
        return " ".join(token.raw.split())
    return " ".join((token.raw[:2], *token.raw[2:-2].split(), token.raw[-2:]))
