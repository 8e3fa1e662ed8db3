"""A message stands once in its catalog.

Tools differ in which of two entries they take, so the translation that readers see would depend on
the tool; gettext refuses such a file. It often comes from a merge of two branches that both brought
the catalog up to date. Such a catalog cannot be read, and readers see its whole page in English.

Bad:

    msgid "Summary"
    msgstr "Tóm tắt"

    msgid "Summary"
    msgstr "Tổng kết"

Good:

    msgid "Summary"
    msgstr "Tóm tắt"

Known limits: the first of several duplicates is named, with the line of its twin; the others are
counted.
"""

from __future__ import annotations

from polybook.catalog.read import DUPLICATE
from polybook.model.finding import Severity

CODE = DUPLICATE
SEVERITY = Severity.ERROR
