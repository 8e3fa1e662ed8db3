"""How likely a sign is at its place: which quotation mark opens, which closes."""

from __future__ import annotations

from collections.abc import Mapping

OPENING, CLOSING, APOSTROPHE, DASHES = "“‘", "”", "’", "–—"
WELL, BADLY = 1.0, 0.01
SELDOM: Mapping[str, float] = {
    "\ufe0f": 1.0, "\u0301": 1.0, "→": 0.1, "∏": 0.1, "∝": 0.1, "≤": 0.1, "−": 0.1, "•": 0.1,
}  # fmt: skip
"""Signs that are likelier than the others beside which a lost byte puts them; those have 0.01."""


def sign_weight(char: str, before: str, after: str) -> float:
    """Return how well a sign fits between these characters, from 0 to 1."""
    left, right = before[-1:], after[:1]
    open_left = not left or left.isspace() or left in "([{*_>\"'-/–—"
    open_right = not right or right.isspace() or right in ")]}.,;:!?*_<\"'"
    if char in OPENING:
        return (1.0 if char == "“" else 0.5) if open_left and not open_right else BADLY
    if char in CLOSING:
        return WELL if not open_left and open_right else 0.2 if not open_left else BADLY
    if char in APOSTROPHE:
        return WELL if left.isalpha() and right.isalpha() else 0.4 if not open_left else BADLY
    if char in DASHES:
        return (1.0 if char == "–" else 0.5) if _is_between(left, right) else BADLY
    if char == "\u200d":
        # It joins emoji, which stand far beyond all letters.
        return WELL if left > "\u2600" and right > "\u2600" else BADLY
    return SELDOM.get(char, BADLY)


def _is_between(left: str, right: str) -> bool:
    return left.isspace() == right.isspace() and (left.isspace() or left.isdigit())
