"""The baseline: what is known is left out, what is new is told, what is gone is noted."""

import json

import pytest

from tests.project import make_project

PAGE = "# One\n\nLet $x$ be real.\n\nLet $y$ be real.\n"
BASELINE = "checks.baseline"
LOST = {"Let $x$ be real.": "Cho x là số thực.", "Let $y$ be real.": "Cho y là số thực."}


@pytest.fixture
def book(tmp_path):
    """Two pages with two errors each, in a book that keeps a baseline."""
    project = make_project(tmp_path, {"one.md": PAGE, "two.md": PAGE})
    config = project.read("polybook.toml")
    project.write(
        "polybook.toml",
        f'{config}[check]\nselect = ["math-kept", "baseline-stale", "catalog-conflict"]\n'
        f'baseline = "{BASELINE}"\n',
    )
    for name in ("one", "two"):
        project.translate(name, LOST)
    return project


def rows(project, *options):
    done = project.run("check", "--format", "json", *options)
    assert done.err == ""
    return [(row["code"], row["path"], row["line"]) for row in json.loads(done.out)["findings"]]


def test_an_old_book_starts_green(book):
    assert book.run("check", "--ignore", "baseline-stale").code == 2
    assert book.good("check", "--write-baseline") == f"wrote {BASELINE}: 4 known findings\n"
    assert book.good("check") == (
        "4 findings of the baseline left out\n"
        "4 translations checked: 0 errors, 0 warnings, 0 notes\n"
    )


def test_a_baseline_is_sorted_and_names_no_line(book):
    book.good("check", "--write-baseline")
    lines = book.read(BASELINE).splitlines()
    assert lines[0].startswith("# ")
    assert lines[1:] == sorted(lines[1:])
    first = json.loads(lines[1])
    assert first[:2] == ["locales/vi/LC_MESSAGES/one.po", "math-kept"]
    assert first[3:] == [1, "Let $y$ be real."] or first[3:] == [1, "Let $x$ be real."]


def test_writing_it_again_says_what_becomes_known_that_was_not(book):
    book.good("check", "--write-baseline")
    book.translate("one", {"Let $y$ be real.": "Cho $y$ là số thực.", "One": "Một $z$"})
    said = f"wrote {BASELINE}: 4 known findings, 1 of them new\n"
    assert book.good("check", "--write-baseline", "--severity", "warning") == said
    assert book.good("check", "--write-baseline") == f"wrote {BASELINE}: 4 known findings\n"


def test_writing_it_twice_gives_the_same_bytes(book):
    book.good("check", "--write-baseline")
    before = book.read(BASELINE)
    book.good("check", "--write-baseline")
    assert book.read(BASELINE) == before


def test_moving_an_entry_changes_nothing(book):
    book.good("check", "--write-baseline")
    path = book.catalog("one")
    path.write_text(path.read_text().replace("\n\n", "\n\n# a comment\n"))
    assert rows(book) == []


def test_a_new_fault_of_a_known_entry_is_told(book):
    book.good("check", "--write-baseline")
    book.translate("one", {"Let $x$ be real.": "Cho $z$ là số thực."})
    assert [row[:2] for row in rows(book, "--severity", "warning")] != []
    assert book.run("check").code == 1


def test_what_was_put_right_is_a_note_until_the_baseline_is_written_again(book):
    book.good("check", "--write-baseline")
    book.translate("two", {"Let $x$ be real.": "Cho $x$ là số thực."})
    (found,) = rows(book)
    assert found[:2] == ("baseline-stale", BASELINE)
    assert "two.po" in book.read(BASELINE).splitlines()[found[2] - 1]
    assert "1 note" in book.good("check")
    assert book.good("check", "--write-baseline") == f"wrote {BASELINE}: 3 known findings\n"
    assert rows(book) == []


def test_put_right_and_broken_again_is_an_error(book):
    book.good("check", "--write-baseline")
    book.translate("two", {"Let $x$ be real.": "Cho $x$ là số thực."})
    book.good("check", "--write-baseline")
    book.translate("two", LOST)
    assert [row[0] for row in rows(book)] == ["math-kept"]


