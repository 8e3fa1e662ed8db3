"""Promise 3: whatever a translation says, the page keeps its structure and nothing new acts.

A PO file is data. The translations here are made of all that could be code; the page is judged by
`tests.structure`, which shares no code with the guard.
"""

import json
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from polybook.formats.guard import settle
from polybook.formats.page import splice
from polybook.formats.reading import read_page
from polybook.model.unit import Kind
from tests.formats.pages import KEYS, SAMPLES
from tests.structure import acting, blocks

RICH = (SAMPLES / "myst.md").read_bytes().decode()
PAGE = read_page("myst.md", RICH, "markdown", KEYS)

FRAGMENTS = [
    # blocks
    "# ", "## x", "===", "---", "***", "- ", "* x", "1. ", "> ", "```", "~~~", "````{note}",
    "```{eval-rst}", ":::", ":::{raw} html", "    code", "\t", "+++", "% ", "(x)=", "$$", "$",
    "| a | b |", "|", "| --- |", ": ", ":field: ", ":class: x", "[^x]: ", "[x]: https://evil.example",
    "[ref]: javascript:alert(1)", "\\begin{align}", "\\end{align}", "<!-- ", "-->", "<div>",
    "</div>", "<script>", "</script>", "^^^", "{#x .y}", "[!WARNING]", "[x] ", "title: x",
    # what acts
    "{eval}`1`", "{download}`x </etc/passwd>`", "{include}`a`", "{ref}`other`", "{raw}`x`",
    "{{ x }}", "{{ name }}", "{% include x %}", "{%", "{{", "}}", "[a](javascript:alert(1))",
    "[a](https://evil.example)", "[a](//evil.example)", "[a](data:text/html,x)",
    "<https://evil.example>", "https://evil.example", "www.evil.example",
    "![i](https://evil.example/i.png)", "[ref]",
    "[a][ref]", "<img src=x onerror=alert(1)>", "<b class=\"x\" onclick=\"x\">",
    "<b class=\"x\">", "</b>", "<a href='javascript:x'>", "{onclick=\"x\"}", "{.x}", "`",
    "``", "*", "**", "_", "]", "[", "](",
    ")", "<", ">", "&lt;script&gt;", "&#60;", "$\\href{javascript:x}{y}$", "$\\require{x}$",
    "\\(x\\)", "[^one]", "[^two]", "{math}`\\href{x}{y}`", "mailto:a@evil.example", "\\", "\\\\",
    "<!-- ba từ thường -->", "<!-- TODO -->", "<!--more-->", "<!--#exec cmd=\"a b c\"-->",
    # words, line ends, YAML, JSON
    "từ", "words", " ", " ", "  \n", "\\\n", "\n", "\n\n", "\r", "\r\n", "\u2028", "\x85", "\x0b",
    "\x00", "\x1b", "\ufeff", "\u202e", "\"", "'", "\\\"", ": x", " #c", "&a", "*a",
    "!!python/name:x", "...", "- a", "? x", "[", "{", "%TAG", "\\n", "\\u0000",
    "\",\n\"x\": \"", "x" * 3000,
]  # fmt: skip
CODE = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
ELSEWHERE = [
    re.compile(r"://evil|www\.evil|@evil", re.I),  # GitHub makes links of these
    re.compile(r"\]\(\W*(javascript|data)|^\W*\]:\W*javascript", re.I | re.M),  # kramdown
    re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\{%"),  # Jekyll, Jinja
    re.compile(r"[\x00-\x08\x0b-\x1f\x7f]"),
]
"""What would act in other readers of Markdown than the one that `acting` asks."""
HOSTILE = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=6).map("".join)
AROUND = st.tuples(st.sampled_from(["", "", "từ ", "words\n"]), HOSTILE)


@st.composite
def msgstrs(draw, units):
    """Hostile translations for some units: made anew, or the English with something added."""
    numbers = draw(st.lists(st.integers(0, len(units) - 1), min_size=1, max_size=4, unique=True))
    found = {}
    for number in numbers:
        before, hostile = draw(AROUND)
        msgid = units[number].msgid
        texts = [before + hostile, msgid + hostile, hostile + msgid, msgid.replace(" ", hostile, 1)]
        found[number] = draw(st.sampled_from(texts))
    return found


def check_page(text, merged):
    assert blocks(merged) == blocks(text)
    old = acting(text)
    added = acting(merged) - old
    # What the page does already may be said twice, but for HTML, which must stay in order.
    more = [sign for sign in added if sign[0] in ("html", "attributes") or not old[sign]]
    assert more == []
    old_text, new_text = CODE.sub("", text), CODE.sub("", merged)
    for pattern in ELSEWHERE:
        assert set(pattern.findall(new_text)) <= set(pattern.findall(old_text))


def test_the_rich_page_has_a_unit_of_every_kind():
    assert {unit.kind for unit in PAGE.units} == set(Kind) - {
        Kind.LABEL
    }  # which stands in pictures
    assert len(PAGE.units) == 38


@settings(max_examples=500, deadline=None)
@given(msgstrs(PAGE.units))
def test_no_translation_breaks_a_page_or_adds_what_acts(hostile):
    settled = settle(PAGE, hostile)
    assert settled.accepted.keys() | settled.refused.keys() == hostile.keys()
    assert not settled.accepted.keys() & settled.refused.keys()
    merged = splice(PAGE, settled.accepted)
    check_page(RICH, merged)
    front = [yaml.safe_load(text.split("---\n")[1]) for text in (RICH, merged)]
    assert front[0].keys() == front[1].keys()
    assert front[0]["author"] == front[1]["author"]


VARIANTS = {
    "alone": "{fragment}",
    "before a word": "{fragment} từ",
    "after the English": "{msgid} {fragment}",
    "on a new line": "từ  \n{fragment}",
}


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_every_fragment_at_every_unit_is_harmless(variant):
    for fragment in FRAGMENTS:
        hostile = {
            number: variant.format(fragment=fragment, msgid=unit.msgid)
            for number, unit in enumerate(PAGE.units)
        }
        merged = splice(PAGE, settle(PAGE, hostile).accepted)
        check_page(RICH, merged)


def _notebook():
    parts = RICH.partition("---\n\n")[2].split("\n\n")
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": part.splitlines(keepends=True)}
        if number % 3 else {"cell_type": "markdown", "metadata": {}, "source": part}
        for number, part in enumerate(parts)
    ]  # fmt: skip
    code = {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], "source": "1"}
    cells[2:2] = [code]
    return json.dumps(
        {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}, indent=1
    )


NOTEBOOK = _notebook()
NOTEBOOK_PAGE = read_page("rich.ipynb", NOTEBOOK, "notebook")


@settings(max_examples=250, deadline=None)
@given(msgstrs(NOTEBOOK_PAGE.units))
def test_no_translation_breaks_a_notebook(hostile):
    merged = splice(NOTEBOOK_PAGE, settle(NOTEBOOK_PAGE, hostile).accepted)
    old, new = json.loads(NOTEBOOK), json.loads(merged)
    for before, after in zip(old["cells"], new["cells"], strict=True):
        assert {**before, "source": ""} == {**after, "source": ""}
        if before["cell_type"] == "code":
            assert before == after
        else:
            check_page("".join(before["source"]), "".join(after["source"]))
