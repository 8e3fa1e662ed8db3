"""No control character stands in a text.

They come along when text is copied from terminals, PDF files or old databases; readers see boxes,
and XML, which EPUB is made of, forbids most of them.

Bad:

    English:     The loss falls.
    Translation: Mất mát<U+000B>giảm.

Good:

    Translation: Mất mát giảm.

Known limits: line breaks and tabs are fine, and what the English has. `check --fix` mends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybook.checks import mojibake
from polybook.checks.mend import replaced
from polybook.checks.ordinary import is_ordinary
from polybook.checks.place import excerpt, name
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity
from polybook.model.span import Span

CODE = "control-character"
SEVERITY = Severity.ERROR

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
RUN = re.compile(rf"(?P<before>[ ]?){CONTROL.pattern}+(?P<after>[ ]?)")
BREAKS = "\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"
"""Those that part lines or words, so that a blank must take their place."""


def could(texts: str) -> bool:
    """Tell whether translations have a control character at all."""
    return not is_ordinary(texts) and CONTROL.search(texts) is not None


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each control character, once for each."""
    raw = pair.translation.raw
    if raw.isprintable() or mojibake.repaired(raw) != raw:
        return
    seen = set(pair.english.raw)
    for match in CONTROL.finditer(raw):
        if match[0] not in seen:
            seen.add(match[0])
            place = excerpt(raw, Span(*match.span()))
            yield Fault(f"control character {name(match[0])} in {place}; take it out")


def fix(pair: Pair, setting: Setting) -> str:  # noqa: ARG001  the protocol's
    """Return the text without control characters; what was damaged otherwise stays as it is."""
    text = pair.translation
    if mojibake.repaired(text.raw) != text.raw:
        return text.raw  # the characters are halves of letters, and can be put together again
    known = set(CONTROL.findall(pair.english.raw))
    return replaced(text, RUN, lambda match: match[0] if known & set(match[0]) else _blank(match))


def _blank(match: re.Match[str]) -> str:
    blank = match["before"] or match["after"]
    return blank or (" " if any(char in match[0] for char in BREAKS) else "")
