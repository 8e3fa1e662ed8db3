import polib
import pytest

from polybook.steps import update as step
from tests.project import PAGES, make_project, notebook


def test_check_writes_nothing_and_fails_when_something_would_change(project):
    assert project.run("update", "vi", "--check").code == 0
    project.write("source_en/index.md", "# The book\n\nIt begins elsewhere.\n")
    before = project.files()
    done = project.run("update", "vi", "--check")
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("would write locales/vi/LC_MESSAGES/index.po\n")
    assert project.files() == before


def test_update_twice_is_update_once(project, monkeypatch):
    for name in ("index", "chapters/one", "chapters/two"):
        project.translate(name)
    project.write("source_en/index.md", PAGES["index.md"].replace("begins", "starts"))
    project.write("source_en/new.md", PAGES["chapters/one.md"])
    project.good("update", "vi")
    once = project.files()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    project.good("update", "vi")
    assert project.files() == once


def test_editing_one_paragraph_changes_one_entry(project):
    project.translate("chapters/one")
    project.good("update", "vi")
    before = project.catalog("chapters/one").read_text("utf-8").split("\n\n")
    project.write(
        "source_en/chapters/one.md", PAGES["chapters/one.md"].replace("First", "The first")
    )
    project.good("update", "vi")
    after = project.catalog("chapters/one").read_text("utf-8").split("\n\n")
    different = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert different == [
        (
            '#. paragraph in Chapter one\n#: chapters/one.md\nmsgid "First words of it."\n'
            'msgstr "Ƒíŕśť ŵóŕđś óƒ íť."',
            "#. paragraph in Chapter one\n#: chapters/one.md\n#, fuzzy\n"
            '#| msgid "First words of it."\nmsgid "The first words of it."\n'
            'msgstr "Ƒíŕśť ŵóŕđś óƒ íť."',
        )
    ]


def states(project, *names):
    return {
        msgid: (entry.msgstr, entry.fuzzy, bool(entry.obsolete))
        for name in names
        for msgid, entry in project.entries(name).items()
    }


def test_a_renamed_page_keeps_its_translations(project):
    project.translate("chapters/one")
    before = states(project, "chapters/one")
    (project.root / "source_en/chapters/one.md").rename(project.root / "source_en/first.md")
    project.good("update", "vi")
    assert states(project, "first") == before
    assert not project.catalog("chapters/one").exists()


def test_a_split_page_keeps_its_translations(project):
    project.translate("chapters/one")
    before = states(project, "chapters/one")
    heading, first, more = PAGES["chapters/one.md"].split("\n\n")
    project.write("source_en/chapters/one.md", f"{heading}\n\n{first}\n")
    project.write("source_en/chapters/one-b.md", more)
    project.good("update", "vi")
    after = states(project, "chapters/one", "chapters/one-b")
    assert after == before
    assert len(project.entries("chapters/one-b")) == 1


def test_a_page_that_becomes_a_notebook_keeps_its_translations(project):
    project.translate("chapters/one")
    before = states(project, "chapters/one")
    (project.root / "source_en/chapters/one.md").unlink()
    project.write("source_en/chapters/one.ipynb", notebook(*PAGES["chapters/one.md"].split("\n\n")))
    project.good("update", "vi")
    assert states(project, "chapters/one") == before


def test_a_deleted_paragraph_is_obsolete_and_comes_back(project):
    project.translate("index")
    before = states(project, "index")
    project.write("source_en/index.md", "# The book\n")
    project.good("update", "vi")
    assert states(project, "index")["It begins here."] == ("Íť ƀéĝíńś ĥéŕé.", False, True)
    project.write("source_en/index.md", PAGES["index.md"])
    project.good("update", "vi")
    assert states(project, "index") == before


CONFLICT = (
    'msgstr ""\n\n#. paragraph',
    '<<<<<<< a\nmsgstr "a"\n=======\nmsgstr "b"\n>>>>>>> b\n\n#.',
)
# What to do to a catalog, what stands in the line that must be named, and what it is called.
FAULTS = {
    "conflict markers": (lambda text: text.replace(*CONFLICT, 1), "<<<<<<< a",
        "catalog-conflict"),
    "a duplicate entry": (
        lambda text: text + '\nmsgid "Chapter one"\nmsgstr "Chương"\n', 'msgid "Chapter one"',
        "catalog-duplicate"),
    "broken quoting": (lambda text: text.replace('msgid "First', "msgid First"), "msgid First",
        "catalog-unreadable"),
    "a string that does not end": (lambda text: text.replace('of it."', "of it."), "of it.",
        "catalog-unreadable"),
    "an unknown keyword": (lambda text: text.replace('msgid "First', 'msgidd "First'), "msgidd",
        "catalog-unreadable"),
}  # fmt: skip


