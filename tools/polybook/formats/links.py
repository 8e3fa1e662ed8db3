"""Changing links after the translations are in: in the translated texts and in all others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from polybook.formats.inline import InlineKind, read_inline
from polybook.formats.page import Edit, Page

ADDRESSED = frozenset({InlineKind.LINK, InlineKind.AUTOLINK, InlineKind.URL})


def change_texts(
    page: Page,
    msgstrs: Mapping[int, str],
    change: Callable[[str], str],
    could: Callable[[str], bool],
) -> tuple[dict[int, str], list[Edit]]:
    """Return the msgstrs, by unit number, as `change` makes them, and edits for all other texts.

    `could` tells cheaply whether `change` can have anything to do in a text.
    """
    changed = {number: change(text) if could(text) else text for number, text in msgstrs.items()}
    translated = {page.places[number] for number in msgstrs}
    edits = []
    for number, text in enumerate(page.texts):
        if number not in translated and could(text):
            region, span = page.spans[number]
            source = span.of(page.regions[region].text)
            new = change(source)
            if new != source:
                edits.append(Edit(region, span, new))
    return changed, edits


def exchange(text: str, links: Mapping[str, str], references: Mapping[str, Any]) -> str:
    """Return `text` with each link to a key of `links` leading to its value instead."""
    for token in reversed(read_inline(text, references)):
        if token.kind in ADDRESSED and token.target in links:
            start = token.prose.end if token.prose else token.span.start
            after = text[start : token.span.end].replace(token.target, links[token.target], 1)
            text = text[:start] + after + text[token.span.end :]
    return text
