"""No cell of a glossary is a formula to a spreadsheet.

Whoever opens the table in one would run what somebody else wrote (OWASP, "CSV Injection"). So a
cell must not begin with `=`, `+`, `-` or `@`.

Bad:

    step size,độ dài bước,strict,,,,=HYPERLINK("..."),

Good:

    step size,độ dài bước,strict,,,,see HYPERLINK,

Known limits: none; a sign alone is no formula.
"""

from __future__ import annotations

from polybook.model.finding import Severity
from polybook.terms.table import FORMULA

CODE = FORMULA
SEVERITY = Severity.ERROR
