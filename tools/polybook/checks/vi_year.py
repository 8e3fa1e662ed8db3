"""A reference stands "trong" a place, not "năm" it.

Engines that see a short word and then something that is no word take "in" for the year, as in "in
2012". Readers are told of a year, or of five of something, and there is none.

Bad:

    English:     We saw this in {numref}`sec-loss`.
    Translation: Ta đã thấy điều này vào năm {numref}`sec-loss`.

Good:

    Translation: Ta đã thấy điều này trong {numref}`sec-loss`.
    Translation: Năm chương sau dành cho {doc}`optimizers`.

Known limits: before a link, code or a formula, it is seen only where the English has "in" there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybook.checks.texts import Fault, Pair, Setting
from polybook.formats.inline import Inline, InlineKind
from polybook.model.finding import Severity

CODE = "vi-year"
SEVERITY = Severity.ERROR

YEAR = re.compile(r"\b[nN]ăm\s+(?=[:{\[`$\\<])")
IN = re.compile(r"\b(?:in|into|within|at)\s+\Z", re.IGNORECASE)
REALLY = re.compile(r"\b(?:years?|five)\s+\Z", re.IGNORECASE)
NUMBER = re.compile(r"\W*\d+\W*")
REFERENCES = frozenset({"any", "doc", "eq", "eqref", "numref", "prf:ref", "ref"})
"""Roles that name a place of the book; those that begin with `cite` name a work."""


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each "năm" before a reference, where the English says "in"."""
    if "ăm" not in pair.translation.raw:
        return
    places = [found.end() for found in YEAR.finditer(pair.translation.raw)]
    if not places:
        return
    ours = {_same(token): token.span.start for token in reversed(pair.english.tokens)}
    for token in pair.translation.tokens:
        if token.span.start not in places:
            continue
        start = ours.get(_same(token))
        before = "" if start is None else pair.english.raw[max(0, start - 20) : start]
        if _in_was_meant(token, before):
            yield Fault(f'"năm" before {token.raw} says "year" or "five"; write "trong"')


def _same(token: Inline) -> tuple[InlineKind, str]:
    return token.kind, token.target or token.raw


def _in_was_meant(token: Inline, before: str) -> bool:
    """Tell whether "năm" is wrong before `token`, which has `before` before it in the English."""
    if IN.search(before):
        return not NUMBER.fullmatch(_shown(token))
    if REALLY.search(before) or token.kind is not InlineKind.ROLE or token.prose is not None:
        return False
    return token.name in REFERENCES or token.name.startswith("cite")


def _shown(token: Inline) -> str:
    if token.prose is None:
        return token.raw
    start = token.span.start
    return token.raw[token.prose.start - start : token.prose.end - start]
