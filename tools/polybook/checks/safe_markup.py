"""A translation adds nothing that acts.

A PO file is data from many hands. A role or directive, an HTML tag or attribute, an event handler,
a Liquid or Jinja tag, an address of another scheme or host, a TeX command that the English unit has
not: each could read a file, run a script or lead readers away. Such a translation stays out of the
book and readers see the English. It cannot be waived.

Bad:

    English:     See the [manual](https://example.org/).
    Translation: Xem [hướng dẫn](https://example.net/).

Good:

    Translation: Xem [hướng dẫn](https://example.org/).

Known limits: a new host is refused even where it is meant, such as the Vietnamese Wikipedia; the
book's configuration, and no catalog, can allow it under `allow-hosts`. A comment of words passes.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.texts import Fault, Setting, Sheet, refusals
from polybook.formats.guard import SAFE_MARKUP
from polybook.model.finding import Severity

CODE = SAFE_MARKUP
SEVERITY = Severity.ERROR


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each translation that the merge guard refuses since it adds markup."""
    return refusals(sheet, CODE)
