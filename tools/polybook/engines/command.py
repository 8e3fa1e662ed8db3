r"""Any program as an engine: JSON lines in, JSON lines out.

The program of `command` is started once, without a shell, and kept running. For each text it gets
one line on its standard input, and answers with one line on its standard output, in whatever order:

    {"id": 1, "text": "Use <x id=\"1\"/>.", "source": "en", "target": "vi", ...}
    {"id": 1, "text": "Dùng <x id=\"1\"/>."}

or, when it cannot: `{"id": 1, "reason": "no such word"}`. Lines without an id are ignored, and what
it says on standard error is shown when it fails. A program that ends is started once more.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Sequence
from typing import Any

from polybook.engines.batches import drafts
from polybook.engines.engine import (
    AnswerError,
    Draft,
    EngineError,
    EngineSetting,
    Languages,
    Limits,
    Request,
)
from polybook.engines.program import Died, Program, Silent
from polybook.engines.words import one_line
from polybook.model.errors import ConfigError
from polybook.terms.glossary import Glossary

NAME = "command"
EXAMPLE = 'command = ["python", "drafts.py"]'
LIMITS = Limits(texts=1, characters=20_000, told=True)
DEATHS = 2
"""How often the program may end without an answer in between."""


class Command:
    """One program."""

    name = NAME
    host = ""
    limits = LIMITS

    def __init__(self, setting: EngineSetting, languages: Languages) -> None:
        self.version = " ".join((*setting.command, setting.model)).strip()
        self._setting = setting
        self._languages = languages
        self._numbers = itertools.count(1)
        self._slots = threading.BoundedSemaphore(max(1, setting.parallel))
        self._lock = threading.Lock()
        self._program: Program | None = None
        self._deaths = 0
        self._closed = False

    def draft(self, requests: Sequence[Request]) -> Sequence[Draft]:
        """Return a draft for each request, as `Engine.draft` says."""
        return drafts(requests, LIMITS, self._languages, self._ask)

    def close(self) -> None:
        """Let the program end."""
        with self._lock:
            self._closed = True
            program, self._program = self._program, None
        if program is not None:
            program.stop()

    def _ask(self, requests: Sequence[Request]) -> Sequence[str]:
        (request,) = requests
        with self._slots:
            answer = self._answer(line_of(request, self._languages, self._setting.model))
        text = answer.get("text")
        if isinstance(text, str):
            return [text]
        reason = answer.get("reason")
        raise AnswerError(
            f"the program says: {one_line(reason)}"
            if isinstance(reason, str) and reason
            else "the program's answer has no `text`"
        )

    def _answer(self, data: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
        while True:
            program = self._running()
            try:
                answer = program.ask(next(self._numbers), data, self._setting.timeout)
            except Silent as silent:
                # It may be busy with that text for ever.
                program.kill()
                self._drop(program, str(silent))
                raise AnswerError(f"{self._called}: {silent}") from None
            except Died as died:
                program.kill()
                self._drop(program, str(died))
            else:
                self._deaths = 0
                return answer

    def _running(self) -> Program:
        """Return the program, started if need be."""
        with self._lock:
            if self._closed:
                raise EngineError(f"{self._called} was stopped")
            if self._program is None:
                try:
                    self._program = Program(self._setting.command)
                except OSError as error:
                    reason = one_line(error.strerror or str(error))
                    raise EngineError(
                        f"{self._called} cannot be started, {reason}; see `command` of "
                        "[engines.command]"
                    ) from error
            return self._program

    def _drop(self, program: Program, how: str) -> None:
        """Forget a program that has ended; raises EngineError when another is of no use."""
        with self._lock:
            if self._program is program:
                self._program = None
                self._deaths += 1
            if self._deaths >= DEATHS and not self._closed:
                raise EngineError(
                    f"{self._called} has failed twice, last because {how}; "
                    "try it by hand with one line of JSON"
                )

    @property
    def _called(self) -> str:
        return self._setting.command[0]


def line_of(request: Request, languages: Languages, model: str) -> dict[str, Any]:
    """Return what the program gets for one text, without the id; empty fields are left out."""
    around = request.context
    data = {
        "text": request.text,
        "source": languages.source,
        "target": languages.target,
        "model": model,
        "page": around.page,
        "heading": around.heading,
        "before": around.before,
        "after": around.after,
        "continues": around.continues,
        "examples": [list(pair) for pair in around.examples],
        "hidden": {str(number): source for number, source in request.hidden},
        "terms": [
            {
                "term": term.term,
                "translations": list(term.translations),
                "level": str(term.level),
                "avoid": list(term.avoid),
                "pos": term.pos,
                "context": term.context,
            }
            for term in request.terms
        ],
        "retry": request.retry and {"draft": request.retry.draft, "fault": request.retry.fault},
    }
    return {name: value for name, value in data.items() if value}


def open_engine(
    setting: EngineSetting,
    languages: Languages,
    glossary: Glossary,  # noqa: ARG001 - its terms come with the requests
) -> Command:
    """Return the engine of a setting; raises ConfigError when it names no program."""
    if not setting.command:
        step = f"write it under [engines.command], such as {EXAMPLE}"
        raise ConfigError(f"the engine command has no program; {step}")
    return Command(setting, languages)
