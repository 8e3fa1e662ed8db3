"""Pseudo-translation: every letter outside protected tokens changes, and nothing else does.

A tool that keeps the structure of a page keeps it here; whatever still reads as English afterwards
was never handed to the translators.
"""

from pathlib import Path

import polib

from blocks import PROTECTED

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "àƀćđéƒĝĥíĵķĺɱńóṕɋŕśťúṽŵẋýžÀƁĆĐÉƑĜĤÍĴĶĹṀŃÓṔɊŔŚŤÚṼŴẊÝŽ"
_LETTERS = str.maketrans(_PLAIN, _ACCENTED)


def pseudo(text: str) -> str:
    """Put an accent on every letter of a message, protected tokens left as they are."""
    done, at = [], 0
    for match in PROTECTED.finditer(text):
        done += [text[at : match.start()].translate(_LETTERS), match[0]]
        at = match.end()
    return "".join([*done, text[at:].translate(_LETTERS)])


def fill(folder: Path) -> int:
    """Pseudo-translate every catalog under a folder, whoever wrote it; return the messages."""
    count = 0
    for path in sorted(folder.rglob("*.po")):
        catalog = polib.pofile(str(path), wrapwidth=-1)
        for entry in catalog:
            if not entry.obsolete:
                entry.msgstr = entry.msgid if _is_code(entry) else pseudo(entry.msgid)
                entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
                count += 1
        catalog.save()
    return count


def count(folder: Path) -> dict[str, int]:
    """Count what the catalogs under a folder hold: translated, fuzzy, missing, obsolete."""
    counts = dict.fromkeys(("translated", "fuzzy", "missing", "obsolete"), 0)
    for path in folder.rglob("*.po"):
        for entry in polib.pofile(str(path)):
            counts[_state(entry)] += 1
    return counts


def _is_code(entry: polib.POEntry) -> bool:
    """Tell whether a tool that extracts code says so; a translator leaves it alone then."""
    return "code block" in (entry.comment or "").lower()


def _state(entry: polib.POEntry) -> str:
    if entry.obsolete:
        return "obsolete"
    if not entry.msgstr:
        return "missing"
    return "fuzzy" if entry.fuzzy else "translated"
