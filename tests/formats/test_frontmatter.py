"""YAML values: whatever is put in is read back exactly, by PyYAML and by MyST's own reader."""

import pytest
import yaml
from docutils.parsers.rst.directives.images import Image
from hypothesis import given, settings
from hypothesis import strategies as st
from myst_parser.parsers.directives import parse_directive_text

from polybook.formats.frontmatter import scalar
from polybook.formats.guard import settle
from polybook.formats.page import splice
from polybook.formats.reading import read_page

STYLES = {
    "plain": "Some words",
    "double": '"Some words"',
    "single": "'Some words'",
    "literal": "|-\n  Some words",
    "folded": ">-\n  Some\n  words",
    "folded with its last line break": ">\n  Some words",
}
PIECES = st.sampled_from(
    [":", ": ", " #", "#", "'", "''", '"', "\\", "\\n", "- ", "? ", "[", "]", "{", "}", ",", "&a",
     "*a", "!!int ", "|", ">", "%", "@", "`", "---", "...", "yes", "null", "~", "0x1f", "1e3", "=",
     "<<", "từ", "Words", " ", "  ", "\t", "\u00a0", "\ufeff", "\U0001f600", "\u200b"]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, min_size=1, max_size=5).map("".join),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
)


def put(page_text, msgstr):
    """Translate the one unit of a page; return the new text, None where it stays English."""
    page = read_page("page.md", page_text, "markdown", ("title",))
    (unit,) = page.units
    assert unit.msgid == "Some words"
    settled = settle(page, {0: msgstr})
    return splice(page, settled.accepted) if settled.accepted else None


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@settings(max_examples=80, deadline=None)
@given(msgstr=TEXTS)
def test_a_translated_value_is_read_back_exactly(style, msgstr):
    text = f"---\nbefore: x\ntitle: {style}\nafter: [y]\n---\n"
    merged = put(text, msgstr)
    if merged is None or merged == text:
        return
    front = yaml.safe_load(merged.split("---\n", 1)[1].rsplit("---\n", 1)[0])
    end = "\n" if style.startswith(">\n") else ""
    assert front == {"before": "x", "title": msgstr + end, "after": ["y"]}


@pytest.mark.parametrize("style", [STYLES["plain"], STYLES["double"], STYLES["single"]])
@pytest.mark.parametrize("block", [":alt: {}\n:name: x\n", "---\nalt: {}\nname: x\n---\n"])
@settings(max_examples=80, deadline=None)
@given(msgstr=TEXTS)
def test_a_translated_option_is_read_back_exactly_by_myst(style, block, msgstr):
    text = f"```{{image}} a.png\n{block.format(style)}```\n"
    merged = put(text, msgstr)
    if merged is None or merged == text:
        return
    body = merged.partition("\n")[2].removesuffix("```\n")
    found = parse_directive_text(Image, "a.png", body, line=0)
    assert found.options == {"alt": msgstr, "name": "x"}
    assert found.warnings == []


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("path", [("figure", "caption"), ("image", "alt")], ids=".".join)
@settings(max_examples=40, deadline=None)
@given(msgstr=TEXTS)
def test_a_translated_caption_of_a_cell_is_read_back_exactly(style, path, msgstr):
    part, key = path
    value = style.replace("\n", "\n    ")
    options = f"mystnb:\n  {part}:\n    {key}: {value}\n    name: x\ntags: [y]\n"
    text = f"```{{code-cell}}\n---\n{options}---\nprint(1)\n```\n"
    merged = put(text, msgstr)
    if merged is None or merged == text:
        return
    _, options, code = merged.split("---\n", 2)
    end = "\n" if style.startswith(">\n") else ""
    drawn = {part: {key: msgstr + end, "name": "x"}}
    assert yaml.safe_load(options) == {"mystnb": drawn, "tags": ["y"]}
    assert code == "print(1)\n```\n"


@pytest.mark.parametrize(
    "options",
    [
        "mystnb: {figure: {caption: Some words, name: x}}",
        "mystnb:\n  figure: {caption: Some words}",
        "mystnb:\n  figure:\n    caption: &a Some words",
        "mystnb:\n  figure:\n    name: Some words",
        "other:\n  figure:\n    caption: Some words",
        "mystnb:\n  figure:\n    caption: [Some words]",
        "mystnb:\n  figure:\n    more:\n      caption: Some words",
        "mystnb:\n  figure:\n    caption: 'Some words",
        "a: &a\n  figure: *a\nmystnb:\n  figure:\n    caption: 12",
    ],
)
def test_what_else_a_cell_says_of_itself_stays(options):
    text = f"```{{code-cell}}\n---\n{options}\n---\nprint(1)\n```\n"
    assert read_page("page.md", text, "markdown").units == ()


def test_most_values_with_odd_characters_do_go_in():
    # So that the returns above are exceptions: what is refused acts, or is empty.
    text = "---\ntitle: Some words\n---\n"
    odd = ["a: b", "a #b", "it's", 'say "so"', "- a", "[a", "{a", "&a", "*a", "!a", "|", "> a",
           "%a", "yes", "null", "42", "1e3", "~", "a\u00a0b", "😀", "từ"]  # fmt: skip
    assert [msgstr for msgstr in odd if put(text, msgstr) is None] == []


@pytest.mark.parametrize("text", ["words ", "words\u00a0", "Yes", "null", "a: b", "a #b", "", "'"])
def test_what_yaml_would_read_otherwise_is_written_in_quotes(text):
    written = scalar(text, "Some words")
    assert written[0] == written[-1] == '"'
    assert yaml.safe_load(f"title: {written}") == {"title": text}
