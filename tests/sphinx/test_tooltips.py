"""The source language's words as tooltips on the terms of an edition."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sphinx.books import build, html, make_book, translate, write

TABLE = """\
term,translation,level,avoid,pos,context,note,discussion
gradient descent,hạ gradient,strict,,noun,,,
gradient,gradient,keep,,noun,,,
loss,độ mất mát,strict,,noun,,,
step,bước,advisory,,noun,,,
target,mục tiêu,strict,,noun,,,
goal,mục tiêu,strict,,noun,,,
slope,độ dốc,strict,,noun,,,
tensor,tensor|ten-xơ,strict,,noun,,,
"""

TRANSLATED = {
    "Title": "Tựa",
    "The loss": "Độ mất mát",
    "One step of gradient descent.": "Một bước hạ gradient.",
    "Gradient descent again, and the loss.": "Lại hạ gradient, rồi *độ mất mát*.",
    "Then the loss, in {ref}`the loss <sec-loss>` and `loss` and $loss$ and [loss](other.md).": (
        "Rồi {ref}`độ mất mát <sec-loss>`, `loss`, $loss$, [độ mất mát](other.md)."
    ),
    "Here the loss comes later.": "Ở đây độ mất mát đến sau.",
    "Call `step` on it.": "Gọi `step`, bước này khác.",
    "The slope here.": "Độ dốc (*slope*) ở đây.",
    "The slope again.": "Lại độ dốc.",
    "A target in a cell": "Mục tiêu trong ô",
    "The goal is a target.": "Mục tiêu là mục tiêu.",
    "A tensor, a gradient.": "Tensor, gradient.",
    "Tensors.": "Các ten-xơ.",
    "The loss of a figure.": "Độ mất mát của hình.",
    "Loss": "Độ mất mát",
    "How wrong the loss is.": "Độ mất mát sai thế nào.",
    "A quoted slope.": "Độ dốc trích dẫn.",
    "The loss, \\\nbroken.": "Độ mất mát, \\\nngắt dòng.",
}

PAGE = """\
# Title

One step of gradient descent.

Gradient descent again,
and the loss.

(sec-loss)=
## The loss

Then the loss, in {ref}`the loss <sec-loss>` and `loss` and $loss$ and [loss](other.md).

Here the loss comes later.

Call `step` on it.

### Title

The slope here.

The slope again.

## Title

| Head | Other |
| --- | --- |
| A target in a cell | 1 |

```{figure} dot.svg
The loss of a figure.
```

- A tensor, a gradient.
- Tensors.

> A quoted slope.

Loss
: How wrong the loss is.

The slope stays English.

## Title

The goal is a target.

The loss, \\
broken.
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="9"/></svg>'
INDEX = "# Index\n\n```{toctree}\npage\nother\n```\n"
WORDS = "# The loss\n\nHere the loss comes later.\n\n```{polybook-glossary}\n```\n"


def words(msgid: str) -> str:
    return TRANSLATED.get(msgid, "")


def make(root: Path, conf: str = "") -> Path:
    pages = {"index.md": INDEX, "page.md": PAGE, "other.md": WORDS, "dot.svg": SVG}
    make_book(root, pages, conf)
    write(root, {"glossary/vi.csv": TABLE})
    for page in ("page.md", "other.md"):
        translate(root, page, words)
    return root


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make(tmp_path_factory.mktemp("tooltips"))
    build(root, "en")
    build(root, "vi")
    return root


def told(page: str) -> list[list[str]]:
    """Return `word: title` of each tooltip, by sections of the second level."""
    body = page.partition('role="main"')[2].partition('role="navigation"')[0]
    return [
        [
            f"{word}: {title}"
            for title, word in re.findall(r'tabindex="0" title="(.*?)">(.*?)<', part)
        ]
        for part in body.split("<h2>")
    ]