@pytest.mark.parametrize(("damage", "faulty", "code"), FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("command", ["update", "merge", "check"])
def test_a_broken_catalog_is_named_and_not_touched(project, command, damage, faulty, code):
    project.translate("index")
    project.write("source_en/index.md", PAGES["index.md"] + "\nSome new words.\n")
    path = project.catalog("chapters/one")
    text = damage(path.read_text("utf-8"))
    line = text.count("\n", 0, text.rindex(faulty)) + 1
    broken = text.encode()
    path.write_bytes(broken)
    done = project.run(command, "vi")
    said = done.out if command == "check" else done.err
    assert done.code == 1
    place = f"locales/vi/LC_MESSAGES/chapters/one.po:{line}: error {code}: "
    assert place in said
    assert said.count(code) == 1
    assert path.read_bytes() == broken
    if command == "update":
        assert "Some new words." in project.entries("index")  # the others are done
    if command == "merge":
        assert "Íť ƀéĝíńś ĥéŕé." in project.read("build/vi/source/index.md")
        assert project.read("build/vi/source/chapters/one.md") == PAGES["chapters/one.md"]


def test_a_catalog_in_another_charset_is_named_and_not_touched(project):
    project.translate("chapters/one", {"Chapter one": "Chapître"})
    path = project.catalog("chapters/one")
    data = path.read_text("utf-8").replace("charset=UTF-8", "charset=ISO-8859-1").encode("latin-1")
    path.write_bytes(data)
    done = project.run("update", "vi")
    assert done.code == 1
    assert done.err == (
        "locales/vi/LC_MESSAGES/chapters/one.po:19: error catalog-unreadable: not UTF-8; convert "
        "the file from ISO-8859-1 with msgconv --to-code=UTF-8\n"
    )
    assert path.read_bytes() == data


def test_a_page_that_cannot_be_read_leaves_its_catalog_alone(project):
    project.translate("chapters/one")
    project.write("source_en/chapters/one.md", b"\xff\xfe broken")
    before = project.files("locales")
    for command in (["extract"], ["update", "vi"]):
        done = project.run(*command)
        assert done.code == 1
        assert done.err == (
            "source_en/chapters/one.md:1: error page-unreadable: not UTF-8 (byte 0xff); convert "
            "it, for instance with `iconv -f UTF-16 -t UTF-8`\n"
        )
        assert project.files("locales") == before


def test_translations_are_never_given_to_other_english_without_fuzzy(tmp_path):
    project = make_project(tmp_path, {"a.md": "The learning rate is small.\n"})
    project.translate("a")
    project.write("source_en/a.md", "The learning rate is not small.\n")
    project.good("update", "vi")
    (entry,) = polib.pofile(str(project.catalog("a")))
    assert (entry.fuzzy, entry.previous_msgid) == (True, "The learning rate is small.")
    assert project.good("merge", "vi").endswith("; 0 of 1 unit translated\n")


def test_what_somebody_writes_while_update_reads_is_kept(project, monkeypatch):
    project.write("source_en/index.md", PAGES["index.md"] + "\nA new one.\n")
    bring_up = step.bring_up

    def slow(*arguments):
        ready = bring_up(*arguments)
        if not project.entries("index")["It begins here."].msgstr:
            project.translate("index", {"It begins here.": "Nó bắt đầu ở đây."})
        return ready

    monkeypatch.setattr(step, "bring_up", slow)
    project.good("update", "vi")
    entries = project.entries("index")
    assert entries["It begins here."].msgstr == "Nó bắt đầu ở đây."
    assert "A new one." in entries


def test_catalogs_that_change_all_the_time_are_not_written(project, monkeypatch):
    project.write("source_en/index.md", PAGES["index.md"] + "\nA new one.\n")
    bring_up = step.bring_up
    words = iter("abcdefghijkl")

    def never_done(*arguments):
        ready = bring_up(*arguments)
        project.translate("index", {"It begins here.": next(words)})
        return ready

    monkeypatch.setattr(step, "bring_up", never_done)
    done = project.run("update", "vi")
    assert (done.code, "change all the time" in done.err) == (2, True)
    assert "A new one." not in project.entries("index")
