"""The engine that drafts from the memory."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybook.catalog.comments import Provenance
from polybook.catalog.memory import SAME, Match
from polybook.catalog.memory_sources import State
from polybook.engines.engine import Context, Engine, Request
from polybook.engines.memory import FLOOR, MemoryEngine, fit
from polybook.formats.prose import protected
from polybook.model.entry import Entry
from tests.catalog.memories import remember

LONG = "The model is trained on a large corpus of text for three days."
DRAFT = (str(Provenance("deepl", "2024-02-28")),)


@pytest.fixture
def ask(tmp_path):
    """Ask an engine whose memory has these entries on the page `one`."""
    opened = []

    def ask(entries, text, **context):
        memory = remember(tmp_path, {"one": entries})
        opened.append(memory)
        engine: Engine = MemoryEngine(memory)
        [draft] = engine.draft([Request(text, context=Context(**context))])
        engine.close()
        return draft

    yield ask
    for memory in opened:
        memory.close()


def test_an_approved_translation_is_exact(ask):
    draft = ask([Entry("Loss", "Mất mát")], "Loss")
    assert (draft.text, draft.exact, draft.previous) == ("Mất mát", True, "")
    assert draft.score == SAME


@pytest.mark.parametrize(
    "entry",
    [
        Entry("Loss", "Mất mát", fuzzy=True),
        Entry("Loss", "Mất mát", obsolete=True),
        Entry("Loss", "Mất mát", comments=DRAFT, fuzzy=True),
        Entry("Loss", "Mất mát", msgctxt="menu"),
    ],
)
def test_what_nobody_has_approved_is_only_offered(ask, entry):
    draft = ask([entry], "Loss")
    assert (draft.text, draft.exact, draft.previous, draft.score) == ("Mất mát", False, "", SAME)


def test_a_msgctxt_and_a_page_choose(ask):
    entries = [Entry("May", "Tháng Năm", msgctxt="month"), Entry("May", "Có thể", msgctxt="verb")]
    assert ask(entries, "May", msgctxt="verb").text == "Có thể"
    assert ask(entries, "May", msgctxt="month", page="one.md").exact


def test_a_near_text_comes_with_the_english_it_was_made_for(ask):
    draft = ask([Entry(LONG, "Mô hình ...")], LONG.replace("three", "two"))
    assert (draft.text, draft.exact, draft.previous) == ("Mô hình ...", False, LONG)
    assert FLOOR <= draft.score < SAME


def test_what_is_not_like_enough_is_no_draft(ask):
    draft = ask([Entry(LONG, "Mô hình ...")], "The model is large. It is a corpus of days, a text.")
    assert (draft.text, draft.reason) == ("", "the memory has nothing that is 70 % like it")


def test_tokens_that_changed_are_changed_in_the_translation(ask):
    entry = Entry("Call `fit` on $x$ [here](one.md) now.", "Nay gọi [đây](one.md) $x$ với `fit`.")
    draft = ask([entry], "Call `run` on $y$ [there](two.md) now.")
    assert draft.text == "Nay gọi [đây](two.md) $y$ với `run`."
    assert (draft.exact, draft.previous) == (False, entry.msgid)


def test_of_near_texts_one_whose_tokens_fit_is_taken(ask):
    entries = [
        Entry(f"{LONG} See $a$ and $b$.", "Xem $a$ và $b$."),
        Entry(f"{LONG} Look at $c$.", "Nhìn $c$."),
    ]
    draft = ask(entries, f"{LONG} See $c$.")
    assert draft.text == "Nhìn $c$."


def test_tokens_that_have_no_partner_make_no_draft(ask):
    draft = ask([Entry(f"{LONG} See $a$ and $b$.", "Xem $a$, $b$.")], f"{LONG} See $a$.")
    assert draft.text == ""
    assert draft.reason == "the memory's 95 % match has other formulas, code or links"


def test_many_are_answered_in_their_order(tmp_path):
    with remember(
        tmp_path, {"one": [Entry("Loss", "Mất mát"), Entry("Data", "Dữ liệu")]}
    ) as memory:
        engine = MemoryEngine(memory)
        drafts = engine.draft([Request("Data"), Request("zzz"), Request("Loss")])
        assert [draft.text for draft in drafts] == ["Dữ liệu", "", "Mất mát"]
        assert engine.version == memory.version
        assert (engine.name, engine.host) == ("memory", "")


TOKENS = st.lists(st.sampled_from(["$x$", "$y$", "`f`", "`g`", "[a](b)"]), max_size=4)


@given(TOKENS, TOKENS, st.permutations(range(4)))
def test_a_fitted_translation_has_the_tokens_of_the_new_english(old, new, order):
    english = " and ".join(old) or "nothing"
    text = " and ".join(new) or "nothing"
    translation = " và ".join(old[n] for n in order if n < len(old)) or "không"
    fitted = fit(Match(english, translation, 90.0, State.APPROVED), text)
    if Counter(old) == Counter(new):
        assert fitted == translation
    if fitted is not None:
        assert Counter(protected(fitted)) == Counter(protected(text))
