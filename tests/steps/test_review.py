"""`review`: what is shown, and what each decision does to the catalog."""

from __future__ import annotations

import polib
import pytest

from tests.drafts import FakeEngine, asked, drafted, review, translate, translated


@pytest.fixture
def book(project):
    return drafted(project)


FIRST = "A walk down"
LONG = (
    "We train with $x^2$ and `loss.step()`. The loss falls *with each step*. "
    "Then we follow the [gradient](https://example.org) and the learning rate."
)
LAST = "Every step is one step."
COMMENT = "polybook: machine (command, 2024-02-28)"


def test_accepting_makes_a_translation_and_keeps_where_it_came_from(book):
    done = review(book, "aq")
    assert (done.code, done.err) == (0, "")
    entry = book.entries("walk")[FIRST]
    assert (entry.msgstr, entry.flags, entry.tcomment) == ("Một dạo bước xuống", [], COMMENT)
    assert book.entries("walk")[LONG].flags == ["fuzzy"]
    assert done.out.endswith("vi: 1 accepted, 0 rejected; 4 to go: polybook review vi\n")


def test_it_shows_all_that_helps_to_decide(book):
    book.write("their.tmx", TMX)
    book.good("memory", "import", "vi", "their.tmx")
    out = review(book, "ss").out
    assert "1 of 5 · walk.md:1 · heading · command, 2024-02-28\n  English   A walk down\n" in out
    assert "  draft     Một dạo bước xuống\n" in out
    assert '  term      learning rate → "tốc độ học"\n' in out
    assert "  memory    " in review(book, "").out
    assert "The learning rate is small here." in review(book, "").out
    assert "→ Tốc độ học ở đây nhỏ." in review(book, "").out


TMX = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="en" datatype="plaintext" segtype="paragraph"
  adminlang="en" creationtool="x" creationtoolversion="1" o-tmf="x"/><body>
