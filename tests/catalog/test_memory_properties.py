"""Nothing wrong ever comes back as exact, whatever the catalogs hold and whatever is asked."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from polybook.catalog.comments import Provenance
from polybook.catalog.memory import Memory
from polybook.catalog.memory_difference import difference
from polybook.catalog.memory_sources import State
from polybook.model.entry import Entry
from tests.catalog.memories import making, remember, write_pages

WORDS = ["loss", "Loss", "data", "the", "of", "a", "$x$", "`f`", "[a](b)", "chữ", "  ", "\n", "."]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
DRAFT = (str(Provenance("deepl", "2024-02-28")),)


@st.composite
def entries(draw):
    return Entry(
        draw(TEXTS),
        draw(st.sampled_from(["một", "hai", "ba $x$"])),
        msgctxt=draw(st.sampled_from([None, None, "menu"])),
        comments=draw(st.sampled_from([(), (), DRAFT, ("by hand",)])),
        fuzzy=draw(st.booleans()),
        previous_msgid=draw(st.none() | TEXTS),
        obsolete=draw(st.integers(0, 3)) == 0,
    )


PAGES = st.dictionaries(
    st.sampled_from(["one", "two", "three"]),
    st.lists(entries(), max_size=5, unique_by=lambda entry: entry.key),
    max_size=3,
)


def approvals(pages, text, context):
    """What people have approved for this text, by page: an oracle without a database."""
    return {
        (name, entry.msgstr)
        for name, page in pages.items()
        for entry in page
        if entry.key == (context, text) and not entry.fuzzy and not entry.obsolete
    }


@settings(max_examples=150, deadline=None)
@given(PAGES, TEXTS, st.sampled_from([None, "menu"]), st.sampled_from(["", "one", "two.md"]))
def test_only_what_is_approved_and_not_contradicted_is_an_answer(pages, text, context, page):
    right = approvals(pages, text, context)
    here = {pair for pair in right if pair[0] == page.removesuffix(".md")}
    wanted = {msgstr for _, msgstr in here or right}
    with tempfile.TemporaryDirectory() as folder, remember(Path(folder), pages) as memory:
        match = memory.approved(text, context=context, page=page)
        assert (match and match.translation) == (wanted.pop() if len(wanted) == 1 else None)


@settings(max_examples=150, deadline=None)
@given(PAGES, TEXTS, st.sampled_from([None, "menu"]))
def test_a_match_is_what_it_says(pages, text, context):
    stands = {
        (entry.previous_msgid if entry.fuzzy and entry.previous_msgid else entry.msgid,
         entry.msgstr)
        for page in pages.values()
        for entry in page
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, remember(Path(folder), pages) as memory:
        matches = memory.lookup(text, context=context, limit=9, least=40)
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)
    for match in matches:
        assert (match.english, match.translation) in stands
        assert (match.score == 100) == (match.english == text)
        if match.score == 100 and match.state is State.APPROVED and match.same_context:
            assert match.translation in {msgstr for _, msgstr in approvals(pages, text, context)}
    same = [match for match in matches if match.score == 100]
    assert bool(same) == (text in {english for english, _ in stands})


@settings(max_examples=60, deadline=None)
@given(st.lists(PAGES, min_size=2, max_size=4), TEXTS)
def test_brought_up_to_date_is_as_if_made_anew(versions, text):
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        for pages in versions:
            for path in Path(folder).glob("catalogs/*.po"):
                path.unlink()
            write_pages(Path(folder), pages)
            with Memory(making(Path(folder))) as memory:
                grown = memory.lookup(text, limit=9), memory.counts(), memory.version
        with remember(Path(other), versions[-1]) as memory:
            assert (memory.lookup(text, limit=9), memory.counts(), memory.version) == grown


@given(st.text(max_size=60) | TEXTS, st.text(max_size=60) | TEXTS)
def test_a_difference_holds_both_texts(old, new):
    stretches = difference(old, new)
    assert "".join(stretch.old for stretch in stretches) == old
    assert "".join(stretch.new for stretch in stretches) == new
    assert all(stretch.old or stretch.new for stretch in stretches)
    assert all(one.same != two.same for one, two in pairwise(stretches))
