"""Brackets and quotes come in pairs, and no dollar sign is left over.

A bracket that nothing closes leaves readers waiting; a dollar sign that opens no formula leaves
them with TeX.

Bad:

    English:     the loss (a number)
    Translation: mất mát (một số

Good:

    Translation: mất mát (một số)

Known limits: what is not balanced in the English either, intervals as in [0, 1), list marks as in
a), smileys and apostrophes are left alone, and so is one bracket too many for one too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybook.checks.place import excerpt
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity
from polybook.model.span import Span

CODE = "unbalanced"
SEVERITY = Severity.WARNING

COULD = re.compile(r"[][(){}\"“”„‟«»「」『』（）【】《》$]")
BRACKETS = (("([（【", ")]）】"), ("{", "}"), ("「『《", "」』》"))
"""What opens and what closes: any of one group closes any other, since [0, 1) is an interval."""
QUOTES = ('"“”„‟', "«»")
"""Which of them opens differs between languages, so only an odd one is found."""
LIST_MARK = re.compile(
    r"(?<![\w(])(?:\d{1,2}|[^\W\d_]|[ivxIVX]{2,4})[.]?\)|(?<!\w)[:;=]['o-]?[()\[\]]"
)
"""As in a) and 1.), and smileys."""
HEBREW = re.compile('(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])')
"""The mark of abbreviations, which is seldom written as the character of its own, U+05F4."""
DOLLAR = re.compile(r"(?<!\\)(?:\\\\)*+\$")


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each kind of bracket or quote that is unbalanced."""
    text = pair.translation
    found = "".join(COULD.findall(text.solid))
    if not found:
        return
    ours, theirs = text.solid, pair.english.solid
    if "$" in found:
        dollars = list(DOLLAR.finditer(ours))
        if len(dollars) > len(DOLLAR.findall(theirs)):
            place = excerpt(text.raw, Span(dollars[-1].end() - 1, dollars[-1].end()))
            yield Fault(
                f"the dollar sign in {place} makes no formula; "
                "close the formula, or write a backslash before it",
                Severity.ERROR,
            )
    for opening, closing in BRACKETS:
        if _count(found, opening) != _count(found, closing):
            odd = _unmatched(ours, opening, closing)
            if odd and not _unmatched(theirs, opening, closing):
                yield _fault(text.raw, odd[0], "has no partner; add it, or take this one out")
    if '"' in found and HEBREW.search(ours):
        ours = HEBREW.sub("\u05f4", ours)
        found = "".join(COULD.findall(ours))
    for marks in QUOTES:
        if _count(found, marks) % 2 and not _count(theirs, marks) % 2:
            last = max(map(ours.rfind, marks))
            yield _fault(text.raw, last, "or one before it has no partner; add it")


def _fault(raw: str, place: int, rest: str) -> Fault:
    return Fault(f"the {raw[place]} in {excerpt(raw, Span(place, place + 1))} {rest}")


def _unmatched(text: str, opening: str, closing: str) -> list[int]:
    """Return the places of the brackets without a partner; list marks and smileys need none."""
    opened: list[int] = []
    alone: list[int] = []
    for match in re.finditer(f"[{re.escape(opening + closing)}]", text):
        if match[0] in opening:
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            alone.append(match.start())
    if alone or opened:
        fine = {place for match in LIST_MARK.finditer(text) for place in range(*match.span())}
        return [place for place in alone + opened if place not in fine]
    return []


def _count(text: str, marks: str) -> int:
    return sum(map(text.count, marks))
