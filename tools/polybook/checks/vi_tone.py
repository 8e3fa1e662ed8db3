"""Tone marks stand where the book's style has them.

Both hòa and hoà are right, and a search for one does not find the other. The language's option
`tone` chooses: "old" has the mark on the first vowel (hòa, khỏe, thúy), "new" on the second (hoà,
khoẻ, thuý). Without that option a page that mixes the two has a note at the rarer one, and a mark
that is wrong in both (hóan, qủa) is a warning all the same. `check --fix` puts right what is sure.

Bad:

    Translation: Ta tối ưu hoá hàm hòan toàn lồi này.

Good:

    Translation: Ta tối ưu hoá hàm hoàn toàn lồi này.

Known limits: a foreign name that is spelled like a syllable (Noé) is taken for one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from polybook.checks.mend import replaced
from polybook.checks.texts import Fault, Pair, Setting, Sheet
from polybook.model.finding import Severity
from polybook.terms.vietnamese_tones import movable, normal, to_style

CODE = "vi-tone"
SEVERITY = Severity.WARNING

OUT_OF_ORDER = re.compile("[^\\W\\d_][\u0300-\u036f]*[\u0302\u0306][\u0300-\u036f]*")
"""A circumflex or breve that NFC could not compose, since a tone mark stands before it."""
PROSE = re.compile("[^\ufffc]+")
SHOWN = 3
"""Words that a message names."""

Words = Sequence[tuple[str, Mapping[str, str]]]
"""Words as they stand, each with its spelling in the two styles."""


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each text with a syllable that the book's style spells otherwise."""
    if setting.language.code != "vi":
        return
    chosen = setting.options.get("tone")
    texts = [(pair, unicodedata.normalize("NFC", pair.translation.prose)) for pair in sheet.pairs]
    found = [(pair, _words(text)) for pair, text in texts]
    usual = chosen or _usual(words for _, words in found)
    for pair, text in texts:
        if ("\u0302" in text or "\u0306" in text) and OUT_OF_ORDER.search(text):
            reason = "a tone mark is stored before its letter's circumflex or breve"
            yield _fault(pair, f"{reason} and readers see a broken letter; type the letter again")
    where = "this book places tone marks otherwise" if chosen else "a tone mark is misplaced"
    for pair, words in found:
        wrong = {
            word: forms[usual or "new"] for word, forms in words if _wrong(word, forms, chosen)
        }
        if wrong:
            yield _fault(pair, f"{where}; write {_listed(wrong)}")
        other = {word: forms[usual] for word, forms in words if usual and word != forms[usual]}
        if other := {word: right for word, right in other.items() if word not in wrong}:
            message = f"most of this page places tone marks otherwise; write {_listed(other)}"
            yield _fault(pair, message, Severity.NOTE)


def fix(pair: Pair, setting: Setting) -> str:
    """Return the text with its tone marks where the book's style has them; markup stays."""
    if setting.language.code != "vi":
        return pair.translation.raw
    style = setting.options.get("tone")
    return replaced(pair.translation, PROSE, lambda match: to_style(_in_order(match[0]), style))


def _in_order(text: str) -> str:
    return OUT_OF_ORDER.sub(lambda match: normal(match[0]), text)


def _words(text: str) -> Words:
    return [(span.of(text), forms) for span, forms in movable(text)]


def _wrong(word: str, forms: Mapping[str, str], style: str | None) -> bool:
    return word != forms[style] if style else word not in forms.values()


def _usual(texts: Iterable[Words]) -> str | None:
    """Return the style of most syllables of a page, None where no syllable tells."""
    votes = Counter(
        style
        for words in texts
        for word, forms in words
        if forms["old"] != forms["new"]
        for style in forms
        if word == forms[style]
    )
    return votes.most_common(1)[0][0] if votes else None


def _listed(words: Mapping[str, str]) -> str:
    shown = [f"{right} for {word}" for word, right in words.items()]
    more = f" and {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
    return ", ".join(shown[:SHOWN]) + more


def _fault(pair: Pair, message: str, severity: Severity | None = None) -> Fault:
    return Fault(message, severity, entry=pair.entry, unit=pair.unit)
