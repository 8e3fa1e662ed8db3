"""d2l pages as builders and readers get them: pieces, MyST, notebooks, the saved library."""

import ast
import json
import re
import textwrap

import nbformat
import pytest

from polybook.formats.d2l.labels import Labelled, labels_of
from polybook.formats.d2l.library import read_library, saved_code, tabs_in, write_library
from polybook.formats.d2l.myst import Book, to_myst
from polybook.formats.d2l.notebook import Places, places_of, to_notebook
from polybook.formats.d2l.pieces import cut_pieces, for_tab, select, tabs_of
from polybook.formats.d2l.tabs import page_as_tabs, page_of_tab
from polybook.formats.grammar import parse_blocks
from tests.helpers import corpus

TABS = ("mxnet", "pytorch", "tensorflow")


def cell(code, info="{.python .input}"):
    return f"```{info}\n{code}\n```\n"


def shown(text, **book):
    return to_myst(text, Book(**book))


def labels(text):
    return dict(labels_of(text, parse_blocks(text, "d2l").tokens))


# Pieces


def test_a_cell_names_its_tabs_and_one_without_is_the_first_tab_s():
    text = "\n".join([
        "Words", "", cell("a"), cell("#@tab pytorch, mxnet\nb"),
        cell("%%tab jax\nc", "{.python .input  n=3}"),
        cell("#@tab all\nd"), cell("not a cell", "python"),
    ])  # fmt: skip
    pieces = cut_pieces(text, "mxnet")
    assert [(piece.text, piece.tabs, piece.code) for piece in pieces] == [
        ("Words", (), False),
        ("a", ("mxnet",), True),
        ("b", ("pytorch", "mxnet"), True),
        ("c", ("jax",), True),
        ("d", (), True),
        ("```python\nnot a cell\n```", (), False),
    ]
    assert tabs_of(pieces) == ("mxnet", "pytorch", "jax")


def test_text_for_some_tabs_ends_where_the_next_begins():
    text = ":begin_tab:`a, b`\nOne\n:end_tab: \nTwo\n:begin_tab:`c`\nThree\n:begin_tab:`d`\nFour\n"
    assert [(piece.text, piece.tabs) for piece in cut_pieces(text)] == [
        ("One", ("a", "b")), ("Two", ()), ("Three", ("c",)), ("Four", ("d",)),
    ]  # fmt: skip


def test_blank_lines_and_indents_of_code_survive():
    code = "def f():\n    a = 1\n\n\n    return a\n\nf()"
    (piece,) = cut_pieces(cell(code), "")
    assert piece.text == code


def test_marks_in_code_are_code():
    (piece,) = cut_pieces(cell("x = 1\n:end_tab:"), "")
    assert piece.text == "x = 1\n:end_tab:"


@pytest.mark.parametrize(
    ("tab", "expected"),
    [
        ("a", "x\none\n\n    deep\nlast"),
        ("b", "x\ntwo\nlast"),
        ("c", "x\ntwo\nlast"),
        ("d", "x\nlast"),
    ],
)
def test_branches_of_other_tabs_are_taken_out(tab, expected):
    code = textwrap.dedent("""\
        x
        if tab.selected('a'):
            one

                deep
        if tab.selected('b', 'c'):  # both
            two
        last""")
    assert select(code, tab) == expected


def test_every_cell_of_a_real_book_is_python_in_each_of_its_tabs():
    for name, data in corpus("d2l-en-v0.17.5").items():
        pieces = cut_pieces(data.decode(), "mxnet")
        for tab in TABS:
            for piece in for_tab(pieces, tab):
                if piece.code:
                    lines = piece.text.split("\n")
                    ast.parse(
                        "\n".join("" if line.startswith(("%", "!")) else line for line in lines),
                        name,
                    )


# MyST


