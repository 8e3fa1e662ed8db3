"""`check` ends soon, and says what is wrong, whatever a catalog, a page or a glossary holds."""

import json
import time

import pytest

from tests.project import make_project, notebook

SIZE = 1_500_000
SOON = 60.0
"""Seconds, on a busy machine; each of these took minutes once, and takes less than five now."""
ENGLISH = "A short *text* of [one](a.md) `line` and $x$."
PIECES = [
    *("[", "![", "[a](", "[a][", "*", "**a* ", "_a ", "{", "{{ ", "{%", "{a}`", "<a ", "</", "&#"),
    *("a ", "`a", "$a ", "\\(", "năm {numref}`a` ", "[*_`<(", "á»", "a\u0301", "\u202e", "|", '"'),
]


def findings(project, *options):
    start = time.perf_counter()
    done = project.run("check", "--format", "json", *options)
    assert time.perf_counter() - start < SOON
    assert done.err == ""
    return [(row["severity"], row["code"]) for row in json.loads(done.out)["findings"]]


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_an_endless_translation_is_refused_and_read_no_further(tmp_path, piece):
    pages = {"one.md": f"# Title\n\n{ENGLISH}\n", "two.ipynb": notebook("# Title", ENGLISH)}
    project = make_project(tmp_path, pages)
    long = piece * (SIZE // len(piece))
    project.translate("one", {ENGLISH: long, "Title": long})
    project.translate("two", {ENGLISH: long, "Title": "Tên"})
    assert findings(project, "--ignore", "untranslated") == [("error", "safe-markup")] * 3


def test_a_translation_many_times_as_long_as_its_english_stays_out_and_is_not_touched(tmp_path):
    project = make_project(tmp_path, {"one.md": "# Title\n\nShort words.\n"})
    project.translate("one", {"Short words.": "Chữ  " * 2_000, "Title": "Tên"})
    before = project.files("locales")
    done = project.run("check", "vi", "--fix")
    assert "error safe-markup: the translation is many times as long as the English" in done.out
    assert project.files("locales") == before
    project.run("merge", "vi", "--out", str(tmp_path / "out"))
    assert (tmp_path / "out" / "one.md").read_text() == "# Tên\n\nShort words.\n"


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["[", "[a](", "*", "{", "<a ", "a ", "Anna B, ", "{a}`", "net "])
def test_an_endless_paragraph_of_a_page_is_no_unit_and_says_so(tmp_path, piece):
    long = piece * (SIZE // len(piece))
    page = f"# Title\n\nWords {long} words.\n\nMore of them.\n"
    project = make_project(tmp_path, {"one.md": page}, catalogs=False)
    assert project.run("update", "vi").code == 1
    project.translate("one", {"Title": "Tên", "More of them.": "Còn nữa."})
    assert findings(project) == [("error", "text-unreadable")]
    project.run("merge", "vi", "--out", str(tmp_path / "out"))
    made = (tmp_path / "out" / "one.md").read_text()
    assert made == page.replace("Title", "Tên").replace("More of them.", "Còn nữa.")


def test_a_picture_in_its_own_address_is_no_endless_paragraph(tmp_path):
    picture = f"![A cat](data:image/png;base64,{'iVBORw0KGgo' * 50_000}=)"
    project = make_project(tmp_path, {"one.md": f"# Title\n\nSee {picture} here.\n"})
    english = f"See {picture} here."
    project.translate("one", {english: english.replace("See", "Xem").replace("A cat", "Con mèo")})
    assert findings(project, "--ignore", "untranslated,length-ratio,english-left") == []


@pytest.mark.slow
@pytest.mark.parametrize("line", ["a\n", "a,b\n", '"\n', "- a\n", "[\n"])
def test_a_glossary_with_a_fault_in_every_line_tells_the_first_ones(tmp_path, line):
    project = make_project(tmp_path, {"one.md": "# Title\n"})
    header = "term,translation,level,avoid,pos,context,note,discussion\n"
    project.write("glossary/vi.csv", header + "loss,mất mát,strict,,,,,\n" + line * 100_000)
    found = findings(project, "--ignore", "untranslated")
    assert 1 <= len(found) <= 100
    done = project.run("check", "vi")
    assert " more faults" in done.out
    project.write("glossary/vi.csv", header + line * 1_000_000)
    assert findings(project, "--ignore", "untranslated") == [("error", "glossary-unreadable")]
