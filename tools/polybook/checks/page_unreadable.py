"""A page can be read as its format.

A notebook that is no JSON, a page that is not UTF-8, a link that leads out of the source folder:
nothing of it can be translated or built, and its catalogs stay as they are.

Bad:

    {"cells": [{"cell_type": "markdown", "source": "Half a

Good:

    {"cells": [{"cell_type": "markdown", "source": "All of it"}], ...}

Known limits: only the first fault of a page is named.
"""

from __future__ import annotations

from polybook.model.errors import PageError
from polybook.model.finding import Severity

CODE = PageError.code
SEVERITY = Severity.ERROR
