"""Kinds of pairs, by what is in their texts, and which checks have nothing to say of each."""

from __future__ import annotations

from polybook.checks import (
    alt_text_english,
    blank_before_punctuation,
    code_kept,
    control_character,
    double_blank,
    doubled_word,
    emphasis_kept,
    emphasis_spacing,
    end_punctuation,
    entity_kept,
    footnote_kept,
    hidden_character,
    html_kept,
    image_kept,
    label_kept,
    length_ratio,
    link_kept,
    link_text_english,
    lookalike,
    math_kept,
    mojibake,
    name_kept,
    nbsp,
    number_kept,
    repeated_phrase,
    role_kept,
    stray_markup,
    substitution_kept,
    template_kept,
    unbalanced,
    unknown_word,
    vi_year,
)
from polybook.checks.texts import Pair

OF_TOKENS: frozenset[str] = frozenset(
    rule.CODE
    for rule in (
        code_kept,
        math_kept,
        link_kept,
        image_kept,
        footnote_kept,
        role_kept,
        template_kept,
        substitution_kept,
    )
)
"""Checks that have nothing to say of two texts with the same protected tokens."""
OF_CHANGES: frozenset[str] = OF_TOKENS | frozenset(
    rule.CODE
    for rule in (
        label_kept,
        html_kept,
        entity_kept,
        number_kept,
        name_kept,
        stray_markup,
        emphasis_spacing,
        emphasis_kept,
        unbalanced,
        doubled_word,
        repeated_phrase,
        unknown_word,
        double_blank,
        blank_before_punctuation,
        end_punctuation,
        length_ratio,
        nbsp,
        control_character,
        hidden_character,
        lookalike,
        mojibake,
    )
)
"""Checks that have nothing to say of a translation that is its English, letter for letter."""
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
