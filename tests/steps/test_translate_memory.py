"""`translate`: what the memory has comes first, whatever the engine."""

from __future__ import annotations

import polib
import pytest

from tests.drafts import FakeEngine, asked, drafting, translate, translated

DATE = "2024-02-28"
TMX = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="en" datatype="plaintext" segtype="paragraph"
  adminlang="en" creationtool="x" creationtoolversion="1" o-tmf="x"/><body>
<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="vi"><seg>{}</seg></tuv></tu>
</body></tmx>
"""


@pytest.fixture
def book(project):
    drafting(project)
    # What `update` itself would carry over must not be in the way.
    project.write("source_en/walk.md", "# Walk\n")
    return project


def remember(book, english: str, translation: str, *options: str) -> None:
    book.write("their.tmx", TMX.format(english, translation))
    book.good("memory", "import", "vi", "their.tmx", "--replace", *options)


def chapter(book, text: str) -> None:
    book.write("source_en/walk.md", f"# Walk\n\n{text}\n")


def test_what_people_have_approved_for_the_same_text_is_a_translation(book):
    remember(book, "Every step is one step.", "Bước nào cũng là bước.")
    chapter(book, "Every step is one step.")
    with asked(FakeEngine()) as engine:
        report = translate(book, "walk")
    assert engine.texts == ["Walk"]
    entry = book.entries("walk")["Every step is one step."]
    assert (entry.msgstr, entry.flags, entry.tcomment) == ("Bước nào cũng là bước.", [], "")
    assert report["counts"]["approved"] == 1
    assert report["counts"]["remembered"] == 0


def test_what_nobody_stands_behind_is_a_draft(book):
    remember(book, "Every step is one step.", "Bước nào cũng là bước.", "--unreviewed")
    chapter(book, "Every step is one step.")
    with asked(FakeEngine()):
        report = translate(book, "walk")
    entry = book.entries("walk")["Every step is one step."]
    assert (entry.msgstr, entry.flags) == ("Bước nào cũng là bước.", ["fuzzy"])
    assert entry.tcomment == f"polybook: machine (memory, {DATE})"
    assert report["counts"]["remembered"] == 1


def test_a_near_hit_is_fuzzy_and_shows_what_is_different(book):
    remember(book, "We walk every step down there.", "Ta đi từng bước xuống đó.")
    chapter(book, "We walk every step down here.")
    report = translate(book, "walk", engine="memory")
    entry = book.entries("walk")["We walk every step down here."]
    assert (entry.msgstr, entry.flags) == ("Ta đi từng bước xuống đó.", ["fuzzy"])
    assert entry.previous_msgid == "We walk every step down there."
    assert entry.tcomment == f"polybook: machine (memory, {DATE})"
    assert report["counts"]["remembered"] == 1


def test_other_formulas_take_the_place_of_those_that_were(book):
    remember(book, "We walk every step with $x$.", "Ta đi từng bước với $x$.")
    chapter(book, "We walk every step with $y$.")
    translate(book, "walk", engine="memory")
    assert book.entries("walk")["We walk every step with $y$."].msgstr == "Ta đi từng bước với $y$."


def test_a_far_hit_is_left_to_the_engine_that_sees_it_as_an_example(book):
    remember(book, "We walk every step down there.", "Ta đi từng bước xuống đó.")
    chapter(book, "We walk each small step down and leads words.")
    with asked(FakeEngine()) as engine:
        translate(book, "walk")
    request = engine.asked[1]
    assert request.context.examples == (
        ("We walk every step down there.", "Ta đi từng bước xuống đó."),
    )


def test_engines_that_read_no_examples_are_not_given_any(book):
    remember(book, "We walk every step down there.", "Ta đi từng bước xuống đó.")
    chapter(book, "We walk each small step down and leads words.")
    with asked(FakeEngine(told=False)) as engine:
        translate(book, "walk")
    assert all(request.context.examples == () for request in engine.asked)


def test_what_the_memory_has_is_judged_as_well(book):
    remember(book, "The loss falls every step.", "Lỗ lãi giảm từng bước.")
    chapter(book, "The loss falls every step.")
    report = translate(book, "walk", engine="memory")
    assert book.entries("walk")["The loss falls every step."].msgstr == ""
    [refusal] = report["refusals"]
    assert '"loss"' in refusal["reason"]
    with asked(FakeEngine()):
        assert translate(book, "walk")["refusals"] == []
    assert book.entries("walk")["The loss falls every step."].msgstr == "Mất mát giảm mọi bước."


def test_the_memory_alone_says_nothing_of_what_it_does_not_have(book):
    chapter(book, "Every step is one step.")
    run = book.run("translate", "vi", "walk")
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        "wrote locales/vi/LC_MESSAGES/walk.po\n"
        "vi: 2 texts without a translation: 2 left\n"
        "an engine drafts the rest: --engine NAME, or `engine` of [translate]\n"
    )


def test_an_approved_draft_answers_for_the_same_text(book):
    chapter(book, "Every step is one step.")
    with asked(FakeEngine()):
        translate(book, "walk")
    path = book.catalog("walk")
    catalog = polib.pofile(str(path), wrapwidth=-1)
    catalog.find("Every step is one step.").flags.remove("fuzzy")
    catalog.save()
    book.write("source_en/other.md", "# Other\n\nEvery step is one step.\n")
    translate(book, "other", engine="memory")
    entry = book.entries("other")["Every step is one step."]
    assert (entry.msgstr, entry.flags) == ("Mọi bước là một bước.", [])


def test_examples_do_not_make_a_text_another_one(book):
    """What was drafted until a run was killed must not cost its answers."""
    chapter(book, "We walk each small step down and leads words.")
    refused = FakeEngine(lambda request: f"{translated(request)} `x`")
    with asked(refused):
        translate(book, "walk")
    remember(book, "We walk every step down there.", "Ta đi từng bước xuống đó.")
    with asked(FakeEngine()) as engine:
        translate(book, "walk")
    assert engine.asked == []


def test_files_that_the_memory_has_to_do_without_are_told(book):
    remember(book, "Every step is one step.", "Bước nào cũng là bước.")
    book.write("locales/vi/memory/their.tmx", "<tmx")
    book.write("locales/vi/LC_MESSAGES/index.po", 'msgid "a"\n<<<<<<< ours\n')
    run = book.run("translate", "vi", "walk")
    assert run.code == 1
    assert run.err.count("their.tmx") == run.err.count("index.po") == 1
