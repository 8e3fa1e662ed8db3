"""The title of a post: Jekyll's layouts show that of the front matter, not a heading."""

from __future__ import annotations

from polybook.formats.grammar import parse_blocks
from polybook.formats.prose import plain_text

BEFORE = frozenset({"myst_target", "myst_line_comment", "front_matter", "attrs_block"})
"""What may stand before a page's title."""


def take_title(text: str, known: str = "") -> tuple[str, str]:
    """Cut the heading of level 1 that begins `text` off it, and return its text and the rest.

    With a title `known` already, only a heading that says the same is cut off.
    """
    tokens = parse_blocks(text).tokens
    for number, token in enumerate(tokens):
        if token.type in BEFORE:
            continue
        if token.type != "heading_open" or token.tag != "h1" or token.map is None:
            break
        title = " ".join(tokens[number + 1].content.split())
        if known and plain_text(title) != plain_text(known):
            break
        lines = text.split("\n")
        return title, "\n".join(lines[token.map[1] :]).lstrip("\n")
    return "", text
