"""Between two words stands one blank.

Browsers show several as one, other readers and searches do not.

Bad:

    English:     one model
    Translation: một  mô hình

Good:

    Translation: một mô hình

Known limits: blanks at the beginning or end of a line, which Markdown reads as layout, and those of
HTML blocks and front matter are left alone. `check --fix` mends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybook.checks.mend import keeps_layout, replaced
from polybook.checks.place import excerpt
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity
from polybook.model.span import Span

CODE = "double-blank"
SEVERITY = Severity.NOTE

BLANKS = re.compile(r"(?<=[^\s\\])[ \t]{2,}+(?=[^\s,.;:!?)\]])")


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault where blanks stand together that the English has not."""
    text = pair.translation
    if ("  " not in text.raw and "\t" not in text.raw) or keeps_layout(pair.unit):
        return
    match = BLANKS.search(text.solid)
    if match and not BLANKS.search(pair.english.solid):
        place = excerpt(text.raw, Span(*match.span()))
        yield Fault(f"blanks stand together in {place}; leave one")


def fix(pair: Pair, setting: Setting) -> str:  # noqa: ARG001  the protocol's
    """Return the text with one blank between any two words, unless the English has more."""
    if BLANKS.search(pair.english.solid):
        return pair.translation.raw
    return replaced(pair.translation, BLANKS, lambda match: " ")  # noqa: ARG005  any match
