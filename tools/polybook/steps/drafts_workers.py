"""Threads that ask an engine, a batch each, store its answers, and die with the process.

Each stores what it has got before it asks for more: a process that is killed loses no more than
what is on its way. Not `concurrent.futures`, whose threads are waited for when a program ends: a
service that does not answer would keep a run alive that was interrupted long ago.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from time import monotonic

from polybook.engines.engine import Draft, Engine, EngineError, Request

UNWRITABLE = re.compile(r"[\x00\x04\ud800-\udfff]")
"""NUL, gettext's separator, halves of characters."""
NOT_WRITTEN = "the answer has characters that no catalog can hold"


@dataclass(frozen=True, slots=True)
class Batch:
    """Requests that an engine gets together, and what came of them."""

    keys: tuple[bytes, ...]
    """What the answers are stored by."""
    requests: tuple[Request, ...]
    drafts: Sequence[Draft] = ()
    error: Exception | None = None
    """What the engine raised instead of answering."""


class Workers:
    """Threads that take batches and give them back answered, in whatever order."""

    def __init__(self, engine: Engine, count: int, store: Callable[[Batch], object]) -> None:
        """Start at most `count` threads, when there is work for them; `store` is called in them."""
        self._engine = engine
        self._store = store
        self._count = count
        self._threads = 0
        self._todo: SimpleQueue[Batch | None] = SimpleQueue()
        self._done: SimpleQueue[Batch] = SimpleQueue()
        self.busy = 0
        """Batches that were given and have not been taken back."""

    def give(self, batch: Batch) -> None:
        """Have a batch answered."""
        self.busy += 1
        self._todo.put(batch)
        if self._threads < min(self._count, self.busy):
            self._threads += 1
            threading.Thread(target=self._work, daemon=True).start()

    def take(self, timeout: float | None = None) -> Batch:
        """Wait for an answered batch; raises Empty when none comes in `timeout` seconds."""
        batch = self._done.get(timeout=timeout)
        self.busy -= 1
        return batch

    def stop(self, patience: float) -> list[Batch]:
        """Begin nothing more; return what is answered within `patience` seconds."""
        with suppress(Empty):
            while True:
                self._todo.get_nowait()
                self.busy -= 1
        for _ in range(self._threads):
            self._todo.put(None)
        found = []
        end = monotonic() + patience
        with suppress(Empty):
            while self.busy:
                found.append(self.take(max(0.0, end - monotonic())))
        return found

    def _work(self) -> None:
        while (batch := self._todo.get()) is not None:
            try:
                drafts = [_writable(draft) for draft in self._engine.draft(batch.requests)]
                if len(drafts) != len(batch.requests):
                    counts = f"{len(drafts)} answers to {len(batch.requests)} texts"
                    raise EngineError(f"{self._engine.name}: {counts}; try another engine")
                answered = replace(batch, drafts=drafts)
                self._store(answered)
                self._done.put(answered)
            except Exception as error:
                self._done.put(replace(batch, error=error))
                return  # whoever takes this ends the run: nothing more is asked meanwhile


def _writable(draft: Draft) -> Draft:
    """Return a draft that can be stored; what no catalog can hold is taken out, with a reason."""
    text = UNWRITABLE.sub("\ufffd", draft.text)
    return draft if text == draft.text else Draft(text, NOT_WRITTEN)
