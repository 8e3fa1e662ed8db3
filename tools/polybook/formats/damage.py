"""Text whose UTF-8 was read in a wrong code page: what reading does to it, and what it undoes to.

The damage: each byte of UTF-8 became the character that a code page has for it. Where the code page
has none, programs drop the byte or make a control character of it, and some drop the soft hyphen
(0xAD); then several characters are possible at that place. What a place may have been is a `Place`;
who knows the language chooses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, product

from polybook.model.span import Span

CODE_PAGES = ("cp1252", "cp1254", "latin-1", "cp1258", "mac-roman")
"""In the order of preference where two explain a text equally well."""
SOFT_HYPHEN = 0xAD
CONTROLS = frozenset(range(0x80, 0xA0))
"""What latin-1 has there, other code pages only for bytes that they have nothing for."""


@dataclass(frozen=True, slots=True)
class Model:
    """One way of damaging a text; `damage` does it."""

    code_page: str
    dropped: frozenset[int] = frozenset()
    """The bytes that leave no character."""
    blank: bool = False
    """Whether no-break spaces became blanks."""


@dataclass(frozen=True, slots=True)
class Place:
    """One damaged character, and what it may have been."""

    span: Span
    """Its stretch of the damaged text, in code points."""
    choices: tuple[str, ...]
    """One character each."""
    lossy: bool
    """Whether bytes were lost; else there is one choice, and it is certain."""


@dataclass(frozen=True, slots=True)
class Scan:
    """All characters above ASCII of a text, as one code page explains them."""

    places: tuple[Place, ...]
    right: tuple[int, ...]
    """Where letters stand that this damage does not make."""
    broken: tuple[int, ...]
    """Where sequences begin that cannot be completed."""
    stray: int
    """How many characters continue a sequence where none began."""
    seen: frozenset[int]
    """The bytes that complete sequences are made of."""


def damage(text: str, model: Model) -> str:
    """Return what becomes of `text` when its UTF-8 is read in a wrong code page."""
    if text.isascii():
        return text
    table = _damaging(model)
    # Byte by byte, by way of the code page whose characters are the bytes.
    return text.encode("utf-8", "surrogatepass").decode("latin-1").translate(table)


@cache
def _damaging(model: Model) -> Mapping[int, str | None]:
    table = {byte: char for char, byte in bytes_of(model.code_page).items()}
    blanks = {byte: " " for byte, char in table.items() if model.blank and char == "\u00a0"}
    return {**table, **blanks, **dict.fromkeys(model.dropped)}


@cache
def bytes_of(code_page: str) -> Mapping[str, int]:
    """Return the byte that each character above ASCII was."""
    # Programs that keep bytes without a character turn them into control characters.
    return {
        bytes([byte]).decode(code_page, "ignore") or chr(byte): byte for byte in range(0x80, 0x100)
    }


@cache
def lost_bytes(code_page: str) -> frozenset[int]:
    """Return the bytes that may leave no character: undefined ones, controls, the soft hyphen."""
    known = bytes_of(code_page)
    controls = {byte for byte in CONTROLS if known.get(chr(byte)) == byte}
    return frozenset(controls | ({SOFT_HYPHEN} if known.get("\xad") == SOFT_HYPHEN else set()))


def dropped_bytes(code_page: str, seen: frozenset[int]) -> frozenset[int]:
    """Return the bytes that were dropped, when those `seen` were not.

    A program drops all control characters or none.
    """
    lost = lost_bytes(code_page)
    return lost - (CONTROLS if seen & lost & CONTROLS else frozenset()) - seen


def scan(text: str, code_page: str) -> Scan:
    """Explain every character of `text` by this code page, as far as it goes."""
    known = bytes_of(code_page)
    sequences = list(_sequences(code_page).finditer(text))
    whole = _whole(sequences, known)
    seen = frozenset(byte for _, follows in whole.values() for byte in follows)
    dropped = dropped_bytes(code_page, seen)
    places: list[Place] = []
    right: list[int] = []
    broken: list[int] = []
    stray = 0
    for match in sequences:
        start, chars = match.start(), match[0]
        if start in whole:
            places.append(Place(Span(*match.span()), (whole[start][0],), lossy=False))
            continue
        values = tuple(known.get(char, 0) for char in chars)
        # Where the losses are not all of one kind, any loss may be.
        choices = possible(values, dropped) or possible(values, lost_bytes(code_page))
        if choices:
            places.append(Place(Span(*match.span()), choices, lossy=True))
        elif 0x80 <= values[0] < 0xC0:
            stray += chars not in ORDINARY
        elif len(chars) > 1 or (values[0] >= 0xE0 and _stands_alone(text, start)):
            broken.append(start)
        elif chars.isalpha():
            right.append(start)
    return Scan(tuple(places), tuple(right), tuple(broken), stray, seen)


def _stands_alone(text: str, at: int) -> bool:
    """Tell whether no letter is beside a character; what is left of an emoji stands so."""
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return not any(char.isalpha() and char != text[at] for char in beside)


ORDINARY = frozenset("“”‘’‚„…–—‹›«»\u00a0°§")
"""What stands in texts that are right, also beside a letter, as in `É…`."""


@cache
def _sequences(code_page: str) -> re.Pattern[str]:
    """Return what finds all above ASCII: the beginning of a sequence with what continues it."""
    known = bytes_of(code_page)

    def chars(first: int, last: int) -> str:
        return re.escape("".join(char for char, byte in known.items() if first <= byte <= last))

    more = f"[{chars(0x80, 0xBF)}]"
    return re.compile(
        f"[{chars(0xC2, 0xDF)}]{more}?|[{chars(0xE0, 0xEF)}]{more}{{0,2}}"
        f"|[{chars(0xF0, 0xF4)}]{more}{{0,3}}|[^\\x00-\\x7f]"
    )


def _whole(
    sequences: Sequence[re.Match[str]], known: Mapping[str, int]
) -> dict[int, tuple[str, bytes]]:
    """Return the sequences that lost nothing: by place, the character and its further bytes."""
    found = {}
    for match in sequences:
        if len(match[0]) > 1:
            values = bytes(known[char] for char in match[0])
            char = decoded(values)
            if char is not None:
                found[match.start()] = (char, values[1:])
    return found


@lru_cache(maxsize=4096)
def decoded(values: bytes) -> str | None:
    """Return the one character whose UTF-8 this is; None where it is none."""
    try:
        return values.decode("utf-8")
    except UnicodeDecodeError:
        return None


@lru_cache(maxsize=4096)
def possible(values: tuple[int, ...], lost: frozenset[int]) -> tuple[str, ...]:
    """Return the characters whose UTF-8 keeps `values` in order when `lost` bytes are dropped."""
    lead = values[0]
    if not 0xC2 <= lead <= 0xF4:
        return ()
    missing = (1 if lead < 0xE0 else 2 if lead < 0xF0 else 3) + 1 - len(values)
    if missing < 1 or missing > 2 or not lost:
        return ()
    found = dict.fromkeys(_completed(values, missing, lost))
    # Who reads one code page of the West does not write Ethiopic.
    likely = tuple(filter(_is_western, found))
    # Two lost bytes leave hundreds of choices, which are no help.
    return likely or (tuple(found) if missing == 1 else ())


def _completed(values: Sequence[int], missing: int, lost: frozenset[int]) -> Iterator[str]:
    length = len(values) + missing
    for holes in combinations(range(1, length), missing):
        for inserted in product(sorted(lost), repeat=missing):
            fill, kept = iter(inserted), iter(values)
            whole = bytes(next(fill if at in holes else kept) for at in range(length))
            char = decoded(whole)
            if char is not None and (char.isprintable() or char in UNSEEN):
                yield char


OTHER_SIGNS = frozenset("₫€™←↑→↓↔⇒⇔−√∞≈≠≤≥∈∑∏∂∝∀∃•★✓")
"""Signs that texts hold besides those of the block General Punctuation."""
UNSEEN = frozenset("\u00ad\u200d")
"""Characters that texts hold though they show nothing: soft hyphens, and what joins emoji."""


@cache
def _is_western(char: str) -> bool:
    if "\u2000" <= char < "\ufb00":
        return "\u2010" <= char <= "\u203a" or char in UNSEEN or char in OTHER_SIGNS
    return unicodedata.name(char, "").startswith("LATIN") or char in UNSEEN
