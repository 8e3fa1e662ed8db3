"""Lossless damage by code pages that formats/damage does not know, by way of ftfy.

ftfy is asked line by line, so that right lines stay as they are. Its answer counts only where the
way back gives the line again; what it does about lost bytes is never taken.
"""

from __future__ import annotations

from dataclasses import dataclass

OURS = frozenset({"latin-1", "sloppy-windows-1252", "windows-1252", "macroman"})
"""What ftfy calls the code pages that formats/damage knows, and has judged already."""
LEAST = 2
"""Lines, or characters on one line, that must be put right before a file counts as damaged."""


@dataclass(frozen=True, slots=True)
class OtherDamage:
    """A text put right by ftfy."""

    text: str
    code_pages: tuple[str, ...]
    """The code pages that it was read in, by Python's names, in the order of undoing."""
    changed: int
    """How many characters are right now."""


def undo_other(text: str) -> OtherDamage | None:
    """Undo the damage of other code pages; None where there is none, or no proof of it."""
    if text.isascii():
        return None
    lines = text.split("\n")
    found = {number: fixed for number, line in enumerate(lines)
             if not line.isascii() and (fixed := _undo_line(line)) is not None}  # fmt: skip
    ways = {way for _, way in found.values()}
    # One file, one way: several of them are chance.
    if len(ways) != 1:
        return None
    for number, (right, _) in found.items():
        lines[number] = right
    changed = sum(sum(not char.isascii() for char in right) for right, _ in found.values())
    return OtherDamage("\n".join(lines), ways.pop(), changed) if changed >= LEAST else None


def _undo_line(line: str) -> tuple[str, tuple[str, ...]] | None:
    import ftfy

    fixed, plan = ftfy.fix_encoding_and_explain(line)
    steps = [(step.action, step.parameter) for step in plan or ()]
    encodings = tuple(name for action, name in steps if action == "encode")
    straight = [step for name in encodings for step in (("encode", name), ("decode", "utf-8"))]
    if not encodings or steps != straight or OURS.issuperset(encodings) or fixed == line:
        return None
    again = fixed
    try:
        for name in reversed(encodings):
            again = again.encode().decode(name)
    except UnicodeError:
        return None
    # ftfy's own name for a code page whose undefined bytes stay control characters.
    names = tuple(name.replace("sloppy-windows-", "cp") for name in encodings)
    return (fixed, names) if again == line else None
