from pathlib import Path

import pytest

from tests.helpers import Case, compare_golden, needs, read_cases

GOOD = """\
first
.
one

.
uno
.

second
.
two\u2028lines\r
.

.
"""


def case_file(folder: Path, text: str) -> Path:
    file = folder / "some.txt"
    file.write_bytes(text.encode())
    return file


def test_cases_keep_every_character_between_the_dots(tmp_path):
    assert read_cases(case_file(tmp_path, GOOD), 2) == [
        Case("first", ("one\n", "uno"), 1),
        Case("second", ("two\u2028lines\r", ""), 9),
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", ":1: there is no case"),
        ("\n\n", ":1: there is no case"),
        ("title only\n", ":1: a title and then"),
        (".\none\n.\n", ":1: a title and then"),
        ("title\n\n.\none\n.\nuno\n.\n", ":1: a title and then"),
        ("title\n.\none\n.\n", ":1: case 'title' has 1 of 2 parts"),
        ("title\n.\none\n.\nuno\n", ":1: case 'title' has 1 of 2 parts"),
        (GOOD + "left over\n", ":15: a title and then"),
        (GOOD + ".\n", ":15: a title and then"),
        (GOOD + GOOD, ":15: a second case is called 'first'"),
        (GOOD.replace("uno\n.", "uno"), "parts"),
    ],
)
def test_a_case_file_with_leftovers_is_an_error(tmp_path, text, complaint):
    with pytest.raises(ValueError, match=r"some\.txt:\d+: ") as error:
        read_cases(case_file(tmp_path, text), 2)
    assert complaint in str(error.value)


def test_a_missing_tool_skips_at_home_and_names_its_package(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="Debian's package gettext"):
        needs("no-such-program", "gettext")


def test_a_missing_tool_fails_in_ci(monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="Debian's package gettext"):
        needs("no-such-program", "gettext")


def test_a_missing_golden_fails_and_is_not_written(tmp_path):
    file = tmp_path / "deep" / "page.md"
    with pytest.raises(pytest.fail.Exception, match="--update-goldens"):
        compare_golden(file, b"text", update=False)
    assert not file.exists()


def test_a_golden_is_compared_byte_for_byte_and_written_when_asked(tmp_path):
    file = tmp_path / "deep" / "page.md"
    compare_golden(file, b"text\r\n", update=True)
    compare_golden(file, b"text\r\n", update=False)
    for other in (b"text\n", b"text\r\n\xff", b""):
        with pytest.raises(AssertionError):
            compare_golden(file, other, update=False)
    assert file.read_bytes() == b"text\r\n"
