"""Refusing a translation that has lost letters: nobody can tell which, so nothing repairs it.

What was read in a wrong code page can be repaired, and `formats/damaged_page` refuses it.
"""

from __future__ import annotations

from polybook.formats.page import Page
from polybook.model.errors import PageError

LOST = "\ufffd"


def check_damage(page: Page, english: Page | None = None) -> None:
    """Raise PageError with the line of the first lost letter; what the English has too is none."""
    if LOST in page.text and not (english and LOST in english.text):
        line = page.text.count("\n", 0, page.text.index(LOST)) + 1
        reason = "letters were lost (U+FFFD); take the file from an undamaged copy"
        raise PageError(page.name, line, reason)
