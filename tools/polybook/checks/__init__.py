"""One rule a file, listed here by what it must see; `checks/kinds` says what each kind is.

mypy accepts a module in a tuple only when its function is right.
"""

from __future__ import annotations

from polybook.checks import (
    alt_text_english,
    baseline_stale,
    blank_before_punctuation,
    catalog_conflict,
    catalog_duplicate,
    catalog_header,
    catalog_stale,
    catalog_unreadable,
    code_kept,
    control_character,
    double_blank,
    doubled_word,
    emphasis_kept,
    emphasis_spacing,
    end_punctuation,
    english_left,
    entity_kept,
    entry_stale,
    footnote_kept,
    fuzzy,
    glossary_avoid,
    glossary_cycle,
    glossary_duplicate,
    glossary_empty,
    glossary_formula,
    glossary_keep,
    glossary_row,
    glossary_target,
    glossary_unreadable,
    glossary_unused,
    heading_mismatch,
    hidden_character,
    html_kept,
    image_kept,
    incomplete,
    label_kept,
    label_width,
    length_ratio,
    link_kept,
    link_text_english,
    lookalike,
    machine_draft,
    math_kept,
    mojibake,
    name_kept,
    names_kept,
    nbsp,
    no_break_blank,
    not_nfc,
    number_kept,
    page_unreadable,
    reading_time,
    region_unreadable,
    repeated_phrase,
    role_kept,
    safe_markup,
    same_as_english,
    slide_kept,
    stray_markup,
    structure_kept,
    substitution_kept,
    template_kept,
    term_altered,
    term_avoided,
    term_missing,
    term_mixed,
    term_untranslated,
    text_unreadable,
    translated_alike,
    translated_differently,
    unbalanced,
    unknown_word,
    untranslated,
    vi_tone,
    vi_y_i,
    vi_year,
    waiver,
    wrong_english,
)
from polybook.checks.kinds import (
    BookCheck,
    Check,
    Fixer,
    PairCheck,
    RareCheck,
    SheetCheck,
    TermCheck,
)

PAIR: tuple[PairCheck, ...] = (
    code_kept,
    math_kept,
    link_kept,
    image_kept,
    label_kept,
    footnote_kept,
    role_kept,
    html_kept,
    entity_kept,
    template_kept,
    substitution_kept,
    number_kept,
    name_kept,
    names_kept,
    stray_markup,
    emphasis_spacing,
    emphasis_kept,
    unbalanced,
    doubled_word,
    repeated_phrase,
    unknown_word,
    double_blank,
    blank_before_punctuation,
    no_break_blank,
    end_punctuation,
    length_ratio,
    label_width,
    nbsp,
    control_character,
    hidden_character,
    lookalike,
    mojibake,
    not_nfc,
    term_missing,
    term_avoided,
    term_untranslated,
    term_altered,
    link_text_english,
    alt_text_english,
)
RARE: tuple[RareCheck, ...] = (
    nbsp,
    control_character,
    hidden_character,
    lookalike,
    mojibake,
    not_nfc,
)
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
SHEET: tuple[SheetCheck, ...] = (
    structure_kept,
    safe_markup,
    slide_kept,
    wrong_english,
    entry_stale,
    catalog_header,
    term_mixed,
    untranslated,
    fuzzy,
    machine_draft,
    incomplete,
    same_as_english,
    english_left,
    vi_tone,
    vi_y_i,
    reading_time,
)
BOOK: tuple[BookCheck, ...] = (
    english_left,
    translated_differently,
    translated_alike,
    heading_mismatch,
)
LANGUAGE: dict[str, tuple[PairCheck, ...]] = {"vi": (vi_year,)}
"""By language: the checks that only it needs."""
TERMS: tuple[TermCheck, ...] = (
    glossary_duplicate,
    glossary_empty,
    glossary_keep,
    glossary_avoid,
    glossary_target,
    glossary_cycle,
)
GLOSSARY: tuple[Check, ...] = (
    glossary_unreadable,
    glossary_row,
    glossary_formula,
    *TERMS,
    glossary_unused,
)
"""All rules of a glossary; those that are not in TERMS are held by what reads it."""
OTHER: tuple[Check, ...] = (
    page_unreadable,
    region_unreadable,
    text_unreadable,
    catalog_unreadable,
    catalog_conflict,
    catalog_duplicate,
    catalog_stale,
    waiver,
    baseline_stale,
)
"""Rules that steps hold while they read and write files: their modules say what and why."""
FIXES: tuple[Fixer, ...] = (
    control_character,
    not_nfc,
    nbsp,
    double_blank,
    blank_before_punctuation,
    no_break_blank,
    vi_tone,
)
"""The checks whose findings `check --fix` can put right, in the order in which it does."""

ALL: tuple[Check, ...] = tuple(
    dict.fromkeys(
        (
            *PAIR,
            *SHEET,
            *BOOK,
            *(rule for rules in LANGUAGE.values() for rule in rules),
            *GLOSSARY,
            *OTHER,
        )
    )
)
"""Every check, in the order of the manual."""
