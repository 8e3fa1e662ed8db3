"""What MyST-Parser itself makes of a translated page: the same tree, and no English in it."""

import re

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from myst_parser.docutils_ import Parser

from polybook.formats.guard import settle
from polybook.formats.page import splice
from polybook.formats.reading import read_page
from tests.formats.pages import KEYS, SAMPLES, constructs
from tests.pseudo import pseudo_page
from tests.structure import ADDRESS, ALERT, LABEL, WORD

EXTENSIONS = ["amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath",
              "fieldlist", "substitution", "tasklist"]  # fmt: skip
SETTINGS = {
    "myst_enable_extensions": EXTENSIONS,
    "myst_dmath_double_inline": True,
    "myst_substitutions": {"name": "`name`", "x": "`x`"},
    "report_level": 5,
    "halt_level": 5,
    "input_encoding": "unicode",
    "syntax_highlight": "none",
    "file_insertion_enabled": False,
}
UNSEEN = (nodes.comment, nodes.literal, nodes.literal_block, nodes.math, nodes.math_block,
          nodes.raw, nodes.problematic, nodes.system_message, nodes.meta,
          nodes.target, nodes.field_name,
          nodes.docinfo, nodes.footnote_reference, nodes.label)  # fmt: skip


def tree(text):
    return publish_doctree(text, parser=Parser(), settings_overrides=SETTINGS)


def shape(node):
    """Return the tree of tags and links; directives that docutils does not have are messages."""
    return [
        (child.tagname, child.attributes.get("uri"), child.attributes.get("level"))
        for child in node.findall(nodes.Element)
        if not isinstance(child, (nodes.system_message, nodes.problematic, nodes.literal_block))
        and not isinstance(child.parent, (nodes.system_message, nodes.literal_block))
    ]


def english(node):
    """Return the texts that readers see and that have a word in ASCII letters."""
    found = []
    for text in node.findall(nodes.Text):
        above, parent = [], text.parent
        while parent is not None:
            above.append(parent)
            parent = parent.parent
        if not any(isinstance(one, UNSEEN) for one in above):
            words = WORD.search(ADDRESS.sub("", ALERT.sub("", text)))
            found += [text] if words and not LABEL.fullmatch(text) else []
    return [str(text) for text in found]


def translated(text):
    page = read_page("page.md", text, "markdown", KEYS)
    settled = settle(page, pseudo_page(page))
    assert settled.refused == {}
    return splice(page, settled.accepted)


def test_the_rich_page_is_the_same_tree_to_myst_without_english():
    text = (SAMPLES / "myst.md").read_bytes().decode()
    merged = translated(text)
    assert shape(tree(merged)) == shape(tree(text))
    assert len(shape(tree(text))) > 80
    assert english(tree(merged)) == []


# Data, and another markup language.
LEFT_OUT = {
    "units-directives: code, math, raw and data are left alone": ["Some words."],
    "units-directives: a table directive, a csv-table": ["One", "Two", "first", "second"],
}


@pytest.mark.parametrize("stem", ["blocks", "directives", "html", "math"])
def test_every_construct_is_the_same_tree_to_myst_without_english(stem):
    for title, text in constructs().items():
        if title.startswith(f"units-{stem}:"):
            merged = translated(text)
            assert shape(tree(merged)) == shape(tree(text)), title
            assert english(tree(merged)) == LEFT_OUT.get(title, []), title


def test_the_words_of_an_english_page_are_seen():
    # So that an empty list above means something.
    text = "# Some title\n\nWords and `code`.\n\n```{note}\nA note.\n```\n"
    assert [re.sub(r"\W", "", found) for found in english(tree(text))] == [
        "Sometitle", "Wordsand", "Anote"]  # fmt: skip
