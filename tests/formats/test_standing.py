"""What surely stands at its place does: a full reading of the page with it finds nothing else."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybook.formats import d2l
from polybook.formats.guard import settle
from polybook.formats.page import splice
from polybook.formats.reading import read_page
from polybook.formats.standing import stands
from polybook.formats.text import canonical
from tests.documents import documents, paragraphs
from tests.formats.pages import KEYS
from tests.formats.test_hostile import FRAGMENTS
from tests.helpers import corpus

BEGINNINGS = ["", "", ":numref:`a`", ":label:`a`", ":a", '"', "'", "(", "![a](b)", "!", "[**", "1"]
TRANSLATIONS = st.one_of(
    st.tuples(st.sampled_from(BEGINNINGS), paragraphs()).map("".join),
    st.lists(
        st.sampled_from([*BEGINNINGS, *FRAGMENTS, "từ", "lời ", " "]), min_size=1, max_size=4
    ).map("".join),
    st.text("ab1 \t\n*_|:~-=+#.()[]{}`$\\!<>&%^x“é", min_size=1, max_size=8),
)


def changed(page, kind, msgstrs):
    """Return where a page with these msgstrs, read again in full, is not what was meant."""
    again = read_page(page.name, splice(page, msgstrs), kind, KEYS)
    expected = list(page.texts)
    for number, msgstr in msgstrs.items():
        expected[page.places[number]] = canonical(msgstr, page.units[number])
    shapes = [one for one in zip(again.shapes, page.shapes, strict=True) if one[0] != one[1]]
    if shapes or len(again.texts) != len(expected):
        return shapes or [(again.texts, tuple(expected))]
    return [one for one in zip(again.texts, expected, strict=True) if one[0] != one[1]]


def standing(page, msgstrs):
    """Return the msgstrs that are no danger, and of which it is plain that they stand."""
    safe = settle(page, msgstrs).accepted
    return {number: text for number, text in safe.items() if stands(page, number, text)}


@pytest.mark.parametrize("kind", ["markdown", d2l.NAME])
@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_all_that_stands_can_be_put_in_together(kind, data):
    page = read_page("page.md", data.draw(documents()), kind, KEYS)
    msgstrs = {n: data.draw(TRANSLATIONS) for n in range(len(page.units))}
    assert changed(page, kind, standing(page, msgstrs)) == []


@pytest.mark.parametrize("text", ["Chú thích.", '"Chú thích."', "(Chú thích.)", ":cite:`a`"])
def test_a_figure_of_d2l_does_not_stand_as_a_paragraph(text):
    page = read_page("page.md", "Words.\n\n![A caption.](a.svg)\n", d2l.NAME, KEYS)
    assert not stands(page, 1, text)
    assert stands(page, 1, "![Chú thích.](a.svg)")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["markdown", d2l.NAME])
def test_in_real_books_all_that_stands_can_be_put_in_together(kind, figure):
    rng = random.Random(1)
    pieces = ["từ", " lời", ".", *FRAGMENTS]
    count = stood = 0
    for name, data in corpus("d2l-en-v0.17.5").items():
        page = read_page(name, data.decode(), kind, KEYS)
        msgstrs = {
            number: "".join(rng.choices(pieces, k=2)) + unit.msgid[rng.randrange(5) :]
            for number, unit in enumerate(page.units)
        }
        found = standing(page, msgstrs)
        assert changed(page, kind, found) == []
        count += len(msgstrs)
        stood += len(found)
    figure("texts", count)
    figure("of which stand", stood)
    assert stood > count // 10


@pytest.mark.parametrize(
    ("source", "msgstr"),
    [
        ("Words.\n", "Lời."),
        ("Words\nin lines.\n", "*Lời* một dòng."),
        ("# Words\n", "1. Lời"),
        ("- Words\n", "$x$ là lời"),
        ("> Words\n> in a quote\n", "8 lời"),
        ("| Words | x |\n| --- | --- |\n", "- Lời"),
        ("Words\n\nMore: words\n", "Lời | lời"),
        ("Words\n# Words\n", "Lời | lời"),
        ("Words.\n", '"Lời"'),
        ("[a]: /b\n\nWords.\n", "(Lời) lời"),
        ("- Words.\n- Words\n", "'Lời'"),
    ],
)
def test_ordinary_words_stand(source, msgstr):
    assert stands(read_page("page.md", source, "markdown", KEYS), 0, msgstr)


@pytest.mark.parametrize(
    ("source", "msgstr"),
    [
        ("Words.\n", "- Lời"),
        ("Words.\n", "2019. Lời"),
        ("Words.\n", "Lời  \nlời"),
        ("Words.\n", "[a]: b"),
        ("Words.\n", "(a)="),
        ("Words.\n", ":label:`a`"),
        ("[a]: /b\nWords.\n", '"Lời"'),
        ("Words\n```{note}\nWords\n```\n", ":::"),
        ("Words\nwords\n\n: Words\n", "Lời"),
        ("$$ x\n\nWords.\n", "Lời $$"),
        ("- Words\n", "[x] lời"),
        ("# Words\n", "Lời #"),
        ("| Words |\n| --- |\n", "a | b"),
        ("Text | text\n| Words | x |\n| - | - |\n", "---"),
        ("Words\n: Words\n", "Lời"),
        ("[^a]: Words\n", "Lời"),
        ("Words\n\n:a: Words\n  words\n", "Lời"),
        ("```{note}\nWords\n```\n", "Lời"),
        ("Words\n=====\n", "Lời"),
    ],
)
def test_what_may_be_something_else_is_looked_at(source, msgstr):
    page = read_page("page.md", source, "markdown", KEYS)
    assert not all(stands(page, number, msgstr) for number in range(len(page.units)))
