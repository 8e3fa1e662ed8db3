"""Asking an engine: in batches, several at once, nothing twice, each answer stored as it comes.

Who wants drafts is a conversation: a generator that yields requests and is sent their drafts, turn
by turn. All conversations and the counting are in one thread; the engine is asked in others.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from polybook.engines.batches import batches
from polybook.engines.engine import Draft, Engine, Languages, Request
from polybook.steps.drafts_cache import Answers, answer_key
from polybook.steps.drafts_workers import Batch, Workers

Result = TypeVar("Result")
Talk = Generator[Sequence[Request], Sequence[Draft], Result]
"""A conversation: yields requests, is sent a draft for each, returns what came of it."""

PATIENCE = 5.0
"""Seconds that answers under way are waited for when a run ends early: they are paid for."""
HELD = Draft(reason="not sent")
"""Stands for the answer to a text that was not sent, since the run may send no more."""


@dataclass(slots=True)
class Tally:
    """What a run has asked so far."""

    sent: int = 0
    """Texts that the engine was asked for, and has answered; or would be asked for."""
    characters: int = 0
    """Their characters."""
    context: int = 0
    """Characters that may go with them: instructions, headings, neighbours, terms, examples."""
    billed: int = 0
    """Characters that are paid for: of chat engines all, of others those of the texts."""
    answered: int = 0
    """Texts for which an answer has come, or was known."""
    known: int = 0
    """How many of them an earlier run had stored."""
    held: int = 0
    """Texts that were not sent, since the run may send no more."""


@dataclass(eq=False, slots=True)
class _Turn(Generic[Result]):
    """A conversation, and the requests that it waits for."""

    talk: Talk[Result]
    keys: tuple[bytes, ...] | None = None
    come: int = 0
    """How many of them, from the first on, have been answered."""


class Asker:
    """Puts conversations to one engine."""

    def __init__(
        self,
        engine: Engine,
        languages: Languages,
        answers: Answers,
        *,
        parallel: int = 1,
        most: int | None = None,
        send: bool = True,
        watch: Callable[[], object] = lambda: None,
    ) -> None:
        """Ask `engine` for at most `most` texts; `watch` is called whenever answers have come.

        Without `send`, what would be sent is only counted.
        """
        self.tally = Tally()
        self._engine = engine
        self._languages = languages
        self._answers = answers
        self._parallel = parallel
        self._most = most
        self._send = send
        self._watch = watch
        self._drafts: dict[bytes, Draft] = {}
        """What was answered in this run, by the key of the request."""
        self._asked: set[bytes] = set()
        """The keys of all requests of this run."""
        self._given = 0
        """Texts that were given to be sent."""

    def run(self, talks: Iterable[Talk[Result]]) -> Generator[Result, None, None]:
        """Have the conversations, several at once, and yield what each returns as it ends.

        Raises EngineError when the engine can be asked no more. Whatever ends the run, answers that
        come within `PATIENCE` are stored.
        """
        todo = iter(talks)
        waiting: list[_Turn[Result]] = []
        with self._workers() as workers:
            while True:
                if workers.busy <= self._parallel and (talk := next(todo, None)) is not None:
                    ready = [_Turn(talk)]
                elif workers.busy:
                    self._take(workers.take())
                    ready = [turn for turn in waiting if self._has(turn)]
                    waiting = [turn for turn in waiting if not self._has(turn)]
                else:
                    return
                for turn in ready:
                    yield from self._go_on(turn, waiting, workers)

    @contextmanager
    def _workers(self) -> Iterator[Workers]:
        workers = Workers(self._engine, self._parallel, self._store)
        try:
            yield workers
        finally:
            for batch in workers.stop(PATIENCE):
                if batch.error is None:
                    self._count(batch.requests)

    def _go_on(
        self, turn: _Turn[Result], waiting: list[_Turn[Result]], workers: Workers
    ) -> Iterator[Result]:
        """Go on with a conversation until it has to wait, or ends."""
        try:
            while True:
                if turn.keys is None:
                    requests = next(turn.talk)
                else:
                    requests = turn.talk.send([self._drafts[key] for key in turn.keys])
                turn.keys, turn.come = self._ask(requests, workers), 0
                if not self._has(turn):
                    waiting.append(turn)
                    return
        except StopIteration as end:
            yield end.value

    def _has(self, turn: _Turn[Result]) -> bool:
        keys = turn.keys or ()
        # What has come is not looked for again: a page may have thousands, and answers as many.
        while turn.come < len(keys) and keys[turn.come] in self._drafts:
            turn.come += 1
        return turn.keys is not None and turn.come == len(keys)

    def _ask(self, requests: Sequence[Request], workers: Workers) -> tuple[bytes, ...]:
        """Send what nobody has answered or is being asked; return the keys of the requests."""
        keys = tuple(answer_key(self._engine, self._languages, request) for request in requests)
        wanted = dict(zip(keys, requests, strict=True))
        new = {key: request for key, request in wanted.items() if key not in self._asked}
        self._asked.update(new)
        known = self._answers.find(new)
        self._drafts |= known
        self.tally.known += len(known)
        self.tally.answered += len(known)
        missing = {key: request for key, request in new.items() if key not in known}
        for key in self._held(missing):
            self._drafts[key] = HELD
            del missing[key]
        left = iter(missing)
        for batch in batches(list(missing.values()), self._engine.limits):
            workers.give(Batch(tuple(islice(left, len(batch))), tuple(batch)))
        self._watch()
        return keys

    def _held(self, requests: Mapping[bytes, Request]) -> list[bytes]:
        """Return the keys of what is not sent."""
        room = len(requests) if self._most is None else max(0, self._most - self._given)
        room = min(room, len(requests))
        self._given += room
        self.tally.held += len(requests) - room
        if self._send:
            return list(requests)[room:]
        self._count(list(requests.values())[:room])
        return list(requests)

    def _count(self, requests: Iterable[Request]) -> None:
        """Count texts that were sent, or would be."""
        for request in requests:
            length = len(request.text)
            context = context_size(request) + self._engine.limits.overhead
            self.tally.sent += 1
            self.tally.characters += length
            self.tally.context += context
            self.tally.billed += length + (context if self._engine.limits.told else 0)

    def _take(self, batch: Batch) -> None:
        if batch.error is not None:
            raise batch.error
        self._drafts |= dict(zip(batch.keys, batch.drafts, strict=True))
        self._count(batch.requests)
        self.tally.answered += len(batch.keys)
        self._watch()

    def _store(self, batch: Batch) -> None:
        """Store the answers of a batch; a reason alone is none, and another run asks again."""
        drafts = zip(batch.keys, batch.drafts, strict=True)
        self._answers.keep({key: draft for key, draft in drafts if draft.text})


def context_size(request: Request) -> int:
    """Return how many characters may go to an engine beside the text itself."""
    around = request.context
    parts = [around.page, around.heading, around.before, around.after, around.continues]
    parts += [text for pair in around.examples for text in pair]
    parts += [source for _, source in request.hidden]
    for term in request.terms:
        parts += [term.term, *term.translations, *term.avoid, term.context]
    if request.retry:
        parts += [request.retry.draft, request.retry.fault]
    return sum(map(len, parts))
