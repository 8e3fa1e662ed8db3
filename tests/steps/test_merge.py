import json
import os

import pytest

from polybook.catalog import files
from tests.project import PAGES, make_project, notebook


def test_without_translations_the_tree_is_a_copy(project):
    assert project.good("merge", "vi", "--out", "out") == (
        f"3 pages and 1 other file in {project.root / 'out'}; 0 of 7 units translated\n"
    )
    assert project.files("out") == project.files("source_en")


def test_pages_are_translated_and_other_files_copied(project):
    project.translate("chapters/one", {"Chapter one": "Chương một"})
    project.translate("chapters/two", {"Words of the second.": "Chữ thứ hai."})
    project.good("merge", "vi", "--out", "out")
    expected = dict(project.files("source_en"))
    for name, old, new in (
        ("chapters/one.md", "Chapter one", "Chương một"),
        ("chapters/two.ipynb", "Words of the second.", "Chữ thứ hai."),
    ):
        expected[name] = expected[name].decode().replace(old, new).encode()
    assert project.files("out") == expected


def test_fuzzy_translations_go_in_only_when_asked_for(project):
    project.translate("chapters/one", {"Chapter one": "Chương một"}, fuzzy=True)
    project.good("merge", "vi", "--out", "out")
    assert project.files("out") == project.files("source_en")
    project.good("merge", "vi", "--out", "out", "--fuzzy")
    assert project.read("out/chapters/one.md").startswith("# Chương một\n")


def test_the_default_folder_is_in_build(project):
    project.good("merge", "vi")
    assert project.files("build/vi/source") == project.files("source_en")


def test_a_translation_that_breaks_the_page_is_a_finding_and_stays_out(project):
    project.translate("chapters/one", {"First words of it.": "# Chữ đầu", "Chapter one": "Chương"})
    done = project.run("merge", "vi")
    lines = project.catalog("chapters/one").read_text("utf-8").split("\n")
    line = lines.index('msgid "First words of it."') + 1
    assert done.code == 1
    assert done.err.startswith(
        f"locales/vi/LC_MESSAGES/chapters/one.po:{line}: error structure-kept: "
    )
    assert project.read("build/vi/source/chapters/one.md") == PAGES["chapters/one.md"].replace(
        "Chapter one", "Chương"
    )
    done = project.run("check", "vi", "--format", "json", "--select", "structure-kept")
    assert done.code == 1
    (finding,) = json.loads(done.out)["findings"]
    assert {key: finding[key] for key in ("code", "severity", "path", "line", "page", "page_line",
                                          "msgid", "msgstr")} == {
        "code": "structure-kept", "severity": "error", "line": line, "page_line": 3,
        "path": "locales/vi/LC_MESSAGES/chapters/one.po", "page": "chapters/one.md",
        "msgid": "First words of it.", "msgstr": "# Chữ đầu"}  # fmt: skip


@pytest.mark.parametrize(
    "out", ["source_en", "source_en/vi", ".", "locales", "locales/vi/out", "glossary", ".."]
)
def test_folders_that_people_write_in_are_refused(project, out):
    before = project.files()
    done = project.run("merge", "vi", "--out", out)
    assert done.code == 2
    assert "choose another --out" in done.err
    assert project.files() == before


def test_a_file_in_the_place_of_the_folder_is_refused(project):
    project.write("out", "mine")
    done = project.run("merge", "vi", "--out", "out")
    assert (done.code, project.read("out")) == (2, "mine")


