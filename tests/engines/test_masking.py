"""Texts as engines get them: what is hidden, what is shown, and that nothing is lost on the way."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybook.checks.texts import read_unit
from polybook.engines.masking import mask
from polybook.engines.unmasking import unmask
from polybook.formats.inline import Reading, read_text
from polybook.formats.reading import read_page
from polybook.model.unit import Kind
from tests.documents import NASTY, RAW, paragraphs
from tests.formats.pages import BOOKS, constructs, kind_of, pages_of

REFERENCES = {"REF": {"href": "https://example.org/r", "title": ""}}
MASKED = {
    "Only words.": "Only words.",
    "Use `x` and $y_i$ here.": 'Use <x id="1"/> and <x id="2"/> here.',
    "See [the page](a.md).": 'See <g id="1">the page</g>.',
    "See [`Code`](a.md) and ![](i.png).": 'See <x id="1"/> and <x id="2"/>.',
    "![Some alt](i.png){width=5} b": '<g id="1">Some alt</g> b',
    "[![Some alt](i.png)](u)": '<g id="1"><g id="2">Some alt</g></g>',
    "{ref}`the part <sec>`, {eq}`e`": '<g id="1">the part</g>, <x id="2"/>',
    ":numref:`fig` shows": '<x id="1"/> shows',
    "**Bold *and* `c`** _x_": '<g id="1">Bold <g id="2">and</g> <x id="3"/></g> <x id="4"/>',
    "a < b & c > d": "a &lt; b &amp; c > d",
    "<b>bold</b> H<sub>2</sub>O<br>": '<g id="1">bold</g> H<x id="2"/>O<x id="3"/>',
    "<kbd>Ctrl</kbd> <span translate='no'>Ab cd</span>": '<x id="1"/> <x id="2"/>',
    '<img src="a.png" alt="Some words"> now': '<g id="1">Some words</g> now',
    "<b><img alt='Some words' src=a></b>": '<g id="1"><g id="2">Some words</g></g>',
    '<a title="Some words"><img alt="" src="x"></a>': '<x id="1"/>',
    '<img alt="Some words" title="More words">': '<x id="1"/>',
    '<br alt="Some words"/> <img alt="1">': '<g id="1">Some words</g> <x id="2"/>',
    "<i>one *two</i> three*": '<x id="1"/>one <g id="2">two<x id="3"/> three</g>',
    r"\$5.00 for my\_name \*": '<x id="1"/> for <x id="2"/> <x id="3"/>',
    "&lt;unk&gt; a&nbsp;b": '<x id="1"/> a<x id="2"/>b',
    "one  \ntwo\\\nthree": 'one<x id="1"/>two<x id="2"/>three',
    "<https://a.example> https://b.example.": '<x id="1"/> <x id="2"/>.',
    "Note[^1] {{ name }} {% if x %}": 'Note<x id="1"/> <x id="2"/> <x id="3"/>',
    "[an {% b %} if](u)": '<g id="1">an <x id="2"/> if</g>',
    "[some words]{.c} [ref]": '<g id="1">some words</g> <g id="2">ref</g>',
    "`a`{.c} *em*{: .x}": '<x id="1"/> <g id="2">em</g>',
    "A heading {#own-id}": 'A heading <x id="1"/>',
    '\\<x id="1"/> x id="3"/> </g>': '<x id="1"/> x <x id="2"/> <x id="3"/>',
    " Blanks ": "Blanks",
}


def read(text):
    return read_text(text, REFERENCES)


@pytest.mark.parametrize(("text", "masked"), MASKED.items(), ids=MASKED)
def test_what_is_hidden_and_what_is_shown(text, masked):
    assert mask(text, read).text == masked


@pytest.mark.parametrize("text", MASKED, ids=MASKED)
def test_an_untranslated_answer_gives_the_text(text):
    masked = mask(text, read)
    assert unmask(masked, masked.text).text == text


def test_the_hidden_pieces_are_told():
    assert mask("Use `x`, [see](u) and $y$.").hidden == ((1, "`x`"), (3, "$y$"))


def test_of_an_html_block_line_breaks_beside_tags_belong_to_them():
    text = '<div class="a">\n  <p>Some words,\n  more</p>\n</div>'
    masked = mask(text, lambda one: read_unit(one, Kind.HTML).reading)
    assert masked.text == '<g id="1"><g id="2">Some words,\n  more</g></g>'
    assert unmask(masked, masked.text).text == text
    answer = '<g id="1"> <g id="2">Vài từ</g> </g>'
    assert unmask(masked, answer).text == '<div class="a">\n  <p>Vài từ</p>\n</div>'


def test_of_plain_text_nothing_is_markup_but_what_could_be_taken_for_a_tag():
    text = 'Title: a *b* <x id="1"/> &amp; `c`'
    masked = mask(text, lambda _: Reading())
    assert masked.text == 'Title: a *b* <x id="1"/> <x id="2"/> `c`'
    assert unmask(masked, masked.text).text == text


@pytest.mark.slow
@pytest.mark.parametrize("book", BOOKS)
def test_all_texts_of_real_books_come_back(book):
    for name, data in pages_of(book).items():
        page = read_page(name, data.decode(), kind_of(name))
        for unit in page.units:

            def reading(text, unit=unit, page=page):
                return read_unit(text, unit.kind, page.references).reading

            masked = mask(unit.msgid, reading)
            unmasked = unmask(masked, masked.text)
            assert (unmasked.text, unmasked.fault) == (unit.msgid, ""), name


@pytest.mark.parametrize("title", constructs())
def test_all_texts_of_all_constructs_come_back(title):
    page = read_page("page.md", constructs()[title], "markdown")
    for unit in page.units:
        masked = mask(unit.msgid, lambda text, kind=unit.kind: read_unit(text, kind).reading)
        assert unmask(masked, masked.text).text == unit.msgid


TAGS = ['<x id="1"/>', '<g id="1">', "</g>", "<x", "&lt;x id='1'/>", "/x>", ' id="2">', "＜g＞"]
OURS = re.compile(r'<([xg]) id="(\d+)"(/?)>')
TEXTS = st.one_of(paragraphs(), NASTY, RAW, st.lists(st.one_of(
    paragraphs(), st.sampled_from(TAGS)), max_size=6).map("".join))  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from([Kind.PARAGRAPH, Kind.HTML, Kind.FRONT_MATTER]))
def test_any_text_comes_back(text, kind):
    def reading(one):
        return read_unit(one, kind, REFERENCES).reading

    masked = mask(text, reading)
    assert unmask(masked, masked.text).text == text
    # As services write the same tags.
    other = OURS.sub(
        lambda tag: f"<{tag[1]} ID = '{tag[2]}' >" + "</x>" * bool(tag[3]), masked.text
    )
    assert unmask(masked, other).text == text
