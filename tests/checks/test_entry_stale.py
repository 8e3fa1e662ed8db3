from polybook.checks import entry_stale
from tests.checks.pairs import SETTING
from tests.checks.sheets import catalog_of, entries_of, sheet_of


def said(page, catalog):
    sheet = sheet_of(page, catalog)
    return [(fault.entry.msgid, fault.message) for fault in entry_stale.check_sheet(sheet, SETTING)]


def test_an_entry_that_the_page_has_not_is_named_with_the_command():
    message = "the page does not have this text; run `polybook update vi`"
    assert said("One\n", entries_of(One="Một", Two="Hai")) == [("Two", message)]


def test_it_is_said_once_a_catalog_at_the_first():
    what = "the page does not have this text, nor 1 more of this catalog"
    message = f"{what}; run `polybook update vi`"
    assert said("One\n", entries_of(Two="Hai", One="", Three="")) == [("Two", message)]


def test_obsolete_entries_and_missing_catalogs_are_in_order():
    assert said("One\n", catalog_of('#~ msgid "Two"\n#~ msgstr "Hai"\n')) == []
    assert said("One\n", None) == []


def test_the_same_text_in_another_context_is_another_text():
    catalog = catalog_of('msgctxt "verb"\nmsgid "One"\nmsgstr "Một"\n')
    assert len(said("One\n", catalog)) == 1
    assert said("<!-- i18n:context: verb -->\n\nOne\n", catalog) == []
