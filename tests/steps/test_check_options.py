"""The options of `check` and the table [check]: what is looked for, shown, and failed for."""

import json
import os
import pty
import re
import subprocess
import sys

import pytest

from polybook.checks import ALL
from tests.project import make_project

PAGE = "# One\n\nLet $x$ be real.\n\nMore of `it`.\n\nWith $z$ twice.\n"
CODES = "math-kept,code-kept"
SUMMARY = "3 translations checked: 1 error, 1 warning, 1 note"
HINT = " (`--severity note` shows all)\n"


@pytest.fixture
def book(tmp_path):
    """A book with an error and a note of math-kept, and a warning of code-kept."""
    project = make_project(tmp_path, {"one.md": PAGE})
    project.translate(
        "one",
        {
            "Let $x$ be real.": "Cho x là số thực.",
            "More of `it`.": "Thêm `it` và `no`.",
            "With $z$ twice.": "Với $z$ và $z$ hai lần.",
        },
    )
    return project


def configure(project, text):
    project.write("polybook.toml", project.read("polybook.toml") + text)


def found(project, *options):
    done = project.run("check", "--format", "json", *options)
    assert done.err == ""
    rows = json.loads(done.out)["findings"]
    return done.code, [(row["severity"], row["code"]) for row in rows]


ERROR, WARNING, NOTE = ("error", "math-kept"), ("warning", "code-kept"), ("note", "math-kept")


def test_select_and_ignore_name_the_checks(book):
    assert found(book, "--select", CODES) == (1, [ERROR, WARNING, NOTE])
    assert found(book, "--select", "math-kept", "--select", "code-kept")[1] == [
        ERROR,
        WARNING,
        NOTE,
    ]
    assert found(book, "--select", "code-kept") == (0, [WARNING])
    assert found(book, "--select", CODES, "--ignore", "math-kept") == (0, [WARNING])


def test_the_configuration_selects_and_the_command_line_goes_before_it(book):
    configure(book, '[check]\nselect = ["math-kept", "code-kept"]\nignore = ["math-kept"]\n')
    assert found(book) == (0, [WARNING])
    assert found(book, "--select", "math-kept") == (1, [ERROR, NOTE])
    done = book.run("check", "--ignore", "code-kept")
    assert (done.code, done.out) == (2, "")
    assert "no check is left to look for" in done.err


@pytest.mark.parametrize("empty", ["", ",", " , "])
def test_to_select_nothing_is_wrong_usage(book, empty):
    done = book.run("check", "--select", empty)
    assert (done.code, done.out) == (2, "")
    assert "--select: no check is named" in done.err


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_check_is_wrong_usage_and_names_the_nearest(book, option):
    done = book.run("check", option, "mat-kept")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f'polybook: {option}: no check is called "mat-kept"; did you mean `math-kept`?\n'
    )
    assert book.run("check", option, "zzzz").err.endswith(
        "`polybook check --list-checks` has all\n"
    )


def test_people_see_warnings_and_errors_and_how_many_notes_there_are(book):
    done = book.run("check", "--select", CODES)
    assert len(done.out.splitlines()) == 3
    assert done.out.endswith(SUMMARY + HINT)


@pytest.mark.parametrize(("level", "lines"), [("note", 4), ("warning", 3), ("error", 2)])
def test_severity_tells_what_is_shown(book, level, lines):
    done = book.run("check", "--select", CODES, "--severity", level)
    assert len(done.out.splitlines()) == lines
    assert done.out.endswith(SUMMARY + ("\n" if level == "note" else HINT))
    assert done.code == 1
    shown = found(book, "--select", CODES, "--severity", level)[1]
    assert len(shown) == lines - 1


@pytest.mark.parametrize(("level", "code"), [("note", 1), ("warning", 1), ("error", 0)])
def test_fail_on_tells_what_fails(book, level, code):
    configure(book, '[check.severity]\nmath-kept = "warning"\n')
    assert book.run("check", "--select", CODES, "--fail-on", level).code == code


def test_what_the_book_fails_for_is_shown(book):
    configure(book, '[check]\nfail = "note"\n')
    done = book.run("check", "--select", "math-kept")
    assert "note math-kept" in done.out
    assert done.code == 1


def test_a_severity_of_the_book_never_makes_the_light_cases_worse(book):
    configure(book, '[check.severity]\nmath-kept = "warning"\ncode-kept = "error"\n')
    # The formula that stands twice stays a note, and the code that is too much a warning.
    assert found(book, "--select", CODES) == (0, [("warning", "math-kept"), WARNING, NOTE])
    configure(book, "")
    book.write("polybook.toml", book.read("polybook.toml").replace('"warning"', '"note"'))
    assert found(book, "--select", CODES) == (0, [NOTE, WARNING, NOTE])


def test_every_check_is_listed(book):
    lines = book.good("check", "--list-checks").splitlines()
    assert [line.split()[0] for line in lines] == sorted(rule.CODE for rule in ALL)
    (line,) = (line for line in lines if line.startswith("math-kept "))
    assert line.split()[1] == "error"


def test_the_list_of_checks_is_there_for_programs_too(book):
    listed = json.loads(book.good("check", "--list-checks", "--format", "json"))["checks"]
    lines = book.good("check", "--list-checks").splitlines()
    assert [tuple(row.values()) for row in listed] == [tuple(line.split(None, 2)) for line in lines]
    done = book.run("check", "--list-checks", "--format", "sarif")
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("; take text or json\n")


def test_a_fault_of_a_page_is_said_once_for_all_languages(tmp_path):
    project = make_project(tmp_path, catalogs=False)
    text = project.read("polybook.toml").replace('["vi"]', '["vi", "fr"]')
    project.write("polybook.toml", text)
    project.write("source_en/broken.md", b"\xff\xfe")
    assert found(project, "--select", "page-unreadable") == (1, [("error", "page-unreadable")])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_on_a_terminal_a_table_counts_the_findings(book):
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "polybook", "-C", str(book.root), "check", "--select", CODES]
    environment = {**os.environ, "COLUMNS": "80", "TERM": "xterm"}
    with subprocess.Popen(command, stdout=follower, stderr=follower, env=environment) as process:
        os.close(follower)
        parts = []
        try:
            while part := os.read(leader, 65536):
                parts.append(part)
        except OSError:  # how Linux says that the other end is closed
            pass
    os.close(leader)
    colored = b"".join(parts).decode()
    said = re.sub(r"\x1b\[[0-9;]*m", "", colored).replace("\r\n", "\n")
    assert process.returncode == 1
    assert "Findings" in said
    assert "\x1b[31merror" in colored
    rows = [[cell.strip() for cell in line.split("│")] for line in said.splitlines()]
    assert ["", "vi", "math-kept", "1", "", "1", ""] in rows
    assert ["", "vi", "code-kept", "", "1", "", ""] in rows
    assert said.endswith(SUMMARY + HINT)
