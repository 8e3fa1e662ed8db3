"""Pages beside catalogs that are written as PO text, for tests of checks that read catalogs."""

from polybook.catalog.catalog import Catalog
from polybook.catalog.read import read_catalog
from polybook.checks.texts import Sheet
from polybook.formats.reading import read_page
from polybook.steps.check import make_sheet

PATH = "locales/vi/LC_MESSAGES/one.po"
HEADER = 'msgid ""\nmsgstr ""\n"Language: vi\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def catalog_of(entries: str, header: str = HEADER) -> Catalog:
    """Read a catalog from the text of its entries."""
    return read_catalog((header + entries).encode(), PATH)


def entries_of(**translations: str) -> Catalog:
    """Make a catalog of these texts and their translations."""
    entries = (f'msgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in translations.items())
    return catalog_of("\n".join(entries))


def sheet_of(text: str, catalog: Catalog | None, *older: Catalog) -> Sheet:
    """Lay a page of Markdown beside its catalog and older versions of that."""
    return make_sheet(read_page("one.md", text, "markdown"), catalog, PATH, older)
