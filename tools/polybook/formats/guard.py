"""The merge guard: a translation cannot break the page.

After splicing, the page is read again. Its shape and its texts must be the source's own, with just
the translated texts put in. A msgstr that changes anything else, or adds something that acts, is
refused, and its unit stays in the source language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from polybook.formats.acting import what_acts
from polybook.formats.grammar import parse_blocks
from polybook.formats.markdown import Walk
from polybook.formats.page import Page, splice_region
from polybook.formats.text import canonical
from polybook.model.finding import Finding, Severity
from polybook.model.unit import Quoting, Unit

STRUCTURE_KEPT = "structure-kept"
SAFE_MARKUP = "safe-markup"

BECOMES = {
    "heading_open": "a heading",
    "bullet_list_open": "a list",
    "ordered_list_open": "a numbered list",
    "blockquote_open": "a quote",
    "fence": "a code block or a directive",
    "colon_fence": "a directive",
    "code_block": "a code block",
    "html_block": "HTML",
    "hr": "a line",
    "table_open": "a table",
    "dl_open": "a definition list",
    "field_list_open": "a field list",
    "footnote_reference_open": "a footnote",
    "math_block": "a formula",
    "math_block_label": "a formula",
    "amsmath": "a formula",
    "myst_target": "a label",
    "myst_line_comment": "a comment",
    "myst_block_break": "a block break",
    "substitution_block": "a substitution",
    "attrs_block": "an attribute list",
    "front_matter": "front matter",
}
"""What a block is called in a finding, by the type of its first token."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Which translations of a page go in, and why the others do not."""

    accepted: Mapping[int, str]
    """By unit number: msgstrs that leave everything else as it is."""
    refused: Mapping[int, Finding]
    """By unit number: findings without path and line, which the catalog's reader knows."""


def settle(page: Page, msgstrs: Mapping[int, str]) -> Settled:
    """Sort the msgstrs for `page`, by unit number, into accepted and refused."""
    refused: dict[int, Finding] = {}
    wanted: dict[int, str] = {}
    for number, msgstr in sorted(msgstrs.items()):
        unit = page.units[number]
        if what := what_acts(unit, msgstr, page.references):
            message = f"the translation adds {what}, which the English has not; take it out"
            refused[number] = _finding(page, number, SAFE_MARKUP, message, msgstr)
        else:
            wanted[number] = msgstr
    if not _keeps(page, wanted):
        for number in _culprits(page, wanted):
            message = _structure(page.units[number], wanted[number])
            refused[number] = _finding(page, number, STRUCTURE_KEPT, message, wanted.pop(number))
    return Settled(wanted, refused)


def _finding(page: Page, number: int, code: str, message: str, msgstr: str) -> Finding:
    unit = page.units[number]
    return Finding(
        code, Severity.ERROR, message, page=page.name, page_line=page.line(unit),
        msgid=unit.msgid, msgstr=msgstr,
    )  # fmt: skip


def _structure(unit: Unit, msgstr: str) -> str:
    """Say what the translation would turn the page into, and what to do about it."""
    becomes = "other blocks"
    if unit.quoting is Quoting.MARKDOWN:
        tokens = parse_blocks(canonical(msgstr, unit)).tokens
        if tokens:
            becomes = BECOMES.get(tokens[0].type, becomes)
    if unit.quoting is Quoting.LINE:
        becomes = f"something else than one {unit.kind}"
    return (
        f"the translation would turn this {unit.kind} into {becomes}; "
        "write a backslash before the character that does it"
    )


def _keeps(page: Page, msgstrs: Mapping[int, str]) -> bool:
    """Tell whether the page with these msgstrs has the shape and the other texts of the source."""
    if not msgstrs:
        return True
    expected = list(page.texts)
    for number, msgstr in msgstrs.items():
        expected[page.places[number]] = (
            canonical(msgstr, page.units[number]) or page.units[number].msgid
        )
    walk = Walk(front_matter=page.front_matter, shape_only=True)
    for number, region in enumerate(page.regions):
        units = {n: page.units[n] for n in msgstrs if page.units[n].region == number}
        text = region.text
        if units:
            text = splice_region(text, units, {n: msgstrs[n] for n in units})
        try:
            walk.read(text, number)
        except Exception:
            return bool(page.shapes[number] == (text,))
        if tuple(walk.shape) != page.shapes[number]:
            return False
        walk.shape.clear()
    return walk.texts == expected


def _culprits(page: Page, msgstrs: Mapping[int, str]) -> list[int]:
    """Find the units whose msgstrs break the page, in order.

    First by a look at each alone, which finds nearly all; then by bisection, which finds the rest:
    a prefix of the units keeps the page and one unit more breaks it.
    """
    found = [n for n in msgstrs if _breaks_alone(page.units[n], msgstrs[n])]
    good: dict[int, str] = {}
    rest = [n for n in msgstrs if n not in found]
    while not _keeps(page, good | {n: msgstrs[n] for n in rest}):
        low, high = 0, len(rest)
        while high - low > 1:
            middle = (low + high) // 2
            if _keeps(page, good | {n: msgstrs[n] for n in rest[:middle]}):
                low = middle
            else:
                high = middle
        good |= {n: msgstrs[n] for n in rest[:low]}
        found.append(rest[low])
        rest = rest[low + 1 :]
    return found


def _breaks_alone(unit: Unit, msgstr: str) -> bool:
    """Tell whether a text that should be a paragraph is none, although its English is one."""
    if unit.quoting is not Quoting.MARKDOWN or unit.level:
        return False
    return _is_paragraph(unit.msgid) and not _is_paragraph(canonical(msgstr, unit))


def _is_paragraph(text: str) -> bool:
    blocks = parse_blocks(text)
    kinds = [token.type for token in blocks.tokens]
    return kinds == ["paragraph_open", "inline", "paragraph_close"] and not blocks.references
