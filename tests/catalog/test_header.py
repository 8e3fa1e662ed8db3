import subprocess

import pytest

from polybook.catalog.catalog import Catalog
from polybook.catalog.header import (
    header_field,
    language_header,
    language_name,
    set_header_field,
    template_header,
)
from polybook.catalog.read import read_catalog
from polybook.catalog.write import write_catalog
from polybook.model.entry import Entry
from tests.helpers import needs

DATE = "2024-02-28 09:30+0000"


@pytest.mark.parametrize("language", ["vi", "fr", "pl", "ar", "pt_BR", "zh-Hans", "tlh", "xx"])
def test_msgfmt_has_nothing_to_say_about_a_new_catalog(language, tmp_path):
    header = language_header("book", language, DATE, DATE)
    path = tmp_path / "x.po"
    path.write_bytes(write_catalog(Catalog(header, (Entry("a", "b"),))))
    command = [needs("msgfmt", "gettext"), "--check", "-o", "/dev/null", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_vietnamese_has_its_name_and_its_plural_rule():
    header = language_header("book", "vi", DATE, DATE)
    assert header_field(header, "Language-Team") == "Vietnamese"
    assert header_field(header, "Plural-Forms") == "nplurals=1; plural=0;"
    assert header_field(header, "report-msgid-bugs-to") == ""
    assert header_field(header, "X-Generator") is None


@pytest.mark.parametrize(
    ("language", "name"),
    [("vi", "Vietnamese"), ("pt_BR", "Portuguese (Brazil)"), ("xx", "xx"), ("?", "?")],
)
def test_a_language_is_called_by_its_english_name(language, name):
    assert language_name(language) == name


def test_a_template_has_no_language():
    header = template_header("book", DATE)
    assert header_field(header, "Language") is None
    assert header_field(header, "POT-Creation-Date") == DATE


WRAPPED = b"""\
# Title
msgid   ""
msgstr ""
"Project-Id-Version: book\\n"
"POT-Creation-Date: 2023\\n"
"X-Long: one "
"two\\n"
"""


def test_setting_a_field_keeps_the_bytes_of_all_others():
    header = read_catalog(WRAPPED, "vi.po").header
    new = set_header_field(header, "POT-Creation-Date", DATE)
    assert header_field(new, "POT-Creation-Date") == DATE
    assert write_catalog(Catalog(new)) == WRAPPED.replace(b"2023", DATE.encode())
    assert set_header_field(new, "POT-Creation-Date", DATE) is new


def test_setting_a_wrapped_or_missing_field_writes_the_header_anew():
    header = read_catalog(WRAPPED, "vi.po").header
    new = set_header_field(set_header_field(header, "X-Long", "3"), "Language", "vi")
    expected = "Project-Id-Version: book\nPOT-Creation-Date: 2023\nX-Long: 3\nLanguage: vi\n"
    assert new.msgstr == expected
    assert write_catalog(Catalog(new)).startswith(b'# Title\nmsgid ""\nmsgstr ""\n"Project')
    assert set_header_field(Entry(""), "Language", "vi").msgstr == "Language: vi\n"
    assert set_header_field(Entry("", "A: b"), "Language", "vi").msgstr == "A: b\nLanguage: vi\n"
