"""How case files write pages and units: `→` is a tab, `·` a blank, `⏎` a line break in a msgid."""

from __future__ import annotations

from polybook.formats.page import Page
from polybook.model.unit import Unit


def actual_text(text: str) -> str:
    """Return the text that a case file means."""
    return text.replace("→", "\t").replace("·", " ")


def show_units(page: Page) -> str:
    """Write a page's units as case files do: `line | kind | msgid`, then all else they say."""
    lines = [line for unit in page.units for line in _unit(page, unit)]
    lines += [f"unknown: {name}" for name in sorted(page.unknown)]
    lines += [f"finding: {finding.code}" for finding in page.findings]
    return "\n".join(lines) or "(no unit)"


def _unit(page: Page, unit: Unit) -> list[str]:
    kind = f"{unit.kind} {unit.level or ''}".rstrip()
    if unit.detail:
        kind += f" ({unit.detail})"
    lines = [f"{page.line(unit)} | {kind} | {_shown(unit.msgid)}"]
    if unit.context is not None:
        lines.append(f"    context: {unit.context}")
    lines += [f"    note: {_shown(note)}" for note in unit.notes]
    return lines


def _shown(text: str) -> str:
    return text.replace("\t", "→").replace("  \n", "··⏎").replace("\n", "⏎")
