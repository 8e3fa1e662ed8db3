"""What is not translated, not looked at, or not translated enough."""

import pytest

from polybook.checks import fuzzy, incomplete, machine_draft, untranslated
from polybook.model.entry import Entry
from tests.checks.books import said, setting_for, sheet_of

MACHINE = ("polybook: machine (libretranslate, 2024-02-28)",)
DONE = ("Done.", "Xong.")
PAGE = sheet_of(
    DONE,
    Entry("Empty."),
    "New.",
    Entry("Changed now.", "Đã đổi.", fuzzy=True, previous_msgid="Changed."),
    Entry("Taken over.", "Lấy sang.", fuzzy=True),
    Entry("Drafted.", "Bản nháp.", fuzzy=True, comments=MACHINE),
    Entry("Reviewed.", "Đã duyệt.", comments=MACHINE),
    Entry("Read, then changed.", "Đã đọc.", fuzzy=True, comments=MACHINE, previous_msgid="Read."),
)


def test_every_text_without_translation_is_a_note():
    assert said(untranslated, PAGE) == [
        ("note", "Empty.", "not translated; readers see the English until it is"),
        ("note", "New.", "the catalog does not have this text yet; run `polybook update vi`"),
    ]


def test_a_page_that_nobody_has_begun_is_one_note():
    message = "nothing of this page is translated; all 2 texts of it are left to do"
    assert said(untranslated, sheet_of("One.", Entry("Two."))) == [("note", "", message)]
    message = "nothing of this page is translated; the only text of it is left to do"
    assert said(untranslated, sheet_of("One.")) == [("note", "", message)]


def test_a_page_without_texts_lacks_nothing():
    empty = sheet_of()
    assert said(untranslated, empty) == []
    assert said(incomplete, empty, setting_for(complete=100)) == []


def test_fuzzy_translations_are_notes_that_say_why():
    assert said(fuzzy, PAGE) == [
        (
            "note",
            "Changed now.",
            "fuzzy, since its English has changed; correct the translation and delete the flag",
        ),
        (
            "note",
            "Taken over.",
            "fuzzy, since nobody has confirmed it; correct the translation and delete the flag",
        ),
        (
            "note",
            "Read, then changed.",
            "fuzzy, since its English has changed; correct the translation and delete the flag",
        ),
    ]


def test_drafts_are_notes_until_somebody_has_read_them():
    message = "libretranslate drafted this on 2024-02-28; read it and delete `fuzzy`"
    assert said(machine_draft, PAGE) == [("note", "Drafted.", message)]


@pytest.mark.parametrize(("asked", "found"), [(None, 0), (0, 0), (25, 0), (26, 1), (100, 1)])
def test_a_page_must_be_as_complete_as_the_language_asks(asked, found):
    setting = setting_for(complete=asked) if asked is not None else setting_for()
    assert len(said(incomplete, PAGE, setting)) == found


def test_what_is_missing_is_said():
    message = "2 of 8 texts are translated, the book asks for 95 %"
    assert said(incomplete, PAGE, setting_for(complete=95)) == [
        ("error", "", f"{message}; translate the others, or lower `complete`")
    ]


def test_a_translation_that_the_merge_refuses_does_not_count():
    page = sheet_of(DONE, ("Second.", "# Thứ hai"))
    assert page.refused
    assert len(said(incomplete, page, setting_for(complete=100))) == 1
