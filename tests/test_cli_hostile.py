"""Whatever the files of a book are called and hold, nothing acts on a terminal or a build's log."""

import re

import pytest

from tests.project import make_project

ACTS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]|^::", re.MULTILINE)
NAMES = [
    "evil\n::error file=x::y.md",
    "esc\x1b]0;title\x07\x1b[31m.md",
    "a[red]b.md",
    "bidi\u202e.md",
]
GLOSSARY = (
    "term,translation,level,avoid,pos,context,note,discussion\n"
    '"real\n::error::x",số\x1b[31m thực,advisory,,,,a\x9bnote,\n'
    "word\x1b]8;;x\x07,,strict,,,,,\n"
)


@pytest.fixture
def book(tmp_path):
    pages = dict.fromkeys(NAMES, "# One\n\nLet $x$ be real words.\n")
    pages["latin\n::error::x.md"] = "# caf\xe9\n"
    project = make_project(tmp_path, pages, catalogs=False)
    project.write("source_en/latin\n::error::x.md", b"# caf\xe9\n")
    project.write("glossary/vi.csv", GLOSSARY)
    return project


def quiet(done):
    assert done.code in (0, 1)
    assert "Traceback" not in done.err
    for text in (done.out, done.err):
        assert not ACTS.search(text), ACTS.search(text)


def test_no_command_prints_what_acts(book):
    for command in (
        ["extract", "--check"],
        ["extract"],
        ["update", "vi", "-v"],
        ["stats"],
        ["check", "--severity", "note"],
        ["check", "--fix"],
        ["glossary", "check"],
        ["glossary", "lookup", "vi", "real"],
        ["glossary", "suggest", "vi"],
        ["merge", "vi"],
    ):
        quiet(book.run(*command))


def test_errors_and_what_an_import_says_do_not_act_either(book):
    book.write("terms.csv", 'term,translation\n"loss\n::error::x",mất\x1b[31m mát\n')
    quiet(book.run("glossary", "import", "vi", "terms.csv"))
    done = book.run("glossary", "import", "vi", "no\n::error::x.csv")
    assert done.code == 2
    assert not ACTS.search(done.err)


def test_a_page_s_name_is_no_markup_of_the_table(tmp_path):
    project = make_project(tmp_path, {"x[/foo].md": "# One\n", "a[red]b.md": "# Two\n"})
    table = project.good("stats")
    assert "x[/foo].md" in table
    assert "a[red]b.md" in table


def test_github_places_a_page_s_finding_on_the_page(tmp_path):
    project = make_project(tmp_path, {"one.md": "# One\n"})
    project.write("source_en/two.md", b"# Two\n\ncaf\xe9\n")
    line = project.run("check", "--format", "github").out.splitlines()[0]
    assert line.startswith("::error file=source_en/two.md,line=3,title=page-unreadable::not UTF-8")
    assert "(source_en/two.md" not in line
    done = project.run("check", "--format", "junit")
    assert done.out.count("source_en/two.md:3") == 1
