"""The merge guard: a translation cannot break the page.

After splicing, the page is read again. Its shape and its texts must be the source's own, with just
the translated texts put in. A msgstr that changes anything else, or adds something that acts, is
refused, and its unit stays in the source language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from polybook.formats import jekyll, svg
from polybook.formats.acting import what_acts
from polybook.formats.formulas import FROM_FORMULA_TO_FORMULA
from polybook.formats.grammar import parse_blocks
from polybook.formats.markdown import read_region
from polybook.formats.page import Page, splice_region
from polybook.formats.standing import DIALECTS, stands
from polybook.formats.svg_guard import breaks_label, is_no_text
from polybook.formats.text import canonical
from polybook.formats.walk import Walk
from polybook.model.finding import Finding, Severity
from polybook.model.unit import Kind, Quoting, Unit

MOST_SEARCHES = 20
"""After so many bisections of one page, all translations that are still in doubt stay out: a page
that was made to be slow is not worth more time."""
MARKER = re.compile(r"\[[ xX]\][ \t]|\[!")
"""What makes a list item a task, or a quote an alert."""
CLOSING_HASHES = re.compile(r"(?:\A|[ \t])#+[ \t]*\Z")
PIPE = re.compile(r"(?<!\\)\|")

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
    if page.dialect == svg.NAME:
        return _settle_labels(page, msgstrs)
    dialect = page.dialect
    refused: dict[int, Finding] = {}
    wanted: dict[int, str] = {}
    for number, msgstr in sorted(msgstrs.items()):
        unit = page.units[number]
        if what := what_acts(unit, msgstr, page.references, page.hosts):
            message = f"the translation {what}"
            refused[number] = _finding(page, number, SAFE_MARKUP, message, msgstr)
        elif (
            _is_block_elsewhere(page, unit)
            and _is_paragraph(unit.msgid, dialect)
            and not _is_paragraph(canonical(msgstr, unit), dialect)
        ):
            # MyST reads a caption as blocks, and a table row without a leading pipe may be another
            # block to other readers: the shape of the page alone does not tell.
            message = _structure(unit, msgstr, dialect)
            refused[number] = _finding(page, number, STRUCTURE_KEPT, message, msgstr)
        elif "$$" in msgstr and _is_formula_to_myst(page, unit, msgstr):
            message = "the translation would be one formula to MyST; end it with a word or a stop"
            refused[number] = _finding(page, number, STRUCTURE_KEPT, message, msgstr)
        else:
            wanted[number] = msgstr
    if not (_stand(page, wanted) or _keeps(page, wanted)):
        for number in _culprits(page, wanted):
            message = _structure(page.units[number], wanted[number], dialect)
            refused[number] = _finding(page, number, STRUCTURE_KEPT, message, wanted.pop(number))
    return Settled(wanted, refused)


def _settle_labels(page: Page, msgstrs: Mapping[int, str]) -> Settled:
    """Sort the msgstrs for a picture, each of which is judged alone."""
    wanted = dict(sorted(msgstrs.items()))
    refused: dict[int, Finding] = {}
    for number, msgstr in list(wanted.items()):
        unit = page.units[number]
        if canonical(msgstr, unit) == unit.msgid:
            continue
        for code, judge in ((SAFE_MARKUP, is_no_text), (STRUCTURE_KEPT, breaks_label)):
            if number in wanted and (what := judge(page, unit, msgstr)):
                refused[number] = _finding(page, number, code, f"the translation {what}", msgstr)
                del wanted[number]
    return Settled(wanted, refused)


def _finding(page: Page, number: int, code: str, message: str, msgstr: str) -> Finding:
    unit = page.units[number]
    return Finding(
        code, Severity.ERROR, message, page=page.name, page_line=page.line(unit),
        msgid=unit.msgid, msgstr=msgstr,
    )  # fmt: skip


def _structure(unit: Unit, msgstr: str, dialect: str) -> str:
    """Say what the translation would turn the page into, and what to do about it."""
    becomes = "other blocks"
    if unit.quoting is Quoting.MARKDOWN:
        tokens = parse_blocks(canonical(msgstr, unit), dialect).tokens
        if tokens:
            becomes = BECOMES.get(tokens[0].type, becomes)
    if unit.kind is Kind.CELL and "|" in msgstr:
        return r"the translation would cut this table cell in two; write \| for |"
    if unit.quoting is Quoting.LINE:
        becomes = f"something else than one {unit.kind}"
    return (
        f"the translation would turn this {unit.kind} into {becomes}; "
        "write a backslash before the character that does it"
    )


def _stand(page: Page, msgstrs: Mapping[int, str]) -> bool:
    """Tell whether every msgstr surely leaves the page as it is, so that nobody need read it."""
    known = page.dialect in DIALECTS
    return known and all(stands(page, number, text) for number, text in msgstrs.items())


def _keeps(page: Page, msgstrs: Mapping[int, str]) -> bool:
    """Tell whether the page with these msgstrs has the shape and the other texts of the source."""
    if not msgstrs:
        return True
    expected = list(page.texts)
    for number, msgstr in msgstrs.items():
        expected[page.places[number]] = canonical(msgstr, page.units[number])
    walk = Walk(page.front_matter, page.dialect, shape_only=True)
    for number, region in enumerate(page.regions):
        units = {n: page.units[n] for n in msgstrs if page.units[n].region == number}
        text = region.text
        if units:
            text = splice_region(text, units, {n: msgstrs[n] for n in units})
        with suppress(Exception):  # the shape of what the grammar cannot take is its text
            read_region(walk, text, number)
        if tuple(walk.shape) != page.shapes[number]:
            return False
        walk.shape.clear()
    return walk.texts == expected


def _culprits(page: Page, msgstrs: Mapping[int, str]) -> list[int]:
    """Find the units whose msgstrs break the page, in order.

    First by a look at each alone, which finds nearly all; then by bisection, which finds the rest:
    a prefix of the units keeps the page and one unit more breaks it.
    """
    found = [n for n in msgstrs if _breaks_alone(page.units[n], msgstrs[n], page.dialect)]
    good: dict[int, str] = {}
    rest = [n for n in msgstrs if n not in found]
    searches = 0
    while not _keeps(page, good | {n: msgstrs[n] for n in rest}):
        searches += 1
        if searches > MOST_SEARCHES:
            return found + rest
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


def _breaks_alone(unit: Unit, msgstr: str, dialect: str) -> bool:
    """Tell whether a text cannot stand at its place whatever stands around it."""
    text = canonical(msgstr, unit)
    if unit.quoting is Quoting.LINE:
        closes = unit.level and CLOSING_HASHES.search(text)
        cuts = unit.kind is Kind.CELL and len(PIPE.findall(text)) > len(PIPE.findall(unit.msgid))
        return bool("\n" in text or closes or cuts)
    if unit.quoting is Quoting.YAML or unit.level:
        return False
    if MARKER.match(text) and not MARKER.match(unit.msgid):
        return True
    return _is_paragraph(unit.msgid, dialect) and not _is_paragraph(text, dialect)


def _is_block_elsewhere(page: Page, unit: Unit) -> bool:
    """Tell whether the unit's text alone may be read as blocks, whatever our parser makes of it."""
    if unit.kind is Kind.OPTION:
        return unit.detail.startswith("caption ")
    if unit.kind is not Kind.CELL:
        return False
    text = page.regions[unit.region].text
    return "|" not in text[text.rfind("\n", 0, unit.span.start) + 1 : unit.span.start]


def _is_formula_to_myst(page: Page, unit: Unit, msgstr: str) -> bool:
    """Tell whether MyST takes the text for a formula, which it does not do with the English."""
    if page.dialect == jekyll.NAME or not FROM_FORMULA_TO_FORMULA.search(canonical(msgstr, unit)):
        return False
    english = unit.span.of(page.regions[unit.region].text)
    return not FROM_FORMULA_TO_FORMULA.search(english)


def _is_paragraph(text: str, dialect: str) -> bool:
    blocks = parse_blocks(text, dialect)
    kinds = [token.type for token in blocks.tokens]
    return kinds == ["paragraph_open", "inline", "paragraph_close"] and not blocks.references
