"""How case files write pages and units: `→` is a tab, `·` a blank, `⏎` a line break in a msgid."""

from __future__ import annotations

from polybook.formats.guard import settle
from polybook.formats.page import Page, splice
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


def read_pairs(text: str) -> dict[str, str]:
    """Read translations written as `msgid => msgstr`, one a line."""
    pairs = (line.split(" => ") for line in text.split("\n"))
    return {_meant(msgid): _meant(msgstr) for msgid, msgstr in pairs}


def _meant(text: str) -> str:
    return actual_text(text).replace("⏎", "\n")


def translate(page: Page, pairs: dict[str, str]) -> tuple[str, str]:
    """Return the page with these translations, and what was refused, as case files write them."""
    units = dict(enumerate(page.units))
    unused = pairs.keys() - {unit.msgid for unit in units.values()}
    assert not unused, f"no unit of the page has the msgid {unused}"
    msgstrs = {number: pairs[unit.msgid] for number, unit in units.items() if unit.msgid in pairs}
    settled = settle(page, msgstrs)
    refused = [
        f"{finding.page_line} {finding.code}" for _, finding in sorted(settled.refused.items())
    ]
    return splice(page, settled.accepted), "\n".join(refused) or "(nothing)"
