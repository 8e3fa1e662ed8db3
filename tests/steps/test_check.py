import json

import polib
import pytest

PAGE = "# One\n\nLet $x$ be real.\n\nPlain words.\n"
CODES = "math-kept,code-kept,structure-kept,waiver"
WAIVER = "polybook: ignore math-kept - the letter is a word here"


@pytest.fixture
def book(project):
    """A page whose translation loses a formula."""
    project.write("source_en/chapters/one.md", PAGE)
    project.good("extract")
    project.good("update", "vi")
    pairs = {"Let $x$ be real.": "Cho x là số thực.", "Plain words.": "Chữ thường."}
    project.translate("chapters/one", pairs)
    return project


def comment(project, msgid, text):
    path = project.catalog("chapters/one")
    catalog = polib.pofile(str(path), wrapwidth=-1)
    entry = next(entry for entry in catalog if entry.msgid == msgid)
    entry.tcomment = text
    catalog.save()


def checked(project, *options):
    done = project.run("check", "vi", "--format", "json", "--select", CODES, *options)
    report = json.loads(done.out)
    rows = [(row["severity"], row["code"], row["message"]) for row in report["findings"]]
    return done.code, rows, report["counts"]


def test_a_lost_formula_is_an_error_at_its_line_in_the_catalog(book):
    done = book.run("check", "vi", "--select", CODES)
    line = book.read("locales/vi/LC_MESSAGES/chapters/one.po").split("\n").index(
        'msgid "Let $x$ be real."'
    ) + 1  # fmt: skip
    assert done.code == 1
    assert done.out.splitlines() == [
        f"locales/vi/LC_MESSAGES/chapters/one.po:{line}: error math-kept: "
        "formula $x$ is missing; copy it from the English (source_en/chapters/one.md:3)",
        "2 translations checked: 1 error, 0 warnings, 0 notes",
    ]


def test_a_fuzzy_translation_is_not_checked(book):
    book.translate("chapters/one", {"Let $x$ be real.": "Cho x."}, fuzzy=True)
    assert checked(book)[:2] == (0, [])


def test_a_waiver_with_a_reason_silences_its_check(book):
    comment(book, "Let $x$ be real.", WAIVER)
    assert checked(book) == (0, [], {"error": 0, "warning": 0, "note": 0})


def test_a_waiver_silences_no_other_check(book):
    comment(book, "Let $x$ be real.", "polybook: ignore code-kept - no code")
    code, rows, _ = checked(book)
    assert code == 1
    assert [row[:2] for row in rows] == [("error", "math-kept"), ("warning", "waiver")]
    assert rows[1][2] == "the waiver of code-kept silences nothing here; delete it"


def test_a_waiver_without_a_reason_is_a_finding(book):
    comment(book, "Let $x$ be real.", "polybook: ignore math-kept")
    message = "the waiver of math-kept gives no reason; write one after a hyphen"
    assert checked(book)[:2] == (0, [("warning", "waiver", message)])


def test_a_waiver_that_silences_nothing_is_a_finding(book):
    book.translate("chapters/one", {"Let $x$ be real.": "Cho $x$ là số thực."})
    comment(book, "Plain words.", WAIVER)
    message = "the waiver of math-kept silences nothing here; delete it"
    assert checked(book)[:2] == (0, [("warning", "waiver", message)])


def test_a_waiver_of_a_check_that_is_not_looked_for_is_not_judged(book):
    comment(book, "Plain words.", "polybook: ignore wrong-english - I looked at it")
    comment(book, "Let $x$ be real.", WAIVER)
    assert checked(book)[1] == []


def test_a_waiver_of_a_check_that_there_is_not_is_a_finding(book):
    book.translate("chapters/one", {"Let $x$ be real.": "Cho $x$ là số thực."})
    comment(book, "Plain words.", "polybook: ignore mat-kept - the letter is a word here")
    message = "the waiver of mat-kept silences nothing here; delete it"
    assert checked(book)[:2] == (0, [("warning", "waiver", message)])


def test_flags_that_silence_weblate_s_own_checks_are_left_alone(book):
    path = book.catalog("chapters/one")
    catalog = polib.pofile(str(path), wrapwidth=-1)
    for entry in catalog:
        entry.flags += ["ignore-same", "ignore-math-kept"]
    catalog.save()
    message = "the waiver of math-kept silences nothing here; delete it"
    assert checked(book)[1] == [("warning", "waiver", message)] * 2


def test_what_would_break_the_page_cannot_be_waived(book):
    pairs = {"Let $x$ be real.": "# Cho $x$ là số thực."}
    book.translate("chapters/one", pairs)
    comment(book, "Let $x$ be real.", "polybook: ignore structure-kept - I like headings")
    code, rows, _ = checked(book)
    assert code == 1
    assert ("error", "structure-kept") in [row[:2] for row in rows]