@pytest.mark.parametrize(
    ("text", "myst"),
    [
        ("# Title\n:label:`sec_a`\n", "(sec_a)=\n# Title\n"),
        ("See :eqref:`eq_a` and :citet:`One`, :cite:`A,B`.",
         "See {eq}`eq_a` and {cite:t}`One`, {cite}`A,B`."),
        (":numref:`fig_a` and :numref:`sec_a` of :numref:`gone`",
         "{numref}`fig_a` and {ref}`sec_a` of {ref}`gone`"),
        ("[**bold**] (**too**) [~~gone~~]end", "**bold** **too** end"),
        ("[**first\n\n$$x$$\n\nlast**]", "first\n\n$$x$$\n\nlast"),
        ("`f(**a)` and $b[**c$", "`f(**a)` and $b[**c$"),
        ("```toc\n:maxdepth: 2\n\na/index\nb\n```\n",
         "```{toctree}\n:maxdepth: 2\n\na/index\nb\n```\n"),
        ("so\n$$x$$\n:eqlabel:`eq_a`\nthen",
         "so\n\n```{math}\n:label: eq_a\n\nx\n```\n\nthen"),
        ("(**$$x$$**)\n:eqlabel:`eq_a`\n", "\n```{math}\n:label: eq_a\n\nx\n```\n\n"),
        ("{a}`b` {{c}}\n% d\n+++\n(e)=\n", "\\{a}`b` \\{{c}}\n\\% d\n\\+++\n\\(e)=\n"),
        ("Term\n: no definition\n", "Term\n\\: no definition\n"),
        ("{.note}\n", "\\{.note}\n"),
        (":no table here\n", "no table here\n"),
        (":bibliography:`../a.bib`\n", "```{bibliography} ../a.bib\n```\n"),
        ("[a](b.html#c) [d](e.html) [f](https://g/h.html)",
         "[a](b.md#c) [d](e.html) [f](https://g/h.html)"),
    ],
)  # fmt: skip
def test_what_myst_gets(text, myst):
    found = {"fig_a": Labelled.FIGURE, "sec_a": Labelled.SECTION, "eq_a": Labelled.EQUATION}
    assert shown(text, labels=found, pages={"b.md"}, page="a.md") == myst


def test_sections_are_referred_to_by_number_where_they_have_one():
    text = "See :numref:`sec_a`"
    assert shown(text, labels={"sec_a": Labelled.SECTION}, numbered=True) == "See {numref}`sec_a`"


def test_an_image_on_its_own_is_a_figure_with_width_label_and_caption():
    text = (
        "![A *cat* of :cite:`One`\non a mat.](../img/cat.svg)\n"
        ":width:`400px`\n:label:`fig_cat`\nNext\n"
    )
    assert shown(text) == (
        "```{figure} ../img/cat.svg\n:width: 400px\n:name: fig_cat\n\n"
        "A *cat* of {cite}`One` on a mat.\n```\nNext\n"
    )
    assert labels(text) == {"fig_cat": Labelled.FIGURE}


@pytest.mark.parametrize("before", [True, False])
def test_a_table_has_its_caption_above_or_below(before):
    caption, table = ":Years of :cite:`A`\n", "|Year|\n|:--|\n|1990|\n:label:`tab_y`\n"
    myst = shown(f"{caption}\n{table}" if before else f"{table}{caption}")
    assert "~~~{table} Years of {cite}`A`\n:name: tab_y\n\n|Year|\n|:--|\n|1990|\n~~~\n" in myst
    assert myst.count("Years") == 1


def test_all_labels_of_a_real_book_are_found_with_what_they_name():
    found = {}
    written = set()
    for data in corpus("d2l-en-v0.17.5").values():
        found |= labels(data.decode())
        written |= set(re.findall(r"(?m)^:(?:eq)?label:`(.*)`", data.decode()))
    assert found.keys() == written
    kinds = [str(kind) for kind in found.values()]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "section": 202, "figure": 209, "table": 6, "equation": 122,
    }  # fmt: skip


# Tabs


def test_pieces_for_some_tabs_stand_in_a_tab_set():
    text = "\n".join(["Words", "", cell("#@tab a\none"),
                      ":begin_tab:`b`\nOnly b.\n:end_tab:\n", cell("#@tab b\ntwo"),
                      cell("#@tab all\nboth")])  # fmt: skip
    myst = page_as_tabs(text, Book(), ["a", "b"], lambda tab, number: f"out of {tab} {number}")
    tokens = parse_blocks(myst).tokens
    assert [token.info for token in tokens if token.type == "fence"] == [
        "{tab-set}", "{code-block} ipython3"
    ]  # fmt: skip
    assert ":sync: a\n" in myst
    assert myst.index("one") < myst.index("out of a 0") < myst.index("Only b.") < myst.index("two")
    assert myst.endswith("both\n```\n\nout of a 1\n")


def test_a_page_whose_tabs_all_show_the_same_has_no_tab_set():
    assert "tab-set" not in page_as_tabs(cell("#@tab a, b\nx"), Book(), ["a", "b"])


def test_a_fence_in_code_does_not_end_the_cell():
    text = "````{.python .input}\n'''\n```\n'''\n````\n"
    (token,) = parse_blocks(page_as_tabs(text, Book(), [])).tokens
    assert token.content == "'''\n```\n'''\n"


