"""check --fix: puts right what a check finds, and not one byte else."""

import re

import polib
import pytest

from polybook.checks.texts import Fault
from polybook.model.finding import Severity
from polybook.steps import check, fix
from tests.gitrepo import make_repository
from tests.project import make_project

PAGE = "# One\n\nCall `f  x` now.\n\nMore of it.\n\nThe last words.\n"


class Blanks:
    """A check that finds two blanks in a row, and makes them one."""

    CODE = "two-blanks"
    SEVERITY = Severity.WARNING
    BLANKS = re.compile("  +")

    def check(self, pair, setting):  # noqa: ARG002  the protocol's
        if self.BLANKS.search(pair.translation.raw):
            yield Fault("two blanks; leave one")

    def fix(self, pair, setting):  # noqa: ARG002  the protocol's
        return self.BLANKS.sub(" ", pair.translation.raw)


class Marks(Blanks):
    """A check that finds a number sign of full width, and makes it a plain one."""

    CODE = "wide-sign"
    BLANKS = re.compile("＃")

    def fix(self, pair, setting):  # noqa: ARG002  the protocol's
        return pair.translation.raw.replace("＃", "#")


class Swap(Blanks):
    """A check whose fix is never at peace with itself."""

    CODE = "swap"
    BLANKS = re.compile("[ab]$")

    def fix(self, pair, setting):  # noqa: ARG002  the protocol's
        return pair.translation.raw[:-1] + ("b" if pair.translation.raw[-1] == "a" else "a")


@pytest.fixture
def book(tmp_path, monkeypatch):
    rules = (Blanks(), Marks(), Swap())
    monkeypatch.setattr(check, "PAIR", rules)
    monkeypatch.setattr(fix, "FIXES", rules)
    return make_project(tmp_path, {"one.md": PAGE, "two.md": "# Two\n"})


def fixed(project, *options):
    done = project.run("check", "vi", "--fix", *options)
    return [line for line in done.out.splitlines() if "fixed" in line]


def line_of(project, msgid):
    text = project.catalog("one").read_text()
    return text[: text.index(f'msgid "{msgid}"')].count("\n") + 1


def test_only_the_fixed_entry_changes_and_every_other_byte_stays(book):
    book.translate("one", {"More of it.": "Thêm  nữa.", "The last words.": "Lời cuối."})
    book.translate("two", {"Two": "Hai"})
    # A layout of its own: comments, CRLF, wrapped strings, blanks.
    text = book.catalog("one").read_text()
    wrapped = text.replace('msgstr "Lời cuối."', 'msgstr ""\n"Lời "\n"cuối."')
    wrapped = wrapped.replace('msgid "More of it."', '#   last  \nmsgid   "More "\n"of it."')
    before = (wrapped + '\n\n#~ msgid "old"\n#~ msgstr "cũ  rồi"\n').replace("\n", "\r\n")
    book.write("locales/vi/LC_MESSAGES/one.po", before)
    others = book.files()
    assert fixed(book) == [
        f"locales/vi/LC_MESSAGES/one.po:{before[: before.index('msgid   ')].count(chr(10)) + 1}: "
        "fixed two-blanks"
    ]
    others["locales/vi/LC_MESSAGES/one.po"] = before.replace("Thêm  nữa.", "Thêm nữa.").encode()
    assert book.files() == others


def test_what_was_fixed_is_no_finding_any_more_and_the_second_run_fixes_nothing(book):
    book.translate("one", {"More of it.": "Thêm  nữa."})
    assert "two-blanks: two blanks" in book.run("check", "vi").out
    out = book.run("check", "vi", "--fix").out
    assert "two-blanks: two blanks" not in out
    after = book.files()
    assert fixed(book) == []
    assert book.files() == after


def test_a_fix_that_would_change_code_is_refused(book):
    book.translate("one", {"Call `f  x` now.": "Gọi `f  x`  ngay."})
    before = book.files()
    (line,) = fixed(book)
    reason = "that would change code, a formula or a link; correct it by hand"
    assert line.endswith(f"not fixed two-blanks: {reason}")
    assert book.files() == before


def test_a_fix_that_would_break_the_page_is_refused_and_the_others_go_on(book):
    book.translate("one", {"More of it.": "＃ Thêm", "The last words.": "Lời  cuối."})
    first, second = sorted(fixed(book))
    reason = "the page would no longer take the translation; correct it by hand"
    assert first.endswith(f"not fixed wide-sign: {reason}")
    assert second.endswith("fixed two-blanks")
    assert book.entries("one")["More of it."].msgstr == "＃ Thêm"
    assert book.entries("one")["The last words."].msgstr == "Lời cuối."


def test_a_text_in_the_wrong_encoding_keeps_the_bytes_that_tell_what_it_was(book):
    broken = "Lời  cuối là đây.".encode().decode("latin-1")
    book.translate("one", {"The last words.": broken})
    before = book.files()
    (line,) = fixed(book)
    assert line.endswith("not fixed two-blanks: the text was read in the wrong encoding; repair it")
    assert book.files() == before


def test_fixes_that_undo_each_other_leave_the_entry_alone(book):
    book.translate("one", {"More of it.": "Thêm  a"})
    before = book.files()
    (line,) = fixed(book)
    assert "not fixed" in line
    assert line.endswith("the fixes undo each other; correct it by hand")
    assert book.files() == before


def test_what_is_waived_ignored_or_fuzzy_is_not_touched(book):
    book.translate("one", {"More of it.": "Thêm  nữa.", "The last words.": "Lời  cuối."})
    catalog = polib.pofile(str(book.catalog("one")), wrapwidth=-1)
    for entry in catalog:
        if entry.msgid == "More of it.":
            entry.tcomment = "polybook: ignore two-blanks - a poem"
        if entry.msgid == "The last words.":
            entry.flags.append("fuzzy")
    catalog.save()
    before = book.files()
    assert fixed(book) == []
    assert book.files() == before


def test_checks_that_the_run_does_not_look_for_fix_nothing(book):
    book.translate("one", {"More of it.": "Thêm  nữa."})
    assert fixed(book, "--select", "waiver") == []


def test_since_a_revision_only_what_changed_is_fixed(book):
    book.translate("one", {"More of it.": "Thêm  nữa."})
    make_repository(book.root).commit()
    book.translate("one", {"The last words.": "Lời  cuối."})
    assert len(fixed(book, "--since", "HEAD")) == 1
    assert book.entries("one")["More of it."].msgstr == "Thêm  nữa."


def test_what_programs_read_stays_one_document(book):
    book.translate("one", {"More of it.": "Thêm  nữa."})
    done = book.run("check", "vi", "--fix", "--format", "json")
    assert done.out.startswith("{")
    assert done.err.endswith(": fixed two-blanks\n")


def test_without_a_repository_there_is_no_since(book, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(book.root.parent))
    book.translate("one", {"More of it.": "Thêm  nữa."})
    before = book.files()
    assert book.run("check", "--fix", "--since", "HEAD").code == 2
    assert book.files() == before
