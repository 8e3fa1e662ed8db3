"""What an edition says about itself: notice, marks, languages, downloads, findings."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.sphinx.books import build, foreign, html, make_book, translate

PAGE = """\
# Title

First words.

Second words with *emphasis*
over two lines.

- An item
- Another item

> A quote

```{note}
In a note.
```

```{admonition} Its title
Text below the title.
```

Term
: Definition

| Head | Other |
| --- | --- |
| Cell | 1 |

```{figure} dot.svg
:alt: A dot on white
The caption.
```

<details>
<summary>Open me</summary>
<p>Read<br>me</p>
</details>

<div>

Between two blocks.

</div>

## A section

Last words.
"""

NOTEBOOK = {
    "cells": [
        {
            "cell_type": "markdown",
            "id": "a",
            "metadata": {},
            "source": ["# Notebook\n", "\n", "Words."],
        },
        {
            "cell_type": "code",
            "id": "b",
            "execution_count": 1,
            "metadata": {},
            "outputs": [],
            "source": ["print(6 * 7)  # an English comment"],
        },
    ],
    "metadata": {"kernelspec": {"display_name": "P", "language": "python", "name": "python3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}

MARKDOWN_NOTEBOOK = """\
---
jupytext:
  text_representation:
    format_name: myst
kernelspec:
  display_name: Python 3
  name: python3
---
# Another notebook

```{code-cell}
print(7 * 8)
```
"""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="9"/></svg>'
INDEX = (
    "# A small book\n\n```{toctree}\n:caption: All pages\n\npage\nsub/run\nsub/again\nempty\n```\n"
)


def files() -> dict[str, str | bytes]:
    return {
        "index.md": INDEX,
        "page.md": PAGE,
        "dot.svg": SVG,
        "sub/run.ipynb": json.dumps(NOTEBOOK, indent=1),
        "sub/again.md": MARKDOWN_NOTEBOOK,
        "empty.md": "# Nothing here\n\nNo catalog has this.\n",
    }


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book whose title page is all Vietnamese, and one page half."""
    root = make_book(tmp_path_factory.mktemp("editions"), files())
    for page in ("index.md", "sub/run.ipynb", "sub/again.md"):
        translate(root, page, foreign)
    keep = ("First words.", "Title", "A section", "Cell")
    translate(root, "page.md", lambda msgid: foreign(msgid) if msgid in keep else "")
    for language in ("en", "vi"):
        (root / f"{language}.log").write_text(build(root, language), "utf-8")
    return root


def untranslated(book: Path) -> str:
    return html(book, "vi", "page")


def test_a_page_not_yet_done_says_so_below_its_title(book: Path):
    notice = untranslated(book).split("</h1>")[1].lstrip()
    assert notice.startswith('<aside class="polybook-notice" role="note">')
    assert "Trang này còn 16 trên 20 đoạn chưa được dịch" in notice
    assert "tiếng Anh" in notice


@pytest.mark.parametrize("page", ["index", "sub/run", "sub/again"])
def test_a_page_that_is_done_has_no_notice(book: Path, page: str):
    assert "polybook-notice" not in html(book, "vi", page)
    assert '<p class="polybook-untranslated' not in html(book, "vi", page)


def test_the_english_edition_has_neither_notice_nor_marks(book: Path):
    assert "polybook-notice" not in html(book, "en", "page")
    assert 'lang="en" class' not in html(book, "en", "page")


@pytest.mark.parametrize(
    "text",
    [
        "Second words with",
        "An item",
        "Another item",
        "A quote",
        "In a note.",
        "Its title",
        "Text below the title.",
        "Term",
        "Definition",
        "Head",
        "The caption.",
        "Between two blocks.",
        "Last words.",
    ],
)
def test_what_is_still_english_is_marked_as_english(book: Path, text: str):
    before = untranslated(book).split("<aside")[1].split(text)[0]
    assert before[before.rindex("<") :].endswith('polybook-untranslated" lang="en">')


def test_an_html_block_that_is_still_english_is_marked(book: Path):
    before = untranslated(book).split("<details>")[0].rstrip()
    assert before.endswith('polybook-untranslated docutils container" lang="en">')


def test_an_alt_text_that_is_still_english_is_marked(book: Path):
    image = untranslated(book).split("<img")[1].split(">")[0]
    assert 'alt="A dot on white"' in image
    assert 'lang="en"' in image


def test_what_is_translated_is_not_marked(book: Path):
    assert f"<p>{foreign('First words.')}</p>" in untranslated(book)
    assert f"<h2>{foreign('A section')}<a" in untranslated(book)


def test_the_notice_is_not_found_by_search(book: Path):
    index = (book / "build/vi/html/searchindex.js").read_text("utf-8")
    assert "đoạn" not in index