def test_one_tab_is_a_myst_notebook():
    text = "# T\n\n" + cell("#@tab a\none") + "\n" + cell("#@tab b\ntwo")
    myst = page_of_tab(text, Book(), ["a", "b"], "b")
    assert myst.startswith("---\nfile_format: mystnb\nkernelspec:")
    assert "```{code-cell} ipython3\ntwo\n```" in myst
    assert "one" not in myst


# Notebooks


def test_a_notebook_of_a_tab_has_the_source_s_code_and_plain_markdown():
    text = (
        "# T\n:label:`sec_t`\n\nSee :numref:`sec_u`, :eqref:`eq_a` of :cite:`A,B`.\n\n"
        "$$x$$\n:eqlabel:`eq_a`\n\n" + cell("#@tab b\nx = 1\n\n\ny") + "\n[**End**]\n"
    )
    places = Places(places_of(text, "a/t") | places_of("# *U*\n:label:`sec_u`\n", "b/u"))
    notebook = nbformat.reads(to_notebook(text, "b", ["a", "b"], "a/t", places), 4)
    nbformat.validate(notebook)
    assert [one.source for one in notebook.cells] == [
        '<a id="sec_t"></a>\n\n# T\n\n'
        "See [*U*](../b/u.ipynb#sec_u), (1) of (A, B).\n\n$$x \\tag{1}$$",
        "x = 1\n\n\ny",
        "**End**",
    ]


def test_all_notebooks_of_a_real_book_are_valid_and_hold_its_code():
    pages = {name: data.decode() for name, data in corpus("d2l-en-v0.17.5").items()}
    places = {}
    for name, text in pages.items():
        places |= places_of(text, name.removesuffix(".md"))
    for name, text in pages.items():
        for tab in TABS:
            made = to_notebook(text, tab, TABS, name.removesuffix(".md"), Places(places))
            nbformat.validate(nbformat.reads(made, 4))
            code = [one.text for one in for_tab(cut_pieces(text, TABS[0]), tab) if one.code]
            cells = [one for one in json.loads(made)["cells"] if one["cell_type"] == "code"]
            assert ["".join(one["source"]) for one in cells] == code
            assert all(code.splitlines() for code in code if code.strip())
            assert all(one in text for one in code)


# The library

SAVED = """\
import os
#@save
def f():
    a = 1

    return a
f()
x = 1  #@save
y = 2

@dec  #@save
class C:
    b = 2
C()
z = (  #@save
    3)
"""


def test_what_is_marked_is_saved_and_nothing_else():
    assert saved_code(SAVED.rstrip("\n")) == (
        "def f():\n    a = 1\n\n    return a\nx = 1\ny = 2\n\n"
        "@dec\nclass C:\n    b = 2\nz = (\n    3)"
    )


@pytest.mark.parametrize("code", ["", "x = 1", "print('#@ save')", "a\n\nb"])
def test_code_without_a_mark_is_not_saved(code):
    assert saved_code(code) == ""


INI = """\
[build]
tabs = mxnet, pytorch

[library-pytorch]
lib_file = d2l/torch.py
lib_name = torch
simple_alias = ones, concat -> cat,
               exp(, bad name -> x y
fluent_alias = numpy -> detach().numpy, reshape
alias =
       size = lambda a: a.size
"""


def test_aliases_are_those_of_config_ini():
    library = read_library(INI, "pytorch", "d2l.py")
    assert (library.file, library.base) == ("d2l/torch.py", "torch")
    assert library.simple == (("ones", "ones"), ("concat", "cat"), ("exp", "exp"))
    assert library.fluent == (("numpy", "detach().numpy"), ("reshape", "reshape"))
    assert library.plain == "size = lambda a: a.size"
    assert library.faults == (
        "the alias bad name -> x y is no name; write it as name -> other.name",
    )
    assert tabs_in(INI) == ("mxnet", "pytorch")
    module = write_library([("a.md", "def f():\n    return 1")], library, "A book, for PyTorch")
    names = {one.targets[0].id for one in ast.parse(module).body if isinstance(one, ast.Assign)}
    assert names == {"size", "ones", "concat", "exp", "numpy", "reshape"}
    assert module.index("# a.md") < module.index("def f") < module.index("ones = torch.ones")


def test_a_tab_without_a_section_has_no_aliases():
    assert read_library("", "numpy", "lib/numpy.py").file == "lib/numpy.py"
