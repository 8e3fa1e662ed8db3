"""The aligner and the judge, on blocks made by hand."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybook.catalog.align import Match, align
from polybook.catalog.certain import Doubt, judge
from polybook.catalog.evidence import Evidence, Lengths
from polybook.catalog.item import Item, fused
from polybook.catalog.lexicon import Lexicon

WORDS = 24
"""How big the language is in which `taught` has been taught: en0 to en23 are vi0 to vi23."""


def text(place: int, words: str, kind: str = "paragraph", level: int = 0, tokens: str = "") -> Item:
    return Item(
        kind,
        level,
        words,
        len(words),
        Counter(tokens.split()),
        frozenset(words.split()),
        place=place,
        unit=True,
    )


def code(content: str) -> Item:
    return Item("fence", words=frozenset(content.split()), fixed=content)


def translated(item: Item) -> Item:
    words = item.text.replace("en", "vi")
    return text(item.place, words, item.kind, item.level, " ".join(item.tokens.elements()))


def evidence(pairs: list[tuple[Item, Item]]) -> Evidence:
    seen: Counter[str] = Counter()
    for pair in pairs:
        for item in pair:
            seen.update(item.tokens.keys())
    return Evidence(Lengths(), Lexicon(pairs), seen)


def taught() -> Evidence:
    """Evidence that has seen each word in several texts."""
    pairs = []
    for number in range(90):
        places = {(number * step + step) % WORDS for step in (1, 5, 7)}
        one = text(0, " ".join(f"en{place}" for place in sorted(places)))
        pairs.append((one, translated(one)))
    return evidence(pairs)


def plain(matches: list[Match]) -> list[tuple[list[int], list[int]]]:
    return [(list(match.ours), list(match.theirs)) for match in matches]


NOTHING_LEARNED = Evidence(Lengths(), None, {})


def test_equal_blocks_that_stand_once_hold_the_pages_together():
    ours = [text(0, "one"), code("x = 1"), text(1, "two"), code("y = 2"), text(2, "three")]
    theirs = [code("x = 1"), text(0, "hai"), code("y = 2"), text(1, "ba"), text(2, "ba nữa")]
    matches = plain(align(ours, theirs, NOTHING_LEARNED.score))
    assert ([1], [0]) in matches
    assert ([2], [1]) in matches
    assert ([3], [2]) in matches
    assert ([0], []) in matches


def test_an_edited_code_block_is_still_the_same_block():
    ours = [text(0, "one"), code("import numpy as np\nx = np.ones(3)"), text(1, "two")]
    theirs = [text(0, "một"), code("import numpy as np\nx = np.ones(4)"), text(1, "hai")]
    assert plain(align(ours, theirs, NOTHING_LEARNED.score)) == [([n], [n]) for n in range(3)]


def test_a_heading_that_has_swallowed_its_section_is_one_match():
    ours = [
        text(0, "The house", "heading", 2),
        text(1, "A dog and a cat live in the house at the end of the road", tokens="`x"),
        text(2, "Trees", "heading", 2),
    ]
    theirs = [
        text(0, "Nhà một chó và một mèo sống trong nhà ở cuối con đường", "heading", 2, "`x"),
        text(1, "Cây", "heading", 2),
    ]
    matches = align(ours, theirs, NOTHING_LEARNED.score)
    assert plain(matches) == [([0, 1], [0]), ([2], [1])]
    (swallowed, *_) = judge(ours, theirs, matches, NOTHING_LEARNED).pairs
    assert swallowed.doubt is Doubt.SWALLOWED


def test_a_split_paragraph_is_one_match():
    ours = [text(0, "a" * 100 + " cat " + "b" * 100, tokens="`x `y")]
    theirs = [text(0, "a" * 100, tokens="`x"), text(1, "b" * 100, tokens="`y")]
    matches = align(ours, theirs, NOTHING_LEARNED.score)
    assert plain(matches) == [([0], [0, 1])]
    assert judge(ours, theirs, matches, NOTHING_LEARNED).pairs[0].doubt is Doubt.SPLIT


def test_words_that_go_together_are_learned():
    lexicon = taught().lexicon
    assert lexicon is not None
    right = lexicon.odds(text(0, "en1 en2 en3"), text(0, "vi1 vi2 vi3")).found
    wrong = lexicon.odds(text(0, "en1 en2 en3"), text(0, "vi4 vi5 vi6")).found
    assert right > 1 > 0 > wrong


def test_a_pair_is_no_witness_of_its_own():
    """What stands beside each other only once teaches nothing about just that."""
    odd = (text(0, "alpha beta gamma delta"), text(0, "nước cây đường"))
    assert Lexicon([odd]).odds(*odd).found == 0


def test_of_paragraphs_that_changed_places_no_wrong_pair_is_certain():
    ours = [text(n, words) for n, words in enumerate(["en1 en2 en3", "en4 en5 en6"])]
    theirs = [translated(ours[1]), translated(ours[0])]
    found = taught()
    verdict = judge(ours, theirs, align(ours, theirs, found.score), found)
    for pair in verdict.pairs:
        right = theirs[pair.theirs.start].text == translated(ours[pair.ours.start]).text
        assert right or pair.doubt


def test_what_moved_is_found_and_doubted():
    ours = [text(n, words) for n, words in enumerate(["en1 en2 en3", "en4 en5 en6"])]
    theirs = [translated(ours[1]), translated(ours[0])]
    found = taught()
    matches = [
        Match(range(1), range(0)), Match(range(1, 2), range(1)), Match(range(2, 2), range(1, 2)),
    ]  # fmt: skip
    verdict = judge(ours, theirs, matches, found)
    assert [pair.doubt for pair in verdict.pairs if list(pair.ours) == [0]] == [Doubt.MOVED]


@pytest.mark.parametrize(
    ("one", "other", "doubt", "reason"),
    [
        (
            text(0, "a cat", tokens="`f()"),
            text(0, "mèo", tokens="`g()"),
            Doubt.TOKENS,
            "f() of the English is missing",
        ),
        (
            text(0, "a cat", tokens="#5"),
            text(0, "mèo", tokens="#6"),
            Doubt.NUMBERS,
            "6 instead of 5",
        ),
        (
            text(0, "a cat"),
            text(0, "mèo", "list item"),
            Doubt.KIND,
            "a paragraph in the English, a list item in the translation",
        ),
        (
            text(0, "a cat"),
            text(0, "mèo " * 90),
            Doubt.LENGTH,
            "much longer than such texts usually are",
        ),
    ],
)
def test_what_speaks_against_a_pair_is_said(one, other, doubt, reason):
    (pair,) = judge([one], [other], [Match(range(1), range(1))], NOTHING_LEARNED).pairs
    assert (pair.doubt, pair.reason) == (doubt, reason)


@pytest.mark.parametrize(("tokens", "doubt"), [("#2", None), ("", Doubt.LITTLE)])
def test_between_certain_neighbours_a_short_text_needs_a_hint(tokens, doubt):
    ours = [code("x"), text(0, "Roots", "heading", 2, tokens), code("y")]
    theirs = [code("x"), text(0, "Nghiệm", "heading", 2, tokens), code("y")]
    verdict = judge(ours, theirs, align(ours, theirs, NOTHING_LEARNED.score), NOTHING_LEARNED)
    assert [pair.doubt for pair in verdict.pairs] == [doubt]


def test_a_long_text_needs_more_than_neighbours():
    ours = [code("x"), text(0, "nothing of this long text is known to anybody here"), code("y")]
    theirs = [code("x"), text(0, "không ai ở đây biết gì về đoạn văn rất dài này"), code("y")]
    verdict = judge(ours, theirs, align(ours, theirs, NOTHING_LEARNED.score), NOTHING_LEARNED)
    assert [pair.doubt for pair in verdict.pairs] == [Doubt.WORDS]


KINDS = st.sampled_from(["heading", "paragraph", "list item", "fence"])


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    found: list[Item] = []
    for kind, words in draw(st.lists(st.tuples(KINDS, st.sampled_from("abcdef")), max_size=12)):
        if kind == "fence":
            found.append(code(words))
        else:
            found.append(text(len(found), words * 9, kind, int(kind == "heading"), f"`{words}"))
    return found


@given(items(), items())
def test_matches_cover_both_pages_in_order(ours, theirs):
    matches = align(ours, theirs, NOTHING_LEARNED.score)
    assert [i for match in matches for i in match.ours] == list(range(len(ours)))
    assert [j for match in matches for j in match.theirs] == list(range(len(theirs)))
    verdict = judge(ours, theirs, matches, NOTHING_LEARNED)
    paired = [i for pair in verdict.pairs for i in pair.ours if ours[i].place >= 0]
    texts = [i for i, item in enumerate(ours) if item.place >= 0]
    assert sorted([*paired, *verdict.alone]) == texts


@given(items())
def test_a_page_goes_with_itself(page):
    matches = align(page, page, NOTHING_LEARNED.score)
    assert plain(matches) == [([n], [n]) for n in range(len(page))]


def test_a_fused_block_has_all_of_its_parts():
    whole = fused([text(0, "a b", tokens="`x"), text(1, "c", tokens="`x `y")])
    assert (whole.text, whole.words) == ("a b c", frozenset("abc"))
    assert whole.tokens == Counter({"`x": 2, "`y": 1})
