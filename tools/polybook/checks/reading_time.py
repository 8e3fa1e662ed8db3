"""A page takes no longer to read than the book promises.

A post of six minutes is read to its end. The configuration's `minutes` says how long pages may
take, by glob: `"posts/**" = 6`. The English page is judged and, where that is short enough, its
translation when most of it is done. Words are counted without code, formulas and markup, and read
at the language's speed, which its option `speed` changes: 230 English words, 195 French
ones or 300 Vietnamese syllables a minute.

Bad:

    minutes = { "posts/**" = 6 }, and a post of 2,000 words

Good:

    minutes = { "posts/**" = 6 }, and a post of 1,200 words

Known limits: code, formulas and images take no time here.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.texts import Fault, Setting, Sheet
from polybook.formats.prose import count_words
from polybook.globs import matches
from polybook.model.finding import Severity
from polybook.terms.language import reading_minutes

CODE = "reading-time"
SEVERITY = Severity.WARNING

MOST = 0.8
"""The share of a page's words from which on its translation is judged."""


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:
    """Yield a fault when the English page takes too long, or else when its translation does."""
    most = next((time for glob, time in setting.minutes if matches(glob, sheet.page.name)), None)
    if most is None:
        return
    counts = [(unit.key, count_words(unit.msgid)) for unit in sheet.page.units]
    words = sum(count for _, count in counts)
    english = reading_minutes(words, setting.source_language.speed)
    if english > most:
        yield Fault(f"{_said(english, most)}; shorten it, or make two of it", source=True)
        return
    own = {pair.unit.key: count_words(pair.entry.msgstr) for pair in sheet.pairs}
    done = sum(count for key, count in counts if key in own)
    if not done or done < MOST * words:
        return
    # What is not translated yet will be as much longer than its English as the rest is.
    translated = sum(own.get(key, 0) for key, _ in counts) * words / done
    speed = setting.options.get("speed", setting.language.speed)
    minutes = reading_minutes(round(translated), speed)
    if minutes > most:
        yield Fault(f"{_said(minutes, most)}; see what can be said in fewer words")


def _said(minutes: float, most: float) -> str:
    return f"reading this page takes {minutes:.1f} minutes, {most:g} are allowed"
