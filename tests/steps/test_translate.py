"""`translate`: what is filled, what never is, and what the engine is sent."""

from __future__ import annotations

import polib
import pytest

from polybook.engines.engine import EngineError
from polybook.steps import translate as step
from polybook.steps.drafts_judge import make_judge
from tests.drafts import CHAPTER, FakeEngine, answers, asked, drafting, translate, translated

DATE = "2024-02-28"


@pytest.fixture
def book(project):
    return drafting(project)


def fuzzy(entry: polib.POEntry) -> bool:
    return "fuzzy" in entry.flags


def test_what_is_missing_gets_fuzzy_drafts_with_their_provenance(book):
    with asked(FakeEngine()):
        report = translate(book, "walk")
    entries = book.entries("walk")
    assert [entry.msgstr for entry in entries.values()] == [
        "Một dạo bước xuống",
        "Chúng ta huấn luyện với $x^2$ và `loss.step()`. Mất mát giảm *với mỗi bước*. Rồi chúng "
        "ta đi theo [gradient](https://example.org) và tốc độ học.",
        "Tốc độ học $\\eta$ là nhỏ khi",
        "nơi chúng ta dạo bước **xuống**.",
        "Mọi bước là một bước.",
    ]
    assert all(map(fuzzy, entries.values()))
    assert {entry.tcomment for entry in entries.values()} == {
        f"polybook: machine (command, {DATE})"
    }
    assert report["counts"] | {"characters": 0, "context": 0} == {
        "open": 5, "drafted": 5, "remembered": 0, "approved": 0, "left": 0, "sent": 5,
        "characters": 0, "context": 0, "known": 0, "held": 0,
    }  # fmt: skip
    assert report["written"] == ["locales/vi/LC_MESSAGES/walk.po"]


def test_drafts_are_not_shown_to_readers(book):
    with asked(FakeEngine()):
        translate(book)
    book.good("merge", "vi")
    assert book.read("build/vi/source/walk.md") == CHAPTER


def test_what_is_there_is_never_touched(book):
    book.good("update", "vi")
    book.translate("walk", {"A walk down": "Xuống dốc", "Every step is one step.": "Cũ"})
    path = book.catalog("walk")
    catalog = polib.pofile(str(path), wrapwidth=-1)
    catalog.find("Every step is one step.").flags.append("fuzzy")
    catalog.save()
    with asked(FakeEngine()) as engine:
        translate(book, "walk")
    entries = book.entries("walk")
    assert entries["A walk down"].msgstr == "Xuống dốc"
    assert not entries["A walk down"].tcomment
    assert entries["Every step is one step."].msgstr == "Cũ"
    assert len(engine.asked) == 3


def test_engines_see_no_protected_token_and_only_the_terms_that_occur(book):
    with asked(FakeEngine()) as engine:
        translate(book, "walk")
    request = next(one for one in engine.asked if one.text.startswith("We train"))
    assert "$" not in request.text
    assert "`" not in request.text
    assert "example.org" not in request.text
    assert [term.term for term in request.terms] == ["loss", "gradient", "learning rate"]
    assert [one.text for one in engine.asked if not one.terms] == [
        "A walk down", 'where we walk <g id="1">down</g>.', "Every step is one step.",
    ]  # fmt: skip


def test_engines_are_told_what_stands_around_a_text(book):
    with asked(FakeEngine()) as engine:
        translate(book, "walk")
    first, second = (one.context for one in engine.asked[2:4])
    assert (first.page, first.heading) == ("walk.md", "A walk down")
    assert first.before.startswith("We train with $x^2$")
    assert first.after == "where we walk **down**."
    assert first.continues == "$$y = x$$ where we walk **down**."
    assert second.continues == "The learning rate $\\eta$ is small when $$y = x$$"


def test_long_neighbours_are_cut_at_words(book):
    book.write("source_en/walk.md", f"# One\n\n{'long words ' * 100}end.\n\nIt is here.\n")
    with asked(FakeEngine()) as engine:
        translate(book, "walk")
    before = next(one.context.before for one in engine.asked if one.text == "It is here.")
    assert before.startswith("… ")
    assert before.endswith("long words end.")
    assert set(before.split()) == {"…", "long", "words", "end."}
    assert 350 < len(before) <= 402


