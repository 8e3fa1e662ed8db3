import json
from dataclasses import replace

import polib
import pytest

from polybook.checks import math_kept, names_kept
from polybook.checks.texts import Fault
from polybook.model.finding import Severity
from polybook.steps.place import most_faults

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
    message = "the waiver names mat-kept, and no check is called that; did you mean math-kept?"
    assert checked(book)[:2] == (0, [("warning", "waiver", message)])


@pytest.mark.parametrize(
    "text",
    [
        "polybook: ignore math-kept, code-kept - two codes",
        "polybook: ignore math-kept: no hyphen",
        "Polybook: Ignore math-kept - capitals",
        "polybook: ignroe math-kept - a slip",
        "polybook ignore math-kept - no colon",
        "polybook:",
    ],
)
def test_what_was_meant_to_be_a_waiver_is_a_finding(book, text):
    comment(book, "Plain words.", text)
    rows = checked(book)[1]
    assert [row[:2] for row in rows] == [("error", "math-kept"), ("warning", "waiver")]
    assert rows[1][2].startswith(f"the comment “{text}” is no waiver; write one code a line")


def test_a_comment_about_polybook_is_only_a_comment(book):
    comment(book, "Plain words.", "polybook machine: ask about this, polybook: ignore it")
    comment(book, "Let $x$ be real.", f"{WAIVER}\npolybook: machine (engine, 2024-02-28)")
    assert checked(book)[1] == []


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
    comment(book, "Let $x$ be real.", "polybook: ignore structure-kept - please")
    assert "structure-kept cannot be waived" in checked(book)[1][-1][2]


def test_of_one_check_an_entry_has_ten_findings_and_their_number():
    english = " ".join(f"$x_{{{number}}}$" for number in range(14))
    faults = [Fault(f"formula {part} is missing") for part in english.split()]
    shown = most_faults(math_kept, faults)
    assert [one.message for one in shown[:9]] == [one.message for one in faults[:9]]
    assert shown[9].message == "formula $x_{9}$ is missing; and 4 more of this kind here"
    assert most_faults(math_kept, faults[:10]) == faults[:10]
    warned = [*(replace(one, severity=Severity.WARNING) for one in faults[:9]), *faults[9:]]
    assert [one.severity for one in most_faults(math_kept, warned)[:6]] == [None] * 5 + [
        Severity.WARNING
    ]
    assert len(most_faults(names_kept, faults)) == 14


def test_a_message_about_a_text_without_an_end_has_one(book):
    book.translate("chapters/one", {"Plain words.": f"Lời `{'a' * 5000}`."})
    done = book.run("check", "vi", "--select", "code-kept")
    (line, _) = done.out.splitlines()
    assert len(line) < 800
    assert " … " in line
    assert line.endswith("take it out or correct it (source_en/chapters/one.md:5)")
