"""`translate`: which drafts may stand, what is tried again, what is left and why."""

from __future__ import annotations

import pytest

from polybook.engines.engine import Draft
from tests.drafts import FakeEngine, asked, drafting, translate, translated

DATE = "2024-02-28"


@pytest.fixture
def book(project):
    return drafting(project)


def test_a_refused_answer_is_not_paid_for_again(book):
    with asked(FakeEngine(lambda request: f"{translated(request)} `x`")) as engine:
        report = translate(book, "walk")
    assert report["counts"]["left"] == 5
    assert len(engine.asked) == report["counts"]["sent"] == 10
    with asked(FakeEngine()) as engine:
        again = translate(book, "walk")
    assert engine.asked == []
    assert again["counts"]["known"] == report["counts"]["sent"]
    assert again["refusals"] == report["refusals"]


def test_a_fault_is_explained_once_to_engines_that_can_be_told(book):
    def careless(request):
        return translated(request) if request.retry else translated(request).replace("<x", "<y")

    with asked(FakeEngine(careless)) as engine:
        report = translate(book, "walk")
    assert report["refusals"] == []
    retried = [one for one in engine.asked if one.retry]
    assert len(retried) == 2
    assert '<y id="1"/>' in retried[0].retry.draft
    assert "placeholder" in retried[0].retry.fault


def test_missed_terms_are_named_in_the_retry(book):
    def careless(request):
        draft = translated(request)
        return draft if request.retry else draft.replace("ốc độ học", "ỉ lệ học")

    with asked(FakeEngine(careless)) as engine:
        report = translate(book, "walk")
    faults = [one.retry.fault for one in engine.asked if one.retry]
    assert len(faults) == 2
    assert all('"learning rate"' in fault and "tốc độ học" in fault for fault in faults)
    assert report["counts"]["drafted"] == 5


def test_engines_that_cannot_be_told_get_sentence_by_sentence(book):
    def forgetful(request):
        draft = translated(request)
        return draft.replace('<x id="1"/>', "") if draft.count(". ") else draft

    with asked(FakeEngine(forgetful, told=False)) as engine:
        report = translate(book, "walk")
    assert report["refusals"] == []
    assert engine.texts[-3:] == [
        'We train with <x id="1"/> and <x id="2"/>.',
        'The loss falls <g id="1">with each step</g>.',
        'Then we follow the <g id="1">gradient</g> and the learning rate.',
    ]
    assert "$x^2$ và `loss.step()`. Mất mát" in book.entries("walk")[
        "We train with $x^2$ and `loss.step()`. The loss falls *with each step*. "
        "Then we follow the [gradient](https://example.org) and the learning rate."
    ].msgstr  # fmt: skip


def test_texts_that_are_too_long_go_sentence_by_sentence(book):
    with asked(FakeEngine(characters=90)) as engine:
        report = translate(book, "walk")
    assert report["refusals"] == []
    assert max(map(len, engine.texts)) <= 90


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda r: translated(r) + " <script>alert(1)</script>", "script"),
        (lambda _: "", "the engine answered nothing"),
        (lambda _: Draft(reason="the service has said no"), "the service has said no"),
        (lambda r: translated(r) + " [tới](https://evil.example)", "evil.example"),
        (lambda r: "# " + translated(r), ""),
        (lambda r: translated(r) + " " + "và thêm nhiều chữ " * 40, ""),
        (lambda r: r.text, "English"),
        (lambda _: "Dạ \x00 \ud800", "characters that no catalog can hold"),
        (lambda r: translated(r).replace("ất mát", "ỗ lãi"), '"loss"'),
        (lambda r: translated(r) + " `x`", "`x`"),
    ],
)
def test_what_fails_is_left_untranslated_with_its_reason(book, answer, reason):
    chapter = "# Down\n\nThe loss falls with every step, and it leads down.\n"
    book.write("source_en/walk.md", chapter)
    with asked(FakeEngine(lambda r: answer(r) if "loss" in r.text else translated(r))):
        report = translate(book, "walk")
    entry = book.entries("walk")["The loss falls with every step, and it leads down."]
    assert (entry.msgstr, entry.flags, entry.tcomment) == ("", [], "")
    [refusal] = report["refusals"]
    assert reason in refusal["reason"]
    assert (refusal["page"], refusal["page_line"]) == ("walk.md", 3)
    assert refusal["place"] == "paragraph in Down"


