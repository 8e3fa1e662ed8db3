"""Posts as text: kramdown, Liquid, front matter, addresses, links."""

from __future__ import annotations

import datetime
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from polybook.formats.posts.address import date_of, localised, make_post
from polybook.formats.posts.front import (
    flow_list,
    flow_map,
    read_front,
    split_front,
    tags_of,
    with_keys,
    with_tags,
)
from polybook.formats.posts.kramdown import Kramdown
from polybook.formats.posts.links import Place, relink_jekyll
from polybook.formats.posts.title import take_title
from tests.helpers import CASES, read_cases

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.mark.parametrize("case", read_cases(CASES / "posts" / "kramdown.txt", 3), ids=str)
def test_myst_becomes_kramdown(case):
    given_text, expected, faults = case.parts
    page = Kramdown(lambda target: re.sub(r"(\w)\.md", r"{{ \1 }}", target), {"note": "Ghi chú"})
    assert page.convert(given_text) == expected
    said = "\n".join(f"{fault.line + 1}: {fault.message}" for fault in page.faults)
    assert said == faults


@given(TEXTS)
def test_front_matter_reads_back_what_was_put_in(text):
    front = with_keys("title: One\ntags: [a]\n", {"title": flow_list([text]), "new": "1"})
    assert yaml.safe_load(front) == {"title": [text], "tags": ["a"], "new": 1}
    assert yaml.safe_load(flow_map({"k": text})) == {"k": text}
    for tags in ("tags: [a, b]\n", "tags:\n- 'a'\n- b\n", 'tags: ["a", b]\n', "tag: a\n"):
        found = tags_of(read_front(with_tags(tags, {"a": text})))
        assert found == tuple(dict.fromkeys([text, *tags_of(read_front(tags))[1:]]))


def test_only_the_keys_that_change_change():
    front = "title:   'It''s'   # said\r\nref: &r  mine\r\nlang: en # old\r\nlist: [ 1,2 ]\r\n"
    changed = with_keys(front, {"lang": "vi", "list": "x", "more": "1"})
    assert changed == front.replace("en #", "vi #") + "more: 1\r\n"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("tags: [a, 'deep learning']", "tags: [a, 'học sâu']"),
        ('tags: ["deep learning", a]', 'tags: ["học sâu", a]'),
        ("tags:\n  - deep learning  # ours\n  - a", "tags:\n  - học sâu  # ours\n  - a"),
        ("tags: a NumPy", "tags: [a, nắm pai]"),
        ("tag: deep learning", "tag: học sâu"),
        ("tags: [deep learnings]", "tags: [deep learnings]"),
        ("other: [deep learning]", "other: [deep learning]"),
    ],
)
def test_tags_keep_the_style_of_their_list(written, expected):
    table = {"deep learning": "học sâu", "NumPy": "nắm pai"}
    assert with_tags(f"{written}\n", table) == f"{expected}\n"


def test_front_matter_is_cut_off_whole():
    text = "\ufeff--- \r\na: 1\r\n---\r\n\r\nBody\r\n---\r\n"
    assert split_front(text) == ("\ufeff--- \r\n", "a: 1\r\n", "---\r\n", "\r\nBody\r\n---\r\n")
    assert split_front("Body\n\n---\n") == ("", "", "", "Body\n\n---\n")


@pytest.mark.parametrize(
    ("name", "front", "expected"),
    [
        ("posts/2026-11-05-one.md", {}, datetime.date(2026, 11, 5)),
        ("posts/one.md", {"date": datetime.date(2026, 1, 2)}, datetime.date(2026, 1, 2)),
        ("posts/one.md", {"date": "2026-01-02 10:00 +0700"}, datetime.date(2026, 1, 2)),
        ("posts/one.md", {}, None),
        ("posts/2026-13-05-one.md", {}, None),
    ],
)
def test_a_post_has_a_date(name, front, expected):
    assert date_of(name, front) == expected


DAY = datetime.date(2026, 11, 5)


