"""A word is spelled with y or with i, the same way throughout a page.

Lý and lí, kỹ and kĩ are one word each, and both spellings are right. Which one a book takes is its
own affair; a reader stumbles only where both stand side by side.

Bad:

    Translation: Bộ xử lý này dùng kĩ thuật khác, và một bộ xử lí nữa thì không.

Good:

    Translation: Bộ xử lý này dùng kĩ thuật khác, và một bộ xử lý nữa thì không.

Known limits: only words that are the same in both spellings are looked at, such as lý, kỹ and quý.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybook.checks.texts import Fault, Pair, Setting, Sheet
from polybook.model.finding import Severity

CODE = "vi-y-i"
SEVERITY = Severity.NOTE

STEMS = "lí kĩ kì kỉ kí mĩ tỉ sĩ qui quí quì quỉ quĩ quị"
"""With i, the syllables whose spelling is free; others, such as mì and mỳ, depend on the word."""
WITH_Y = str.maketrans("iíìỉĩị", "yýỳỷỹỵ")
BOTH = {word: word.translate(WITH_Y) for word in STEMS.split()}
SPELLINGS = frozenset(BOTH) | frozenset(BOTH.values())
FREE = re.compile(r"[klmqstKLMQST](?<![^\W\d_].)u?[iíìỉĩịyýỳỷỹỵ](?![^\W\d_]|\ (?:mỉ|tê|cọ|kèo))")
"""What may be a free syllable; words that have one spelling only are left out: tỉ mỉ, kì cọ."""


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each word that a page spells both ways, at the rarer spelling."""
    if setting.language.code != "vi":
        return
    places: dict[str, list[Pair]] = {}
    for pair in sheet.pairs:
        for word in FREE.findall(pair.translation.prose):
            if word.lower() in SPELLINGS:
                places.setdefault(word.lower(), []).append(pair)
    for with_i, with_y in BOTH.items():
        if with_i in places and with_y in places:
            rare, usual = sorted((with_i, with_y), key=lambda word: len(places[word]))
            first = places[rare][0]
            often = f"{len(places[usual])} times" if len(places[usual]) > 1 else "once"
            message = f"{rare} stands here and {usual} {often} on this page; choose one spelling"
            yield Fault(message, entry=first.entry, unit=first.unit)
