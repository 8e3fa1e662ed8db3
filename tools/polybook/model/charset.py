"""What a file that is not UTF-8 was probably saved as."""

from __future__ import annotations

import re

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
TONES_OF_1258 = re.compile(
    rb"[aeiouyAEIOUY\xc2\xc3\xca\xd4\xd5\xdd\xe2\xe3\xea\xf4\xf5\xfd][\xcc\xd2\xde\xec\xf2]"
)
"""Vowels and the tone marks after them, as Windows writes Vietnamese."""
FEW_TONES = 3
"""So many stand by chance in a text of the West."""


def likely_charset(data: bytes) -> str:
    """Return what `data`, which is not UTF-8, is most likely written in, as iconv names it.

    Nothing when it is no text at all.
    """
    if data[:2] in UTF_16_MARKS:
        return "UTF-16"
    if b"\0" in data:
        return ""
    return "CP1258" if len(TONES_OF_1258.findall(data)) >= FEW_TONES else "WINDOWS-1252"
