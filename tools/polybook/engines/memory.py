"""The default engine, on this machine: what has been translated before, exactly or nearly so.

Nothing is rewritten but protected tokens: where the old English had another formula, link or piece
of code in the same place, the translation gets the new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from polybook.catalog.comments import MEMORY
from polybook.catalog.edit import edit_along
from polybook.catalog.memory import Match, Memory
from polybook.engines.engine import Draft, Limits, Request
from polybook.formats.prose import protected

FLOOR = 70.0
"""Least likeness of the English, in percent, that is offered as a draft. `benchmarks/memory.py`
prints what a draft of each likeness is worth."""
OFFERS = 10
"""How many translations are looked at to find one whose tokens fit."""


class MemoryEngine:
    """Drafts from a translation memory, which its opener closes."""

    name = MEMORY
    host = ""
    limits = Limits(texts=100, characters=1_000_000)

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    @property
    def version(self) -> str:
        """What the answers depend on: the content of all files of the memory."""
        return self._memory.version

    def draft(self, requests: Sequence[Request]) -> Sequence[Draft]:
        """Return the approved translation of each text, else the nearest one that fits."""
        return [self._draft(request) for request in requests]

    def close(self) -> None:
        """Nothing to let go of: whoever opened the memory closes it."""

    def _draft(self, request: Request) -> Draft:
        text, about = request.text, request.context
        match = self._memory.approved(text, context=about.msgctxt, page=about.page)
        if match is not None:
            return _draft_of(match, match.translation, text, exact=True)
        found = self._memory.lookup(
            text, context=about.msgctxt, page=about.page, limit=OFFERS, least=FLOOR
        )
        for match in found:
            if (fitted := fit(match, text)) is not None:
                return _draft_of(match, fitted, text)
        if found:
            score = int(found[0].score)
            reason = f"the memory's {score} % match has other formulas, code or links"
            return Draft(reason=reason)
        return Draft(reason=f"the memory has nothing that is {FLOOR:.0f} % like it")


def fit(match: Match, text: str) -> str | None:
    """Return the translation with the protected tokens of `text` in place of the old English's.

    None where it is not clear which one takes which one's place.
    """
    wanted = protected(text)
    if Counter(protected(match.translation)) == Counter(wanted):
        return match.translation
    had = protected(match.english)
    old: list[str] = []
    new: list[str] = []
    for code, start, end, to, until in SequenceMatcher(None, had, wanted, False).get_opcodes():
        if code != "equal" and end - start != until - to:
            return None
        old += had[start:end]
        new += wanted[to:until]
    fitted = edit_along(old, new, match.translation, protected)
    if fitted is None or Counter(protected(fitted)) != Counter(wanted):
        return None
    return fitted


def _draft_of(match: Match, translation: str, text: str, *, exact: bool = False) -> Draft:
    return Draft(
        translation,
        exact=exact,
        previous=match.english if match.english != text else "",
        score=match.score,
    )
