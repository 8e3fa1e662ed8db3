"""check --since: what changed since a revision, and nothing that a repository could run."""

import json
import os

import polib
import pytest

from tests.gitrepo import make_repository
from tests.project import Project, make_project

PAGE = "# One\n\nLet $x$ be real.\n\nLet $y$ be real.\n\nLet $z$ be real.\n"
CODES = "math-kept,waiver,catalog-header,catalog-stale,page-unreadable,entry-stale"


@pytest.fixture
def book(tmp_path):
    """A book whose page has three units, two of them translated without their formula."""
    project = make_project(tmp_path / "book", {"one.md": PAGE, "two.md": PAGE})
    lost = {f"Let ${letter}$ be real.": f"Cho {letter} là số thực." for letter in "xy"}
    project.translate("one", lost)
    project.translate("two", lost)
    return project


@pytest.fixture
def repository(book):
    repository = make_repository(book.root)
    repository.commit()
    return repository


def found(project, *options):
    done = project.run("check", "--format", "json", "--select", CODES, *options)
    assert done.err == ""
    return [(row["code"], row["path"].rpartition("/")[2], row["msgid"])
            for row in json.loads(done.out)["findings"]]  # fmt: skip


@pytest.mark.usefixtures("repository")
def test_nothing_changed_is_nothing_found(book):
    assert len(found(book)) == 4
    assert found(book, "--since", "HEAD") == []
    done = book.run("check", "vi", "--since", "HEAD", "--select", CODES)
    assert done.out == "0 translations checked: 0 errors, 0 warnings, 0 notes\n"


def test_before_the_first_commit_everything_is_new_since_head(book):
    make_repository(book.root)
    assert found(book, "--since", "HEAD") == found(book)
    assert book.run("check", "--since", "main").code == 2


@pytest.mark.usefixtures("repository")
def test_only_the_entries_that_changed_are_reported(book):
    book.translate("one", {"Let $y$ be real.": "Giả sử y là số thực.", "One": "Một"})
    assert found(book, "--since", "HEAD") == [("math-kept", "one.po", "Let $y$ be real.")]
    done = book.run("check", "vi", "--since", "HEAD", "--select", CODES)
    assert done.out.endswith("2 translations checked: 1 error, 0 warnings, 0 notes\n")


def test_a_fault_of_the_glossary_counts_when_its_table_changed(book, repository):
    header = "term,translation,level,avoid,pos,context,note,discussion\n"
    book.write("glossary/vi.csv", f"{header}loss,,strict,,,,,\n")
    repository.commit()
    options = ("check", "--select", "glossary-empty", "--since", "HEAD")
    assert book.run(*options).code == 0
    book.write("glossary/vi.csv", f"{header}loss,,strict,,,,,\nweight,trọng số,strict,,,,,\n")
    assert book.run(*options).code == 1


def test_a_translation_that_lost_its_fuzzy_mark_is_a_change(book, repository):
    book.translate("one", {"Let $x$ be real.": "Cho x là số thực."}, fuzzy=True)
    base = repository.commit()
    text = book.catalog("one").read_text().replace("#, fuzzy\n", "")
    book.catalog("one").write_text(text)
    assert found(book, "--since", base) == [("math-kept", "one.po", "Let $x$ be real.")]


def test_what_others_changed_on_a_branch_since_it_was_left_is_no_change_here(book, repository):
    repository.git("checkout", "-q", "-b", "mine")
    book.translate("one", {"Let $y$ be real.": "Giả sử y là số thực."})
    repository.commit()
    repository.git("checkout", "-q", "-b", "theirs", "HEAD~")
    book.translate("two", {"Let $x$ be real.": "Giả sử x là số thực."})
    repository.commit()
    repository.git("checkout", "-q", "mine")
    assert found(book, "--since", "theirs") == [("math-kept", "one.po", "Let $y$ be real.")]
    repository.git("checkout", "-q", "--orphan", "alone")
    repository.commit()
    assert len(found(book, "--since", "theirs")) == 2


def test_a_waiver_that_was_taken_out_is_a_change(book, repository):
    catalog = polib.pofile(str(book.catalog("one")), wrapwidth=-1)
    catalog[1].tcomment = "polybook: ignore math-kept - it is a word"
    catalog.save()
    base = repository.commit()
    catalog[1].tcomment = ""
    catalog.save()
    assert found(book, "--since", base) == [("math-kept", "one.po", "Let $x$ be real.")]


@pytest.mark.usefixtures("repository")
def test_a_new_catalog_is_a_change_as_a_whole(book):
    book.write("source_en/three.md", PAGE)
    book.good("extract")
    book.good("update", "vi")
    # Its translations are those of the other pages, and have the same faults.
    assert found(book, "--since", "HEAD") == [
        ("math-kept", "three.po", "Let $x$ be real."),
        ("math-kept", "three.po", "Let $y$ be real."),
    ]


@pytest.mark.usefixtures("repository")
def test_a_change_of_the_header_alone_is_about_the_header(book):
    path = book.catalog("one")
    path.write_text(path.read_text().replace('"Language: vi\\n"\n', ""))
    assert found(book, "--since", "HEAD") == [("catalog-header", "one.po", "")]


