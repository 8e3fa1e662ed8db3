r"""A catalog is a PO file in UTF-8.

What cannot be read cannot be merged, so readers see its whole page in English. The line is that of
the first fault; nothing after it was looked at.

Bad:

    msgid "The loss"
    msgstr "Hàm "mất mát""

Good:

    msgid "The loss"
    msgstr "Hàm \"mất mát\""

Known limits: catalogs in other charsets are refused; convert them with `msgconv --to-code=UTF-8`.
"""

from __future__ import annotations

from polybook.model.errors import CatalogError
from polybook.model.finding import Severity

CODE = CatalogError.code
SEVERITY = Severity.ERROR
