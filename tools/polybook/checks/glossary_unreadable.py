"""A glossary is a CSV file in UTF-8.

What cannot be read binds nobody: without it, no term is checked in its language.

Bad:

    glossary/vi.csv, saved by a spreadsheet as "Unicode text" (UTF-16)

Good:

    glossary/vi.csv, saved as "CSV UTF-8 (comma delimited)"

Known limits: a file in another charset than UTF-8 or UTF-16 is seen by its rows, one by one.
"""

from __future__ import annotations

from polybook.model.finding import Severity
from polybook.terms.table import UNREADABLE

CODE = UNREADABLE
SEVERITY = Severity.ERROR