def test_a_page_that_broke_since_is_reported_and_one_that_was_broken_is_not(book, repository):
    book.write("source_en/old.md", b"\xff\xfe")
    base = repository.commit()
    book.write("source_en/new.md", b"\xff\xfe")
    assert found(book, "--since", base) == [("page-unreadable", "new.md", "")]


def test_a_catalog_with_line_ends_that_git_converts_did_not_change(book, repository):
    book.write(".gitattributes", "*.po text\n")
    repository.commit()
    path = book.catalog("one")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert found(book, "--since", "HEAD") == []


def test_the_project_may_stand_in_a_subfolder(tmp_path):
    repository = make_repository(tmp_path)
    project = make_project(tmp_path / "deep/book", {"one.md": PAGE})
    repository.commit()
    project.translate("one", {"Let $y$ be real.": "Cho y là số thực."})
    assert found(project, "--since", "HEAD") == [("math-kept", "one.po", "Let $y$ be real.")]


@pytest.mark.parametrize(
    "rev",
    [
        "-v",
        "--all",
        "",
        "a\nb",
        "nosuch",
        "HEAD~99",
        "HEAD:polybook.toml",
        ":/nosuch",
        "HEAD..main",
    ],
)
@pytest.mark.usefixtures("repository")
def test_what_is_no_revision_is_wrong_usage(book, rev):
    done = book.run("check", f"--since={rev}")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("polybook: --since: ")
    assert done.err.count("\n") == 1


def test_without_a_repository_the_error_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    done = make_project(tmp_path / "book").run("check", "--since", "HEAD")
    assert done.code == 2
    assert done.err.startswith("polybook: --since needs a git repository: not a git repository")


def test_without_git_the_error_says_so_and_a_plain_check_goes_on(book, monkeypatch):
    monkeypatch.setenv("PATH", str(book.root))
    done = book.run("check", "--since", "HEAD")
    assert done.code == 2
    assert (
        done.err == "polybook: --since needs a git repository: git is not installed; install it\n"
    )
    assert len(found(book)) == 4


def test_a_repository_without_a_commit_is_no_history(book):
    make_repository(book.root)
    assert len(found(book)) == 4


def test_nothing_that_a_repository_brings_is_run(book, repository):
    trap = book.write("trap.sh", f"#!/bin/sh\ntouch {book.root}/sprung\ncat\n")
    trap.chmod(0o755)
    book.write(".gitattributes", "* diff=trap filter=trap\n")
    repository.commit()
    for name in ("core.fsmonitor", "core.pager", "diff.external", "diff.trap.textconv",
                 "diff.trap.command", "filter.trap.clean", "filter.trap.smudge",
                 "core.sshCommand", "core.gitProxy"):  # fmt: skip
        repository.git("config", name, str(trap))
    hooks = book.root / ".git/hooks"
    for name in ("post-checkout", "post-index-change", "reference-transaction", "pre-commit"):
        (hooks / name).write_text(trap.read_text())
        (hooks / name).chmod(0o755)
    book.translate("one", {"Let $y$ be real.": "Giả sử y là số thực."})
    assert len(found(book, "--since", "HEAD")) == 1
    assert not (book.root / "sprung").exists()


def test_what_a_partial_clone_lacks_is_not_fetched(book, repository):
    trap = book.write("trap.sh", f"#!/bin/sh\ntouch {book.root}/sprung\n")
    trap.chmod(0o755)
    repository.commit()
    for name, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": f"ext::{trap}",
        "remote.origin.promisor": "true",
        "protocol.ext.allow": "always",
    }.items():
        repository.git("config", name, value)
    name = repository.git("rev-parse", "HEAD:locales/vi/LC_MESSAGES/one.po")
    (book.root / ".git/objects" / name[:2] / name[2:]).unlink()
    book.translate("one", {"Let $y$ be real.": "Giả sử y là số thực."})
    # All of the catalog counts as changed, since nobody can tell what it was.
    assert len(found(book, "--since", "HEAD")) == 2
    assert not (book.root / "sprung").exists()


@pytest.mark.usefixtures("repository")
def test_a_hook_s_variables_do_not_lead_to_another_repository(book, tmp_path, monkeypatch):
    other = make_repository(tmp_path / "other")
    other.commit()
    monkeypatch.setenv("GIT_DIR", os.fspath(other.root / ".git"))
    assert found(Project(book.root), "--since", "HEAD") == []


def test_a_commit_may_be_named_by_words_of_its_message(book, repository):
    repository.git("tag", "v1")
    repository.commit("the first text; some words")
    book.translate("one", {"Let $y$ be real.": "Giả sử y là số thực."})
    repository.commit("more")
    assert found(book, "--since", ":/some words") == found(book, "--since", "v1")
    assert found(book, "--since", ":/some words") == [("math-kept", "one.po", "Let $y$ be real.")]
    assert found(book, "--since", ":/more") == []
