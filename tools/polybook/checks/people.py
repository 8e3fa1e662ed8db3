"""Comma lists of names: people, and what they call themselves on the web.

Nobody can tell a name from a word without knowing all names, but a list of them gives itself away:
most of its members have two words with capitals, or a shape of no word: `bowen0701`, `UgurKap`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from polybook.model.span import Span
from polybook.terms.forms import unaccented

LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
"""Letters of names as they are kept; scripts without blanks may touch them: 使用PyTorch."""
COMMA = re.compile("[,，、،]")
COULD_LIST = re.compile(
    r",\s+(?:and\s+)?(?:[^\W\d_a-z]\S*\s+(?:[a-z]{1,3}\s+)?\(?[^\W\d_a-z]|\w*(?:\d|[a-z][A-Z]))"
)
"""What a list of names must have: a comma and what looks like one. The common case is none."""
AND = re.compile(r"\s+(?:and|&)\s+|^\s*(?:and|&)\s+")
PARTICLES = frozenset(
    {"van", "von", "de", "der", "den", "da", "di", "du", "la", "le", "al", "bin", "ibn", "el"}
    | {"dos", "del", "ter", "ten", "zu", "af", "st", "jr", "sr", "ii", "iii"}
)
"""Words of a name that need no capital."""
NO_NAMES = frozenset(
    {"a", "an", "and", "as", "at", "both", "but", "by", "for", "from", "in", "is", "like", "of"}
    | {"on", "or", "see", "since", "thank", "thanks", "that", "the", "to", "use", "using", "with"}
)
"""Words that have a capital only since a sentence begins with them."""
HANDLE = re.compile(r"@?(?=\S*(?:[a-z][A-Z]|[\w-]\d|\w_\w|@))@?[A-Za-z][\w.-]*")
"""No word of a language looks like that: a digit, a hump or an underscore inside, an @ before."""
AROUND = " \t\n*"
"""What may stand around a name: blanks, and marks of emphasis but for `_`, which names have."""
ONE_WORD = re.compile(r"[^\W_][\w.'’–-]*")
LEAD_IN = re.compile(r".*[:;(—]\s*|.*[.!?]\s+", re.DOTALL)
"""All of a stretch up to where a list may begin."""
LEAST = 3
"""Members that a list has at least, if all are surely names."""
LONG = 8
"""From how many members on half of them are enough."""
MOST_WORDS = 6


@lru_cache(maxsize=4)
def name_lists(text: str) -> tuple[tuple[Span, ...], ...]:
    """Return the comma lists of names in a text: where each name stands, in order."""
    if not COULD_LIST.search(text):
        return ()
    found: list[tuple[Span, ...]] = []
    run: list[Span] = []
    for stretch in stretches(text):
        # A sentence's first word has its capital anyway: `Try NumPy`.
        members = None if _begins_sentence(text, stretch) else _members(text, stretch)
        if members is not None:
            run += members
            continue
        found.append((*run, *_leading(text, stretch)) if run else ())
        run = _trailing(text, stretch)
    found.append(tuple(run))
    return tuple(one for one in found if _is_list(text, one))


def in_name_list(text: str, place: int) -> bool:
    """Tell whether a place of the text is inside a name of such a list."""
    return any(name.start <= place < name.end for one in name_lists(text) for name in one)


def is_sure(name: str) -> bool:
    """Tell whether a text can hardly be anything but a name, in a list of names."""
    return HANDLE.fullmatch(name) is not None or _is_person(name)


def bare(text: str) -> str:
    """Return a text in small letters without accents."""
    return unaccented(text.casefold().replace("đ", "d"))


def stretches(text: str) -> Iterator[Span]:
    """Yield what stands between commas, blanks around it left out."""
    start = 0
    for place in (*(match.start() for match in COMMA.finditer(text)), len(text)):
        yield _trimmed(text, Span(start, place))
        start = place + 1


def _trimmed(text: str, span: Span) -> Span:
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip(AROUND))
    return Span(start, max(start, span.end - (len(piece) - len(piece.rstrip(AROUND)))))


def _pieces(text: str, stretch: Span) -> Iterator[Span]:
    """Yield what stands between each "and" of a stretch."""
    start = stretch.start
    for match in AND.finditer(stretch.of(text)):
        if match.start():
            yield Span(start, stretch.start + match.start())
        start = stretch.start + match.end()
    yield Span(start, stretch.end)


def _members(text: str, stretch: Span) -> list[Span] | None:
    """Return the names that a stretch is nothing but, or None."""
    found = [_unstopped(text, piece) for piece in _pieces(text, stretch)]
    return found if all(_could_be(piece.of(text)) for piece in found) else None


def _unstopped(text: str, name: Span) -> Span:
    """Return a name without the full stop of its sentence; an initial keeps its own."""
    piece = name.of(text)
    stopped = piece.endswith(".") and len(piece.split()[-1]) > 2
    return Span(name.start, name.end - 1) if stopped else name


def _could_be(name: str) -> bool:
    return ONE_WORD.fullmatch(name) is not None or is_sure(name)


def _is_person(name: str) -> bool:
    """Tell whether a text is two words or more with capitals, particles left out."""
    words = name.replace("(", " ").replace(")", " ").split()
    if not 2 <= len(words) <= MOST_WORDS or name.count("(") != name.count(")"):
        return False
    if words[0].lower() in NO_NAMES:
        return False
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= 2 and all(
        (word[0].isupper() and ONE_WORD.fullmatch(word)) or word.lower().strip(".") in PARTICLES
        for word in words
    )


def _leading(text: str, stretch: Span) -> list[Span]:
    """Return the names that a stretch begins with, before the sentence goes on."""
    found: list[Span] = []
    for piece in _pieces(text, stretch):
        names = [Span(piece.start, end) for end in _ends(text, piece)]
        name = next((name for name in reversed(names) if is_sure(name.of(text))), None)
        if name is None:
            break
        found.append(name)
        if name != piece:
            break
    return found


def _begins_sentence(text: str, span: Span) -> bool:
    before = text[: span.start].rstrip(AROUND)
    return not before or before[-1] in ".!?"


def _ends(text: str, piece: Span) -> list[int]:
    """Return where each of the first words of a piece ends, a full stop left out."""
    words = list(re.finditer(r"\S+", piece.of(text)))[:MOST_WORDS]
    ends = []
    for word in words:
        stop = len(word[0]) > 2 and word[0].endswith((".", ";", ":", "!", "?", ")"))
        ends.append(piece.start + word.end() - stop)
        if stop:
            break
    return ends


def _trailing(text: str, stretch: Span) -> list[Span]:
    """Return the name that a stretch ends with, where a list begins."""
    lead = LEAD_IN.match(text, stretch.start, stretch.end)
    start = lead.end() if lead else stretch.start
    last = list(_pieces(text, Span(start, stretch.end)))[-1]
    words = [last.start + match.start() for match in re.finditer(r"\S+", last.of(text))]
    sure = [place for place in words[-MOST_WORDS:] if is_sure(text[place : last.end])]
    if len(sure) > 1 and sure[0] == words[0] and _begins_sentence(text, last):
        del sure[0]
    if sure:
        return [Span(sure[0], last.end)]
    return [last] if _could_be(last.of(text)) else []


def _is_list(text: str, names: tuple[Span, ...]) -> bool:
    written = [name.of(text) for name in names]
    sure = sum(is_sure(name) for name in written)
    if len(names) >= LONG:
        return sure * 2 >= len(names)
    # A short list of words like PyTorch is one of programs.
    people = any(name.startswith("@") or _is_person(name) for name in written)
    return people and LEAST <= len(names) == sure