def test_a_run_that_did_not_look_keeps_the_lines_and_notes_nothing(book):
    book.good("check", "--write-baseline")
    before = book.read(BASELINE)
    assert rows(book, "--select", "baseline-stale,catalog-conflict") == []
    book.good("check", "--write-baseline", "--select", "catalog-conflict")
    assert book.read(BASELINE) == before


def test_what_cannot_be_read_is_never_known(book):
    path = book.catalog("one")
    path.write_text(path.read_text().replace("\n\n", "\n\n<<<<<<< HEAD\n", 1))
    book.good("check", "--write-baseline")
    assert [row[0] for row in rows(book)] == ["catalog-conflict"]


def test_a_file_of_the_command_line_goes_before_the_configured_one(book):
    assert book.good("check", "--baseline", "other", "--write-baseline").startswith("wrote other:")
    assert book.good("check", "--baseline", "other")
    assert not (book.root / BASELINE).exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1, 2]\n", f"{BASELINE}:1: not a line of a baseline"),
        ("# head\n<<<<<<< HEAD\n", f"{BASELINE}:2: not a line of a baseline"),
        ('["a","math-kept","b",1e400,"x"]\n', f"{BASELINE}:1: not a line of a baseline"),
        ('["a","math-kept","b",-1,"x"]\n', f"{BASELINE}:1: not a line of a baseline"),
        ('["a","math-kept","b",true,"x"]\n', f"{BASELINE}:1: not a line of a baseline"),
        ('[["a"],"math-kept","b",1,"x"]\n', f"{BASELINE}:1: not a line of a baseline"),
        ("[" * 100_000, f"{BASELINE}:1: not a line of a baseline"),
        (b"\xff", f"{BASELINE}: not UTF-8"),
    ],
)
def test_a_broken_baseline_is_named_with_its_line(book, text, said):
    book.write(BASELINE, text)
    done = book.run("check")
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_what_a_broken_baseline_advises_helps(book):
    book.write(BASELINE, "# head\n<<<<<<< HEAD\n")
    advice = "delete the file and write a new one with `polybook check --write-baseline`"
    assert advice in book.run("check").err
    assert book.run("check", "--write-baseline").code == 2
    (book.root / BASELINE).unlink()
    assert book.good("check", "--write-baseline")


def test_an_editor_may_have_saved_the_baseline_its_own_way(book):
    book.good("check", "--write-baseline")
    text = book.read(BASELINE)
    book.write(BASELINE, "\ufeff" + text.replace("\n", "\r\n"))
    assert rows(book) == []


def test_a_baseline_that_never_ends_is_refused(book):
    (book.root / BASELINE).symlink_to("/dev/zero")
    done = book.run("check")
    assert (done.code, done.out) == (2, "")
    assert "not a regular file" in done.err


def test_a_baseline_that_is_not_there_says_how_to_write_one(book):
    done = book.run("check")
    assert done.code == 2
    step = "write one with `polybook check --write-baseline --baseline checks.baseline`"
    assert done.err.endswith(f"{step}\n")


def test_writing_needs_a_file_and_the_whole_book(tmp_path, book):
    assert book.run("check", "--write-baseline", "--since", "HEAD").code == 2
    done = make_project(tmp_path / "plain").run("check", "--write-baseline")
    assert done.code == 2
    assert "which file? add --baseline FILE" in done.err


def test_lines_of_a_language_that_the_book_has_no_more_go(book):
    line = '["locales/fr/LC_MESSAGES/one.po","math-kept","0123456789ab",1,"x"]\n'
    book.good("check", "--write-baseline")
    book.write(BASELINE, book.read(BASELINE) + line)
    assert [row[0] for row in rows(book)] == ["baseline-stale"]
    book.good("check", "--write-baseline")
    assert "locales/fr" not in book.read(BASELINE)


def test_a_run_of_one_language_keeps_the_lines_of_the_others(book):
    config = book.read("polybook.toml").replace('["vi"]', '["vi", "fr"]')
    book.write("polybook.toml", config)
    line = '["locales/fr/LC_MESSAGES/one.po","math-kept","0123456789ab",1,"x"]\n'
    book.good("check", "vi", "--write-baseline")
    book.write(BASELINE, book.read(BASELINE) + line)
    assert rows(book, "vi") == []
    book.good("check", "vi", "--write-baseline")
    assert line in book.read(BASELINE)
