"""Whether a text has any but the most ordinary characters: one look that saves many."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

ORDINARY = re.compile("[\n -~\u00c0-\u024f\u1e00-\u1eff‘’“”–—…]*+")
"""ASCII, Latin letters with their accents, and the marks that every text has."""


@lru_cache(maxsize=1)
def is_ordinary(texts: str) -> bool:
    """Tell whether all characters are ordinary, also those that entities stand for.

    The last answer is remembered: several checks ask for the same page.
    """
    return ORDINARY.fullmatch(unescape(texts)) is not None
