"""build posts: what Jekyll is given, from small books."""

from __future__ import annotations

import json
import re
from pathlib import Path

import polib
import pytest
import yaml

from polybook.cli import cli
from polybook.formats.posts.front import split_front
from polybook.steps import posts_notebook
from tests.helpers import corpora
from tests.jekyll import jekyll
from tests.project import CONFIG, Project, make_project
from tests.pseudo import pseudo_text

ONE = "posts/2026-11-05-one.md"
OUT = "build/vi/posts"
PLAIN = """\
---
title: "One: a 'title'"
tags: [deep learning, 'b']   # two
ref: "mine"
---

# A heading

Let $x$ be `{{ y }}`, and a | b, or {{ here.

See [two](2026-11-06-two.md#part), [a chapter](../chapters/one.md) and ![it](../img/a.png).
"""
TWO = "---\ntitle: Two\ndate: 2026-11-06\n---\n\n## Part\n\nText of [one](2026-11-05-one.md).\n"
CHAPTER = "# Chapter\n\nText.\n"
POSTS = {ONE: PLAIN, "posts/2026-11-06-two.md": TWO, "chapters/one.md": CHAPTER, "img/a.png": "x"}
SITE = (
    '[posts]\nsite = "https://book.example/{language}"\n\n[tags.vi]\n"deep learning" = "học: sâu"\n'
)


def blog(root: Path, pages=POSTS, more: str = SITE, *, translated=True) -> Project:
    project = make_project(root, pages, catalogs=False)
    project.write("polybook.toml", CONFIG + more)
    project.good("extract")
    project.good("update", "vi")
    if translated:
        for path in (root / "locales/vi").rglob("*.po"):
            catalog = polib.pofile(str(path), wrapwidth=-1)
            for entry in catalog:
                entry.msgstr = pseudo_text(entry.msgid)
            catalog.save()
    return project


def front(project: Project, name: str) -> dict:
    return yaml.safe_load(split_front(project.read(name))[1])


def html(project: Project, name: str) -> str:
    return (project.root / OUT / "_site" / name).read_text("utf-8")


def test_a_post_in_another_language(tmp_path):
    project = blog(tmp_path)
    assert project.good("build", "vi", "posts") == f"built {tmp_path / OUT}\n"
    written = project.read(f"{OUT}/_posts/2026-11-05-one.md")
    assert 'tags: ["học: sâu", \'b\']   # two\nref: "mine"\n' in written
    assert front(project, f"{OUT}/_posts/2026-11-05-one.md") == {
        "title": pseudo_text("One: a 'title'"),
        "tags": ["học: sâu", "b"],
        "ref": "mine",
        "layout": "post",
        "lang": "vi",
        "permalink": "/vi/2026/11/05/one.html",
        "translations": {"en": "/2026/11/05/one.html", "vi": "/vi/2026/11/05/one.html"},
        "reading_time": 1,
    }
    jekyll(tmp_path / OUT)
    page = html(project, "vi/2026/11/05/one.html")
    assert "\\(x\\)" in page
    assert "{{ ĥéŕé" in page
    assert "{{ y }}</code>" in page
    assert " | ƀ," in page
    assert "<table" not in page
    assert 'href="/vi/2026/11/06/two.html#ṕàŕť"' in page.replace(
        "%E1%B9%95%C3%A0%C5%95%C5%A5", "ṕàŕť"
    )
    assert 'href="https://book.example/vi/chapters/one.html"' in page
    assert 'src="/img/a.png"' in page
    assert (tmp_path / OUT / "_site/img/a.png").is_file()


def test_the_source_language_keeps_its_addresses_and_bytes(tmp_path):
    project = blog(tmp_path)
    project.good("build", "en", "posts")
    written = project.read("build/en/posts/_posts/2026-11-05-one.md")
    head = PLAIN.partition("---\n\n")[0]
    assert written.startswith(head)
    added = written.removeprefix(head).partition("---\n")[0]
    assert added == (
        "layout: post\nlang: en\n"
        'translations: {en: "/2026/11/05/one.html", vi: "/vi/2026/11/05/one.html"}\n'
        "reading_time: 1\n"
    )


