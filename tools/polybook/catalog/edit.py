"""Edited along: the English changed in protected tokens only, so the translation can follow.

A protected token (a URL, code, math, a role's target) stands in the translation as it stands in the
English. When two English texts differ in nothing else, the same replacement makes the old
translation right for the new English. Whatever is not certain is left to fuzzy matching.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

Tokens = Callable[[str], Sequence[str]]
"""Gives the protected tokens of a text, in the order in which they stand in it."""


def split(text: str, tokens: Tokens) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the text between the protected tokens, and the tokens; None when they do not fit.

    Two texts with the same first part differ in nothing but their tokens.
    """
    found = tuple(tokens(text))
    between = []
    end = 0
    for token in found:
        start = text.find(token, end)
        if start < 0 or not token:
            return None
        between.append(text[end:start])
        end = start + len(token)
    between.append(text[end:])
    return tuple(between), found


def edit_along(
    old: Sequence[str], new: Sequence[str], translation: str, tokens: Tokens
) -> str | None:
    """Return the translation with the old English's tokens replaced by the new one's.

    None when that is not certain: one old token became two different ones, or the translation does
    not hold the changed tokens exactly as often as the English does.
    """
    replaced: dict[str, str] = {}
    for before, after in zip(old, new, strict=True):
        if replaced.setdefault(before, after) != after:
            return None
    pieces = split(translation, tokens)
    if pieces is None:
        return None
    between, held = pieces
    counts, held_counts = Counter(old), Counter(held)
    changed = {before for before, after in replaced.items() if before != after}
    if any(counts[token] != held_counts[token] for token in changed):
        return None
    edited = [replaced.get(token, token) for token in held]
    text = "".join(part + token for part, token in zip(between, [*edited, ""], strict=True))
    return text if list(tokens(text)) == edited else None
