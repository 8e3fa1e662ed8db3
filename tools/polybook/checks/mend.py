"""What the checks that can mend share: changes of the prose that leave protected tokens alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from polybook.checks.texts import Text
from polybook.model.unit import Kind, Unit

LAYOUT = frozenset({Kind.HTML, Kind.FRONT_MATTER})
"""Units whose blanks may be layout."""


def keeps_layout(unit: Unit) -> bool:
    """Tell whether blanks of this unit may mean something, or nothing at all."""
    return unit.kind in LAYOUT


def replaced(
    text: Text, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]
) -> str:
    """Return the text with each match of `pattern` in its solid prose replaced.

    Where the new text has other markup, such as a link whose halves a control character kept apart,
    the step that mends leaves the translation as it was.
    """
    parts: list[str] = []
    done = 0
    for match in pattern.finditer(text.solid):
        parts += (text.raw[done : match.start()], replacement(match))
        done = match.end()
    return "".join((*parts, text.raw[done:]))
