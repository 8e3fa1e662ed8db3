"""What `check` prints for programs, read back as those programs read it."""

import json
import re
from xml.etree import ElementTree

import jsonschema
import polib
import pytest

from polybook.checks import ALL
from tests.gitrepo import make_repository
from tests.project import make_project
from tests.schemas import schema

HOSTILE = "a::set-output name=x::100%,\r\n::error file=b::c ]]> <&\"' \x1b[31m \u202e"
PAGE = "# One\n\nLet $x$ be real.\n\nMore of `it`.\n"
CODES = "math-kept,code-kept,entry-stale"


@pytest.fixture
def book(tmp_path):
    """A book in a subfolder of a repository: an error, a warning, and one page in order."""
    make_repository(tmp_path)
    project = make_project(tmp_path / "my book", {"a, b%.md": PAGE, "fine.md": "# Fine\n"})
    lost = {"Let $x$ be real.": "Cho x là số thực.", "More of `it`.": "Thêm `it` và `no`."}
    project.translate("a, b%", lost)
    project.translate("fine", {"Fine": "Ổn"})
    return project


def run(project, style, *options):
    done = project.run("check", "vi", "--format", style, "--select", CODES, *options)
    assert done.err == ""
    return done


def spoil(project, text):
    """Make the findings of the first page quote `text`."""
    catalog = polib.pofile(str(project.catalog("a, b%")), wrapwidth=-1)
    for entry in catalog:
        if "`it`" in entry.msgid:
            entry.msgstr = f"`it` `{text}`"
    catalog.save()


COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]*),line=(\d+),title=([^,:]*)::(.*)")


def unescaped(text):
    for escape, character in (
        ("%3A", ":"),
        ("%2C", ","),
        ("%0D", "\r"),
        ("%0A", "\n"),
        ("%25", "%"),
    ):
        text = text.replace(escape, character)
    return text


def test_github_shows_each_finding_on_its_line_the_worst_first(book):
    done = run(book, "github")
    *commands, summary = done.out.splitlines()
    assert summary == "3 translations checked: 1 error, 1 warning, 0 notes"
    found = [COMMAND.fullmatch(command).groups() for command in commands]
    path = "my book/locales/vi/LC_MESSAGES/a, b%.po"
    lines = (book.root.parent / path).read_text().split("\n")
    assert [(level, unescaped(file), title) for level, file, _, title, _ in found] == [
        ("error", path, "math-kept"), ("warning", path, "code-kept")]  # fmt: skip
    assert lines[int(found[0][2]) - 1] == 'msgid "Let $x$ be real."'
    assert unescaped(found[0][4]).endswith("copy it from the English (source_en/a, b%.md:3)")


def test_github_gets_no_command_from_a_catalog(book):
    spoil(book, HOSTILE.replace("\r\n", ""))
    *commands, _ = run(book, "github").out.split("\n")[:-1]
    assert len(commands) == 2
    for command in commands:
        assert COMMAND.fullmatch(command), command
    message = unescaped(COMMAND.fullmatch(commands[1])[5])
    assert "::set-output" in message


def test_github_levels_follow_the_severities_of_the_book(book):
    book.write(
        "polybook.toml", book.read("polybook.toml") + '[check.severity]\nmath-kept = "note"\n'
    )
    assert "::notice file=" in run(book, "github", "--severity", "note").out
    assert "::notice file=" not in run(book, "github").out