@pytest.mark.parametrize(
    ("name", "front", "settings", "url"),
    [
        ("posts/2026-11-05-one.md", {}, {}, "/2026/11/05/one.html"),
        ("_posts/2026-11-05-one.md", {}, {"permalink": "pretty"}, "/2026/11/05/one/"),
        ("_posts/2026-11-05-one.md", {"categories": "A b"}, {}, "/a/b/2026/11/05/one.html"),
        ("art/_posts/2026-11-05-one.md", {}, {}, "/art/2026/11/05/one.html"),
        ("posts/one.md", {"permalink": "/x/:title/"}, {"permalink": "none"}, "/x/one/"),
        ("posts/one.md", {"slug": "two"}, {"permalink": "/:year/:slug/"}, "/2026/two/"),
    ],
)
def test_an_address_is_the_one_that_jekyll_makes(name, front, settings, url):
    assert make_post(name, front, DAY, settings).url == url


def test_an_edition_has_a_folder_of_its_own():
    assert localised("/2026/one/", "vi") == "/vi/2026/one/"
    assert localised("/vi/one/", "vi") == "/vi/one/"
    assert localised("/2026/one/", "") == "/2026/one/"


def place(page="posts/2026-11-05-one.md", **others) -> Place:
    names = ("posts/2026-11-05-one.md", "posts/two.ipynb")
    posts = {name: make_post(name, {}, DAY, {}) for name in names}
    return Place(
        page=page,
        url=posts[names[0]].url,
        posts=posts,
        urls={post.url: f"/vi{post.url}" for post in posts.values()},
        pages={"index.md", "chapters/a b.ipynb"},
        files={"img/a b.png", "assets/x.svg"},
        **others,
    )


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("two.ipynb#part", "{% post_url 2026-11-05-two %}#part"),
        ("/posts/two", "{% post_url 2026-11-05-two %}"),
        ("../img/a%20b.png", "{{ '/img/a%20b.png' | relative_url }}"),
        ("/assets/x.svg", "{{ '/assets/x.svg' | relative_url }}"),
        ("/2026/11/05/two.html?a#b", "{{ '/vi/2026/11/05/two.html' | relative_url }}?a#b"),
        ("two.html", "{{ '/vi/2026/11/05/two.html' | relative_url }}"),
        ("../chapters/a%20b.ipynb#c", "https://b.example/vi/chapters/a%20b.html#c"),
        ("../index.md", "https://b.example/vi/"),
        ("https://x.example/posts/two.ipynb", "https://x.example/posts/two.ipynb"),
        ("#here", "#here"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("{{ site.baseurl }}/x", "{{ site.baseurl }}/x"),
        ("/elsewhere/", "/elsewhere/"),
    ],
)
def test_a_link_leads_to_the_blog_of_its_language(target, expected):
    found = place(site="https://b.example/vi/")
    assert found.change(target) == expected
    assert found.lost == []


def test_what_leads_nowhere_is_told():
    found = place()
    assert found.change("../chapters/a%20b.ipynb") == "../chapters/a%20b.ipynb"
    assert found.change("gone.png") == "gone.png"
    assert found.lost == ["../chapters/a%20b.ipynb", "gone.png"]
    assert place(by_name=False).change("two.ipynb") == (
        "{{ '/vi/2026/11/05/two.html' | relative_url }}"
    )


def test_liquid_of_an_author_stays_but_for_addresses_of_posts():
    body = (
        "[a]({{ site.baseurl }}/2026/11/05/two.html#x) and [b]({% post_url 2026-11-05-two %}),\n"
        "{% include x.html url='/2026/11/05/two.html' %}\n"
        "![p](../img/a%20b.png) ![q](/assets/x.svg)\n"
        "\n```\n/2026/11/05/two.html (/2026/11/05/two.html)\n```\n"
    )
    found = place()
    changed = relink_jekyll(body, found)
    before, after = body.split("\n\n")
    assert changed.split("\n\n")[1] == after
    expected = before.replace("/2026/11", "/vi/2026/11")
    expected = expected.replace("../img/a%20b.png", "{{ '/img/a%20b.png' | relative_url }}")
    assert changed.split("\n\n")[0] == expected
    assert found.used == {"img/a b.png", "assets/x.svg"}


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("(l)=\n# A *b* $c$\n\nText.\n", "", ("A *b* $c$", "Text.\n")),
        ("# One\n\nText.\n", "One", ("One", "Text.\n")),
        ("# One\n\nText.\n", "Two", ("", "# One\n\nText.\n")),
        ("Text.\n\n# One\n", "", ("", "Text.\n\n# One\n")),
        ("## One\n", "", ("", "## One\n")),
    ],
)
def test_the_heading_that_is_the_title_is_cut_off(text, known, expected):
    assert take_title(text, known) == expected
