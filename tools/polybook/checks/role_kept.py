"""A role keeps its name and its target, also one that nobody knows here.

A reference with another target leads nowhere, and one with another name is not a reference any
more. Readers see a title in front of the target, and some roles are nothing but text: those are
translated. The keys of a citation may change their order.

Bad:

    English:     See {ref}`setup`.
    Translation: Xem {ref}`cài đặt`.

Good:

    English:     See {ref}`the setup <setup>`.
    Translation: Xem {ref}`phần cài đặt <setup>`.

Known limits: the text of a role that is not known to be text is taken for a target.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.kept import compare
from polybook.checks.texts import Fault, Pair, Setting, Text
from polybook.formats.inline import Inline, InlineKind
from polybook.model.finding import Severity

CODE = "role-kept"
SEVERITY = Severity.ERROR

MATH = "math"
"""The role that math-kept looks after."""


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each role that was lost, changed or made up."""
    if pair.same_tokens:
        return iter(())
    return compare("role", _roles(pair.english), _roles(pair.translation))


def _roles(text: Text) -> Iterator[tuple[str, str]]:
    for token in text.of(InlineKind.ROLE):
        if token.name != MATH:
            # d2l writes a colon where MyST writes a brace, and neither reads the other's.
            name = token.raw[0] + token.name
            for target in _targets(token):
                yield f"{name} {target}", _shown(token, target)


def _targets(token: Inline) -> list[str]:
    """Return the targets of a role: many only for citations, none but "" for roles of text."""
    if "cite" in token.name:
        return [key for part in token.target.split(",") if (key := part.strip())]
    return [token.target.strip()]


def _shown(token: Inline, target: str) -> str:
    """Return the role as it would be written with this target alone."""
    if not target:
        return token.raw
    begin = token.raw[: token.raw.index("`")]
    return f"{begin}`{target}`"
