"""`review`: editing a translation, and decisions that hold for the same draft elsewhere."""

from __future__ import annotations

import sys

import pytest

from tests.drafts import FakeEngine, asked, drafted, fake_editor, review, translate

FIRST = "A walk down"


@pytest.fixture
def book(project):
    return drafted(project)


@pytest.fixture
def editor(tmp_path, monkeypatch):
    return fake_editor(tmp_path, monkeypatch)


def test_editing_makes_it_the_persons(book, editor):
    editor("Đi bộ xuống dốc")
    done = review(book, "e")
    entry = book.entries("walk")[FIRST]
    assert (entry.msgstr, entry.flags) == ("Đi bộ xuống dốc", [])
    assert "1 accepted" in done.out
    page = editor.seen().split("\n")
    assert page[:3] == [
        "Một dạo bước xuống",
        "",
        "# ------------------------ >8 ------------------------",
    ]
    assert "# English   A walk down" in page


def test_errors_in_what_was_written_are_shown_and_asked_about(book, editor):
    editor("Đi <i>bộ</i>", "Đi bộ")
    done = review(book, "eeq")
    assert "error     safe-markup: " in done.out
    assert "[e]dit again, [a]ccept it all the same, [n]either e\n" in done.out
    assert "# error     safe-markup: " in editor.seen(1)
    assert editor.seen(1).startswith("Đi <i>bộ</i>\n")
    assert book.entries("walk")[FIRST].msgstr == "Đi bộ"


def test_a_person_may_overrule_the_checks(book, editor):
    editor("Đi <i>bộ</i>")
    review(book, "ea")
    entry = book.entries("walk")[FIRST]
    assert (entry.msgstr, entry.flags) == ("Đi <i>bộ</i>", [])


def test_what_was_written_may_be_dropped(book, editor):
    before = book.files("locales")
    editor("Đi <i>bộ</i>")
    review(book, "en")
    editor("")
    assert "the translation is empty" in review(book, "e").out
    assert book.files("locales") == before


def test_an_editor_that_saves_nothing_changes_nothing(book, editor):
    before = book.files("locales")
    editor("x", save=False)
    assert "nothing was saved" in review(book, "e").out
    assert book.files("locales") == before


@pytest.mark.parametrize("editor", ["none-such-editor-here", "false # editor", '"editor'])
def test_an_editor_that_fails_is_no_end(book, monkeypatch, editor):
    monkeypatch.setenv("EDITOR", editor)
    monkeypatch.delenv("VISUAL", raising=False)
    done = review(book, "ea")
    assert (done.code, done.err) == (0, "")
    assert "editor" in done.out.lower()
    assert book.entries("walk")[FIRST].flags == []


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("file.unlink()", "what was edited cannot be read (No such file or directory)"),
        ("file.write_bytes(b'\\xe9')", "what was edited cannot be read (it is not UTF-8)"),
        ("file.write_bytes(b'one\\0two')", "no catalog can hold the character U+0000"),
    ],
)
def test_what_an_editor_leaves_that_no_catalog_can_hold_changes_nothing(
    book, tmp_path, monkeypatch, deed, told
):
    program = tmp_path / "editor.py"
    touch = "file.exists() and os.utime(file, (1, 1))"
    program.write_text(
        f"import os, pathlib, sys\nfile = pathlib.Path(sys.argv[1])\n{deed}\n{touch}\n", "utf-8"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {program}")
    monkeypatch.delenv("VISUAL", raising=False)
    before = book.files("locales")
    done = review(book, "eq")
    assert (done.code, done.err) == (0, "")
    assert told in done.out
    assert book.files("locales") == before


def test_what_somebody_else_has_decided_meanwhile_is_not_overwritten(book, editor, tmp_path):
    editor("Của tôi")
    program = tmp_path / "editor.py"
    meanwhile = (
        "import polib\n"
        f"catalog = polib.pofile({str(book.catalog('walk'))!r}, wrapwidth=-1)\n"
        f"entry = catalog.find({FIRST!r})\n"
        "entry.msgstr = 'Ai đó đã sửa'\n"
        "entry.flags.remove('fuzzy')\n"
        "catalog.save()\n"
    )
    program.write_text(meanwhile + program.read_text("utf-8"), "utf-8")
    done = review(book, "e")
    assert "the entry has changed on disk since it was shown" in done.out
    assert book.entries("walk")[FIRST].msgstr == "Ai đó đã sửa"


@pytest.fixture
def twins(book):
    """The same heading, drafted alike on three pages, and in a table on a fourth."""
    for name in ("a", "b", "c"):
        book.write(f"source_en/twins/{name}.md", "# Words\n\nIt is here.\n")
    book.write("source_en/twins/d.md", "# Step\n\n| Words |\n| --- |\n| one |\n")
    with asked(FakeEngine()):
        translate(book, "twins")
    return book


def states(book) -> list[tuple[str, bool]]:
    found = [book.entries(f"twins/{name}")["Words"] for name in "abcd"]
    return [(entry.msgstr, entry.fuzzy) for entry in found]


def test_a_decision_holds_for_the_same_draft_of_the_same_text(twins):
    out = review(twins, "a", "twins").out
    assert "  also      2 times more, for which your decision holds too\n" in out
    assert "3 accepted" in out
    assert states(twins) == [("Từ ngữ", False)] * 3 + [("Từ ngữ", True)]


def test_what_is_edited_stands_for_the_same_draft_elsewhere(twins, editor):
    before = twins.files("locales")
    editor("Lời")
    review(twins, "eb", "twins")
    assert twins.files("locales") == before
    editor("Lời")
    review(twins, "e", "twins")
    assert states(twins) == [("Lời", False)] * 3 + [("Từ ngữ", True)]


def test_rejected_twins_are_all_empty(twins):
    out = review(twins, "r", "twins").out
    assert "3 rejected" in out
    assert states(twins) == [("", False)] * 3 + [("Từ ngữ", True)]


def test_a_decision_on_one_page_holds_for_no_page_that_was_not_named(twins):
    review(twins, "a", "twins/b")
    assert states(twins) == [("Từ ngữ", True), ("Từ ngữ", False)] + [("Từ ngữ", True)] * 2


def test_twins_that_somebody_has_changed_are_left_alone(twins, editor, tmp_path):
    editor("Lời")
    program = tmp_path / "editor.py"
    path = twins.catalog("twins/c")
    meanwhile = (
        f"p = {str(path)!r}; t = open(p).read(); open(p, 'w').write(t.replace('Từ ngữ', 'Chữ'))\n"
    )
    program.write_text(meanwhile + program.read_text("utf-8"), "utf-8")
    review(twins, "e", "twins")
    assert states(twins)[:3] == [("Lời", False), ("Lời", False), ("Chữ", True)]
