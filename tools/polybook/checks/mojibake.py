"""No text was read in the wrong encoding.

UTF-8 that a program took for Windows-1252, Windows-1254 or Latin-1 turns every letter with marks
into two or three others, and if it happens twice into five or six.

Bad:

    English:     voice
    Translation: tiáº¿ng nÃ³i

Good:

    Translation: tiếng nói

Known limits: a single doubtful sequence, such as a capital letter before a quotation mark, is
taken for right. Letters that were lost and became U+FFFD cannot be repaired.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from polybook.checks.place import excerpt, visible
from polybook.checks.texts import Fault, Pair, Setting
from polybook.formats.damage import ORDINARY, bytes_of
from polybook.formats.diagnose import LATIN, UNITS
from polybook.model.finding import Severity
from polybook.model.span import Span

CODE = "mojibake"
SEVERITY = Severity.ERROR

BYTES = {**bytes_of("latin-1"), **bytes_of("cp1252"), **bytes_of("cp1254")}
"""Which byte a character was before it was read in one of the encodings."""


def _class(first: int, last: int) -> str:
    return "[" + "".join(re.escape(char) for char, code in BYTES.items() if first <= code <= last)\
        + "]"  # fmt: skip


NEXT = _class(0x80, 0xBF)
ONE = f"{_class(0xC2, 0xDF)}{NEXT}|{_class(0xE0, 0xEF)}{NEXT}{{2}}|{_class(0xF0, 0xF4)}{NEXT}{{3}}"
"""What one character of UTF-8 became."""
COULD = re.compile(_class(0xC2, 0xF4) + NEXT)
SEQUENCES = re.compile(f"(?:{ONE})+")
SEQUENCE = re.compile(ONE)

PASSES = 3


def could(texts: str) -> bool:
    """Tell whether translations have anything that a wrong encoding leaves."""
    return "\ufffd" in texts or COULD.search(texts) is not None


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for text that was read in the wrong encoding, with the repair."""
    raw = pair.translation.raw
    if raw.isascii():
        return
    if "\ufffd" in raw and "\ufffd" not in pair.english.raw:
        at = raw.index("\ufffd")
        place = excerpt(raw, Span(at, at + 1))
        yield Fault(f"letters were lost in {place}; take them from an undamaged copy")
    if not COULD.search(raw):
        return
    right = repaired(raw)
    if right != raw and repaired(pair.english.raw) == pair.english.raw:
        pairs = zip(raw.split(" "), right.split(" "), strict=False)
        wrong, word = next((one, other) for one, other in pairs if one != other)
        yield Fault(
            f"“{visible(wrong)}” was read in the wrong encoding; it should be “{visible(word)}”"
        )


def repaired(text: str) -> str:
    """Return `text` as it was before it was read in the wrong encoding, up to three times."""
    for _ in range(PASSES if COULD.search(text) else 0):
        if not any(_is_sure(text, match) for match in SEQUENCES.finditer(text)):
            break
        text = SEQUENCES.sub(lambda match: _decoded(match[0]), text)
    return text


def _is_sure(text: str, match: re.Match[str]) -> bool:
    """Tell whether no right text would hold these sequences."""
    decoded = _decoded(match[0])
    if decoded == match[0]:
        return False
    parts = SEQUENCE.findall(match[0])
    if len(parts) > 1 and len({_script(char) for char in decoded}) == 1:
        return True
    before = text[max(0, match.start() - 1) : match.start()]
    after = text[match.end() : match.end() + 1]
    for part in parts:
        if not LATIN.match(_decoded(part)):
            continue
        if part[0] == "á" and "«" not in text:
            return True  # half of the Vietnamese letters
        ordinary = ORDINARY | UNITS if part[0] == "Å" else ORDINARY
        if not ordinary.issuperset(part[1:]) or (before.islower() and part[0].isupper()):
            return True
    return after.isalpha() and bool(LATIN.match(decoded[-1]))


def _decoded(sequences: str) -> str:
    """Return what the sequences were; as they are where that is no UTF-8."""
    try:
        return bytes(map(BYTES.__getitem__, sequences)).decode("utf-8")
    except UnicodeDecodeError:
        return sequences


def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]