def times(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_files_that_are_right_already_are_not_written_again(project):
    project.good("merge", "vi")
    out = project.root / "build/vi/source"
    for path in times(out):
        os.utime(path, (1, 1))
    before = times(out)
    project.translate("index", {"It begins here.": "Bắt đầu ở đây."})
    project.good("merge", "vi")
    after = times(out)
    assert {path.name for path in after if after[path] != before[path]} == {"index.md"}


def test_files_whose_source_is_gone_are_removed_from_build_only(project):
    for out in ("build/vi/source", "out"):
        project.good("merge", "vi", "--out", out)
        project.write(f"{out}/mine/notes.txt", "mine")
    (project.root / "source_en/chapters/one.md").unlink()
    for out in ("build/vi/source", "out"):
        project.good("merge", "vi", "--out", out)
    assert project.files("build/vi/source") == project.files("source_en")
    assert not (project.root / "build/vi/source/mine").exists()
    assert {"chapters/one.md", "mine/notes.txt"} <= project.files("out").keys()


def test_crlf_and_a_byte_order_mark_survive(tmp_path):
    page = "\ufeff# Title here\r\n\r\nSome\r\nwords"
    project = make_project(tmp_path, {"a.md": page})
    project.translate("a", {"Some words": "Vài\\\nchữ"})
    project.good("merge", "vi")
    assert project.read("build/vi/source/a.md") == "\ufeff# Title here\r\n\r\nVài\\\r\nchữ"


def test_links_to_headings_follow_the_translated_heading(tmp_path):
    pages = {
        "a.md": "# One heading\n\nSee [below](#one-heading) and [there](b.ipynb#Two-headings).\n",
        "b.ipynb": notebook("## Two headings", "Back to [a](a.md#one-heading)."),
    }
    project = make_project(tmp_path, pages)
    project.translate("a", {"One heading": "Một đề mục"})
    project.translate("b", {"Two headings": "Hai đề mục"})
    project.good("merge", "vi")
    assert project.read("build/vi/source/a.md") == (
        "# Một đề mục\n\nSee [below](#một-đề-mục) and [there](b.ipynb#Hai-đề-mục).\n"
    )
    assert "Back to [a](a.md#một-đề-mục)." in project.read("build/vi/source/b.ipynb")


def test_links_of_html_to_headings_follow_them_and_stay_whole(tmp_path):
    page = (
        "# One heading\n\nSee <a class='x' href='#One-heading'>below</a> and "
        '<a href="b.md#one-heading">there</a>.\n\n'
        '<p><a href="a.md#one-heading">Here</a>, <a href="https://a.example/#one-heading">far</a>,'
        ' <link href="#one-heading"></p>\n'
    )
    project = make_project(tmp_path, {"a.md": page})
    project.translate("a", {"One heading": "Một 'đề' \"mục\" & onclick=x"})
    project.good("merge", "vi")
    merged = project.read("build/vi/source/a.md")
    assert merged == page.replace("# One heading", "# Một 'đề' \"mục\" & onclick=x").replace(
        "'#One-heading'", "'#Một-%27đề%27-%22mục%22-%26-onclick=x'"
    ).replace('"a.md#one-heading"', '"a.md#một-đề-mục--onclickx"')


def test_links_by_which_jekyll_names_a_post_follow_its_headings_too(tmp_path):
    links = (
        "See [one]({% post_url 2024-01-02-one %}#a-part), "
        "[two]({{ site.baseurl }}{% link blog/_posts/2024-01-02-one.md %}#a-part) and "
        "[three]({% post_url 2024-01-02-one %}#no-part).\n"
    )
    pages = {
        "blog/_posts/2024-01-02-one.md": "## A part\n",
        "blog/_posts/2024-02-03-two.md": links,
        "about.md": "---\nlayout: page\n---\n" + links,
    }
    project = make_project(tmp_path, pages)
    project.translate("blog/_posts/2024-01-02-one", {"A part": "Một phần"})
    project.good("merge", "vi")
    source = "build/vi/source"
    merged = links.replace("#a-part", "#một-phần")
    assert project.read(f"{source}/blog/_posts/2024-02-03-two.md") == merged
    # The post of that name is not in the folder of the site's own posts.
    first, rest = links.split(", ", 1)
    assert project.read(f"{source}/about.md").endswith(
        first + ", " + rest.replace("#a-part", "#một-phần")
    )


@pytest.mark.parametrize(
    ("command", "damaged", "step"),
    [
        (["extract"], "locales/pot", "fsync"),
        (["extract"], "locales/pot", "replace"),
        (["update", "vi"], "locales/vi", "fsync"),
        (["update", "vi"], "locales/vi", "replace"),
        # What merge writes can be made again, so it does not wait for the disk.
        (["merge", "vi"], "build/vi/source", "replace"),
    ],
)
def test_a_write_that_fails_leaves_every_file_whole(project, monkeypatch, command, damaged, step):
    project.good("merge", "vi")
    for name in ("index.md", "chapters/one.md"):
        project.write(f"source_en/{name}", PAGES[name] + "\nSome more words.\n")
    if command[0] == "update":
        project.good("extract")
    before = project.files(damaged)

    def fail(*_):
        raise OSError(28, "No space left on device")

    owner = files.os if step == "fsync" else files.Path
    monkeypatch.setattr(owner, step, fail)
    done = project.run(*command)
    monkeypatch.undo()
    assert done.code != 0
    assert "No space left on device" in done.err
    assert project.files(damaged) == before  # no temporary file is left either
