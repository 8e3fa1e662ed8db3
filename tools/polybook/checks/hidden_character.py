"""No character is hidden from the eye.

Bidirectional controls can make a text read as another than it is, zero-width and private-use
characters break searches and links, and tag characters carry messages that nobody sees. It may be
an attack, or come along when text is copied.

Bad:

    English:     The loss falls.
    Translation: Mất mát<U+200B> giảm.

Good:

    Translation: Mất mát giảm.

A joiner at the wrong place of a text whose letters need joiners is a warning.

Known limits: what the English has is fine, and so are joiners in scripts and emoji that need them,
variation selectors after symbols and ideographs, zero-width blanks in languages that write none,
and marks of direction in those written from right to left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from polybook.checks.ordinary import is_ordinary
from polybook.checks.place import excerpt, name
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity
from polybook.model.span import Span

CODE = "hidden-character"
SEVERITY = Severity.ERROR

HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ue000-\uf8ff\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
JOINERS = "\u200c\u200d"
JOINED = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\u1a00-\u1cff]")
"""Scripts whose letters are joined or kept apart: Arabic, the Indian ones and their relatives."""
DIRECTIONS = frozenset("\u061c\u200e\u200f\u2066\u2067\u2068\u2069")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")
EMOJI_TAGS = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,6}\U000e007f")
"""A flag such as that of Scotland."""


def could(texts: str) -> bool:
    """Tell whether translations have a hidden character at all."""
    return not is_ordinary(texts) and HIDDEN.search(unescape(texts)) is not None


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each hidden character, once for each."""
    raw = unescape(pair.translation.raw)  # an entity hides a character as well
    if raw.isascii() or not HIDDEN.search(raw):
        return
    shown = EMOJI_TAGS.sub(lambda match: "x" * len(match[0]), raw)
    seen = set(unescape(pair.english.raw))
    for match in HIDDEN.finditer(shown):
        char, at = match[0], match.start()
        if char not in seen and not _belongs(raw, at):
            seen.add(char)
            place = excerpt(raw, Span(at, at + 1))
            # Among letters that need joiners, one too many is a slip of the hand.
            mild = Severity.WARNING if char in JOINERS and JOINED.search(raw) else None
            yield Fault(f"hidden character {name(char)} in {place}; take it out", mild)


def _belongs(raw: str, at: int) -> bool:
    """Tell whether the hidden character at `at` is one that its neighbours need."""
    char, before, after = raw[at], raw[max(0, at - 1) : at], raw[at + 1 : at + 2]
    if char in JOINERS:
        emoji = char == "\u200d" and _is_symbol(before) and _is_symbol(after)
        # An ending may be set apart from a word of other letters, and from code: `Vec`<joiner>ها.
        ending = JOINED.match(after) and not before.isspace() and not HIDDEN.match(before)
        return emoji or bool(JOINED.match(before)) or bool(before and ending)
    if char in DIRECTIONS:
        letters = len(RIGHT_TO_LEFT.findall(raw))
        near = RIGHT_TO_LEFT.search(raw[max(0, at - 40) : at + 40])
        return near is not None or 4 * letters > sum(map(str.isalpha, raw))
    if char == "\u200b":
        return bool(UNSPACED.match(before) or UNSPACED.match(after))
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        keycap = before in "0123456789#*" and after == "\u20e3"
        return _is_symbol(before) or keycap or unicodedata.category(before or " ") == "Lo"
    if "\u180b" <= char <= "\u180f":
        return "\u1800" <= before <= "\u18af"
    return False


def _is_symbol(char: str) -> bool:
    """Tell whether `char` may be part of an emoji, or is another symbol beyond ASCII."""
    return not char.isascii() and (
        unicodedata.category(char)[0] == "S" or char in "\ufe0e\ufe0f\u203c\u2049"
    )
