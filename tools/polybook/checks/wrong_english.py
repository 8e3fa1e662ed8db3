r"""A translation belongs to the English that stands above it.

When two branches change one entry, one its English and one its translation, a merge by hand can
leave the new English with the translation of the old one, and nothing that says so: no `fuzzy`, no
previous msgid. Where the project is in git, the catalog is compared with its last versions: HEAD,
the parents of HEAD, and the revision of `--since`.

Bad:

    before: msgid  "Divide the error by two to make the slope simple."
            msgstr "Chia sai số cho hai để độ dốc trở nên đơn giản."
    now:    msgid  "Divide the error by four to make the slope simple."
            msgstr "Chia sai số cho hai để độ dốc trở nên đơn giản."

Good:

    now:    #, fuzzy
            #| msgid "Divide the error by two to make the slope simple."
            msgid  "Divide the error by four to make the slope simple."
            msgstr "Chia sai số cho hai để độ dốc trở nên đơn giản."

Known limits: translations of three words or fewer are not looked at, since several English texts
may share one. English that changed only in blanks, letter case and punctuation is the same here.
Whoever looks at the change and finds that the translation still fits need do nothing: when the
change is two commits old, nothing is said any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from polybook.catalog.catalog import Catalog
from polybook.checks.texts import Fault, Setting, Sheet
from polybook.model.entry import Entry
from polybook.model.finding import Severity

CODE = "wrong-english"
SEVERITY = Severity.WARNING

Key = tuple[str | None, str]
Version = tuple[Mapping[Key, Entry], Mapping[str, list[Entry]]]
"""An older version of the catalog: its entries by key, and by msgstr."""

LEAST_WORDS = 4
WORD = re.compile(r"\w+")


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each translation that an earlier version has under other English."""
    if sheet.catalog is None or not sheet.older:
        return
    older = [(catalog.by_key, _by_msgstr(catalog)) for catalog in sheet.older]
    for pair in sheet.pairs:
        entry = pair.entry
        if len(entry.msgstr.split()) < LEAST_WORDS:
            continue
        if old := _other_english(entry, sheet.catalog, older):
            shown = " ".join(old.split())
            shown = shown if len(shown) <= 60 else shown[:59] + "…"
            message = f'this is the translation of "{shown}", which stood here before'
            yield Fault(f"{message}; correct it, or mark it fuzzy", entry=entry, unit=pair.unit)


def _other_english(entry: Entry, now: Catalog, older: Sequence[Version]) -> str | None:
    """Return the English that had this translation and is gone; None where all is in order."""
    found: str | None = None
    for by_key, by_msgstr in older:
        before = by_key.get(entry.key)
        if before is not None:
            if before.msgstr == entry.msgstr and not before.fuzzy:
                return None  # a version that is in order has just this pair
            continue
        for old in by_msgstr.get(entry.msgstr, ()):
            if old.key not in now.by_key and _words(old.msgid) != _words(entry.msgid):
                found = found or old.msgid
    return found


def _by_msgstr(catalog: Catalog) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in catalog.live:
        if entry.translated:
            found.setdefault(entry.msgstr, []).append(entry)
    return found


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())
