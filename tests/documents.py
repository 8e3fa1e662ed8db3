"""Strategies for Markdown documents and notebooks, from ordinary to hostile."""

from __future__ import annotations

import json

from hypothesis import strategies as st

WORDS = st.sampled_from(
    ["word", "Two words.", "từ", "水", "e\u0301", "x", "3.14", "a.b", "Ends here.", "and so"]
)
TOKENS = st.sampled_from(
    ["$x$", "$$y$$", "`code`", "*em*", "**bold**", "[link](a.md)", "[ref]", "![alt](i.png)",
     "<b>b</b>", "{ref}`label`", "{doc}`title <a>`", "https://example.org/a",
     "<https://example.org>", "&amp;",
     "\\*", "[^note]", "{{ name }}", "<!-- c -->", "\\\\", "[s]{.c}", "|", "\\|"]
)  # fmt: skip
GAPS = st.sampled_from([" ", " ", " ", "\n", "  \n", "\\\n", "\n   ", "\t"])
NASTY = st.text(
    st.sampled_from("ab \n\n\t>-*+#=_`~:|$\\<>[](){}!&%^1.0/\"'\r\u2028\u00a0\x0b\x0c\x00\ufeffé"),
    max_size=40,
)
RAW = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """Some inline pieces, wrapped at odd places."""
    pieces = draw(st.lists(st.one_of(WORDS, WORDS, TOKENS), min_size=1, max_size=6))
    return "".join(piece + draw(GAPS) for piece in pieces[:-1]) + pieces[-1]


LEAVES = st.one_of(
    paragraphs(),
    paragraphs(),
    paragraphs().map(lambda text: "# " + text.replace("\n", " ")),
    paragraphs().map(lambda text: text + "\n---"),
    paragraphs().map(lambda text: f"| head | x |\n| --- | :-: |\n| {' '.join(text.split())} | 1 |"),
    paragraphs().map(lambda text: f"Term\n: {text}"),
    paragraphs().map(lambda text: f":field: {text}"),
    paragraphs().map(lambda text: f"<div>\n{text}\n</div>"),
    st.sampled_from(
        ["```python\ncode = 1\n```", "~~~\n# no heading", "    indented code", "***", "+++ {}",
         "$$\ny\n$$", "$$\ny\n$$ (label)", "\\begin{align}\na\n\\end{align}", "(target)=",
         "% comment", "<!-- i18n:skip -->", "<!-- i18n:comment: note -->",
         "% i18n:context: c", "<br>",
         "{.class}", "[ref]: /url 'A title'", "{{ name }}", "```{math}\n:label: a\nx\n```",
         "- [x] task",
         "```{image} a.png\n:alt: Some words\n```", "```{toctree}\nOne word <a>\nb\n```",
         "```{glossary}\nterm\n  Its meaning\n```", "```{unheard-of} x\nwords\n```",
         "> [!NOTE]\n> words",
         "```{code-cell}\n---\ntags: [x]\n---\nx = 1\n```", "The loss is\n$$L$$\nwhere words"]
    ),
    NASTY,
    RAW,
)  # fmt: skip


def _indented(text: str, first: str, rest: str) -> str:
    return first + text.replace("\n", "\n" + rest)


