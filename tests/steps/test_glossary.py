"""The commands `glossary ...`, and what a glossary does to `check`."""

import json
import re

import pytest

from polybook.steps.glossary import load_glossary, stamp_of
from polybook.steps.setting import setting_of

HEADER = "term,translation,level,avoid,pos,context,note,discussion\n"
ROWS = "hidden layer,tầng ẩn,strict,lớp ẩn,noun,,,\ngradient,,keep,,noun,,,\n"
PAGE = """# Nets

The hidden layer is wide.

A hidden layer learns from the gradient.

Remove the hidden layer, then the kernel trick.

The kernel trick is old.

Try a kernel trick now.
"""
PAIRS = {
    "The hidden layer is wide.": "Tầng ẩn này rộng.",
    "A hidden layer learns from the gradient.": "Tầng ẩn học từ gradient.",
    "Remove the hidden layer, then the kernel trick.": "Bỏ tầng ẩn, rồi bỏ mẹo hạt nhân.",
    "The kernel trick is old.": "Mẹo hạt nhân đã cũ.",
    "Try a kernel trick now.": "Thử mẹo hạt nhân đi.",
}


@pytest.fixture
def book(project):
    """A page that is translated as its glossary has it."""
    project.write("source_en/chapters/one.md", PAGE)
    project.write("glossary/vi.csv", HEADER + ROWS)
    project.good("extract")
    project.good("update", "vi")
    project.translate("chapters/one", PAIRS)
    return project


def findings(project, *arguments):
    done = project.run(*arguments, "--format", "json")
    rows = json.loads(done.out)["findings"]
    return done.code, [(row["severity"], row["code"], row["line"]) for row in rows]


def terms_found(project):
    code, rows = findings(project, "check", "vi")
    return code, [(severity, name) for severity, name, _ in rows if "term" in name]


def test_translations_that_follow_the_glossary_are_clean(book):
    assert terms_found(book) == (0, [])


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ("Lớp che này rộng.", ("error", "term-missing")),
        ("Lớp ẩn này rộng.", ("error", "term-avoided")),
        ("Hidden layer này rộng.", ("error", "term-untranslated")),
    ],
)
def test_translations_that_do_not_are_errors(book, wrong, expected):
    book.translate("chapters/one", PAIRS | {"The hidden layer is wide.": wrong})
    assert terms_found(book) == (1, [expected])


def test_a_changed_glossary_counts_in_the_same_process(book):
    assert terms_found(book)[1] == []
    book.write("glossary/vi.csv", HEADER + ROWS + "kernel trick,thủ thuật hạt nhân,strict,,,,,\n")
    assert terms_found(book)[1] == [("error", "term-missing")] * 3


def test_rows_that_cannot_be_read_are_findings_of_check(book):
    book.write("glossary/vi.csv", HEADER + ROWS + "loss,mất mát,strickt,,,,,\n")
    code, rows = findings(book, "check", "vi")
    assert (code, [row for row in rows if "glossary" in row[1]]) == (
        1, [("error", "glossary-row", 4)],
    )  # fmt: skip


def test_without_a_file_there_are_no_terms(project):
    from polybook.config import load

    config = load(project.root)
    assert stamp_of(config, "vi") == (0, 0)
    assert load_glossary(config, "vi").findings == ()
    assert setting_of(config, "vi", (0, 0)).glossary.terms == ()
    assert "0 terms checked" in project.good("glossary", "check")


def test_check_judges_the_table(book):
    rows = "loss,mất mát,strict,,,,,\nloss,tổn thất,strict,,,,,\nweight,,strict,,,,=1+1,\n"
    book.write("glossary/vi.csv", HEADER + ROWS + rows)
    assert findings(book, "glossary", "check", "vi") == (
        1,
        [
            ("note", "glossary-unused", 4),
            ("error", "glossary-duplicate", 5),
            ("error", "glossary-empty", 6),
            ("error", "glossary-formula", 6),
            ("note", "glossary-unused", 6),
        ],
    )


