from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from polybook.catalog.comments import Provenance
from polybook.catalog.memory import Memory
from polybook.catalog.memory_sources import State
from polybook.model.entry import Entry
from tests.catalog.memories import making, remember, write_pages

DRAFT = (str(Provenance("deepl", "2024-02-28")),)
LONG = "The model is trained on a large corpus of text for three days."


def found(memory, text, **options):
    return [(match.translation, int(match.score)) for match in memory.lookup(text, **options)]


def approved(memory, text, **options):
    match = memory.approved(text, **options)
    return match and match.translation


def test_a_text_is_found_with_file_and_line(tmp_path):
    with remember(
        tmp_path, {"one": [Entry("Loss", "Mất mát"), Entry("Data", "Dữ liệu")]}
    ) as memory:
        [match] = memory.lookup("Data", limit=1)
    assert (match.score, match.state, match.english) == (100, State.APPROVED, "Data")
    assert match.origin == "catalogs/one.po:12"


def test_a_like_text_is_found_with_its_likeness(tmp_path):
    with remember(tmp_path, {"one": [Entry(LONG, "Mô hình ...")]}) as memory:
        [match] = memory.lookup(LONG.replace("three", "two"))
        assert 90 < match.score < 100
        assert match.english == LONG
        assert memory.lookup("Nothing in common with it whatsoever, is there?") == []
        assert memory.lookup(LONG.replace("three", "two"), least=99) == []


def test_likest_come_first_and_the_limit_holds(tmp_path):
    entries = [Entry(LONG.replace("three", str(n) * n), f"bản {n}") for n in range(1, 9)]
    with remember(tmp_path, {"one": entries}) as memory:
        scores = [score for _, score in found(memory, entries[0].msgid, limit=4)]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) == 4


def test_a_short_text_is_found_by_the_beginnings_of_its_words(tmp_path):
    with remember(tmp_path, {"one": [Entry("Regularizers", "Bộ điều chuẩn")]}) as memory:
        assert found(memory, "Regularizer") == [("Bộ điều chuẩn", 95)]


def test_what_differs_in_tokens_only_is_alike_but_never_the_same(tmp_path):
    entries = [
        Entry("Call `fit` on $x$ [here](one.md).", "Gọi `fit` với $x$ [ở đây](one.md)."),
        Entry("Call `run` on $z$ [here](two.md).", "Gọi `run` với $z$ [ở đây](two.md)."),
    ]
    with remember(tmp_path, {"one": entries}) as memory:
        text = "Call `run` on $y$ [here](two.md)."
        # Both are 99 % like it; the one that shares more of its tokens comes first.
        assert found(memory, text) == [(entries[1].msgstr, 99), (entries[0].msgstr, 99)]
        assert memory.approved(text) is None


def test_of_many_that_differ_in_tokens_only_the_one_with_like_tokens_comes_first(tmp_path):
    entries = [Entry(f"See `run_{n}` in [it](page{n}.md).", f"Xem {n}") for n in range(40)]
    with remember(tmp_path, {"one": entries}) as memory:
        for n in range(10, 40):
            assert found(memory, f"See `run_{n}` in [it](new.md).", limit=1) == [(f"Xem {n}", 99)]


@pytest.mark.parametrize("text", ["One  two", "One two ", "One\ntwo", "one two", "Óne two"])
def test_blanks_case_and_accents_make_another_text(tmp_path, text):
    with remember(tmp_path, {"one": [Entry("One two", "Một hai")]}) as memory:
        assert memory.approved(text) is None
        assert all(match.score < 100 for match in memory.lookup(text))


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (Entry("Loss", "Mất"), State.APPROVED),
        (Entry("Loss", "Mất", obsolete=True), State.OBSOLETE),
        (Entry("Loss", "Mất", fuzzy=True), State.FUZZY),
        (Entry("Loss", "Mất", comments=DRAFT), State.APPROVED),  # somebody took its flag away
        (Entry("Loss", "Mất", comments=DRAFT, fuzzy=True), State.MACHINE),
        (Entry("Loss", "Mất", comments=DRAFT, obsolete=True), State.OBSOLETE),
        (Entry("Loss", "Mất", comments=DRAFT, fuzzy=True, obsolete=True), State.MACHINE),
        (Entry("Loss", "Mất", fuzzy=True, obsolete=True), State.FUZZY),
    ],
)
def test_only_what_a_person_stands_behind_is_approved(tmp_path, entry, state):
    with remember(tmp_path, {"one": [entry]}) as memory:
        [match] = memory.lookup("Loss")
        assert match.state is state
        assert (memory.approved("Loss") is not None) == (state is State.APPROVED)


