"""Pictures with labels, from their catalogs to whatever is built."""

from __future__ import annotations

import json

import pytest

from tests.project import make_project, notebook

PICTURE = "<svg><title>The bowl</title><text>The loss</text><text>f(x)</text></svg>\n"
PATHS = '<svg><path d="M0 0"/></svg>\n'
POST = "---\ntitle: A post\n---\n\nSome words.\n\n![A bowl](../img/bowl.svg)\n"
PAGES = {
    "index.md": "# The book\n\nIt begins here, with the [bowl](img/bowl.svg).\n",
    "one.ipynb": notebook("# One\n\n![A bowl](img/bowl.svg)"),
    "posts/2026-01-02-post.md": POST,
    "img/bowl.svg": PICTURE,
    "img/paths.svg": PATHS,
    "img/signs.svg": "<svg><text>w</text></svg>\n",
    "img/photo.png": "\x89PNG",
}
MERGED = PICTURE.replace("The loss", "Mất mát").replace("The bowl", "Cái bát")


@pytest.fixture
def book(tmp_path):
    project = make_project(tmp_path, PAGES)
    project.translate("img/bowl", {"The loss": "Mất mát", "The bowl": "Cái bát"})
    return project


def test_only_pictures_with_words_get_catalogs(book):
    names = {name for name in book.files("locales/pot") if name.startswith("img/")}
    assert names == {"img/bowl.pot"}
    assert set(book.entries("img/bowl")) == {"The loss", "The bowl"}
    rows = json.loads(book.good("stats", "--format", "json"))["languages"]["vi"]["pages"]
    assert [row["page"] for row in rows if row["page"].startswith("img/")] == ["img/bowl.svg"]


def test_merging_gives_localised_pictures_and_copies_the_others(book):
    book.good("merge", "vi")
    merged, source = book.files("build/vi/source"), book.files("source_en")
    assert merged.keys() == source.keys()
    assert merged["img/bowl.svg"].decode() == MERGED
    changed = {name for name in source if merged[name] != source[name]}
    assert changed == {"img/bowl.svg"}


def test_pictures_are_counted_beside_pages_and_other_files(book):
    assert "3 pages, 2 pictures, " in book.good("extract")
    assert "3 pages, 2 pictures and 2 other files in " in book.good("merge", "vi")


def test_notebooks_and_posts_take_the_localised_pictures_along(book):
    book.good("build", "vi", "notebooks")
    assert book.read("build/vi/notebooks/img/bowl.svg") == MERGED
    assert book.read("build/vi/notebooks/img/paths.svg") == PATHS
    book.good("build", "vi", "posts")
    posts = book.files("build/vi/posts")
    (name,) = (name for name in posts if name.endswith("bowl.svg"))
    assert posts[name].decode() == MERGED
    book.good("build", "en", "posts")
    assert book.read(f"build/en/posts/{name}") == PICTURE


def test_notebooks_need_a_notebook_not_only_pictures(tmp_path):
    project = make_project(tmp_path, {"index.md": "# The book\n", "bowl.svg": PICTURE})
    done = project.run("build", "vi", "notebooks")
    assert (done.code, done.err) == (
        2, "polybook: source_en: there is no notebook in the source folder\n")  # fmt: skip


def test_a_picture_never_takes_the_name_of_a_page(tmp_path):
    pages = {"index.md": "# The book\n", "index.svg": PICTURE, "a.svg": PICTURE}
    project = make_project(tmp_path, pages)
    assert set(project.files("locales/pot")) == {"index.pot", "index.svg.pot", "a.pot"}


def test_excluded_pictures_are_copied(tmp_path):
    project = make_project(tmp_path, PAGES, catalogs=False)
    project.write("polybook.toml", 'languages = ["vi"]\nexclude = ["img"]\n')
    project.good("extract")
    assert "img/bowl.pot" not in project.files("locales/pot")
    project.good("merge", "vi")
    assert project.read("build/vi/source/img/bowl.svg") == PICTURE


def test_labels_are_checked_like_all_that_is_translated(book):
    book.translate("img/bowl", {"The loss": "The loss", "The bowl": "Cái <b>bát</b>"})
    done = book.run("check", "vi", "--format", "json", "--ignore", "untranslated")
    assert done.code == 1
    found = {(one["code"], one["page"], one["msgid"]) for one in json.loads(done.out)["findings"]}
    assert found >= {
        ("safe-markup", "img/bowl.svg", "The bowl"),
        ("same-as-english", "img/bowl.svg", "The loss"),
    }


def test_a_broken_picture_is_a_finding_and_is_copied(book):
    broken = PICTURE.replace("</svg>", "")
    book.write("source_en/img/bowl.svg", broken)
    done = book.run("merge", "vi")
    assert "img/bowl.svg:1: error region-unreadable: no XML: a start tag <svg> without" in (
        done.err + done.out)  # fmt: skip
    assert book.read("build/vi/source/img/bowl.svg") == broken


def test_a_file_of_the_language_beside_stands_for_the_other(book):
    book.write("source_en/img/photo.vi.png", b"\x89PNG of Vietnam")
    book.write("source_en/img/bowl.vi.svg", "<svg><text>Tự vẽ</text></svg>")
    book.good("extract", "--check")
    book.good("merge", "vi")
    merged = book.files("build/vi/source")
    assert merged["img/photo.png"] == b"\x89PNG of Vietnam"
    assert merged["img/bowl.svg"].decode() == "<svg><text>Tự vẽ</text></svg>"
    book.good("build", "vi", "posts")
    (name,) = (name for name in book.files("build/vi/posts") if name.endswith("bowl.svg"))
    assert book.read(f"build/vi/posts/{name}") == "<svg><text>Tự vẽ</text></svg>"


def test_the_suffix_of_a_page_is_no_language(tmp_path):
    pages = {"a.md": "# Page\n\nWords.\n", "a.vi.md": "# Another page\n\nWords.\n"}
    project = make_project(tmp_path, pages)
    project.good("merge", "vi")
    assert project.files("build/vi/source") == project.files("source_en")


def test_a_picture_that_was_translated_before_can_be_adopted(tmp_path):
    project = make_project(tmp_path / "book", PAGES)
    project.write("old/bowl.svg", MERGED)
    project.good("adopt", "vi", "--source", str(project.root / "source_en/img/bowl.svg"),
                 "--translation", str(project.root / "old/bowl.svg"))  # fmt: skip
    found = {msgid: entry.msgstr for msgid, entry in project.entries("img/bowl").items()}
    assert found == {"The loss": "Mất mát", "The bowl": "Cái bát"}
