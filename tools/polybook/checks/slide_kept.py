"""The marks of slides in d2l Markdown stay, each as often as in the English.

`[**so**]` and `(**so**)` are what slides show of a text, `[~~so~~]` is for slides alone. A mark
that is lost or torn makes the slides swallow the rest of the page, or show nothing.

Bad:

    English:     [**Read the data.**] Then look.
    Translation: **Đọc dữ liệu.** Rồi nhìn qua.

Good:

    Translation: [**Đọc dữ liệu.**] Rồi nhìn qua.

Known limits: whether the right words are marked is for a person to see.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from polybook.checks.texts import Fault, Setting, Sheet, Text
from polybook.formats import d2l
from polybook.model.finding import Severity

CODE = "slide-kept"
SEVERITY = Severity.ERROR

MARK = re.compile(r"[\[(](?:\*\*|~~)|(?:\*\*|~~)[\])]")


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each kind of mark that the translation has more or fewer of."""
    if sheet.page.dialect != d2l.NAME:
        return
    for pair in sheet.pairs:
        if not (_could(pair.english.raw) or _could(pair.translation.raw)):
            continue
        ours, theirs = _marks(pair.english), _marks(pair.translation)
        for mark in (ours | theirs) if ours != theirs else ():
            if ours[mark] != theirs[mark]:
                had = f"stands {theirs[mark]} times here and {ours[mark]} times in the English"
                message = f"the slide mark {mark} {had}; put each where its words are"
                yield Fault(message, entry=pair.entry, unit=pair.unit)


def _could(raw: str) -> bool:
    """Tell whether a text may have a mark at all."""
    return "**" in raw or "~~" in raw


def _marks(text: Text) -> Counter[str]:
    return Counter(MARK.findall(text.prose))
