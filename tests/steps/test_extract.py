from tests.project import PAGES, make_project

POT = """\
msgid ""
msgstr ""
"Project-Id-Version: book\\n"
"Report-Msgid-Bugs-To: \\n"
"POT-Creation-Date: 2024-02-28 09:30+0000\\n"
"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n"
"Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n"
"Language-Team: LANGUAGE <LL@li.org>\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

#. heading
#: chapters/one.md
msgid "Chapter one"
msgstr ""

#. paragraph in Chapter one
#: chapters/one.md
msgid "First words of it."
msgstr ""

#. paragraph in Chapter one
#: chapters/one.md
msgid "More [words](two.ipynb)."
msgstr ""
"""


def test_a_template_is_exactly_this(project):
    assert project.read("locales/pot/chapters/one.pot") == POT


def test_every_page_gets_a_template_and_nothing_else_does(project):
    assert sorted(project.files("locales/pot")) == [
        "chapters/one.pot", "chapters/two.pot", "index.pot"]  # fmt: skip


def test_extract_says_what_it_did(tmp_path):
    project = make_project(tmp_path, catalogs=False)
    assert project.good("extract") == (
        "wrote locales/pot/chapters/one.pot\nwrote locales/pot/chapters/two.pot\n"
        "wrote locales/pot/index.pot\n3 pages, 7 messages; 0 templates unchanged\n"
    )
    assert project.good("extract") == "3 pages, 7 messages; 3 templates unchanged\n"


def test_two_extractions_write_the_same_bytes(tmp_path):
    books = [make_project(tmp_path / name) for name in ("a", "b")]
    assert books[0].files("locales") == books[1].files("locales")


def test_a_template_is_not_written_when_only_the_date_differs(project, monkeypatch):
    before = project.files("locales")
    times = {path: path.stat().st_mtime_ns for path in project.root.rglob("*.pot")}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    project.good("extract")
    assert project.files("locales") == before
    assert {path: path.stat().st_mtime_ns for path in project.root.rglob("*.pot")} == times


def test_the_date_changes_with_the_messages(project, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    project.write("source_en/chapters/one.md", "# Chapter one\n")
    project.good("extract")
    assert '"POT-Creation-Date: 2027-01-15 08:00+0000\\n"' in project.read(
        "locales/pot/chapters/one.pot"
    )
    assert "2024-02-28 09:30" in project.read("locales/pot/index.pot")


def test_check_writes_nothing_and_fails_when_something_would_change(project):
    assert project.run("extract", "--check").code == 0
    project.write("source_en/chapters/one.md", "# Chapter 1, renamed\n")
    (project.root / "source_en/index.md").unlink()
    project.write("source_en/new.md", "New words\n")
    before = project.files("locales")
    done = project.run("extract", "--check")
    assert (done.code, done.out, done.err) == (
        1,
        "would write locales/pot/chapters/one.pot\nwould write locales/pot/new.pot\n"
        "would remove locales/pot/index.pot\n3 pages, 4 messages; 1 template unchanged\n"
        "run `polybook extract`, and commit what it writes\n",
        "",
    )
    assert project.files("locales") == before


def test_the_template_of_a_page_that_is_gone_is_removed_with_its_folder(project):
    for name in ("one.md", "two.ipynb"):
        (project.root / "source_en/chapters" / name).unlink()
    project.good("extract")
    assert sorted(project.files("locales/pot")) == ["index.pot"]
    assert not (project.root / "locales/pot/chapters").exists()


def test_a_page_without_words_has_no_template(tmp_path):
    project = make_project(tmp_path, {"a.md": "$x$\n", "b.md": "Words\n"})
    assert sorted(project.files("locales/pot")) == ["b.pot"]


def test_two_pages_of_one_name_have_a_catalog_each(tmp_path):
    project = make_project(
        tmp_path, {"a.md": "Some words\n", "a.ipynb": PAGES["chapters/two.ipynb"]}
    )
    assert sorted(project.files("locales/pot")) == ["a.ipynb.pot", "a.md.pot"]


def test_excluded_and_hidden_pages_are_not_read(tmp_path):
    pages = {"a.md": "Words\n", "drafts/b.md": "Words\n", ".hidden/c.md": "Words\n",
             "_build/d.md": "Words\n", ".ipynb_checkpoints/e.md": "Words\n"}  # fmt: skip
    project = make_project(tmp_path, pages, catalogs=False)
    project.write("polybook.toml", project.read("polybook.toml") + 'exclude = ["drafts"]\n')
    project.good("extract")
    assert sorted(project.files("locales/pot")) == ["a.pot"]
