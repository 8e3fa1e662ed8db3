"""The d2l dialect: what is text in it, and what is not."""

import pytest

from polybook.formats.d2l import is_d2l
from polybook.formats.guard import settle
from polybook.formats.page import splice
from polybook.formats.reading import read_page
from polybook.model.unit import Kind
from tests.helpers import corpus
from tests.pseudo import pseudo_page

CELL = "```{.python .input}\n#@tab all\n#@save\n\nx = 1  #@save\n\n\ny\n```\n"


def units(text):
    page = read_page("page.md", text, "d2l")
    return [(unit.kind.value, unit.msgid) for unit in page.units]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Title\n:label:`sec_a`\nWords.\n", [("heading", "Title"), ("paragraph", "Words.")]),
        ("# Title\n\n:label:`sec_a`\n", [("heading", "Title")]),
        ("# Title\nWords\n* one\n", [("heading", "Title"), ("paragraph", "Words"),
                                     ("list item", "one")]),
        ("![A cat.](a.svg)\n:width:`400px`\n:label:`fig_a`\n", [("paragraph", "![A cat.](a.svg)")]),
        ("![](a.svg)\n:width:`400px` :label:`fig_a`\nWords\n", [("paragraph", "Words")]),
        (":begin_tab:`mxnet, pytorch`\nOne\n:end_tab: \n:begin_tab:`jax`\nTwo\n:end_tab:\nThree\n",
         [("paragraph", "One"), ("paragraph", "Two"), ("paragraph", "Three")]),
        ("Text right before\n:end_tab:\n\nAfter\n", [("paragraph", "Text right before"),
                                                      ("paragraph", "After")]),
        (":begin_tab:toc\n * [One](a.html)\n:end_tab:\n", [("list item", "[One](a.html)")]),
        ("so\n$$x$$\n:eqlabel:`eq_x`\nand $y$\n", [("paragraph", "so"), ("paragraph", "and $y$")]),
        ("$$x$$ :eqlabel:`eq_x`\n\nThen\n", [("paragraph", "Then")]),
        ("so\n$$\nx\n$$:eqlabel:`eq_x`\nthen\n", [("paragraph", "so"), ("paragraph", "then")]),
        (":Years and sizes\n\n|Year|Size|\n|:--|--|\n|1|2|\n:label:`tab_y`\n",
         [("caption", "Years and sizes"), ("table cell", "Year"), ("table cell", "Size")]),
        ("|Year|\n|:--|\n|word|\n:label:`tab_y`\n:Caption below\n",
         [("table cell", "Year"), ("table cell", "word"), ("caption", "Caption below")]),
        (":numref:`fig_a` shows it.\n", [("paragraph", ":numref:`fig_a` shows it.")]),
        ("*Loss* is a number.\n", [("paragraph", "*Loss* is a number.")]),
        ("* one,\nlazy\n    1. deep\n", [("list item", "one, lazy"), ("list item", "deep")]),
        ("[**First\nsecond**] third\n", [("paragraph", "[**First second**] third")]),
        ("## [~~Title~~]\n", [("heading", "[~~Title~~]")]),
        ("```toc\n:maxdepth: 2\n\na/index\n```\n", []),
        ("```eval_rst\n.. raw:: html\n   :file: a.html\n```\n", []),
        (CELL, []),
        (":bibliography:`../a.bib`\n", []),
        (":cite:`One.2020,Two.2021`\n", []),
        ("    :label:`in code`\n", []),
        ("{ref}`not a role` here\n", [("paragraph", "{ref}`not a role` here")]),
    ],
)  # fmt: skip
def test_what_translators_get(text, expected):
    assert units(text) == expected


def test_blank_lines_in_code_cells_survive():
    text = f"Words\n\n{CELL}"
    page = read_page("page.md", text, "d2l")
    assert splice(page, {0: "Chữ"}) == f"Chữ\n\n{CELL}"


@pytest.mark.parametrize(
    "msgstr",
    [":label:`sec_b`", "Chữ  \n:end_tab:", ":begin_tab:`jax`", "Chữ :numref:`elsewhere`"],
)
def test_a_translation_adds_no_mark_and_no_role(msgstr):
    page = read_page("page.md", "Words\n", "d2l")
    assert settle(page, {0: msgstr}).refused.keys() == {0}


def test_a_role_may_begin_a_translation():
    page = read_page("page.md", "See :numref:`fig_a`.\n", "d2l")
    assert settle(page, {0: ":numref:`fig_a` cho thấy."}).refused == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CELL, True),
        ("# A\n:label:`sec_a`\n", True),
        ("See :numref:`fig_a`.\n", True),
        ("```toc\na\n```\n", True),
        ("# A\n\nOf {ref}`sec_a` and `:label:`\n", False),
        (":orphan:\n\n# A\n", False),
        ("```{code-cell}\nx\n```\n", False),
        ("```python\n:label:`x` = 1\n```\n", False),
    ],
)
def test_the_dialect_is_recognised_by_what_no_other_markdown_has(text, expected):
    assert is_d2l(text) is expected


def test_every_page_of_a_real_book_is_recognised():
    pages = corpus("d2l-en-v0.17.5")
    plain = [name for name, data in pages.items() if not is_d2l(data.decode())]
    assert plain == []


def test_pages_of_other_books_are_not_taken_for_it():
    for name, data in corpus("myst-lectures").items():
        assert not is_d2l(data.decode()), name


def test_no_mark_of_a_real_book_changes_with_the_language():
    for name, data in corpus("d2l-en-v0.17.5").items():
        page = read_page(name, data.decode(), "d2l")
        merged = splice(page, pseudo_page(page))
        marks = [line for line in page.text.split("\n") if line.startswith((":", "#@"))
                 and line.rstrip().endswith(("`", ":"))]  # fmt: skip
        lines = iter(merged.split("\n"))
        for mark in marks:
            if mark.startswith((":label", ":begin", ":end", ":width", ":eqlabel", "#@")):
                assert mark in lines, (name, mark)
        assert Kind.FIELD not in {unit.kind for unit in page.units}
