"""Pages beside their catalogs, for tests of checks that see a whole page or a whole book."""

from dataclasses import replace

from polybook.catalog.catalog import NO_HEADER, Catalog
from polybook.checks.texts import Setting, Sheet
from polybook.formats.reading import read_page
from polybook.model.entry import Entry
from polybook.steps.check import make_sheet
from polybook.steps.place import make_rows
from polybook.terms.glossary import Glossary
from polybook.terms.language import language
from tests.checks.pairs import SETTING


def sheet_of(*blocks: tuple[str, str] | Entry | str, name: str = "one.md") -> Sheet:
    """Make a page of Markdown blocks with their translations, in order.

    A block is (English as on the page, translation), an entry whose msgid stands on the page as it
    is, or English alone, which the catalog does not have.
    """
    page = read_page(name, "\n\n".join(_english(block) for block in blocks) + "\n", "markdown")
    msgstrs = {}
    for block, unit in zip(blocks, page.units, strict=True):
        if isinstance(block, Entry):
            msgstrs[unit.msgid] = block
        elif isinstance(block, tuple):
            msgstrs[unit.msgid] = Entry(unit.msgid, block[1])
    entries = [replace(entry, line=4 * at) for at, entry in enumerate(msgstrs.values(), 1)]
    return make_sheet(page, Catalog(NO_HEADER, tuple(entries)), f"{name}.po")


def _english(block):
    if isinstance(block, Entry):
        return block.msgid
    return block if isinstance(block, str) else block[0]


def setting_for(code: str = "vi", **options: object) -> Setting:
    """Make the setting of a language with these options of its own."""
    return replace(SETTING, language=language(code), glossary=Glossary(code), options=options)


def said(rule, sheet: Sheet, setting: Setting = SETTING) -> list[tuple[str, str, str]]:
    """Return (severity, msgid, message) of all that a check says of a page."""
    return [
        (
            str(fault.severity or rule.SEVERITY),
            fault.entry.msgid if fault.entry else fault.unit.msgid if fault.unit else "",
            fault.message,
        )
        for fault in rule.check_sheet(sheet, setting)
    ]


def said_of_book(rule, *sheets: Sheet, setting: Setting = SETTING) -> list[tuple[str, str, str]]:
    """Return (severity, page, message) of all that a check says of a book."""
    rows = [row for sheet in sheets for row in make_rows(sheet, setting)]
    return [
        (str(fault.severity or rule.SEVERITY), row.page, fault.message)
        for row, fault in rule.check_book(rows, setting)
    ]