def test_what_is_no_post_or_leads_nowhere_is_told(tmp_path):
    pages = {
        **POSTS,
        "posts/draft.md": "No date.\n",
        "posts/index.md": "# All\n",
        "posts/2026-11-07-bad.md": "---\ntitle: [\n---\n\nText.\n",
        "posts/2026-11-08-myst.md": (
            "# M\n\n{ref}`x` and [gone](gone.md).\n\n```{figure} a.png\n```\n"
        ),
    }
    project = blog(tmp_path, pages, "", translated=False)
    done = project.run("build", "vi", "posts")
    told = re.findall(r"(?m)^source_en/posts/(\S+): (\w+) ([\w-]+)", done.err)
    assert told == [
        ("2026-11-07-bad.md:1", "error", "page-unreadable"),
        ("draft.md", "warning", "post-undated"),
        ("2026-11-08-myst.md:3", "warning", "post-markup"),
        ("2026-11-08-myst.md:5", "warning", "post-markup"),
        ("2026-11-08-myst.md:3", "warning", "post-link"),
        ("2026-11-05-one.md:11", "warning", "post-link"),
    ]
    assert "set `site` in [posts]" in done.err
    jekyll(tmp_path / OUT)


def test_a_second_build_leaves_nothing_of_the_first_but_what_jekyll_made(tmp_path):
    project = blog(tmp_path)
    project.good("build", "vi", "posts")
    jekyll(tmp_path / OUT)
    first = project.files(OUT)
    project.good("build", "vi", "posts")
    assert project.files(OUT) == first
    (tmp_path / "source_en" / ONE).unlink()
    project.write("source_en/posts/2026-11-06-two.md", "---\ntitle: Two\n---\n\nText.\n")
    project.run("build", "vi", "posts")
    gone = first.keys() - project.files(OUT).keys()
    assert gone >= {"_posts/2026-11-05-one.md", "img/a.png"}
    assert not any(name.startswith("_site/") for name in gone)


def test_a_book_without_posts_says_so(tmp_path):
    project = make_project(tmp_path, {"index.md": "# One\n"})
    done = project.run("build", "vi", "posts")
    assert done.code == 2
    assert "no page is a post" in done.err


def test_polyglot_has_one_address_for_all_languages(tmp_path):
    project = blog(tmp_path, more='[posts]\naddresses = "polyglot"\nsite = "/book/"\n')
    project.good("build", "vi", "posts")
    name = f"{OUT}/_posts/vi/2026-11-05-one.md"
    found = front(project, name)
    assert found["permalink"] == "/2026/11/05/one.html"
    assert (found["lang"], found["page_id"]) == ("vi", "mine")
    assert set(found["translations"].values()) == {"/2026/11/05/one.html"}
    assert "{{ '/2026/11/06/two.html' | relative_url }}#" in project.read(name)


JEKYLL = {
    "_config.yml": "title: Ours\npermalink: pretty\n",
    "_layouts/post.html": "<html><body>{{ content }}</body></html>",
    "assets/a.png": "x",
    "about.md": "---\nlayout: post\ntitle: About\n---\n\nAbout [one](/2026/11/05/one/).\n",
    "_posts/2026-11-05-one.md": (
        "---\r\nlayout: post\r\ntitle: One\r\n---\r\n\r\nText | bar {{ page.ref }}.\r\n"
    ),
    "_posts/2026-11-06-two.md": (
        "---\nlayout: post\ntitle: Two\ncategories: a b\n---\n\n"
        "[1](/2026/11/05/one/#x), [2]({% post_url 2026-11-05-one %}), "
        "[3]({{ site.baseurl }}/2026/11/05/one/), [4](2026-11-05-one.md).\n\n"
        "{% highlight python %}\nx = '{{ page.lang }}'\n{% endhighlight %}\n\n"
        "![p](../assets/a.png)\n{: .box}\n"
    ),
}


