r"""Every text of a page is made of whole characters, and is no endless paragraph.

JSON can spell half a character, as `\ud835` without its second half. No file in UTF-8 can hold it,
so no catalog can; such a text stays in English. So does a paragraph of more than 10,000 words and
marks, which is data or an attack and would take minutes to read.

Bad:

    "source": "the letter \ud835 in a notebook"

Good:

    "source": "the letter \ud835\udc65 in a notebook"

Known limits: the units are counted, not named; search the page's file for `\ud`.
"""

from __future__ import annotations

from polybook.formats.reading import TEXT_UNREADABLE
from polybook.model.finding import Severity

CODE = TEXT_UNREADABLE
SEVERITY = Severity.ERROR
