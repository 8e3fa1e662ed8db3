"""Refusing a translation whose text was damaged on its way."""

from __future__ import annotations

from polybook.checks.mojibake import repaired
from polybook.formats.page import Page
from polybook.model.errors import PageError

LOST = "\ufffd"


def check_damage(page: Page, english: Page | None = None) -> None:
    """Raise PageError with the line of the first damage; what the English has too is none."""
    if page.text.isascii():
        return
    if LOST in page.text and not (english and LOST in english.text):
        line = page.text.count("\n", 0, page.text.index(LOST)) + 1
        reason = "letters were lost (U+FFFD); take the file from an undamaged copy"
        raise PageError(page.name, line, reason)
    if english and repaired(english.text) != english.text:
        return
    for number, text in enumerate(page.text.split("\n"), 1):
        if not text.isascii() and repaired(text) != text:
            reason = (
                "mojibake: UTF-8 that was read in another encoding; "
                f"repair it with `polybook repair {page.name}`"
            )
            raise PageError(page.name, number, reason)