<tu><tuv xml:lang="en"><seg>The learning rate is small here.</seg></tuv>
<tuv xml:lang="vi"><seg>Tốc độ học ở đây nhỏ.</seg></tuv></tu>
</body></tmx>
"""


def test_rejecting_empties_the_entry_and_the_draft_does_not_come_again(book):
    done = review(book, "r")
    entry = book.entries("walk")[FIRST]
    assert (entry.msgstr, entry.flags, entry.tcomment) == ("", [], "")
    assert "0 accepted, 1 rejected; 4 to go" in done.out
    with asked(FakeEngine()) as engine:
        report = translate(book, "walk")
    assert [one["msgid"] for one in report["refusals"]] == [FIRST]
    [retry] = engine.asked
    assert retry.retry.draft == "Một dạo bước xuống"
    assert "rejected" in retry.retry.fault
    assert book.entries("walk")[FIRST].msgstr == ""

    def other(request):
        return "Xuống dốc" if request.text == FIRST else translated(request)

    book.write("build/drafts/answers.sqlite", b"")
    with asked(FakeEngine(other)):
        assert translate(book, "walk")["refusals"] == []
    assert book.entries("walk")[FIRST].msgstr == "Xuống dốc"


def test_going_back_takes_back_what_was_decided(book):
    before = book.files("locales")
    review(book, "arsbbb")
    assert book.files("locales") == before
    with asked(FakeEngine()):
        review(book, "rb")
        assert translate(book, "walk")["counts"]["open"] == 0
    done = review(book, "b")
    assert "there is nothing before that could be taken back" in done.out


def test_it_goes_on_where_it_was(book):
    review(book, "sss")
    done = review(book, "a")
    assert done.out.startswith("going on where the last review was; 3 before it\n")
    assert "4 of 5" in done.out
    assert book.entries("walk")["where we walk **down**."].flags == []
    assert "4 of 4" in review(book, "s").out
    again = review(book, "")
    assert "going on" not in again.out
    assert "1 of 4" in again.out


def test_where_it_was_may_be_gone(book):
    review(book, "ss")
    book.translate("walk", {"The learning rate $\\eta$ is small when": "Khi"})
    path = book.catalog("walk")
    catalog = polib.pofile(str(path), wrapwidth=-1)
    catalog.find("The learning rate $\\eta$ is small when").flags.remove("fuzzy")
    catalog.save()
    assert "3 of 4 · walk.md:10" in review(book, "").out


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"vi": 1}', '{"vi": {"catalog": []}}', "[" * 100_000, '{"fr": "\\ud800"}'],
)
def test_a_torn_memory_of_where_it_was_is_forgotten(book, content):
    book.write("build/drafts/review.json", content)
    assert "1 of 5" in review(book, "").out


def test_what_has_errors_is_accepted_only_after_a_question(book):
    book.translate("walk", {FIRST: "Đi <i>bộ</i>"})
    before = book.files("locales")
    assert "it has errors; accept it all the same? [y/n] n\n" in review(book, "an").out
    assert book.files("locales") == before
    review(book, "ay")
    assert book.entries("walk")[FIRST].flags == []


def test_drafts_come_first_then_what_has_changed_then_the_rest(book):
    book.translate("index", {"The book": "Sách"}, fuzzy=True)
    path = book.catalog("chapters/one")
    catalog = polib.pofile(str(path), wrapwidth=-1)
    entry = catalog.find("Chapter one")
    entry.msgstr, entry.flags, entry.previous_msgid = "Chương I", ["fuzzy"], "Chapter zero"
    catalog.save()
    out = review(book, "sssssss").out
    heads = [line.split(" · ")[1] for line in out.split("\n") if " of 7 · " in line]
    assert heads == [
        "walk.md:1", "walk.md:3", "walk.md:6", "walk.md:10", "walk.md:12",
        "chapters/one.md:1", "index.md:1",
    ]  # fmt: skip
    assert "  changed   Chapter [-zero-]{+one+}\n" in out


def test_accepting_what_has_changed_forgets_the_old_english(book):
    path = book.catalog("chapters/one")
    catalog = polib.pofile(str(path), wrapwidth=-1)
    entry = catalog.find("Chapter one")
    entry.msgstr, entry.flags, entry.previous_msgid = "Chương I", ["fuzzy"], "Chapter zero"
    entry.tcomment = "polybook: adopted - 0 instead of 1\na note"
    catalog.save()
    out = review(book, "a", "chapters/one").out
    assert "  doubt     0 instead of 1\n  comment   a note\n" in out
    entry = book.entries("chapters/one")["Chapter one"]
    assert (entry.msgstr, entry.flags, entry.previous_msgid) == ("Chương I", [], None)
    assert entry.tcomment == "a note"


def test_pages_and_engines_can_be_chosen(book):
    book.translate("index", {"The book": "Sách"}, fuzzy=True)
    assert "1 of 1 · index.md:1" in review(book, "", "index").out
    assert "1 of 5" in review(book, "", "--engine", "command").out
    assert review(book, "", "--engine", "deepl").out == "vi: nothing is fuzzy here\n"
    assert (
        review(book, "", "wlak").err == "polybook: wlak: no page of the book; did you mean walk?\n"
    )
    assert "did you mean `deepl`?" in review(book, "", "--engine", "depl").err


def test_nothing_in_a_catalog_acts_on_the_terminal(book):
    book.translate("walk", {FIRST: "Xấu \x1b[2J\u202e\nhai"})
    out = review(book, "").out
    assert "\x1b[2J" not in out
    assert "\u202e" not in out
    assert "  draft     Xấu \\x1b[2J\\u202e\n            hai\n" in out


def test_help_and_unknown_keys(book):
    out = review(book, "?x").out
    assert "  a  accept it" in out
    assert "there is no key x" in out


def test_nothing_to_review(project):
    assert review(project, "").out == "vi: nothing is fuzzy here\n"


def test_only_the_entry_that_was_decided_on_changes(book):
    before = book.read("locales/vi/LC_MESSAGES/walk.po").split("\n\n")
    review(book, "sa")
    after = book.read("locales/vi/LC_MESSAGES/walk.po").split("\n\n")
    assert [n for n, (one, two) in enumerate(zip(before, after, strict=True)) if one != two] == [2]


def test_a_catalog_that_breaks_is_told(book):
    book.write("locales/vi/LC_MESSAGES/index.po", 'msgid "a"\n<<<<<<< ours\n')
    done = review(book, "q")
    assert done.code == 1
    assert "index.po" in done.err
    assert "1 of 5" in done.out
