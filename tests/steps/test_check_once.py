"""What a check of kept tokens and the merge guard both see is told once."""

import json

import pytest

from tests.project import Project, make_project


def findings(tmp_path, english, translation, *options, config="", notes=""):
    project = make_project(tmp_path, {"one.md": f"# Title\n\n{english}\n{notes}"})
    project.write("polybook.toml", project.read("polybook.toml") + config)
    project.translate("one", {english: translation, "Title": "Tên"})
    done = project.run("check", "--format", "json", *options)
    rows = json.loads(done.out)["findings"]
    assert all(row["msgid"] == english for row in rows)
    return done.code, [(row["severity"], row["code"], row["message"]) for row in rows]


@pytest.mark.parametrize(
    ("code", "english", "translation"),
    [
        ("link-kept", "See [it](https://one.example/a) now.", "Xem [nó](https://two.example/a)."),
        ("link-kept", "See [it](https://one.example/a) now.", "Xem [nó](ftp://one.example/a)."),
        ("image-kept", "See ![cat](a.png) now.", "Xem ![mèo](b.png)."),
        ("role-kept", "See {ref}`sec-a` now.", "Xem {ref}`sec-b`."),
        ("html-kept", "Press <kbd>A</kbd> now.", "Nhấn <kbd class='x'>A</kbd>."),
        ("entity-kept", "The &lt;mask&gt; token.", "Token <mask>."),
        ("substitution-kept", "It is {{ version }} now.", "Nó là {{ phiên }}."),
        ("template-kept", "It is {% a %} now.", "Nó là {% b %}."),
    ],
)
def test_one_changed_token_is_one_error_that_says_what_readers_see(
    tmp_path, code, english, translation
):
    exit_code, found = findings(tmp_path, english, translation, "--ignore", "end-punctuation")
    assert exit_code == 1
    [(severity, found_code, message)] = found
    assert (severity, found_code) == ("error", code)
    assert message.endswith("; copy it from the English; until then readers see the English")


@pytest.mark.parametrize("translation", ["Nó[^1] và[^3] đó.", "Nó[^1] và đó."])
def test_a_footnote_that_was_changed_or_lost_is_one_error(tmp_path, translation):
    notes = "\n[^1]: <https://one.example/a>\n[^2]: <https://one.example/b>\n"
    _, found = findings(tmp_path, "It[^1] and that[^2].", translation, notes=notes)
    [(_, code, message)] = found
    assert code == "footnote-kept"
    assert message.endswith("; copy it from the English; until then readers see the English")


def test_what_is_worse_stays_whatever_the_book_takes_lightly(tmp_path):
    english, translation = "See {ref}`sec-a` now.", "Xem {ref}`sec-b`."
    lightly = '[check.severity]\nrole-kept = "note"\n'
    exit_code, found = findings(tmp_path, english, translation, config=lightly)
    assert (exit_code, [row[:2] for row in found]) == (1, [("error", "safe-markup")])


def test_a_waiver_of_the_one_leaves_the_other(tmp_path):
    english = "See [it](https://one.example/a) now."
    findings(tmp_path, english, "Xem [nó](https://two.example/a).")
    path = tmp_path / "locales/vi/LC_MESSAGES/one.po"
    text = path.read_text()
    waiver = "# polybook: ignore link-kept - our own site\n"
    path.write_text(text.replace("#. paragraph", f"{waiver}#. paragraph"))
    project = Project(tmp_path)
    rows = json.loads(project.run("check", "--format", "json").out)["findings"]
    assert [row["code"] for row in rows if row["path"].endswith("one.po")] == ["safe-markup"]


def test_two_changed_tokens_are_two_errors(tmp_path):
    english = "See {ref}`sec-a` and [it](https://one.example/a)."
    translation = "Xem {ref}`sec-b` và [nó](https://two.example/a)."
    _, found = findings(tmp_path, english, translation)
    assert [row[1] for row in found] == ["link-kept", "role-kept"]


def test_each_check_alone_still_finds_it(tmp_path):
    english, translation = "See {ref}`sec-a` now.", "Xem {ref}`sec-b`."
    for code in ("role-kept", "safe-markup"):
        assert [
            row[1] for row in findings(tmp_path, english, translation, "--select", code)[1]
        ] == [code]
