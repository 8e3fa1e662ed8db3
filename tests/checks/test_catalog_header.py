import subprocess

import pytest

from polybook.catalog.header import language_header
from polybook.catalog.write import format_entry
from polybook.checks import catalog_header
from tests.checks.pairs import SETTING
from tests.checks.sheets import HEADER, catalog_of, sheet_of
from tests.helpers import needs

ENTRY = 'msgid "One"\nmsgstr "Một"\n'
PLURAL = 'msgid "One"\nmsgid_plural "Many"\nmsgstr[0] "Một"\n'
UTF_8 = "Content-Type: text/plain; charset=UTF-8"


def header(*lines):
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def said(head, entries=ENTRY):
    sheet = sheet_of("One\n", catalog_of(entries, head))
    return [
        (fault.message, fault.entry.line) for fault in catalog_header.check_sheet(sheet, SETTING)
    ]


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("", "the header is missing; copy that of another catalog"),
        (header(UTF_8), "the header names no language; add `Language: vi`"),
        (header(UTF_8, "Language: "), "the header names no language; add `Language: vi`"),
        (header(UTF_8, "Language: fr"),
         "the header says Language: fr in a catalog of vi; correct it"),
        (header("Language: vi"), f"the header names no charset; write `{UTF_8}`"),
        (header("Language: vi", "Content-Type: text/plain; charset=CHARSET"),
         f"the header names no charset; write `{UTF_8}`"),
    ],
)  # fmt: skip
def test_each_fault_of_a_header_is_named_with_what_to_write(head, message):
    assert said(head) == [(message, 1 if head else 0)]


@pytest.mark.parametrize("language", ["vi", "vi_VN", "vi-VN", "VI"])
def test_a_language_may_name_its_country(language):
    assert said(header(UTF_8, f"Language: {language}")) == []


def test_plural_forms_are_wanted_only_where_there_are_plurals():
    plurals = "the plural forms of header and entries differ; "
    plurals += "write `Plural-Forms: nplurals=1; plural=0;`"
    assert said(HEADER) == []
    assert said(HEADER, PLURAL) == [(plurals, 1)]
    wrong = header(UTF_8, "Language: vi", "Plural-Forms: nplurals=2; plural=(n != 1);")
    assert said(wrong, PLURAL) == [(plurals, 1)]
    right = header(UTF_8, "Language: vi", "Plural-Forms: nplurals=1; plural=0;")
    assert said(right, PLURAL) == []


def test_a_page_that_nobody_began_to_translate_has_no_header_to_judge():
    assert list(catalog_header.check_sheet(sheet_of("One\n", None), SETTING)) == []


def test_our_own_headers_are_in_order_for_us_and_for_msgfmt(tmp_path):
    date = "2024-02-28 09:30+0000"
    header = language_header("book", "vi", date, date)
    head = format_entry(header)
    assert said(head + "\n", PLURAL) == []
    path = tmp_path / "vi.po"
    path.write_text(head + "\n" + PLURAL)
    command = [needs("msgfmt", "gettext"), "--check", "-o", tmp_path / "vi.mo", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
