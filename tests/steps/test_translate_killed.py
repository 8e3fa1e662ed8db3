"""Runs of `translate` that are killed, as processes, against a service on loopback."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import polib
import pytest

from polybook.catalog.read import read_catalog
from polybook.catalog.write import write_catalog
from tests.drafts import answers
from tests.engines.server import FakeService, Fault, running_service, vietnamese
from tests.project import CONFIG, Project

KILLS = 50
PAGES, TEXTS = 12, 40
ENGINE = '\n[engines.openai]\nurl = "{}/v1"\nmodel = "m"\nparallel = 4\n'
EPOCH = {"SOURCE_DATE_EPOCH": "1709112600"}


class Slow:
    """A translator that takes its time, and tells when it was asked often enough."""

    def __init__(self) -> None:
        self.enough = threading.Event()
        self.left = 0
        self.lock = threading.Lock()

    def expect(self, count: int) -> None:
        with self.lock:
            self.enough.clear()
            self.left = count

    def __call__(self, text: str) -> str:
        with self.lock:
            self.left -= 1
            if self.left == 0:
                self.enough.set()
        time.sleep(0.03)
        return vietnamese(text)  # another one for each text, since their numbers stay


@pytest.fixture
def service():
    with running_service() as running:
        running.translate = Slow()
        yield running


@pytest.fixture
def book(tmp_path, service) -> Project:
    return write_book(tmp_path / "book", service)


def write_book(root: Path, service: FakeService) -> Project:
    """Make a book whose every text is another, so that answers tell what was asked."""
    project = Project(root)
    project.write("polybook.toml", CONFIG + ENGINE.format(service.url))
    for page in range(PAGES):
        texts = (f"It walks {page * TEXTS + n} steps with `code{n}` here." for n in range(TEXTS))
        project.write(f"source_en/page{page}.md", f"# Page {page}\n\n" + "\n\n".join(texts) + "\n")
    return project


def start(book: Project) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "polybook", "-C", str(book.root)]
    command += ["translate", "vi", "--engine", "openai"]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | EPOCH,
    )  # fmt: skip


def finish(book: Project) -> None:
    """Run it to its end."""
    process = start(book)
    out, err = process.communicate()
    assert (process.returncode, err) == (0, ""), out


def asked(service: FakeService) -> list[str]:
    """Return the texts of the requests that came whole."""
    whole = (one.data["messages"][-1]["content"] for one in service.asked if one.data)
    return [re.search(r"<source>\n(.*)\n</source>", text, re.S)[1] for text in whole]


def catalogs(book: Project) -> dict[str, bytes]:
    """Return the catalogs, each read by two readers."""
    found = {name: data for name, data in book.files("locales").items() if name.endswith(".po")}
    for name, data in found.items():
        assert write_catalog(read_catalog(data, name)) == data
        polib.pofile(data.decode())
    return found


def known(book: Project) -> set[str]:
    """Return the answers that are stored."""
    return (
        set(answers(book.root)) if (book.root / "build/drafts/answers.sqlite").exists() else set()
    )


@pytest.mark.slow
def test_killed_fifty_times_it_loses_nothing_and_asks_nothing_twice(
    book, service, tmp_path, figure
):
    chance = random.Random(6)
    kills = 0
    while kills < KILLS:
        stored = known(book)
        before = len(asked(service))
        service.translate.expect(chance.randint(1, 9))
        process = start(book)
        if kills % 5 == 0:
            time.sleep(chance.random())  # wherever it is by then: starting, reading, writing
        while kills % 5 and not service.translate.enough.wait(0.02) and process.poll() is None:
            pass
        time.sleep(chance.random() * 0.03)
        assert process.poll() is None, f"it came to its end after {kills} kills"
        process.kill()
        process.communicate()
        kills += 1
        catalogs(book)
        again = {vietnamese(text) for text in asked(service)[before:]} & stored
        assert again == set()
    finish(book)
    counts = Counter(asked(service))
    assert len(counts) == PAGES * (TEXTS + 1)
    lost = sum(counts.values()) - len(counts)
    figure("texts", len(counts))
    figure("kills", kills)
    figure("requests on their way when it was killed", lost)
    assert lost <= kills * 4
    service.translate = vietnamese
    undisturbed = write_book(tmp_path / "undisturbed", service)
    finish(undisturbed)
    assert catalogs(book) == catalogs(undisturbed)


def test_interrupted_it_keeps_what_was_answered_and_says_how_to_go_on(book, service):
    service.translate.expect(30)
    process = start(book)
    assert service.translate.enough.wait(60)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 130
    assert err == (
        "polybook: interrupted; files are whole; run the command again, which asks for nothing "
        "twice\n"
    )
    assert "vi: 492 texts without a translation" in out
    catalogs(book)
    stored = known(book)
    assert len(stored) == len(asked(service)), "what was on its way was waited for"
    before = len(asked(service))
    service.translate = vietnamese
    finish(book)
    assert {vietnamese(text) for text in asked(service)[before:]} & stored == set()
    assert len(asked(service)) == PAGES * (TEXTS + 1)


def test_interrupted_it_does_not_wait_for_a_service_that_hangs(book, service):
    service.plan(*[Fault(hang=True)] * 8)
    process = start(book)
    while len(service.asked) < 4:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130
    catalogs(book)
