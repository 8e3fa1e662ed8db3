"""Every part of a page can be cut into units.

A page is Markdown as a whole, a notebook has one part a cell. Where the parser gives up, that part
stays in English and the rest of the page goes on.

Bad:

    a thousand quotes, each inside the one before

Good:

    a few

Known limits: this is always the parser's limit and never known to have met a page in earnest.
"""

from __future__ import annotations

from polybook.formats.reading import REGION_UNREADABLE
from polybook.model.finding import Severity

CODE = REGION_UNREADABLE
SEVERITY = Severity.ERROR