def test_sarif_is_valid_and_its_places_exist(book):
    spoil(book, HOSTILE.replace("\r\n", ""))
    done = run(book, "sarif")
    assert done.code == 1
    log = json.loads(done.out)
    jsonschema.validate(log, schema("https://json.schemastore.org/sarif-2.1.0.json"))
    (one,) = log["runs"]
    assert [result["level"] for result in one["results"]] == ["error", "warning"]
    rules = one["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {rule.CODE for rule in ALL}
    for result in one["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "my%20book/locales/vi/LC_MESSAGES/a%2C%20b%25.po"
        page = result["relatedLocations"][0]["physicalLocation"]
        assert page["artifactLocation"]["uri"] == "my%20book/source_en/a%2C%20b%25.md"
        assert place["region"]["startLine"] > page["region"]["startLine"] > 2


def test_the_schema_refuses_what_is_no_sarif():
    log = {"version": "2.1.0", "runs": [{"results": [{"level": "bad"}]}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, schema("https://json.schemastore.org/sarif-2.1.0.json"))


def test_sarif_rules_carry_the_manual(book):
    driver = json.loads(run(book, "sarif").out)["runs"][0]["tool"]["driver"]
    rule = next(rule for rule in driver["rules"] if rule["id"] == "math-kept")
    assert rule["shortDescription"]["text"].startswith("Formulas stay as they are")
    assert "Bad:\n\n    English:" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"level": "error"}


def test_sarif_knows_a_finding_again_when_its_line_moved(book):
    def prints():
        results = json.loads(run(book, "sarif").out)["runs"][0]["results"]
        return [result["partialFingerprints"] for result in results]

    before = prints()
    path = book.catalog("a, b%")
    path.write_text("# moved\n" + path.read_text())
    assert prints() == before


def test_junit_has_a_case_for_each_finding_and_each_clean_catalog(book):
    root = ElementTree.fromstring(run(book, "junit").out)
    (suite,) = root
    assert suite.attrib == {
        "name": "polybook check", "tests": "3", "failures": "1", "skipped": "1", "errors": "0"
    }  # fmt: skip
    cases = {case.get("name"): case for case in suite}
    folder = "my book/locales/vi/LC_MESSAGES"
    assert cases["checked"].get("classname") == f"{folder}/fine.po"
    name = "math-kept: formula $x$ is missing; copy it from the English [Let $x$ be real.]"
    failed = cases[name]
    assert failed.get("file") == f"{folder}/a, b%.po"
    assert failed[0].get("type") == "math-kept"
    assert "source_en/a, b%.md:3" in failed[0].text
    assert {child.tag for case in suite for child in case} == {"failure", "skipped"}


def test_junit_names_are_unique(book):
    book.write("source_en/a, b%.md", PAGE + "\n" + "- Let $x$ be real!\n- Let $x$ be real?\n")
    book.good("extract")
    book.good("update", "vi")
    book.translate("a, b%", {"Let $x$ be real!": "Cho x!", "Let $x$ be real?": "Cho x?"})
    (suite,) = ElementTree.fromstring(run(book, "junit").out)
    places = [(case.get("classname"), case.get("name")) for case in suite]
    assert len(set(places)) == len(places)


def test_junit_is_xml_whatever_a_catalog_holds(book):
    spoil(book, HOSTILE.replace("\r\n", "") + "\x01\x0b\ufffe")
    (suite,) = ElementTree.fromstring(run(book, "junit").out)
    assert any("::set-output" in case.get("name") for case in suite)


def test_junit_fails_for_what_the_run_fails_for(book):
    (suite,) = ElementTree.fromstring(run(book, "junit", "--fail-on", "warning").out)
    assert (suite.get("failures"), suite.get("skipped")) == ("2", "0")


def test_text_never_speaks_to_the_terminal(book):
    spoil(book, HOSTILE.replace("\r\n", ""))
    done = run(book, "text")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", done.out)
    assert r"\x1b[31m" in done.out
    assert len(done.out.splitlines()) == 3


def test_outside_a_repository_paths_are_the_project_s(tmp_path, monkeypatch):
    project = make_project(tmp_path, {"one.md": PAGE})
    monkeypatch.setattr("polybook.steps.revision.Path.exists", lambda path: path.name != ".git")
    project.translate("one", {"Let $x$ be real.": "Cho x là số thực."})
    assert "::error file=locales/vi/LC_MESSAGES/one.po,line=" in run(project, "github").out


@pytest.mark.parametrize("style", ["json", "github", "sarif", "junit"])
def test_every_format_says_that_nothing_is_wrong(tmp_path, style):
    project = make_project(tmp_path)
    project.translate("index", {"The book": "Cuốn sách"})
    done = project.run("check", "--format", style)
    assert (done.code, done.err) == (0, "")


def test_json_is_as_the_standard_library_writes_it(book):
    spoil(book, 'a "b" \\ \u2028 \t é')
    for codes in (CODES, "waiver"):
        out = book.run("check", "vi", "--format", "json", "--select", codes).out
        assert out == json.dumps(json.loads(out), ensure_ascii=False, indent=2) + "\n"