def test_each_page_links_to_itself_in_the_other_languages(book: Path):
    page = html(book, "vi", "sub/run")
    assert 'href="../../../en/html/sub/run.html" lang="en" hreflang="en"' in page
    assert 'href="../../../fr/html/sub/run.html" lang="fr" hreflang="fr"' in page
    assert '<span lang="vi" aria-current="true">Tiếng Việt</span>' in page
    assert ">Français</a>" in page
    target = book / "build/vi/html/sub" / "../../../en/html/sub/run.html"
    assert os.path.realpath(target) == str((book / "build/en/html/sub/run.html").resolve())


def test_the_head_names_the_other_editions_and_the_default(book: Path):
    head = html(book, "en", "index").split("</head>")[0]
    assert '<link rel="alternate" hreflang="vi" href="../../vi/html/index.html" />' in head
    assert '<link rel="alternate" hreflang="x-default" href="index.html" />' in head


def test_addresses_are_absolute_where_the_base_is_known(book: Path):
    base = "https://example.org/{language}/"
    options = ("-D", f"polybook_base_url={base}")
    build(book, "vi", *options, builder="dirhtml")
    page = (book / "build/vi/dirhtml/sub/run/index.html").read_text("utf-8")
    assert 'hreflang="x-default" href="https://example.org/en/sub/run/"' in page
    assert 'href="../../../../en/dirhtml/sub/run/" lang="en"' in page


def test_editions_may_stand_anywhere_when_the_way_is_given(book: Path, tmp_path: Path):
    build(book, "vi", "-D", "polybook_edition_url=../../{language}/site/", out=tmp_path / "here")
    page = (tmp_path / "here" / "sub" / "run.html").read_text("utf-8")
    assert 'href="../../../en/site/sub/run.html" lang="en"' in page


def test_where_the_other_editions_stand_is_not_guessed(book: Path, tmp_path: Path):
    build(book, "vi", out=tmp_path / "here")
    assert "hreflang" not in (tmp_path / "here" / "index.html").read_text("utf-8")


def test_numbers_and_words_of_sphinx_are_in_the_language(book: Path):
    page = untranslated(book)
    assert "Hình 1" in page
    assert '<p class="admonition-title">Ghi chú</p>' in page
    assert 'title="Liên kết đến mục này"' in page


def test_the_title_of_the_book_is_translated_where_a_catalog_has_it(book: Path):
    assert f"<title>{foreign('A small book')} &#8212;" in html(book, "vi", "index")


def test_the_download_is_the_notebook_in_the_language_of_the_edition(book: Path):
    source = (book / "source_en/sub/run.ipynb").read_text("utf-8")
    copy = (book / "build/vi/html/_sources/sub/run.ipynb.txt").read_text("utf-8")
    expected = source.replace("Notebook", foreign("Notebook")).replace("Words.", foreign("Words."))
    assert copy == expected
    assert 'href="../_sources/sub/run.ipynb.txt" download' in html(book, "vi", "sub/run")
    english = (book / "build/en/html/_sources/sub/run.ipynb.txt").read_text("utf-8")
    assert english == source


def test_the_download_of_a_markdown_notebook_is_markdown(book: Path):
    copy = (book / "build/vi/html/_sources/sub/again.md.txt").read_text("utf-8")
    assert f"# {foreign('Another notebook')}" in copy
    assert "print(7 * 8)" in copy


def test_the_second_edition_runs_no_code(book: Path):
    english, vietnamese = ((book / f"{one}.log").read_text("utf-8") for one in ("en", "vi"))
    assert english.count("Executed notebook in") == 2
    assert vietnamese.count("Executed notebook in") == 0
    assert vietnamese.count("Using cached notebook") == 2
    assert ">42\n" in html(book, "vi", "sub/run")


def test_processes_in_parallel_give_the_same_edition(book: Path, tmp_path: Path):
    build(book, "vi", "-j", "2", out=tmp_path / "vi" / "html")
    for page in ("index", "page", "sub/run"):
        parallel = (tmp_path / "vi" / "html" / f"{page}.html").read_text("utf-8")
        assert parallel == html(book, "vi", page)


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "singlehtml"])
def test_other_builders_work_too(book: Path, builder: str):
    build(book, "vi", "-D", "epub_show_urls=no", "-D", "version=1", builder=builder)
    if builder == "text":
        page = (book / "build/vi/text/page.txt").read_text("utf-8")
        assert foreign("First words.") in page
        assert "Trang này còn" not in page
    if builder == "epub":
        page = (book / "build/vi/epub/page.xhtml").read_text("utf-8")
        assert "polybook-languages" not in page
        assert "hreflang" not in page
