"""Each row of a glossary is a term: the columns have known names, and every row fills them.

A row that cannot be read is left out and the others still count, so a slip costs one term and not
the table. Of the first line, an unknown column is a warning and one that is not there a note; only
`term` and `translation` must be there.

Bad:

    term,translation,level
    loss function,hàm mất mát,srict

Good:

    term,translation,level
    loss function,hàm mất mát,strict

Known limits: what the rows say is judged by `polybook glossary check`.
"""

from __future__ import annotations

from polybook.model.finding import Severity
from polybook.terms.table import ROW

CODE = ROW
SEVERITY = Severity.ERROR