def test_a_fuzzy_translation_belongs_to_the_english_that_it_was_made_for(tmp_path):
    entry = Entry("Now it is new", "Đã cũ", fuzzy=True, previous_msgid="Once it was old")
    with remember(tmp_path, {"one": [entry]}) as memory:
        [match] = memory.lookup("Once it was old")
        assert (match.score, match.state) == (100, State.FUZZY)
        assert all(match.score < 100 for match in memory.lookup("Now it is new"))


def test_of_several_translations_approved_and_most_used_come_first(tmp_path):
    pages = {
        "a": [Entry("Set", "máy", comments=DRAFT, fuzzy=True)],
        "b": [Entry("Set", "đặt")],
        "c": [Entry("Set", "tập hợp")],
        "d": [Entry("Set", "tập hợp")],
        "e": [Entry("Set", "nháp", fuzzy=True), Entry("Sets", "các tập hợp")],
        "f": [Entry("Set", "cũ", obsolete=True)],
    }
    with remember(tmp_path, pages) as memory:
        matches = memory.lookup("Set", limit=2)
        # All of the same text, whatever the limit.
        assert [m.translation for m in matches] == ["tập hợp", "đặt", "cũ", "nháp", "máy"]
        assert [m.uses for m in matches] == [2, 1, 1, 1, 1]


def test_translations_that_contradict_each_other_are_no_answer(tmp_path):
    pages = {"a": [Entry("Set", "tập hợp")], "b": [Entry("Set", "đặt")], "c": []}
    with remember(tmp_path, pages) as memory:
        assert approved(memory, "Set") is None
        assert approved(memory, "Set", page="c") is None
        # But a page goes by itself.
        assert approved(memory, "Set", page="b") == "đặt"
        assert found(memory, "Set", page="b")[0] == ("đặt", 100)


@pytest.mark.parametrize("page", ["chapter", "chapter.md", "chapter.ipynb"])
def test_a_page_is_known_by_its_name_and_that_of_its_catalog(tmp_path, page):
    with remember(tmp_path, {"chapter": [Entry("Set", "đặt")]}) as memory:
        assert memory.lookup("Set", page=page)[0].same_page
        assert not memory.lookup("Set", page="other.md")[0].same_page


def test_another_msgctxt_is_another_message(tmp_path):
    pages = {
        "a": [Entry("May", "Tháng Năm", msgctxt="month"), Entry("May", "Có thể", msgctxt="verb")]
    }
    with remember(tmp_path, pages) as memory:
        assert approved(memory, "May") is None
        assert approved(memory, "May", context="verb") == "Có thể"
        matches = memory.lookup("May", context="verb")
        assert [m.same_context for m in matches] == [True, False]
        assert matches[1].context == "month"


def test_a_draft_of_the_same_words_elsewhere_approves_nothing(tmp_path):
    pages = {
        "a": [Entry("Set", "đặt", msgctxt="verb")],
        "b": [Entry("Set", "đặt", fuzzy=True)],
    }
    with remember(tmp_path, pages) as memory:
        assert approved(memory, "Set") is None
        assert approved(memory, "Set", page="b") is None