def test_check_of_the_book_judges_the_table_too(book):
    rows = "loss,mất mát,strict,,,,,\nloss,tổn thất,strict,,,,,\nweight,,strict,,,,=1+1,\n"
    book.write("glossary/vi.csv", HEADER + ROWS + rows)
    code, found = findings(book, "check", "vi")
    assert (code, [row for row in found if "glossary" in row[1]]) == (
        1,
        [
            ("error", "glossary-duplicate", 5),
            ("error", "glossary-formula", 6),
            ("error", "glossary-empty", 6),
        ],
    )
    assert findings(book, "check", "vi", "--select", "glossary-empty") == (
        1, [("error", "glossary-empty", 6)],
    )  # fmt: skip
    assert findings(book, "check", "vi", "--select", "glossary-unused") == (
        0, [("note", "glossary-unused", 4), ("note", "glossary-unused", 6)],
    )  # fmt: skip


def test_the_configuration_speaks_to_check_of_the_table(book):
    book.write("glossary/vi.csv", HEADER + ROWS + "loss,,strict,,,,,\nweight,,strict,,,,=1+1,\n")
    config = '[check]\nselect = ["math-kept"]\nignore = ["glossary-formula", "glossary-unused"]\n'
    severity = '[check.severity]\nglossary-empty = "note"\n'
    book.write("polybook.toml", book.read("polybook.toml") + config + severity)
    expected = [("note", "glossary-empty", 4), ("note", "glossary-empty", 5)]
    assert findings(book, "glossary", "check", "vi") == (0, expected)


def test_a_term_without_a_translation_asks_for_nothing(book):
    book.write("glossary/vi.csv", HEADER + "hidden layer,,strict,,,,,\n")
    assert terms_found(book)[1] == []


def test_check_of_a_good_table_is_clean(book):
    assert book.good("glossary", "check") == "2 terms checked: 0 errors, 0 warnings, 0 notes\n"


@pytest.mark.parametrize("word", ["hidden layer", "Hidden-Layers", "tầng ẩn", "Tầng  ẩn"], ids=str)
def test_lookup_finds_both_languages_in_any_form(book, word):
    assert "hidden layer → tầng ẩn [strict] (noun) not: lớp ẩn" in book.good(
        "glossary", "lookup", "vi", word
    )


def test_lookup_of_a_part_names_the_rows_around_it(book):
    done = book.run("glossary", "lookup", "vi", "layer")
    assert (done.code, done.out.splitlines()[0]) == (1, "Only inside:")


def test_lookup_of_what_is_not_there_says_what_is_near(book):
    done = book.run("glossary", "lookup", "vi", "tang", "an")
    assert (done.code, done.out) == (1, "")
    assert done.err == '"tang an" is not in the glossary; did you mean tầng ẩn?\n'


def test_lookup_in_json(book):
    found = json.loads(book.good("glossary", "lookup", "vi", "gradients", "--format", "json"))
    assert [term["level"] for term in found["terms"]] == ["keep"]


def test_suggest_finds_a_term_and_its_translation(book):
    found = json.loads(book.good("glossary", "suggest", "vi", "--format", "json"))
    term = found["terms"][0]
    assert (term["term"], term["count"], term["page"]) == ("kernel trick", 3, "chapters/one.md")
    assert "kernel trick" in book.good("glossary", "suggest", "vi")


def test_suggest_names_levels_that_translations_speak_for(book):
    book.write("glossary/vi.csv", HEADER + "hidden layer,tầng ẩn,advisory,,noun,,,\n")
    out = book.good("glossary", "suggest", "vi")
    assert "hidden layer: advisory, better strict (followed in 3 of 3 units, 1 page)" in out


def test_suggest_leaves_fuzzy_translations_out(book):
    book.translate("chapters/one", PAIRS, fuzzy=True)
    assert "from 0 translated units" in book.good("glossary", "suggest", "vi")


@pytest.mark.parametrize("style", ["tbx", "csv", "tsv"])
def test_what_is_exported_comes_back_as_it_was(book, style):
    name = f"out/terms.{style}"
    assert book.good("glossary", "export", "vi", "--to", style, "--out", name).startswith("wrote 2")
    assert book.good("glossary", "export", "vi", "--to", style) == book.read(name)
    before = book.read("glossary/vi.csv")
    assert "stays as it is: 2 same" in book.good("glossary", "import", "vi", name)
    assert book.read("glossary/vi.csv") == before


