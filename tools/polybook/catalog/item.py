"""An item: one block of a page as the aligner sees it, which knows nothing of Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

HEADING = "heading"
"""The kind of the items that begin sections."""
WEAK = "#"
"""What tokens begin with that a translation may well spell in another way: numbers, names."""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One block of a page: a text, or something that every translation leaves as it is."""

    kind: str
    """What it is, in the page's own terms: `heading`, `paragraph`, `fence`."""
    level: int = 0
    """Of a heading, from 1; else 0."""
    text: str = ""
    """The whole text; empty for what is no text."""
    length: int = 0
    """How many characters of prose the text has."""
    tokens: Counter[str] = field(default_factory=Counter)
    """What a translation keeps of the text; those that begin with `WEAK` only mostly."""
    words: frozenset[str] = frozenset()
    """The words of the prose, lower case; of what is no text, its names."""
    fixed: str = ""
    """What a block that is no text is recognised by: its content without blanks."""
    place: int = -1
    """The number of the text on its page; -1 for what is no text."""
    unit: bool = False
    """Whether there is something to translate in it."""

    @property
    def strong(self) -> Counter[str]:
        """The tokens that a translation keeps to the letter: code, formulas, targets."""
        return Counter({token: count for token, count in self.tokens.items() if token[0] != WEAK})


def fused(items: Sequence[Item]) -> Item:
    """Return what these items are as one block: a text of the first one's kind."""
    first = items[0]
    if len(items) == 1:
        return first
    tokens: Counter[str] = Counter()
    for item in items:
        tokens.update(item.tokens)
    return Item(
        first.kind,
        first.level,
        " ".join(item.text for item in items if item.text),
        sum(item.length for item in items) + len(items) - 1,
        tokens,
        frozenset().union(*(item.words for item in items if item.place >= 0)),
        place=first.place,
        unit=first.unit,
    )
