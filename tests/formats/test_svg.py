"""Pictures in SVG: their units, their translations, and what no translation can do to them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybook.formats.guard import settle
from polybook.formats.page import Page, splice
from polybook.formats.reading import read_page
from polybook.formats.svg import has_labels
from polybook.formats.svg_markup import NotWellFormedError, cut_markup
from polybook.model.unit import Kind
from tests.formats.cases import actual_text, read_pairs, show_units, translate
from tests.helpers import CASES, ROOT, read_cases

UNITS = read_cases(CASES / "svg" / "units.txt", 2)
MERGES = read_cases(CASES / "svg" / "merge.txt", 4)


def read(text: str) -> Page:
    return read_page("img/a.svg", text, "svg")


@pytest.mark.parametrize("case", UNITS, ids=lambda case: case.title)
def test_units_are_the_words_of_a_picture(case):
    assert show_units(read(actual_text(case.parts[0]))) == case.parts[1]


@pytest.mark.parametrize("case", MERGES, ids=lambda case: case.title)
def test_merging_changes_labels_only(case):
    merged, refused = translate(read(case.parts[0]), read_pairs(case.parts[1]))
    assert (merged, refused) == case.parts[2:]


@pytest.mark.parametrize("case", UNITS, ids=lambda case: case.title)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_repeating_the_english_gives_the_picture_back(case, newline):
    text = "\ufeff" + case.parts[0].replace("\n", newline)
    page = read(text)
    accepted = settle(page, {number: unit.msgid for number, unit in enumerate(page.units)})
    assert not accepted.refused
    assert splice(page, accepted.accepted) == text


def test_a_unit_says_in_which_picture_it_is():
    from polybook.catalog.units import template_entries

    text = "<svg><title>How it falls</title><text>The loss</text></svg>"
    entries = template_entries(read(text).units, "img/a.svg")
    assert [(entry.extracted, entry.references) for entry in entries] == [
        (("title in picture img/a.svg",), ("img/a.svg",)),
        (("label in picture img/a.svg",), ("img/a.svg",)),
    ]


@pytest.mark.parametrize(
    ("data", "labels"),
    [
        (b'<svg><path d="M0 0"/></svg>', False),
        (b"<svg><metadata><dc:title>x</dc:title></metadata></svg>", False),
        (b"<svg><!-- text --><textPath/><g id='text'/></svg>", False),
        (b"<svg><text>x</text></svg>", True),
        (b"<svg><text\n x='1'>x</text></svg>", True),
        (b"<s:svg><s:desc>x</s:desc></s:svg>", True),
        (b"<s:svg><desc>x</desc></s:svg>", False),
        (b"no picture <text>", False),
        (b"<svg><foreignObject width='1'></foreignObject></svg>", True),
    ],
)
def test_a_look_at_the_bytes_tells_which_files_may_have_labels(data, labels):
    assert has_labels(data) is labels


# Whatever a picture and its translations hold

WORDS = st.text(st.sampled_from("ab cdé<>&;\"'\n\t"), max_size=12)
PLAIN = WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
OPEN = st.sampled_from(["tspan", 'tspan x="1"', "tspan y='2' dy='3'", "a", "title", "g", "desc"])
LEAF = st.one_of(
    PLAIN,
    st.sampled_from(
        [
            "<!-- c -->",
            "<?p i?>",
            "<![CDATA[a <b>]]>",
            "<rect/>",
            "&#233;",
            "&quot;",
            '<tspan x="9"/>',
        ]
    ),
)


def _wrap(inside):
    return st.tuples(OPEN, st.lists(inside, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].split()[0]}>"
    )


NODES = st.recursive(LEAF, _wrap, max_leaves=12)
TEXTS = st.lists(NODES, max_size=5).map(lambda parts: f"<text>{''.join(parts)}</text>")
HTMLS = st.lists(
    st.one_of(PLAIN, st.sampled_from(["<br/>", "<b>bold words</b>", "<p>A line</p>"])), max_size=5
).map(lambda parts: f"<foreignObject><div>{''.join(parts)}</div></foreignObject>")
PICTURES = st.lists(st.one_of(TEXTS, HTMLS, NODES), max_size=4).map(
    lambda parts: f"<svg>{''.join(parts)}</svg>"
)
MSGSTRS = st.one_of(
    st.text(max_size=20),
    st.lists(
        st.sampled_from(
            ["xin", " ", "\n", "<tspan>", "</tspan>", "<a>", "</a>", "<script>", "]]>", "<!--",
             "&amp;", "&#0;", "<![CDATA[", "\x00", "\u2028", "\ufffe", "<b>", "</b>", "bold words"]
        ),
        max_size=8,
    ).map("".join),
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(PICTURES)
def test_any_picture_comes_back_byte_for_byte(text):
    page = read(text)
    assert not page.findings
    accepted = settle(page, {number: unit.msgid for number, unit in enumerate(page.units)})
    assert not accepted.refused
    assert splice(page, accepted.accepted) == text


def elements(text: str) -> list[tuple[object, ...]]:
    """Return every element with its attributes, sorted, by an independent parser."""
    root = ElementTree.fromstring(text)
    return sorted((one.tag, *sorted(one.attrib.items())) for one in root.iter())


@settings(max_examples=400, deadline=None)
@given(PICTURES, st.lists(MSGSTRS, min_size=1, max_size=6))
def test_no_translation_adds_removes_or_changes_an_element(text, msgstrs):
    page = read(text)
    wanted = {n: msgstrs[n % len(msgstrs)] for n in range(len(page.units))}
    settled = settle(page, {n: one for n, one in wanted.items() if one})
    merged = splice(page, settled.accepted)
    assert elements(merged) == elements(text)
    # What went in is what readers see, as text.
    seen = "".join("".join(ElementTree.fromstring(merged).itertext()).split())
    for number, msgstr in settled.accepted.items():
        kept = [shown for shown, _ in page.regions[page.units[number].region].write.kept]
        for part in re.split("|".join(map(re.escape, kept)) or "$", msgstr):
            assert all("".join(line.split()) in seen for line in part.split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "<svg>" + "<g>" * 20_000 + "<text>Some words</text>" + "</g>" * 20_000 + "</svg>",
        "<svg><text>" + "<tspan>" * 5_000 + "Some words" + "</tspan>" * 5_000 + "</text></svg>",
        "<svg><text>" + '<tspan x="1">a word ' * 2_000 + "</tspan>" * 2_000 + "</text></svg>",
        "<svg><text>Some words</text>" + "<path d='M0 0'/>" * 50_000 + "</svg>",
        "<svg><text>Some words</text><!DOCTYPE " + "[\"'" * 5_000,
        "<svg><text>Some words</text><a " + "b='c' " * 50_000 + "</svg>",
        "<!DOCTYPE svg [" + "<!-- ' -->" * 10_000 + "]><svg><text>Some words</text></svg>",
        "<!DOCTYPE svg [" + "<!-- ' -->\"" * 10_001 + "]><svg><text>Some words</text></svg>",
        "<!DOCTYPE svg [" + "<!--" * 200_000,
        "<!DOCTYPE svg [" + "<?" * 200_000,
    ],
    ids=["groups", "tspans", "lines", "paths", "quotes", "attributes", "subset", "open subset",
         "open comments", "open instructions"],
)  # fmt: skip
def test_a_picture_that_was_made_to_be_slow_is_read_or_refused(text):
    page = read(text)
    assert bool(page.units) != bool(page.findings)
    assert splice(page, {}) == text


def test_a_label_of_thousands_of_entities_is_no_text_for_people():
    names = "".join(f"&n{number}; word " for number in range(1000))
    assert read(f"<svg><text>{names}</text></svg>").units == ()


def test_entities_are_never_expanded():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
    text = f'<!DOCTYPE svg [<!ENTITY l0 "ha ">{laughs}]><svg><text>Some &l29; words</text></svg>'
    (unit,) = read(text).units
    assert unit.msgid == "Some &l29; words"


def test_the_pieces_of_a_picture_tile_it():
    for case in UNITS:
        try:
            pieces = cut_markup(case.parts[0]).pieces
        except NotWellFormedError:
            continue
        spans = [piece.span for piece in pieces]
        assert "".join(span.of(case.parts[0]) for span in spans) == case.parts[0]
        assert all(span.start < span.end for span in spans)


def test_the_pictures_of_the_book_have_units_and_no_findings():
    files = sorted((ROOT / "source_en" / "img").glob("*.svg"))
    pages = {file.name: read(file.read_bytes().decode()) for file in files}
    assert not [page.findings for page in pages.values() if page.findings]
    assert {unit.kind for page in pages.values() for unit in page.units} <= {Kind.LABEL}
