"""Where emphasis stands, against a plain parse by the same grammar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybook.formats.grammar import parser
from polybook.formats.inline import InlineKind, read_text

MARKS = st.text(alphabet="ab *_`\\[](x).!é$", max_size=24)


def shown(text):
    reading = read_text(text)
    emphasised = [one.span.of(text) for one in reading.emphasis]
    return emphasised, [(span.start, span.of(text)) for span in reading.stray]


@pytest.mark.parametrize(
    ("text", "emphasised", "stray"),
    [
        ("a *b* c", ["*b*"], []),
        ("**a *b* c**", ["*b*", "**a *b* c**"], []),
        ("***a***", ["**a**", "***a***"], []),
        ("mã*trong*", ["*trong*"], []),
        ("a* b *c", [], [(1, "*"), (5, "*")]),
        ("**a* b", ["*a*"], [(0, "*")]),
        ("snake_case", [], [(5, "_")]),
        (r"\*a\* *b*", ["*b*"], []),
        ("`*a*` $b_1 *c*$", [], []),
        ("one ``tick", [], [(4, "``")]),
        ("![al *t*](u) *y*", ["*t*", "*y*"], []),
        ("[a *b*](u)", ["*b*"], []),
    ],
)
def test_emphasis_and_left_over_marks(text, emphasised, stray):
    assert shown(text) == (emphasised, stray)


@given(MARKS)
def test_as_much_is_emphasised_as_a_plain_parse_emphasises(text):
    (inline,) = parser().parseInline(text)
    children = inline.children or []
    alts = [child for one in children for child in one.children or []]
    opened = [one.type for one in (*children, *alts) if one.type in ("em_open", "strong_open")]
    reading = read_text(text)
    assert len(reading.emphasis) == len(opened)
    assert sorted(one.marks for one in reading.emphasis) == sorted(
        map(("", "em_open", "strong_open").index, opened)
    )


@given(MARKS)
def test_no_left_over_mark_stands_in_emphasis_marks_code_or_formulas(text):
    reading = read_text(text)
    taken = {
        place
        for one in reading.emphasis
        for edge in ((one.span.start, one.inner.start), (one.inner.end, one.span.end))
        for place in range(*edge)
    }
    for token in reading.tokens:
        if token.kind in (InlineKind.CODE, InlineKind.MATH):
            taken |= set(range(token.span.start, token.span.end))
    for span in reading.stray:
        assert set(span.of(text)) <= set("*_`")
        assert taken.isdisjoint(range(span.start, span.end))


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        (":numref:`fig_a`", "numref", "fig_a"),
        ("see (:cite:`a,b`)", "cite", "a,b"),
        (":ref:`text <there>`", "ref", "there"),
        ("năm :numref:`x`", "numref", "x"),
    ],
)
def test_a_name_in_colons_makes_code_a_role(text, name, target):
    (role,) = read_text(text).tokens
    assert (role.kind, role.name, role.target) == (InlineKind.ROLE, name, target)
    assert role.span.of(text) == role.raw


@pytest.mark.parametrize("text", ["so: `x`", "a:b:`x`", "10:30:`x`", "::`x`", r"\:a:b`x`"])
def test_other_colons_before_code_make_no_role(text):
    assert [token.kind for token in read_text(text).tokens] == [InlineKind.CODE]