def test_a_text_on_two_pages_is_asked_for_once(book):
    book.write("source_en/again.md", "# Another\n\nEvery step is one step.\n")
    with asked(FakeEngine()) as engine:
        translate(book)
    assert engine.texts.count("Every step is one step.") == 1
    assert book.entries("again")["Every step is one step."].msgstr == "Mọi bước là một bước."


def test_the_same_run_again_asks_nothing(book):
    with asked(FakeEngine()):
        translate(book)
    before = book.files("locales")
    with asked(FakeEngine()) as engine:
        report = translate(book)
    assert engine.asked == []
    assert report["written"] == []
    assert book.files("locales") == before


def test_when_the_engine_gives_up_what_was_answered_is_kept(book):
    def tired(request):
        if request.text.startswith("Every"):
            return EngineError("the quota is used up; buy more")
        return translated(request)

    with asked(FakeEngine(tired, texts=1)) as engine:
        run = book.run("translate", "vi", "walk", "--engine", "command")
    assert run.code == 1
    assert run.err == "polybook: the quota is used up; buy more\n"
    assert engine.closed
    assert len(answers(book.root)) == 4
    with asked(FakeEngine()) as engine:
        report = translate(book, "walk")
    assert engine.texts == ["Every step is one step."]
    assert report["counts"]["known"] == 4


def test_no_more_is_sent_than_the_limit(book):
    with asked(FakeEngine()) as engine:
        report = translate(book, "walk", "--limit", "2")
        assert len(engine.asked) == 2
        assert report["counts"]["drafted"] == 2
        assert report["counts"]["held"] == 3
        translate(book, "walk", "--limit", "2")
        translate(book, "walk", "--limit", "2")
    assert len(engine.asked) == 5
    assert all(map(fuzzy, book.entries("walk").values()))


def test_a_dry_run_sends_and_writes_nothing(book):
    before = book.files("locales")
    with asked(FakeEngine()) as engine:
        report = translate(book, "--dry-run")
    assert engine.asked == []
    assert book.files("locales") == before
    assert report["counts"]["sent"] == report["counts"]["open"] == 12
    assert report["host"] == "fake.example"


def test_a_translation_that_somebody_makes_meanwhile_stays(book):
    book.good("update", "vi")

    def slow(request):
        if request.text == "A walk down":
            book.translate("walk", {"A walk down": "Xuống dốc"})
        return translated(request)

    with asked(FakeEngine(slow)):
        translate(book, "walk")
    entries = book.entries("walk")
    assert (entries["A walk down"].msgstr, fuzzy(entries["A walk down"])) == ("Xuống dốc", False)
    assert entries["Every step is one step."].msgstr == "Mọi bước là một bước."


def test_a_catalog_that_breaks_meanwhile_is_left_alone(book):
    book.good("update", "vi")
    broken = 'msgid "a"\n<<<<<<< ours\n'

    def slow(request):
        book.write("locales/vi/LC_MESSAGES/walk.po", broken)
        return translated(request)

    with asked(FakeEngine(slow)):
        report = translate(book, "walk")
    assert book.read("locales/vi/LC_MESSAGES/walk.po") == broken
    assert [one["code"] for one in report["findings"]] == ["catalog-conflict"]


def test_what_a_reviewer_saves_while_a_run_begins_is_kept(book, monkeypatch):
    def slow(*arguments):
        book.translate("index", {"It begins here.": "Nó bắt đầu ở đây."})
        return make_judge(*arguments)

    book.write("source_en/index.md", book.read("source_en/index.md") + "\nA new one.\n")
    monkeypatch.setattr(step, "make_judge", slow)
    with asked(FakeEngine()):
        translate(book, "index")
    entries = book.entries("index")
    assert entries["It begins here."].msgstr == "Nó bắt đầu ở đây."
    assert entries["A new one."].msgstr
