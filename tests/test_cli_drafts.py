"""What `translate` and `review` say, in a pipe and on a terminal."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from polybook.engines.registry import ENGINES
from tests.drafts import FakeEngine, asked, drafting, translate, translated
from tests.project import make_project

ENGINE = Path(__file__).parent / "lookup_engine.py"


@pytest.fixture(autouse=True)
def date(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1709112600")


@pytest.fixture
def book(tmp_path):
    return drafting(make_project(tmp_path / "book"))


def run(book, *arguments, engine=None):
    with asked(engine or FakeEngine()):
        return book.run("translate", "vi", "--engine", "command", *arguments)


def price(book, value):
    text = book.read("polybook.toml")
    book.write("polybook.toml", text.replace("[engines.command]", f"[engines.command]\n{value}"))


def test_a_dry_run_says_what_would_leave_the_machine(book):
    price(book, "price = 20000")
    done = run(book, "walk", "--dry-run")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "vi: 5 texts without a translation\n"
        "  5 to be sent to fake.example, 262 characters, up to 983 with all that goes along\n"
        "  cost about 19.66\n"
        "nothing was sent, nothing was written\n"
    )


def test_a_dry_run_starts_no_program(book):
    started = book.root / "started"
    program = f'command = ["touch", "{started.as_posix()}"]'
    text = book.read("polybook.toml").replace('command = ["none"]', program)
    assert program in text
    book.write("polybook.toml", text)
    for options in (("--dry-run",), ()):
        assert not started.exists()
        book.run("translate", "vi", "walk", "--engine", "command", *options)
    assert started.exists()


def test_a_run_says_what_it_did(book):
    price(book, "price = 20000")
    done = run(book, "walk", "--limit", "3")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "wrote locales/vi/LC_MESSAGES/walk.po\n"
        "3 texts sent to fake.example, 206 characters, up to 759 with all that goes along; "
        "cost 15.18\n"
        "2 texts not sent because of --limit\n"
        "vi: 5 texts without a translation: 3 by command, 2 left\n"
        "Next: polybook review vi\n"
    )


def test_what_was_refused_is_told_with_its_place(book):
    done = run(book, "walk", engine=FakeEngine(lambda request: f"{translated(request)} `x`"))
    assert done.code == 0
    assert (
        'source_en/walk.md:1: left in the source language: heading, "A walk down": '
        "`x` is not in the English; translate the words and add no markup\n"
    ) in done.out
    assert "Next:" not in done.out
    done = run(book, "walk", engine=FakeEngine())
    assert "10 answers known from an earlier run\n" in done.out


def test_what_engines_say_does_nothing_to_the_terminal(book):
    def rude(_request):
        from polybook.engines.engine import Draft

        return Draft(reason="no \x1b[2J\n::error::boo")

    done = run(book, "walk", engine=FakeEngine(rude))
    assert "\x1b" not in done.out
    assert "\n::error" not in done.out


def test_an_engine_without_key_can_be_asked_what_it_would_cost(book, monkeypatch):
    for name in ("POLYBOOK_DEEPL_KEY", "DEEPL_AUTH_KEY", "DEEPL_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    config = book.read("polybook.toml")
    table = '[engines.deepl]\nurl = "https://api-free.deepl.com"\nprice = 20\n'
    book.write("polybook.toml", config + table)
    done = book.run("translate", "vi", "walk", "--engine", "deepl", "--dry-run")
    assert done.code == 0
    assert "5 to be sent to api-free.deepl.com, 262 characters" in done.out
    assert "set DEEPL_AUTH_KEY" in done.err
    done = book.run("translate", "vi", "walk", "--engine", "deepl")
    assert (done.code, done.out) == (2, "")
    assert "set DEEPL_AUTH_KEY" in done.err


def test_a_host_must_be_named_before_anything_is_sent(book):
    for options in ((), ("--dry-run",)):
        done = book.run("translate", "vi", "--engine", "deepl", *options)
        assert (done.code, done.out) == (2, "")
        assert "nothing is sent to a host that the configuration does not name" in done.err
        assert "[engines.deepl]" in done.err


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_a_program_must_be_named_before_anything_is_asked(tmp_path, options):
    book = make_project(tmp_path / "new")
    done = book.run("translate", "vi", "--engine", "command", *options)
    assert (done.code, done.out) == (2, "")
    assert "under [engines.command], such as command" in done.err


def test_a_book_without_catalogs_gets_them(tmp_path):
    book = drafting(make_project(tmp_path / "new", catalogs=False))
    with asked(FakeEngine()):
        report = translate(book)
    assert report["counts"]["left"] == 0
    assert len(report["written"]) == 4


def test_a_page_that_cannot_be_read_is_told_and_the_others_are_drafted(book):
    book.write("source_en/bad.ipynb", "{")
    done = run(book)
    assert done.code == 1
    assert "source_en/bad.ipynb" in done.err
    assert "12 by command, 0 left" in done.out


def test_stored_answers_that_are_damaged_are_begun_anew_and_told(book):
    book.write("build/drafts/answers.sqlite", b"garbage" * 500)
    done = run(book, "walk")
    assert done.code == 0
    assert done.err == "note: the stored answers of engines were damaged, and are begun anew\n"


# On a terminal


def on_terminal(book, *arguments: str, keys: str = "", until: str = "") -> tuple[int, str]:
    """Run a command on a terminal; press each key when `until` is there once more."""
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "polybook", "-C", str(book.root), *arguments],
        stdin=slave, stdout=slave, stderr=slave,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "120"},
    )  # fmt: skip
    os.close(slave)
    shown, left, end = b"", list(keys), time.monotonic() + 60
    while time.monotonic() < end:
        prompts = shown.decode(errors="replace").count(until)
        # A key that is pressed before the terminal waits for keys goes lost.
        waits = not termios.tcgetattr(master)[3] & termios.ICANON
        if left and waits and prompts > len(keys) - len(left):
            os.write(master, left.pop(0).encode())
        if select.select([master], [], [], 0.02)[0]:
            try:
                shown += os.read(master, 65536)
            except OSError:  # the other end is closed
                break
    os.close(master)
    return process.wait(30), shown.decode()


def test_on_a_terminal_a_key_is_enough(book):
    with asked(FakeEngine()):
        translate(book, "walk")
    code, shown = on_terminal(book, "review", "vi", "walk", keys="asq", until="[q]uit [?]")
    assert code == 0, shown
    assert "vi: 1 accepted, 0 rejected; 3 to go" in shown
    assert book.entries("walk")["A walk down"].flags == []


def test_interrupted_on_a_terminal_it_says_what_is_left(book):
    with asked(FakeEngine()):
        translate(book, "walk")
    code, shown = on_terminal(book, "review", "vi", "walk", keys="a\x03", until="[q]uit [?]")
    assert code == 130, shown
    assert "vi: 1 accepted, 0 rejected; 4 to go" in shown


def test_on_a_terminal_a_bar_shows_rate_cost_and_time_left(book):
    command = f'command = ["{sys.executable}", "{ENGINE}"]\nprice = 20000'
    config = book.read("polybook.toml").replace('command = ["none"]', command)
    book.write("polybook.toml", config)
    code, shown = on_terminal(book, "translate", "vi", "--engine", "command")
    assert code == 0
    assert "Drafting vi" in shown
    assert "12/12" in shown
    assert "cost " in shown
    piped = book.run("translate", "vi", "--engine", "command")
    assert piped.err == ""


def test_the_help_names_every_engine(book):
    said = " ".join(book.good("translate", "--help").split())
    *others, last = ENGINES
    assert f"{', '.join(others)} or {last}." in said