def test_what_can_be_put_right_without_risk_is(book):
    book.write("source_en/walk.md", "# Down\n\nWe walk with `a  b` and $x$.\n")
    with asked(FakeEngine(lambda request: translated(request).replace(" và ", "  và  "))):
        translate(book, "walk")
    entry = book.entries("walk")["We walk with `a  b` and $x$."]
    assert entry.msgstr == "Chúng ta dạo bước với `a  b` và $x$."


def test_names_may_stay_as_they_are(book):
    book.write("source_en/walk.md", "# NumPy\n")
    with asked(FakeEngine(lambda request: request.text)):
        report = translate(book, "walk")
    assert report["refusals"] == []
    assert book.entries("walk")["NumPy"].msgstr == "NumPy"


def test_two_drafts_that_break_the_page_together_do_not_both_stay(book):
    book.write(
        "source_en/walk.md", "# Down\n\n| one | two |\n| --- | --- |\n| small step | new step |\n"
    )
    with asked(FakeEngine(lambda r: translated(r).replace("nhỏ", "nhỏ |"))):
        report = translate(book, "walk")
    assert [one["msgid"] for one in report["refusals"]] == ["small step"]


def test_the_configured_severities_decide(book):
    config = book.read("polybook.toml")
    book.write("polybook.toml", config + '[check.severity]\nterm-missing = "warning"\n')
    with asked(FakeEngine(lambda r: translated(r).replace("ất mát", "ỗ lãi"))):
        assert translate(book, "walk")["refusals"] == []


def test_a_check_of_the_whole_book_counts_where_it_is_an_error(book):
    book.translate("chapters/one", {"Chapter one": "Chương thứ nhất"})
    book.write("source_en/walk.md", "# Down\n\nWe follow it: [Chapter one](chapters/one.md).\n")
    with asked(FakeEngine()):
        assert translate(book, "walk", "--dry-run")["refusals"] == []
    config = book.read("polybook.toml")
    book.write("polybook.toml", config + '[check.severity]\nheading-mismatch = "error"\n')
    with asked(FakeEngine()):
        [refusal] = translate(book, "walk")["refusals"]
    assert "Chương thứ nhất" in refusal["reason"]
    assert book.entries("walk")["Down"].msgstr == "Xuống"
    book.write("polybook.toml", config)
    with asked(FakeEngine()):
        assert translate(book, "walk")["refusals"] == []


def test_a_waiver_that_waits_in_the_entry_counts(book):
    book.good("update", "vi")
    text = book.read("locales/vi/LC_MESSAGES/walk.po")
    place = "#. paragraph in A walk down\n#. continues after"
    assert text.count(place) == 1
    waiver = "polybook: ignore term-missing - the slope of a walk, not of a loss"
    book.write("locales/vi/LC_MESSAGES/walk.po", text.replace(place, f"# {waiver}\n{place}"))
    with asked(FakeEngine(lambda r: translated(r).replace("ốc độ học", "ốc độ"))):
        report = translate(book, "walk")
    entry = book.entries("walk")["The learning rate $\\eta$ is small when"]
    assert entry.msgstr == "Tốc độ $\\eta$ là nhỏ khi"
    assert entry.tcomment.split("\n") == [waiver, f"polybook: machine (command, {DATE})"]
    assert ["learning rate" in one["msgid"] for one in report["refusals"]] == [True]
