"""Engines that answer as a test wants, and books to draft."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from polybook.engines.engine import Draft, Engine, Limits, Request
from polybook.steps import translate as step
from polybook.steps.drafts_cache import FILE
from tests.lookup_engine import look_up
from tests.project import Project, Run

GLOSSARY = """\
term,translation,level,avoid,pos,context,note,discussion
gradient,gradient,keep,,noun,,,
learning rate,tốc độ học,strict,tỉ lệ học,noun,,,
loss,mất mát,strict,,noun,,,
"""
CHAPTER = """\
# A walk down

We train with $x^2$ and `loss.step()`. The loss falls *with each step*.
Then we follow the [gradient](https://example.org) and the learning rate.

The learning rate $\\eta$ is small when

$$y = x$$

where we walk **down**.

- Every step is one step.
"""


class FakeEngine:
    """An engine in this process, which remembers what it was asked."""

    name = "command"
    version = "1"
    host = "fake.example"

    def __init__(
        self, answer: Callable[[Request], str | Draft | Exception] | None = None, *,
        told: bool = True, texts: int = 10, characters: int = 5000,
    ) -> None:  # fmt: skip
        self.limits = Limits(texts=texts, characters=characters, told=told)
        self.answer = answer or translated
        self.asked: list[Request] = []
        self.closed = False
        self._lock = threading.Lock()

    @property
    def texts(self) -> list[str]:
        return [request.text for request in self.asked]

    def draft(self, requests: Sequence[Request]) -> Sequence[Draft]:
        with self._lock:
            self.asked += requests
        drafts = []
        for request in requests:
            answer = self.answer(request)
            if isinstance(answer, Exception):
                raise answer
            drafts.append(answer if isinstance(answer, Draft) else Draft(answer))
        return drafts

    def close(self) -> None:
        self.closed = True


def translated(request: Request) -> str:
    """Translate as the program that looks words up does."""
    terms = {one.term.lower(): one.translations[0] for one in request.terms if one.translations}
    return look_up(request.text, terms)


@contextmanager
def asked(engine: Engine) -> Iterator[Engine]:
    """Have `translate --engine command` ask an engine of this process."""
    with patch.object(step, "open_engine", lambda *_: engine):
        yield engine


def drafting(project: Project) -> Project:
    """Add a chapter, a glossary and an engine to a book."""
    project.write("source_en/walk.md", CHAPTER)
    project.write("glossary/vi.csv", GLOSSARY)
    config = project.read("polybook.toml")
    project.write("polybook.toml", config + '\n[engines.command]\ncommand = ["none"]\n')
    return project


def translate(project: Project, *arguments: str, engine: str = "command") -> dict:
    """Run `translate vi`; return its document."""
    run = project.run("translate", "vi", "--engine", engine, "--format", "json", *arguments)
    assert run.code in (0, 1), run
    return json.loads(run.out)


def drafted(project: Project) -> Project:
    """Return a book with five drafts on one page."""
    drafting(project)
    with asked(FakeEngine()):
        translate(project, "walk")
    return project


def answers(root: Path) -> list[str]:
    """Return the texts that are stored in the file of answers."""
    # Not read-only: what a killed process was writing is undone by whoever opens the file next.
    with closing(sqlite3.connect(root / "build" / FILE)) as database:
        return [text for (text,) in database.execute("SELECT text FROM answers")]


def review(project: Project, keys: str, *arguments: str) -> Run:
    """Run `review vi` with these keys, one a line, as from a pipe."""
    script = io.TextIOWrapper(io.BytesIO("".join(f"{key}\n" for key in keys).encode()))
    with patch("sys.stdin", script):
        return project.run("review", "vi", *arguments)


def fake_editor(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what has $EDITOR write texts, one each time, in the place of what it is shown.

    `use.seen(n)` is what it was shown.
    """

    def use(*texts: str, save: bool = True) -> None:
        program = folder / "editor.py"
        program.with_suffix(".count").unlink(missing_ok=True)
        program.write_text(
            "import sys, pathlib\n"
            f"texts = {list(texts)!r}\n"
            "count = pathlib.Path(__file__).with_suffix('.count')\n"
            "n = int(count.read_text()) if count.exists() else 0\n"
            "count.write_text(str(n + 1))\n"
            "file = pathlib.Path(sys.argv[1])\n"
            "page = file.read_text('utf-8')\n"
            "pathlib.Path(__file__).with_suffix(f'.seen{n}').write_text(page, 'utf-8')\n"
            "line = page.index('# ------------------------ >8')\n"
            f"if {save}: file.write_text(texts[n] + '\\n\\n' + page[line:], 'utf-8')\n",
            "utf-8",
        )
        monkeypatch.setenv("EDITOR", f"{sys.executable} {program}")
        monkeypatch.delenv("VISUAL", raising=False)

    use.seen = lambda n=0: (folder / f"editor.seen{n}").read_text("utf-8")
    return use
