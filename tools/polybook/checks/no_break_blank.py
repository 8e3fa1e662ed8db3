r"""No no-break space is missing: a mark that takes a blank has one at which no line breaks.

French writes `mot :` and `« mot »`. Where the blank is missing, the mark sticks to the word; where
it is a plain one, a line may end there, and the next begins with the mark.

Bad:

    English:     It works: but why?
    Translation: Ça marche : mais pourquoi?

Good:

    Translation: Ça marche<U+00A0>: mais pourquoi<U+202F>?

Known limits: it is known of French only, and of Canada's French, which mostly writes no blank
before `;`, `!` and `?`, for the other marks only. The wide blank (U+00A0) and the narrow one
(U+202F) are both fine everywhere; `check --fix` writes the narrow one before `;`, `!` and `?`, as
printers do. One where no mark takes it is for `nbsp`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape

from polybook.checks.place import excerpt
from polybook.checks.texts import Fault, Pair, Setting, Text
from polybook.model.finding import Severity
from polybook.model.span import Span
from polybook.terms.punctuation import Punctuation

CODE = "no-break-blank"
SEVERITY = Severity.WARNING

WIDE, NARROW = "\u00a0", "\u202f"
BLANKS = r"([ \t\u00a0\u202f]*+)"
ENTITY = re.compile(r"&#?\w{1,31}\Z")
"""What a semicolon ends, and a mark after it has nothing to do with."""
BLANK_ENTITY = re.compile(r"&#?\w{1,31};\Z")
WORD_BEFORE = r"(?<=[\w)\]»”’\"'%°*_\ufffc])"
# What goes on right after the mark is no sentence: 10:30, a;b, smileys, addresses.
WAYS = (
    (":;", rf"{WORD_BEFORE}{BLANKS}[MARKS](?=[\s»”\"*_|\ufffc]|\Z)"),
    ("!?", rf"{WORD_BEFORE}{BLANKS}[MARKS](?=[\s!?)\]»”\"*_|\ufffc]|\Z)"),
    ("%", rf"(?<=\d){BLANKS}[MARKS](?![\w%])"),
    ("»", rf"(?<=[^\s«]){BLANKS}[MARKS]"),
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a blank is, or should be."""

    span: Span
    """Of the blanks that are there; empty where there is none."""
    mark: str
    """The mark that takes it."""
    wanted: str
    """The blank that printers set there."""


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each mark without a no-break space, once for each mark."""
    punctuation = setting.language.punctuation
    if not (punctuation.tied_before or punctuation.blank_after):
        return
    found = _places(pair.translation, punctuation)
    for mark in dict.fromkeys(one.mark for one in found):
        same = [one for one in found if one.mark == mark]
        times = f" ({len(same)} times)" if len(same) > 1 else ""
        span, raw = same[0].span, pair.translation.raw
        side = "after" if mark in punctuation.blank_after else "before"
        shown = excerpt(raw, Span(span.start - (side == "after"), span.end + (side == "before")))
        fault = f"a line can break {side}" if span else f"no blank stands {side}"
        yield Fault(f"{fault} {mark} in {shown}{times}; put a no-break space there")


def fix(pair: Pair, setting: Setting) -> str:
    """Return the translation with a no-break space wherever a mark takes one."""
    raw = pair.translation.raw
    for one in reversed(_places(pair.translation, setting.language.punctuation)):
        raw = raw[: one.span.start] + one.wanted + raw[one.span.end :]
    return raw


def _places(text: Text, punctuation: Punctuation) -> list[_Place]:
    """Return the places without the no-break space that belongs there, in order."""
    found = []
    for pattern, after in _patterns(punctuation):
        for match in pattern.finditer(text.solid):
            mark = match[0][0] if after else match[0][-1]
            wanted = NARROW if mark in punctuation.narrow else WIDE
            if match[1] not in (WIDE, NARROW) and not _is_entity(text.raw, match.start(1), mark):
                found.append(_Place(Span(*match.span(1)), mark, wanted))
    return sorted(found, key=lambda one: one.span.start)


def _is_entity(raw: str, place: int, mark: str) -> bool:
    """Tell whether what stands before a mark is an entity that it ends, or one of a blank."""
    before = raw[max(0, place - 34) : place]
    if mark == ";" and ENTITY.search(before):
        return True
    blank = BLANK_ENTITY.search(before)
    return blank is not None and unescape(blank[0]) in (WIDE, NARROW)


@cache
def _patterns(punctuation: Punctuation) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Return what finds the marks that take a blank, and whether they have it after them."""
    wanted = [
        (way.replace("MARKS", marks), False)
        for all_of_them, way in WAYS
        if (marks := "".join(one for one in all_of_them if one in punctuation.tied_before))
    ]
    if punctuation.blank_after and punctuation.tied_before:
        wanted.append((rf"[{re.escape(punctuation.blank_after)}]{BLANKS}(?=\S)", True))
    return tuple((re.compile(one, re.MULTILINE), after) for one, after in wanted)
