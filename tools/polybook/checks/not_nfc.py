"""Letters with marks are single characters where Unicode has one (NFC).

An `ế` can be one character or an `e` with two marks. They look the same, yet searches, the
glossary and the other checks take them for different words, and many fonts set the marks askew.

Bad:

    English:     letter
    Translation: chu<U+031B><U+0303>

Good:

    Translation: chữ

Known limits: rare Chinese characters that NFC would replace by another shape are left alone.
`check --fix` mends it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from polybook.checks.mend import replaced
from polybook.checks.place import visible
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity

CODE = "not-nfc"
SEVERITY = Severity.WARNING

# Blanks keep their width, and a Greek accent does not become a backtick.
PROSE = re.compile(r"[^\s\u037e\u1fef\ufffc\uf900-\ufaff\U0002f800-\U0002fa1f]+")


def could(texts: str) -> bool:
    """Tell whether translations have any letter and mark apart."""
    return not unicodedata.is_normalized("NFC", texts)


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault when the translation is not in NFC."""
    text = pair.translation
    if unicodedata.is_normalized("NFC", text.raw):
        return
    whole = fix(pair, setting)
    if whole == text.raw:
        return
    pairs = zip(whole.split(), text.raw.split(), strict=False)
    words = [composed for composed, decomposed in pairs if composed != decomposed]
    many = f" and {len(words) - 1} more" if len(words) > 1 else ""
    yield Fault(f"letters and marks are apart in {visible(words[0])}{many}; write them in NFC")


def fix(pair: Pair, setting: Setting) -> str:  # noqa: ARG001  the protocol's
    """Return the text in NFC, protected tokens as they are."""
    return replaced(pair.translation, PROSE, lambda match: unicodedata.normalize("NFC", match[0]))
