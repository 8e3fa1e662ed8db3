"""Where two texts differ, in words: what a translator has to look at in a near hit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECE = re.compile(r"\s+|\w+|[^\w\s]")
_MOST = 2000  # pieces of a text that are compared; the time grows with the square


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch that both texts have, or in which they differ."""

    old: str
    new: str
    """The same as `old` where the texts agree; empty where the new text has nothing for it."""

    @property
    def same(self) -> bool:
        """Whether both texts have it."""
        return self.old == self.new


def difference(old: str, new: str) -> tuple[Stretch, ...]:
    """Return both texts cut into stretches: joined, the `old` and the `new` ones give them back."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    if max(len(before), len(after)) > _MOST:
        return (Stretch(old, new),)
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    stretches: list[Stretch] = []
    for number, (code, start, end, to, until) in enumerate(codes, 1):
        left, right = "".join(before[start:end]), "".join(after[to:until])
        # A blank between two changes is part of them, so that changed phrases stay whole.
        changed = code != "equal" or (left.isspace() and 1 < number < len(codes))
        if changed and stretches and not stretches[-1].same:
            last = stretches.pop()
            left, right = last.old + left, last.new + right
        stretches.append(Stretch(left, right))
    return tuple(stretches)
