"""What checks of kept tokens share: two multisets, and what is in one of them only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from polybook.formats.inline import Inline, InlineKind


def compare(
    english: Sequence[Inline],
    translation: Sequence[Inline],
    kind: InlineKind,
    normal: Callable[[str], str] = str,
) -> Iterator[str]:
    """Yield a message for each token of `kind` that the translation lost, or made up.

    Tokens are the same when `normal` makes them so. A token that only stands there more often or
    less often than in the English is no fault: sentences are split and joined in translation.
    """
    ours = _named(english, kind, normal)
    theirs = _named(translation, kind, normal)
    for name, raw in ours.items():
        if name not in theirs:
            yield f"{kind} {raw} is missing; copy it from the English"
    for name, raw in theirs.items():
        if name not in ours:
            yield f"{kind} {raw} is not in the English; take it out or correct it"


def _named(
    tokens: Sequence[Inline], kind: InlineKind, normal: Callable[[str], str]
) -> dict[str, str]:
    counted = Counter(token.raw for token in tokens if token.kind is kind)
    return {normal(raw): raw for raw in counted}