def test_a_jekyll_site_stays_what_it_is(tmp_path):
    project = blog(tmp_path, JEKYLL, "")
    project.good("build", "vi", "posts")
    for name in ("_config.yml", "_layouts/post.html", "assets/a.png"):
        assert project.read(f"{OUT}/{name}") == JEKYLL[name]
    first = project.read(f"{OUT}/_posts/2026-11-05-one.md")
    assert "\n" not in first.replace("\r\n", "")
    assert first.endswith(" | ƀàŕ {{ page.ref }}.\r\n")
    jekyll(tmp_path / OUT)
    page = html(project, "vi/a/b/2026/11/06/two/index.html")
    links = re.findall(r'href="(.*?)"', page)
    assert links == ["/vi/2026/11/05/one/#x", *["/vi/2026/11/05/one/"] * 3]
    assert 'src="/assets/a.png"' in page
    assert 'class="box"' in page
    assert 'href="/vi/2026/11/05/one/"' in project.read(f"{OUT}/_site/about/index.html")


HOSTILE = [
    "<script>alert(1)</script>",
    "{% include x.html %}",
    "{{ site.github }}",
    "[x](https://evil.example)",
    "{: onclick='x'}",
    "{::nomarkdown}<b onclick='x'>{:/}",
    "$$ \\href{https://evil.example}{x} $$",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_translation_adds_nothing(tmp_path, hostile):
    page = "---\ntitle: Title\n---\n\nFirst text.\n\n- item\n"
    project = blog(tmp_path, {ONE: page}, translated=False)
    texts = {"Title": hostile, "First text.": f"Một {hostile}", "item": hostile}
    project.translate("posts/2026-11-05-one", texts)
    project.run("build", "vi", "posts")
    jekyll(tmp_path / OUT)
    for name in ("vi/2026/11/05/one.html", "vi/index.html"):
        found = html(project, name)
        assert "onclick" not in found.replace("onclick=&#39;", "").replace("onclick=&#x27;", "")
        assert "<script>alert" not in found
        assert 'href="https://evil' not in found


NOTEBOOK = {
    "cells": [
        {
            "cell_type": "raw",
            "id": "f",
            "metadata": {},
            "source": "---\ntitle: A title\ntags: [a]\n---",
        },
        {
            "cell_type": "markdown",
            "id": "m",
            "metadata": {},
            "source": "# A title\n\nText with ${{a}}$.",
        },
        {
            "cell_type": "code",
            "execution_count": None,
            "id": "c",
            "metadata": {},
            "outputs": [],
            "source": "print('{{ one }}', 40 + 2)",
        },
    ],
    "metadata": {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}
TEXT_NOTEBOOK = """\
---
title: A title
kernelspec:
  name: python3
  display_name: Python 3
---

Text with ${{a}}$.

```{code-cell}
print('{{ one }}', 40 + 2)
```
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("posts/2026-11-05-one.ipynb", json.dumps(NOTEBOOK)),
        ("posts/2026-11-05-one.md", TEXT_NOTEBOOK),
    ],
)
def test_a_notebook_is_run_once_and_becomes_a_post(tmp_path, name, text, monkeypatch):
    project = blog(tmp_path, {name: text}, "")
    project.good("build", "en", "posts")

    def never(*_):
        raise AssertionError("the second edition runs no code")

    monkeypatch.setattr(posts_notebook, "_run", never)
    project.good("build", "vi", "posts")
    written = project.read(f"{OUT}/_posts/2026-11-05-one.md")
    assert front(project, f"{OUT}/_posts/2026-11-05-one.md")["title"] == pseudo_text("A title")
    assert "# " not in written
    jekyll(tmp_path / OUT)
    page = html(project, "vi/2026/11/05/one.html")
    assert pseudo_text("Text with").strip() in page
    assert "\\({{a}}\\)" in page
    assert "{{ one }} 42" in page
    assert page.count("{{ one }}") == 2


def test_a_cell_that_fails_is_told(tmp_path):
    text = TEXT_NOTEBOOK.replace("print(", "brint(")
    project = blog(tmp_path, {ONE: text}, "", translated=False)
    done = project.run("build", "vi", "posts")
    assert "post-cell: the notebook does not run" in done.err
    assert "NameError" in done.err
    assert "brint(" in project.read(f"{OUT}/_posts/2026-11-05-one.md")


PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5"
    "ErkJggg=="
)


def test_pictures_of_a_notebook_are_files_with_a_text(tmp_path):
    output = {"output_type": "display_data", "metadata": {}, "data": {"image/png": PIXEL}}
    cells = [
        {"cell_type": "markdown", "id": "m", "metadata": {}, "source": "# Title"},
        *(
            {
                "cell_type": "code",
                "execution_count": 1,
                "id": f"c{number}",
                "metadata": metadata,
                "outputs": [output],
                "source": "plot()",
            }
            for number, metadata in enumerate([{}, {"mystnb": {"image": {"alt": "a [dot] {{"}}}])
        ),
    ]
    text = json.dumps({**NOTEBOOK, "cells": cells})
    project = blog(tmp_path, {"posts/2026-11-05-one.ipynb": text}, "")
    done = project.run("build", "vi", "posts")
    assert done.err.count("post-picture: the picture of cell 2 has no text") == 1
    assert done.err.count("post-") == 1
    jekyll(tmp_path / OUT)
    page = html(project, "vi/2026/11/05/one.html")
    assert 'alt="a [dot] {{"' in page
    for picture in re.findall(r'src="(/assets/posts/[^"]*)"', page):
        assert (tmp_path / OUT / "_site" / picture.lstrip("/")).read_bytes().startswith(b"\x89PNG")
    assert page.count('src="/assets/posts/2026-11-05-one/') == 2


def test_a_line_that_was_printed_in_two_parts_is_one_line(tmp_path):
    parts = [{"output_type": "stream", "name": "stdout", "text": one} for one in ("a", "\nb\n")]
    code = {**NOTEBOOK["cells"][2], "execution_count": 1, "outputs": parts}
    text = json.dumps({**NOTEBOOK, "cells": [*NOTEBOOK["cells"][:2], code]})
    project = blog(tmp_path, {"posts/2026-11-05-one.ipynb": text}, "")
    project.good("build", "vi", "posts")
    assert "    a\n    b\n" in project.read(f"{OUT}/_posts/2026-11-05-one.md")


def test_a_real_post_goes_through_once_it_is_repaired(tmp_path):
    damaged = corpora() / "seeds" / "post.damaged.md"
    if not damaged.is_file() or "repair" not in cli.commands:
        pytest.skip("there is no damaged post, or nothing to repair it with")
    project = make_project(tmp_path, {}, catalogs=False)
    config = CONFIG.replace('["vi"]', '["en"]') + 'source-language = "vi"\n'
    project.write("polybook.toml", config)
    project.write("source_en/_posts/2026-11-05-one.md", damaged.read_bytes())
    project.run("repair", str(tmp_path / "source_en/_posts/2026-11-05-one.md"))
    project.run("extract")
    project.run("update", "en")
    path = next((tmp_path / "locales/en").rglob("*.po"))
    catalog = polib.pofile(str(path), wrapwidth=-1)
    for entry in catalog:
        entry.msgstr = pseudo_text(entry.msgid)
    catalog.save()
    project.good("build", "en", "posts")
    jekyll(tmp_path / "build/en/posts")
    page = (tmp_path / "build/en/posts/_site/en/2026/11/05/one.html").read_text("utf-8")
    words = re.sub(r"<[^>]*>|[\W_]+", " ", page)
    for entry in catalog:
        pieces = re.split(r"[\W_]+", re.sub(r"\]\([^)]*\)|https?://\S+", " ", entry.msgstr))
        assert all(piece in words for piece in pieces)
