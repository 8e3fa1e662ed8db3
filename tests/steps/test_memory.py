"""The commands `memory ...`, on a book."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from contextlib import closing

import polib
import pytest

from polybook.catalog.tmx import read_tmx
from polybook.config import load
from polybook.steps.memory import open_memory
from tests.helpers import needs
from tests.project import CONFIG

PAIRS = {"Chapter one": "Chương một", "First words of it.": "Những lời đầu tiên."}
TMX = (
    '<?xml version="1.0"?><tmx version="1.4"><body><tu>'
    '<tuv xml:lang="en-US"><seg>{}</seg></tuv><tuv xml:lang="vi"><seg>{}</seg></tuv>'
    "</tu></body></tmx>"
)


@pytest.fixture
def book(project):
    """A book with a page translated."""
    project.translate("chapters/one", PAIRS)
    return project


def lookup(book, *words):
    return json.loads(book.run("memory", "lookup", "vi", *words, "--format", "json").out)["matches"]


def test_lookup_shows_score_difference_translation_and_place(book):
    out = book.good("memory", "lookup", "vi", "Last", "words", "of it!")
    assert out == (
        "80 %   approved  locales/vi/LC_MESSAGES/chapters/one.po:23\n"
        "       [-First-]{+Last+} words of it[-.-]{+!+}\n"
        "       Những lời đầu tiên.\n"
    )


def test_lookup_for_programs_has_all_of_it(book):
    assert lookup(book, "Chapter one?") == [
        {
            "score": 95.7,
            "state": "approved",
            "english": "Chapter one",
            "translation": "Chương một",
            "context": None,
            "uses": 1,
            "origin": "locales/vi/LC_MESSAGES/chapters/one.po:18",
            "difference": [["Chapter one", "Chapter one"], ["", "?"]],
        }
    ]


def test_lookup_of_what_is_not_there_is_1(book):
    done = book.run("memory", "lookup", "vi", "nothing of the kind")
    assert (done.code, done.out, done.err) == (1, "", "the memory has nothing like it\n")


def test_lookup_of_a_language_that_the_book_has_not_is_2(book):
    done = book.run("memory", "lookup", "fr", "word")
    assert (done.code, done.out) == (2, "")
    assert "fr: not a language of this book" in done.err


def test_the_memory_follows_the_catalogs(book):
    assert lookup(book, "Chapter two") == [] or lookup(book, "Chapter two")[0]["score"] < 100
    book.translate("chapters/two", {"Chapter two": "Chương hai"})
    assert lookup(book, "Chapter two")[0]["translation"] == "Chương hai"
    assert (book.root / "build/memory/vi.sqlite").is_file()


def test_what_is_imported_survives_every_database(book):
    book.write("their.tmx", TMX.format("Deep learning", "Học sâu"))
    out = book.good("memory", "import", "vi", "their.tmx")
    assert out == (
        "their.tmx: 1 translation; now locales/vi/memory/their.tmx\n"
        "the memory has 3 texts with 3 translations\n"
    )
    assert book.read("locales/vi/memory/their.tmx") == book.read("their.tmx")
    database = book.root / "build/memory/vi.sqlite"
    for harm in (database.unlink, lambda: database.write_bytes(b"torn")):
        harm()
        [match] = lookup(book, "Deep learning")
        assert (match["translation"], match["score"]) == ("Học sâu", 100.0)


def test_importing_twice_changes_nothing_and_another_file_needs_a_word(book):
    book.write("their.tmx", TMX.format("Deep learning", "Học sâu"))
    book.good("memory", "import", "vi", "their.tmx")
    out = book.good("memory", "import", "vi", "their.tmx")
    assert out.startswith("their.tmx: 1 translation; already locales/vi/memory/their.tmx\n")
    book.write("their.tmx", TMX.format("Deep learning", "Học thật sâu"))
    done = book.run("memory", "import", "vi", "their.tmx")
    assert done.code == 1
    assert "their.tmx: error catalog-unreadable: locales/vi/memory/their.tmx has other" in done.err
    assert lookup(book, "Deep learning")[0]["translation"] == "Học sâu"
    book.good("memory", "import", "vi", "their.tmx", "--replace")
    assert [match["translation"] for match in lookup(book, "Deep learning")] == ["Học thật sâu"]


def test_what_nobody_has_reviewed_is_only_offered(book):
    book.write("their.tmx", TMX.format("Deep learning", "Học sâu"))
    out = book.good("memory", "import", "vi", "their.tmx", "--unreviewed")
    assert "1 translation, 1 of them drafts; now locales/vi/memory/unreviewed/their.tmx" in out
    assert lookup(book, "Deep learning")[0]["state"] == "fuzzy"
    # Somebody has reviewed it now.
    book.good("memory", "import", "vi", "their.tmx")
    assert [match["state"] for match in lookup(book, "Deep learning")] == ["approved"]
    assert sorted(book.files("locales/vi/memory")) == ["their.tmx"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.tmx", "<tmx>", "not valid XML"),
        ("a.tmx", TMX.replace("vi", "fr"), "no text in both en and vi"),
        ("a.tmx", '<!DOCTYPE t [<!ENTITY a "b">]>' + TMX, "it declares the entity a"),
        ("a.po", 'msgid "x"\nmsgstr ""\n', "no translation is in it; is it a template?"),
        ("a.po", 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "x"\nmsgstr "y"\n', "it is in fr"),
        ("a.po", "no catalog", "unknown keyword"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_not_kept(book, name, content, reason):
    book.write(name, content)
    book.write("good.tmx", TMX.format("Deep learning", "Học sâu"))
    done = book.run("memory", "import", "vi", name, "good.tmx")
    assert done.code == 1
    assert f"{name}" in done.err
    assert reason in done.err
    assert sorted(book.files("locales/vi/memory")) == ["good.tmx"]


def test_other_formats_and_missing_files_are_wrong_usage(book):
    for name in ("terms.csv", "none.tmx"):
        done = book.run("memory", "import", "vi", name)
        assert done.code == 2
    assert "none.tmx: no such file" in done.err
    assert book.run("memory", "export", "vi", "memory.xlsx").code == 2


@pytest.fixture
def worked(book):
    """The book with drafts, obsolete entries, rivals and an import."""
    book.write("their.tmx", TMX.format("Chapter one", "Chương I"))
    book.good("memory", "import", "vi", "their.tmx")
    book.translate("index", {"The book": "Sách"}, fuzzy=True)
    path = book.catalog("chapters/one")
    catalog = polib.pofile(str(path), wrapwidth=-1)
    catalog.append(polib.POEntry(msgid="Gone", msgstr="Đã mất", obsolete=True))
    catalog.append(
        polib.POEntry(
            msgid="Made",
            msgstr="Máy",
            tcomment="polybook: machine (x, 2024-01-01)",
            flags=["fuzzy"],
        )
    )
    catalog.save()
    return book


def test_tmx_has_all_that_people_have_made(worked):
    out = worked.good("memory", "export", "vi", "out.tmx")
    path = worked.root / "out.tmx"
    assert out == f"wrote 4 translations to {path}\n"
    assert sorted(read_tmx(path, "out.tmx", "en", "vi")) == [
        ("Chapter one", "Chương I"),
        ("Chapter one", "Chương một"),
        ("First words of it.", "Những lời đầu tiên."),
        ("Gone", "Đã mất"),
    ]


def test_po_has_the_best_of_each_and_gettext_takes_it(worked):
    out = worked.good("memory", "export", "vi", "out.po")
    assert out == (
        f"wrote 3 translations to {worked.root / 'out.po'}\n1 other translation of the same text "
        "left out, for which a PO file has no place; .tmx has\n"
    )
    entries = {entry.msgid: entry for entry in polib.pofile(str(worked.root / "out.po"))}
    assert {msgid: entry.msgstr for msgid, entry in entries.items()} == {**PAIRS, "Gone": "Đã mất"}
    assert not any(entry.fuzzy or entry.obsolete for entry in entries.values())
    command = [needs("msgfmt", "gettext"), "-c", "-o", os.devnull, worked.root / "out.po"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("name", ["out.po", "out.tmx"])
def test_an_export_is_the_same_each_time_and_comes_back(worked, name):
    worked.good("memory", "export", "vi", name)
    before = worked.read(name)
    (worked.root / "build/memory/vi.sqlite").unlink(missing_ok=True)
    worked.good("memory", "export", "vi", name)
    assert worked.read(name) == before
    for catalog in worked.root.glob("locales/vi/LC_MESSAGES/**/*.po"):
        catalog.unlink()
    worked.good("memory", "import", "vi", name)
    assert lookup(worked, "Gone")[0]["translation"] == "Đã mất"


def test_an_export_does_not_feed_itself(book):
    done = book.run("memory", "export", "vi", "locales/vi/memory/out.tmx")
    assert done.code == 2
    assert "what is there is imported; export it to another folder" in done.err


def test_a_broken_catalog_is_told_and_the_rest_is_found(book):
    book.write("locales/vi/LC_MESSAGES/index.po", 'msgid "open\n')
    done = book.run("memory", "lookup", "vi", "Chapter one")
    assert "Chương một" in done.out
    assert "locales/vi/LC_MESSAGES/index.po:1: error catalog-unreadable" in done.err
    assert done.code == 1


def test_a_build_folder_that_cannot_be_written_is_a_note(book):
    book.write("build", "a file")
    done = book.run("memory", "lookup", "vi", "Chapter one")
    assert (done.code, "Chương một" in done.out) == (0, True)
    assert done.err == (
        "note: the database cannot be kept in the build folder (Not a directory); "
        "the memory works, but is read anew each time\n"
    )


def test_names_that_are_no_utf8_are_no_reason_to_stop(book):
    folder = os.fsencode(book.root / "locales/vi/LC_MESSAGES")
    with open(os.path.join(folder, b"caf\xe9.po"), "wb") as file:
        file.write('msgid "Coffee"\nmsgstr "Cà phê"\n'.encode())
    assert lookup(book, "Coffee")[0]["origin"] == "locales/vi/LC_MESSAGES/caf?.po:1"


def test_what_files_hold_does_not_act_on_a_terminal(book):
    book.write("evil.po", 'msgid "One \\033[31m two"\nmsgstr "x\\033]0;t\\007\\n::error::y"\n')
    book.good("memory", "import", "vi", "evil.po")
    out = book.good("memory", "lookup", "vi", "One \x1b[31m two!")
    assert "\x1b" not in out
    assert "\n::error" not in out


def test_steps_open_the_memory_of_a_book(book):
    with open_memory(load(book.root), "vi") as memory:
        match = memory.approved("Chapter one", page="chapters/one.md")
        assert match is not None
        assert (match.translation, match.same_page) == ("Chương một", True)


def test_another_source_language_makes_it_anew(book):
    book.good("memory", "lookup", "vi", "Chapter one")
    book.write("polybook.toml", CONFIG + 'source-language = "de"\n')
    book.good("memory", "lookup", "vi", "Chapter one")
    with closing(sqlite3.connect(book.root / "build/memory/vi.sqlite")) as connection:
        facts = dict(connection.execute("SELECT name, value FROM fact"))
    assert facts["source language"] == "de"
