"""Posts in a Sphinx site: the list, the line below a title, the feed."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.helpers import ROOT
from tests.sphinx.books import build, foreign, html, ids, make_book, translate, write
from tests.sphinx.conftest import Built

ATOM = "{http://www.w3.org/2005/Atom}"
INDEX = "# Posts\n\n```{polybook-posts}\n```\n\n```{toctree}\n2026-11-05-one\n2026-11-06-two\n```\n"
ONE = "---\ntags: [deep learning, b]\ndescription: About one.\n---\n\n# The *one*\n\nText.\n"
TWO = "---\ndate: 2026-11-07\ntags: b\n---\n\n# Two\n\nFirst `code`\nlines.\n\nMore.\n"
PAGES = {
    "index.md": "# Book\n\n```{toctree}\nposts/index\n```\n",
    "posts/index.md": INDEX,
    "posts/2026-11-05-one.md": ONE,
    "posts/2026-11-06-two.md": TWO,
}
TAGS = '[tags.vi]\n"deep learning" = "học sâu"\n'


def book(root: Path, conf: str = "") -> Path:
    make_book(root, PAGES, conf)
    write(root, {"polybook.toml": f'languages = ["vi"]\n{TAGS}'})
    for page in PAGES:
        translate(root, page, foreign)
    return root


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def check_feed(feed: ET.Element) -> list[ET.Element]:
    """Hold a feed to what RFC 4287 asks for; return its entries."""
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text
        assert re.fullmatch(r"[a-z]+:\S+", element.findtext(f"{ATOM}id"))
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo
        links = [one for one in element.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
        assert len(links) == 1
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    keys = [feed.findtext(f"{ATOM}id"), *(entry.findtext(f"{ATOM}id") for entry in entries)]
    assert len(set(keys)) == len(keys)
    return entries


def test_posts_are_listed_with_dates_and_tags_in_the_edition_s_words(tmp_path: Path):
    root = book(tmp_path)
    build(root, "en")
    build(root, "vi")
    page = html(root, "vi", "posts/index")
    listed = text(page[page.index("polybook-posts") :])
    one, two = foreign("The one"), foreign("Two")
    assert listed.index(two) < listed.index(one)
    assert f"{two} 7 tháng 11, 2026 · Đọc trong 1 phút · b {foreign('First lines.')}" in (
        listed.replace("code ", "")
    )
    assert f"{one} 5 tháng 11, 2026 · Đọc trong 1 phút · học sâu · b" in listed
    assert foreign("About one.") in listed
    assert f"Chủ đề b : {two} , {one} học sâu : {one}" in listed
    assert set(ids(page)) == set(ids(html(root, "en", "posts/index")))
    post = html(root, "vi", "posts/2026-11-05-one")
    assert 'href="index.html#tag-deep-learning"' in post
    assert "5 tháng 11, 2026" in text(post)
    assert "November 5, 2026 · 1-minute read · deep learning" in text(
        html(root, "en", "posts/2026-11-05-one")
    )


@pytest.mark.parametrize("base", ["", "https://book.example/{language}/"])
def test_each_edition_has_a_feed(tmp_path: Path, base: str):
    root = book(tmp_path, f"polybook_base_url = {base!r}\nauthor = 'A & B'\n")
    for language in ("en", "vi"):
        build(root, language)
        feed = ET.parse(root / "build" / language / "html" / "posts" / "atom.xml").getroot()
        two, one = check_feed(feed)
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == "A & B"
        link = one.find(f"{ATOM}link").get("href")
        expected = base.format(language=language) + "posts/" if base else ""
        assert link == f"{expected}2026-11-05-one.html"
        assert two.findtext(f"{ATOM}updated") == "2026-11-07T00:00:00Z"
        words = [tag.get("term") for tag in one.findall(f"{ATOM}category")]
        assert words == ["deep learning" if language == "en" else "học sâu", "b"]
        assert 'type="application/atom+xml"' in html(root, language, "index")
        assert 'href="posts/atom.xml"' in html(root, language, "index")


def test_a_post_that_changes_changes_the_list(tmp_path: Path):
    root = book(tmp_path)
    build(root, "vi")
    assert "0 added, 0 changed, 0 removed" in build(root, "vi")
    write(root, {"source_en/posts/2026-11-06-two.md": TWO.replace("11-07", "10-01")})
    build(root, "vi")
    assert "1 tháng 10, 2026" in text(html(root, "vi", "posts/index"))
    write(root, {"polybook.toml": 'languages = ["vi"]\n[tags.vi]\nb = "bờ"\n'})
    build(root, "vi")
    assert "bờ" in text(html(root, "vi", "posts/index"))
    assert "bờ" in text(html(root, "vi", "posts/2026-11-05-one"))


BLOG = {
    "index.md": "# Book\n\n```{toctree}\nposts/index\n```\n",
    "posts/index.md": "# Posts\n\n```{polybook-posts}\n```\n\n"
    "```{toctree}\n:hidden:\n:glob:\n:reversed:\n\n*\n```\n",
    "posts/2026-11-05-a.md": "---\ntitle: From a blog\n---\n\nText.\n\n## A part\n\nMore.\n",
    "posts/2026-11-06-b.md": "---\ntitle: Short\n---\n\n# Its own heading\n\nText.\n",
}


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_title_in_the_front_matter_of_a_post_becomes_its_only_heading(
    tmp_path: Path, language: str
):
    root = make_book(tmp_path, BLOG)
    for page in BLOG:
        translate(root, page, foreign)
    build(root, language)
    said = foreign if language == "vi" else str
    post = html(root, language, "posts/2026-11-05-a")
    assert re.findall(r"<h1>([^<]*)", post) == [said("From a blog")]
    assert f"<title>{said('From a blog')}" in post
    assert post.index("</h1>") < post.index("polybook-post-about") < post.index("<h2>")
    own = html(root, language, "posts/2026-11-06-b")
    assert re.findall(r"<h1>([^<]*)", own) == [said("Its own heading")]


def test_a_book_without_a_list_has_no_feed(tmp_path: Path):
    root = make_book(tmp_path, {"index.md": "# Book\n"})
    build(root, "vi")
    assert not list((root / "build").rglob("atom.xml"))
    assert "atom" not in html(root, "vi", "index")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_book_lists_all_its_posts(editions: Built, language: str):
    feed = ET.parse(editions.html(language) / "posts" / "atom.xml").getroot()
    entries = check_feed(feed)
    posts = [path for path in (ROOT / "source_en/posts").iterdir() if path.stem != "index"]
    assert len(entries) == len(posts) > 2
    for entry in entries:
        page = editions.html(language) / "posts" / entry.find(f"{ATOM}link").get("href")
        title = entry.findtext(f"{ATOM}title")
        assert title in page.read_text("utf-8")
        listed = (editions.html(language) / "posts" / "index.html").read_text("utf-8")
        assert title in listed