def test_import_adds_and_says_what_it_did(book):
    book.write("terms.csv", "term,translation\nkernel trick,mẹo hạt nhân\nhidden layer,tầng che\n")
    done = book.run("glossary", "import", "vi", "terms.csv", "--check")
    assert (done.code, book.read("glossary/vi.csv")) == (1, HEADER + ROWS)
    out = book.good("glossary", "import", "vi", "terms.csv")
    assert out.splitlines() == [
        "added kernel trick: mẹo hạt nhân",
        "changed hidden layer: now tầng che|tầng ẩn",
        "wrote glossary/vi.csv: 1 added, 1 changed",
    ]
    assert book.read("glossary/vi.csv").splitlines()[1:] == [
        "hidden layer,tầng che|tầng ẩn,strict,lớp ẩn,noun,,,",
        "gradient,,keep,,noun,,,",
        "kernel trick,mẹo hạt nhân,advisory,,,,,",
    ]


def test_import_says_which_rows_it_could_not_read_and_takes_the_rest(book):
    book.write("terms.csv", "term;translation\nweight;trọng số;x\nloss;mất mát\n")
    done = book.run("glossary", "import", "vi", "terms.csv")
    assert done.code == 1
    assert "terms.csv:2: error glossary-row: 3 cells where the header has 2" in done.err
    assert "added loss: mất mát" in done.out
    found = json.loads(book.run("glossary", "import", "vi", "terms.csv", "--format", "json").out)[
        "findings"
    ]
    assert [row["line"] for row in found] == [2]


def test_import_never_makes_a_table_that_check_cannot_read(book):
    rows = '"#a",b\nx,[y\n"a\x1b[m",b\n"b\nc",d\n|,|\n[],[]\n"""q""",z\n'
    for header in ("", "term,translation\n", "source,target\n"):
        book.write("terms.csv", header + rows)
        book.write("glossary/vi.csv", HEADER + ROWS)
        book.run("glossary", "import", "vi", "terms.csv")
        done = book.run("glossary", "check", "vi")
        assert not re.search("glossary-(row|empty)", done.out)
        assert done.err == ""


def test_import_refuses_formulas_and_takes_the_rest(book):
    book.write("terms.csv", "loss,mất mát\n=cmd(),x\n")
    done = book.run("glossary", "import", "vi", "terms.csv")
    assert done.code == 1
    assert 'a spreadsheet would run "=cmd()" as a formula' in done.err
    assert book.read("glossary/vi.csv").endswith("loss,mất mát,advisory,,,,,\n")


BAD_IMPORTS = {
    "no such file": ("no.csv", None, 2, "no.csv: cannot be read"),
    "another kind of file": ("terms.doc", "x", 2, "the name ends in none of .csv, .tsv and .tbx"),
    "no XML": ("terms.tbx", "x", 1, "terms.tbx:1: not XML"),
    "no list": ("terms.csv", "a\nb\n", 1, "terms.csv:1: there are neither the columns"),
}


@pytest.mark.parametrize(("name", "text", "code", "said"), BAD_IMPORTS.values(), ids=BAD_IMPORTS)
def test_what_cannot_be_imported_is_one_line(book, name, text, code, said):
    if text is not None:
        book.write(name, text)
    done = book.run("glossary", "import", "vi", name)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def test_a_table_that_cannot_be_read_is_not_written_over(book):
    book.write("glossary/vi.csv", "word;translation\nloss;mất mát\n")
    book.write("terms.csv", "loss,mất mát\n")
    done = book.run("glossary", "import", "vi", "terms.csv")
    assert (done.code, book.read("glossary/vi.csv")) == (1, "word;translation\nloss;mất mát\n")


def test_every_command_explains_itself(book):
    for command in ("check", "lookup", "suggest", "export", "import"):
        assert book.good("glossary", command, "--help").startswith("Usage: polybook glossary")
