"""Other programs agree: gettext and sphinx-intl read, check and update what we write."""

import importlib.util
import subprocess
import sys

import polib
import pytest

from tests.formats.pages import BOOKS, pages_of
from tests.helpers import ROOT, needs
from tests.project import PAGES, make_project
from tests.pseudo import pseudo_text


def run(*command, codes=(0,), **options):
    done = subprocess.run(command, capture_output=True, check=False, **options)
    assert done.returncode in codes, done.stderr.decode()
    return done.stdout


def check_with_gettext(path):
    """See that msgcat writes the same bytes, and that msgfmt has nothing to say."""
    data = path.read_bytes()
    assert run(needs("msgcat", "gettext"), "--no-wrap", "--force-po", str(path)) == data, path
    if path.suffix == ".po":
        command = [needs("msgfmt", "gettext"), "-c", "-o", "/dev/null", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), path


@pytest.fixture
def book(tmp_path, request):
    """Up to 40 pages of a real book, its catalogs filled, and some of the pages edited."""
    pages = sorted(pages_of(request.param).items())[:40]
    project = make_project(tmp_path, {name: data.decode() for name, data in pages})
    for path in sorted(project.catalog("x").parent.rglob("*.po")):
        catalog = polib.pofile(str(path), wrapwidth=-1)
        for entry in catalog:
            entry.msgstr = pseudo_text(entry.msgid)
        catalog.save()
    return project


@pytest.mark.parametrize("book", BOOKS, indirect=True)
def test_gettext_agrees_with_every_catalog_of_a_real_book(book):
    for path in sorted(book.root.rglob("*.po*")):
        check_with_gettext(path)
    for path in sorted((book.root / "source_en").rglob("*.md"))[::3]:
        blocks = path.read_text("utf-8").split("\n\n")
        path.write_text("\n\n".join(blocks[:5] + blocks[7:]).replace(" the ", " that "), "utf-8")
    (book.root / "source_en/new.md").write_text("Some new words \\ here.\n", "utf-8")
    book.good("extract")
    book.good("update", "vi")
    written = sorted(book.root.rglob("*.po*"))
    assert any(b"#| msgid" in path.read_bytes() for path in written)
    assert any(b"#~ msgid" in path.read_bytes() for path in written)
    for path in written:
        check_with_gettext(path)


@pytest.mark.parametrize("path", sorted((ROOT / "locales").rglob("*.po*")), ids=lambda p: p.name)
def test_gettext_agrees_with_the_catalogs_of_this_book(path):
    check_with_gettext(path)


def sphinx_intl(project, *arguments):
    assert importlib.util.find_spec("sphinx_intl"), "pip install -e '.[book]'"
    program = "import sys; from sphinx_intl.commands import main; main(sys.argv[1:])"
    # `stat` ends with 1 when something is not translated yet.
    codes = (0, 1) if arguments[0] == "stat" else (0,)
    command = [sys.executable, "-c", program, *arguments]
    return run(*command, codes=codes, cwd=project.root).decode()


def test_sphinx_intl_counts_what_we_count(project):
    project.translate("chapters/one", {"Chapter one": "Chương một"})
    project.translate("chapters/one", {"First words of it.": "Chữ đầu."}, fuzzy=True)
    out = sphinx_intl(project, "stat", "-d", "locales", "-l", "vi")
    # It counts a fuzzy message as translated, too.
    assert "one.po: 2 translated, 1 fuzzy, 1 untranslated." in out
    assert "index.po: 0 translated, 0 fuzzy, 2 untranslated." in out


def test_sphinx_intl_updates_our_catalogs_and_we_update_its(project):
    project.translate("chapters/one")
    before = project.entries("chapters/one")
    out = sphinx_intl(project, "update", "-p", "locales/pot", "-d", "locales", "-l", "vi")
    assert "one.po" in out
    assert project.entries("chapters/one") == before
    project.write("source_en/index.md", PAGES["index.md"] + "\nSome new words.\n")
    project.good("extract")
    sphinx_intl(project, "update", "-p", "locales/pot", "-d", "locales", "-l", "vi")
    assert "Some new words." in project.entries("index")
    project.good("update", "vi")
    assert project.run("update", "vi", "--check").code == 0
    after = project.entries("chapters/one")
    assert {key: entry.msgstr for key, entry in after.items()} == {
        key: entry.msgstr for key, entry in before.items()
    }
    for path in sorted(project.root.rglob("*.po")):
        run(needs("msgfmt", "gettext"), "-c", "-o", "/dev/null", str(path))