def test_the_first_use_in_each_section_tells_the_english_word(book: Path):
    assert told(html(book, "vi", "page")) == [
        ["bước: step", "hạ gradient: gradient descent", "độ mất mát: loss"],
        ["độ mất mát: loss"],
        ["Mục tiêu: target", "Độ dốc: slope", "Độ mất mát: loss"],
        ["Mục tiêu: target, goal", "Độ mất mát: loss"],
    ]


def test_a_word_is_told_only_where_the_english_uses_the_term(book: Path):
    assert "Gọi <code" in html(book, "vi", "page")
    assert "bước này khác" in html(book, "vi", "page")


def test_headings_links_code_formulas_captions_and_terms_have_none(book: Path):
    page = html(book, "vi", "page")
    for element in ("h1", "h2", "h3", "a", "code", "figcaption", "dt", "title", "nav"):
        for inside in re.findall(rf"<{element}\b.*?</{element}>", page, re.DOTALL):
            assert "polybook-term" not in inside
    assert "polybook-term" not in page.split('class="math')[1].split("</span>")[0]


def test_the_text_of_the_page_stays_as_it_is(book: Path):
    page = re.sub(r"<[^>]*>", "", html(book, "vi", "page"))
    for text in TRANSLATED.values():
        if not re.search(r"[`*$\\]", text):
            assert text in page


def test_the_glossary_s_own_page_has_none(book: Path):
    assert "polybook-term" not in html(book, "vi", "other")


def test_the_english_edition_has_none(book: Path):
    assert "polybook-term" not in html(book, "en", "page")


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "xml"])
def test_what_is_no_web_page_has_plain_text(book: Path, builder: str):
    build(book, "vi", "-D", "epub_show_urls=no", "-D", "version=1", builder=builder)
    for file in (book / "build/vi" / builder).rglob("*"):
        if file.suffix in (".txt", ".tex", ".xhtml", ".xml"):
            text = file.read_text("utf-8")
            assert "polybook_source" not in text
            assert not re.search("TermUse|polybook-term(?!s)|tabindex", text)


def test_one_page_for_the_whole_book_has_the_same_tooltips(book: Path):
    build(book, "vi", builder="singlehtml")
    page = (book / "build/vi/singlehtml/index.html").read_text("utf-8")
    found = [one for part in told(page) for one in part]
    assert found == [one for part in told(html(book, "vi", "page")) for one in part]


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("False", []),
        ("['advisory']", ["bước: step"]),
        ("('strict',)", ["hạ gradient: gradient descent", "độ mất mát: loss"]),
        ("'advisory,keep'", ["bước: step"]),
    ],
)
def test_a_book_chooses_the_levels_in_its_configuration(tmp_path: Path, setting, expected):
    root = make(tmp_path, f"polybook_term_tooltips = {setting}\n")
    build(root, "vi")
    assert told(html(root, "vi", "page"))[0] == expected


def test_an_unknown_level_is_an_error_that_says_so(tmp_path: Path):
    root = make(tmp_path, "polybook_term_tooltips = ['strikt']\n")
    printed = build(root, "vi", fails=True)
    assert 'unknown level "strikt" in polybook_term_tooltips; write strict' in printed


def test_a_changed_table_writes_all_pages_and_reads_none_but_the_glossary(tmp_path: Path):
    root = make(tmp_path)
    build(root, "vi")
    write(root, {"glossary/vi.csv": TABLE.replace("step,bước", "stride,bước")})
    assert "0 added, 1 changed, 0 removed" in build(root, "vi")
    assert "bước: step" not in told(html(root, "vi", "page"))[0]
    (root / "glossary/vi.csv").unlink()
    build(root, "vi")
    assert told(html(root, "vi", "page"))[0] == []
    assert "0 added, 0 changed, 0 removed" in build(root, "vi")


def test_processes_in_parallel_give_the_same_tooltips(book: Path, tmp_path: Path):
    build(book, "vi", "-j", "2", out=tmp_path / "vi" / "html")
    assert told((tmp_path / "vi/html/page.html").read_text("utf-8")) == told(
        html(book, "vi", "page")
    )