def _contained(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(blocks, min_size=1, max_size=3).map("\n\n".join)
    return st.one_of(
        several.map(lambda text: _indented(text, "> ", "> ")),
        several.map(lambda text: _indented(text, ">", ">")),
        several.map(lambda text: _indented(text, "- ", "  ")),
        several.map(lambda text: _indented(text, "10) ", "    ")),
        several.map(lambda text: _indented(text, "-\t", "\t")),
        several.map(lambda text: _indented(text, "[^note]: ", "    ")),
        several.map(lambda text: f"````{{note}}\n{text}\n````"),
        several.map(lambda text: f"::::{{admonition}} A title\n:class: x\n\n{text}\n::::"),
        several.map(lambda text: f"`````{{figure}} a.png\n---\nalt: x words\n---\n{text}\n`````"),
        several.map(lambda text: f":::\n{text}\n:::"),
    )


BLOCKS = st.recursive(LEAVES, _contained, max_leaves=6)
FRONT = st.sampled_from(
    ["", "", "---\ntitle: Some words\ntags: [a]\n---\n",
     "---\ntitle: >\n  Folded\n  words\n---\n\n",
     '---\ntitle: "Quoted \\"words\\""  # c\n...\n', "---\ntitle: 'open\n---\n", "---\n- a\n---\n"]
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A whole Markdown page."""
    blocks = draw(st.lists(BLOCKS, max_size=5))
    text = "".join(
        block + draw(st.sampled_from(["\n\n", "\n\n", "\n", "\n \n"])) for block in blocks
    )
    text = draw(FRONT) + (text if draw(st.booleans()) else text.rstrip("\n"))
    newline = draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"]))
    return draw(st.sampled_from(["", "", "", "\ufeff"])) + text.replace("\n", newline)


ODD_STRINGS = st.sampled_from(
    ["\ud800", "\udfff word", "\u2028", "\U0001f600", "/", "\x7f", "words \ud83d", "\x00"]
)
SOURCES = st.one_of(documents(), documents(), ODD_STRINGS, st.just(""))


# What Jupyter stores below a cell that has run, with words in it that nobody should translate.
OUTPUTS = [
    {"output_type": "stream", "name": "stdout", "text": ["one\n", "two"]},
    {
        "output_type": "display_data",
        "data": {"image/png": "iVBORw0KGgo=\n", "text/plain": ["<Figure with 1 Axes>"]},
        "metadata": {"image/png": {"width": 450}},
    },
    {
        "output_type": "execute_result",
        "execution_count": 3,
        "data": {"text/html": ["<p>Some\n", "words</p>"], "text/markdown": "# Words"},
        "metadata": {},
    },
    {
        "output_type": "error",
        "ename": "ValueError",
        "evalue": "no words",
        "traceback": ["\x1b[0;31mValueError\x1b[0m", "no words"],
    },
]


@st.composite
def cells(draw: st.DrawFn) -> dict:
    """A cell of any kind, its source a string or a list of strings."""
    kind = draw(st.sampled_from(["markdown", "markdown", "markdown", "code", "raw"]))
    source = draw(SOURCES)
    cell: dict = {"cell_type": kind, "metadata": draw(st.sampled_from([{}, {"tags": ["x"]}]))}
    if draw(st.booleans()):
        cell["id"] = draw(st.sampled_from(["a1", "source", "cells"]))
    if kind == "code":
        outputs = draw(st.lists(st.sampled_from(OUTPUTS), max_size=3))
        cell |= {"execution_count": 3 if outputs else None, "outputs": outputs}
    if kind == "markdown" and draw(st.integers(0, 4)) == 0:
        cell["attachments"] = {"source": {"image/png": "iVBORw0KGgo="}}
    lines = source.splitlines(keepends=True) if draw(st.booleans()) else source.split("\x00")
    as_list = draw(st.booleans())
    cell["source"] = lines if as_list else source
    items = list(cell.items())
    return dict(draw(st.permutations(items)))


@st.composite
def notebook_texts(draw: st.DrawFn) -> str:
    """The text of a notebook file in one of the many styles that programs write."""
    notebook = {
        "cells": draw(st.lists(cells(), max_size=4)),
        "metadata": {"kernelspec": {"name": "python3"}, "cells": [{"source": "x"}]},
        "nbformat": 4,
        "nbformat_minor": draw(st.integers(0, 5)),
    }
    notebook = dict(draw(st.permutations(list(notebook.items()))))
    ascii_only = draw(st.booleans())
    indent = draw(st.sampled_from([None, 0, 1, 2, 4, "\t"]))
    separators = draw(st.sampled_from([None, (",", ":"), (" , ", " : ")]))
    text = json.dumps(notebook, ensure_ascii=ascii_only, indent=indent, separators=separators)
    # A surrogate without its other half can stand in a file as an escape only.
    text = "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text)
    styles = [("/", "\\/"), ("A", "\\u0041"), ("w", "\\u0077"), ("\n", "\r\n")]
    for old, new in draw(st.lists(st.sampled_from(styles), max_size=2, unique=True)):
        text = text.replace(old, new)
    before = draw(st.sampled_from(["", "", "\ufeff", " \n"]))
    return before + text + draw(st.sampled_from(["", "\n", "\n\n "]))


def has_two_formulas_on_a_line(text: str) -> bool:
    """Tell whether a line has `$$a$$ words $$b$$`, for markdown-it one formula and for us two."""
    return any(line.count("$$") > 2 for line in text.split("\n"))