def test_examples_are_people_s_work_one_for_each_text(tmp_path):
    pages = {
        "a": [Entry(LONG, "A"), Entry(LONG + " Then it ends.", "B", fuzzy=True)],
        "b": [Entry(LONG, "AA"), Entry(LONG.replace("three", "four"), "C", obsolete=True)],
        "c": [Entry(LONG, "A")],
    }
    with remember(tmp_path, pages) as memory:
        closest = memory.closest(LONG, 3)
        assert [match.translation for match in closest] == ["A", "C"]


def test_plurals_and_empty_translations_are_not_in_it(tmp_path):
    entries = [
        Entry("one", msgid_plural="many", msgstr_plural=("một",)),
        Entry("empty"),
        Entry("full", "đủ"),
    ]
    with remember(tmp_path, {"one": entries}) as memory:
        assert memory.counts() == (1, 1)


@pytest.mark.parametrize(
    "text", ["", " ", "$x$", '"', '" OR "', "*", "NEAR(a b)", "\ud800", "a\0b"]
)
def test_any_text_can_be_looked_up(tmp_path, text):
    with remember(tmp_path, {"one": [Entry("Loss", "Mất mát"), Entry("$x$", "$x$")]}) as memory:
        memory.lookup(text)
        memory.closest(text)
        assert memory.approved(text) is None or text == "$x$"


def test_vietnamese_is_kept_apart_from_letters_without_marks(tmp_path):
    # A book may be written in Vietnamese, too; and marks may come apart from their letters.
    with remember(tmp_path, {"one": [Entry("Học máy rất vui hôm nay", "x")]}) as memory:
        assert found(memory, "Ho\u0323c ma\u0301y rất vui hôm nay") == [("x", 99)]


def test_the_version_changes_with_any_file(tmp_path):
    with remember(tmp_path, {"one": [Entry("Loss", "Mất")]}) as memory:
        before = memory.version
    with Memory(making(tmp_path)) as memory:
        assert memory.version == before
    write_pages(tmp_path, {"two": [Entry("Data", "Dữ liệu")]})
    with Memory(making(tmp_path)) as memory:
        assert memory.version != before


def test_several_threads_may_ask_at_once(tmp_path):
    texts = [f"A text about {n} steps of the descent" for n in range(60)]
    with remember(tmp_path, {"one": [Entry(text, text.upper()) for text in texts]}) as memory:

        def ask(text):
            match = memory.approved(text)
            return match.translation, memory.lookup(f"{text}!", limit=1)[0].translation

        with ThreadPoolExecutor(4) as threads:
            assert list(threads.map(ask, texts)) == [(text.upper(), text.upper()) for text in texts]


def test_imported_files_count_as_their_people_say(tmp_path):
    tmx = (
        '<?xml version="1.0"?><tmx version="1.4"><body><tu>'
        '<tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="vi"><seg>{}</seg></tuv>'
        "</tu></body></tmx>"
    )
    for name, english in {"good.tmx": "Loss", "unreviewed/bad.TMX": "Data"}.items():
        path = tmp_path / "imports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tmx.format(english, english[::-1]), "utf-8")
    po = tmp_path / "imports" / "old.po"
    po.write_text('#, fuzzy\nmsgid "Net"\nmsgstr "Mạng"\n\nmsgid "Layer"\nmsgstr "Tầng"\n', "utf-8")
    with Memory(making(tmp_path)) as memory:
        assert approved(memory, "Loss") == "ssoL"
        assert approved(memory, "Data") is None
        assert found(memory, "Data") == [("ataD", 100)]
        assert approved(memory, "Net") is None
        assert approved(memory, "Layer") == "Tầng"
        assert memory.lookup("Loss")[0].origin == "imports/good.tmx"


def test_a_catalog_is_in_its_own_language_and_an_import_must_be(tmp_path):
    po = tmp_path / "imports" / "fr.po"
    po.parent.mkdir()
    po.write_text('msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "Loss"\nmsgstr "Perte"\n', "utf-8")
    with Memory(making(tmp_path)) as memory:
        [fault] = memory.faults
        assert str(fault) == "imports/fr.po: it is in fr, not in vi; give another file"
        assert memory.lookup("Loss") == []
