"""Kinds of pairs, by what is in their texts, and which checks have nothing to say of each."""

from __future__ import annotations

from polybook.checks import (
    OF_CHANGES,
    OF_TOKENS,
    alt_text_english,
    emphasis_kept,
    emphasis_spacing,
    link_text_english,
    vi_year,
)
from polybook.checks.texts import Pair

OF_EMPHASIS = frozenset({emphasis_spacing.CODE, emphasis_kept.CODE})
"""Checks that have nothing to say where nothing is emphasised and no mark is left over."""
OF_PARTS = frozenset({link_text_english.CODE, alt_text_english.CODE, vi_year.CODE})
"""Checks that have nothing to say where the translation has no protected token."""

Kind = tuple[bool, bool, bool, bool]
"""Whether each set of checks that `needless` knows has nothing to say, in its order."""


def kind_of(pair: Pair) -> Kind:
    """Return the kind of a pair, which decides whom to ask about it."""
    english, translation = pair.english.reading, pair.translation.reading
    return (
        pair.english.raw == pair.translation.raw,
        pair.same_tokens,
        not (translation.emphasis or translation.stray or english.emphasis),
        not translation.tokens,
    )


def needless(kind: Kind) -> frozenset[str]:
    """Return the codes of the checks that have nothing to say of this kind of pair."""
    sets = OF_CHANGES, OF_TOKENS, OF_EMPHASIS, OF_PARTS
    return frozenset().union(*(codes for codes, silent in zip(sets, kind, strict=True) if silent))
