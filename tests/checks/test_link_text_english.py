"""What the check of link texts says where the page defines the link under its text."""

from __future__ import annotations

from polybook.checks.link_text_english import check
from polybook.checks.texts import make_pair
from polybook.formats.reading import read_page
from polybook.model.entry import Entry
from tests.checks.pairs import SETTING

PAGE = "Ask other [registries].\n\n[registries]: https://example.org/r\n"


def messages(msgstr: str) -> list[str]:
    page = read_page("page.md", PAGE, "markdown")
    unit = page.units[0]
    pair = make_pair(unit, Entry(unit.msgid, msgstr), page)
    return [fault.message for fault in check(pair, SETTING)]


def test_a_link_that_is_its_own_label_is_told_how_to_keep_it():
    step = "write [...][registries] or list it under `allow`"
    assert messages("Hãy hỏi các [registries] khác.") == [
        f'the link text "registries" is still English; {step}'
    ]
    assert messages("Hãy hỏi các [kho đăng ký][registries] khác.") == []
