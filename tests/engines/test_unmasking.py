"""Answers turned back into texts: what services change is borne, what they break is refused."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybook.engines.masking import mask
from polybook.engines.unmasking import unmask
from polybook.formats.inline import read_text
from tests.documents import NASTY, paragraphs

ENGLISH = "Use `x`, the **big** one, [see here](a.md) or $y$."
MASKED = mask(ENGLISH)
GOOD = 'Dùng <x id="1"/>, cái <g id="2">to</g>, <g id="3">xem đây</g> hay <x id="4"/>.'
TEXT = "Dùng `x`, cái **to**, [xem đây](a.md) hay $y$."


def test_the_masked_text_is_what_the_answers_below_are_for():
    assert MASKED.text == (
        'Use <x id="1"/>, the <g id="2">big</g> one, <g id="3">see here</g> or <x id="4"/>.'
    )


@pytest.mark.parametrize(
    "answer",
    [
        GOOD,
        f"  {GOOD}\n",
        GOOD.replace("/>", " />"),
        GOOD.replace('"/>', '"></x>'),
        GOOD.replace('"/>', '">'),
        GOOD.replace('"', "'"),
        GOOD.replace('"', "&quot;"),
        GOOD.replace('id="', 'id = "').replace("<x", "< x").replace("</g", "</ g"),
        GOOD.upper().replace("DÙNG", "Dùng").replace("CÁI", "cái").replace("TO<", "to<")
        .replace("XEM ĐÂY", "xem đây").replace("HAY", "hay"),
        GOOD.replace("<", "&lt;").replace(">", "&gt;"),
        GOOD.replace('id="1"', "id=“1”").replace("<", "＜").replace(">", "＞"),
        GOOD.replace('<x id="1"/>', '<x id="1">`x`</x>'),
        GOOD.replace('<x id="1"/>', '<x id="1"> </x>'),
        GOOD.replace("</g>", '</g id="2">', 1).replace("đây</g>", 'đây</g id="3">'),
        GOOD.replace('id="1"', 'id="1" xmlns="urn:any"'),
        # Blanks that do not belong there, and blanks that are missing.
        GOOD.replace("/>,", "/> ,").replace("/>.", "/> ."),
        GOOD.replace(">to<", "> to <"),
        GOOD.replace('<g id="2">to</g>', '<g id="2"> to</g>'),
        GOOD.replace('cái <g id="2">to</g>,', 'cái<g id="2"> to </g>,'),
        GOOD.replace("Dùng <", "Dùng<").replace("hay <", "hay<").replace("> hay", ">hay"),
        GOOD.replace(", cái", ",\ncái").replace(" hay ", "\n  hay "),
    ],
)  # fmt: skip
def test_what_services_write_otherwise_means_the_same(answer):
    unmasked = unmask(MASKED, answer)
    assert (unmasked.text, unmasked.fault) == (TEXT, "")


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("", '<x id="1"/> for `x`'),
        (GOOD.replace('<x id="1"/>', ""), '<x id="1"/> for `x` is missing; keep'),
        (GOOD.replace('<x id="1"/>', "`x`"), "is missing"),
        (GOOD.replace('<x id="1"/>', "1"), '<x id="1"/> for `x` is missing'),
        (GOOD.replace("<x", "").replace("/>", ""), '<x id="1"/> for `x`, <x id="4"/> for $y$ are'),
        (GOOD + '<x id="1"/>', '<x id="1"/> for `x` is there more than once'),
        (GOOD.replace('id="1"', 'id="4"'), '<x id="1"/> for `x` is missing; <x id="4"/> for $y$'),
        (GOOD.replace('id="1"', 'id="9"'), 'there is no placeholder <x id="9"/>'),
        (GOOD.replace('id="1"', 'id="99999999"'), 'there is no placeholder <x id="99999999"/>'),
        (GOOD.replace('<x id="1"/>', '<x id="1"'), "a placeholder is damaged near"),
        (GOOD.replace('<x id="1"/>', '<x id="3"/>'), 'there is no placeholder <x id="3"/>'),
        (GOOD.replace("đây</g>", "đây"), '<g id="3">...</g> around "see here" is not closed'),
        (GOOD.replace('<g id="3">', ""), "</g> closes nothing"),
        (GOOD.replace("xem đây", ""), '<g id="3">...</g> around "see here" is empty'),
        (GOOD.replace(">xem đây<", "> <"), "is empty"),
        (GOOD.replace('<g id="3">xem đây</g>', '<g id="3"/>'), "is empty"),
        (GOOD.replace('to</g>, <g id="3">', 'to <g id="3">').replace("đây</g>", 'đ</g id="2">'),
         "closes nothing"),
        (GOOD + " `more`", "`more` is not in the English"),
        (GOOD + " <b>", "<b> is not in the English"),
        (GOOD + " &lt;script>", "<script> is not in the English"),
        (GOOD + " https://evil.example/", "https://evil.example/ is not in the English"),
        (GOOD + " {% include a %}", "{% include a %} is not in the English"),
        (GOOD.replace("xem đây", "xem {% a %} đây"), "template tag"),
        (GOOD.replace("xem đây", "xem](evil.md) [đây"), "[...](evil.md) is not in the English"),
        (GOOD.replace("Dùng", "`Dùng"), "is broken in the translation"),
        (GOOD.replace("Dùng", "$Dùng"), "`x` is broken"),
        (GOOD + "\n\nNote: I kept the tags.", "the answer has several paragraphs"),
        (GOOD.replace('<x id="1"/>', "").replace(' hay <x id="4"/>', "") + '<x id="1"/><x id="4"/>',
         "stand in a heap"),
    ],
)  # fmt: skip
def test_what_they_break_is_refused_and_named(answer, fault):
    unmasked = unmask(MASKED, answer)
    assert unmasked.text == ""
    assert fault in unmasked.fault


@pytest.mark.parametrize(
    ("english", "answer", "text"),
    [
        ("A *big* one.", "Một cái to.", "Một cái to."),
        ("An _important_ one.", '<g id="1">很重要</g>的东西。', "*很重要*的东西。"),
        ("A **big** one.", '了<g id="1">“重要”</g>的', "了“重要”的"),
    ],
)
def test_emphasis_that_cannot_be_kept_costs_no_translation(english, answer, text):
    unmasked = unmask(mask(english), answer)
    assert unmasked.text == text
    assert bool(unmasked.fault) == ("*" not in text)


@pytest.mark.parametrize(
    ("english", "answer", "text"),
    [
        ("Note[^1] it.", 'Ghi chú <x id="1"/> nó.', "Ghi chú[^1] nó."),
        ("H<sub>2</sub>O is", 'H <x id="1"/>O là', "H<sub>2</sub>O là"),
        ("5&nbsp;km now", '5 <x id="1"/> km giờ', "5&nbsp;km giờ"),
        ("one  \ntwo", 'một <x id="1"/> hai', "một  \nhai"),
        ("one  \ntwo", 'một<x id="1"/>\nhai', "một  \nhai"),
        ("(`a`) or", '( <x id="1"/> ) hay', "(`a`) hay"),
        ("the $n$-th one", 'thứ <x id="1"/>', "thứ $n$"),
        ("`a`'s name", '<x id="1"/>\'s tên', "`a`'s tên"),
        ("`a` `b` cc", '<x id="1"/><x id="2"/> cc', "`a` `b` cc"),
        ("`a`$b$ cc", '<x id="1"/> <x id="2"/> cc', "`a`$b$ cc"),
        ("say `a` and `b`", '<x id="1"/><x id="2"/> đi', ""),
        ("the `a` function", '函数<x id="1"/>。', "函数`a`。"),
        ("See [ref][] here", 'Xem <g id="1">chỗ này</g> đây', "Xem [chỗ này][ref] đây"),
        ("See [ref] here", 'Xem <g id="1">ref</g> đây', "Xem [ref] đây"),
        ("See ![ref]{.c} now", 'Xem <g id="1">ảnh</g> đi', "Xem ![ảnh][ref]{.c} đi"),
        ("<b>big</b> <br> *one*", '<g id="3">một</g> <x id="2"/> <g id="1">to</g>',
         "*một* <br> <b>to</b>"),
        ('See <img alt="a dog" src="d">', 'Xem <g id="1">con chó</g>',
         'Xem <img alt="con chó" src="d">'),
        ('See <img alt="a dog" src="d">', 'Xem <g id="1">chó" onload="x</g>', ""),
        ('See <img alt="a dog" src="d">', 'Xem <g id="1">chó&quot;&gt;&lt;b></g>', ""),
        ("R&D < 5", "R&amp;D &lt; 5", "R&D < 5"),
        ("R&D < 5", "R&D < 5", "R&D < 5"),
    ],
)  # fmt: skip
def test_each_piece_stands_as_it_should(english, answer, text):
    references = {"REF": {"href": "https://example.org/r", "title": ""}}
    assert unmask(mask(english, lambda one: read_text(one, references)), answer).text == text


def tokens(text):
    return Counter((token.kind, token.target or token.raw) for token in read_text(text).tokens)


@st.composite
def answers(draw, masked):
    """Return what a service in a bad mood makes of a masked text."""
    parts = [*masked.text.split(" "), *draw(st.lists(st.one_of(
        NASTY, paragraphs(), st.sampled_from(
            ['<x id="1"/>', '<g id="1">', "</g>", "<x", '<x id="2">', "`", "$", "{%", "[", "](u)",
             "&lt;b>", "&#96;", "\n\n# Title", "***", "<!--"])), max_size=4))]  # fmt: skip
    parts = draw(st.permutations(parts))
    return " ".join(part for part in parts if draw(st.integers(0, 9)))


@settings(max_examples=200, deadline=None)
@given(st.data(), paragraphs())
def test_no_answer_gives_a_text_with_other_tokens(data, english):
    masked = mask(english)
    answer = data.draw(answers(masked))
    unmasked = unmask(masked, answer)
    if unmasked.text:
        assert tokens(unmasked.text) == tokens(english)
    else:
        assert unmasked.fault or not answer.strip()
