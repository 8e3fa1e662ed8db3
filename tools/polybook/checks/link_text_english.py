"""The text of a link is translated with its sentence.

Engines take a link for one piece and leave it alone. Names and titles may stay as they are, and so
may what the configuration allows.

Bad:

    English:     See [this discussion](https://example.org/t/1).
    Translation: Xem [this discussion](https://example.org/t/1).

Good:

    Translation: Xem [thảo luận này](https://example.org/t/1).
    Translation: Xem [Google Colab](https://example.org/colab).

Known limits: a title of a work that is written in lower case is taken for text; allow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybook.checks.english import is_left, is_reference, same_parts
from polybook.checks.texts import Fault, Pair, Setting
from polybook.formats.inline import InlineKind
from polybook.model.finding import Severity

CODE = "link-text-english"
SEVERITY = Severity.WARNING

HOST = re.compile(r"[a-z]+://([^/?#]+)", re.IGNORECASE)


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each link whose text stayed English."""
    for link, text in same_parts(pair, InlineKind.LINK, InlineKind.ROLE):
        host = HOST.match(link.target)
        if host and text.strip().lower() in host[1].lower():
            continue  # the name of the place: [kaggle](https://www.kaggle.com/c/x)
        if is_left(text, setting) and not is_reference(pair):
            shown = link.prose.of(pair.translation.raw) if link.prose else text
            # The page defines where it leads under this very text.
            alone = link.raw == f"[{shown}]"
            step = f"write [...][{shown}]" if alone else "translate it"
            message = f'the link text "{shown}" is still English; {step} or list it under `allow`'
            yield Fault(message)
