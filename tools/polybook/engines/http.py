"""Asking a web service: JSON there, JSON back, with patience and without trust.

Each request has a time-out for the connection, for silence and for the whole. What may pass is
asked again, later each time, and when the service says when, then. Answers are read up to a size.
"""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NoReturn, TypeVar

import requests

from polybook.engines.engine import AnswerError, EngineError
from polybook.engines.exchange import (
    CONNECT,
    UNREACHABLE,
    Reply,
    Service,
    exchange,
    new_session,
    too_slow,
)
from polybook.engines.retry import ATTEMPTS, PATIENCE, SLOW_ATTEMPTS, Clock, asked_for, pause
from polybook.engines.words import is_page, one_line, said, without_key

Result = TypeVar("Result")

GIVE_UP = 9
"""Requests in a row that the service refuses until it is to blame, and not the texts."""
HEAVY = 3
"""How many of these one request counts as that broke off or got no answer, again and again."""
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
"""States that may be others in a moment; 52x are Cloudflare's, 529 means overloaded."""
SHORTEST_KEY = 8
"""Characters of a key that cannot be a word of a translation."""
POLL = 0.2
"""Seconds after which a thread that waits looks whether it should stop."""


class UnknownError(EngineError):
    """The service has nothing at the address, or nothing of a name that is in the request."""


def translations(answer: Any, name: str, host: str) -> list[str]:  # noqa: ANN401 - JSON
    """Return what an answer's `translations` have under `name`; raises AnswerError without texts.

    Services of different makers have that list.
    """
    try:
        texts = [one[name] for one in answer["translations"]]
    except (LookupError, TypeError):
        texts = [None]
    if not all(isinstance(text, str) for text in texts):
        raise AnswerError(f"{host} answered without `translations`")
    return texts


class Client:
    """Asks one service; may be used by several threads at once."""

    def __init__(self, service: Service, clock: Clock | None = None) -> None:
        self.service = service
        self._clock = clock or Clock()
        self._closed = threading.Event()
        self._slots = threading.BoundedSemaphore(max(1, service.parallel))
        self._idle: queue.LifoQueue[requests.Session] = queue.LifoQueue()
        self._failures = 0

    def __repr__(self) -> str:
        return f"Client({self.service.address.host})"

    def ask(self, method: str, path: str, data: object, read: Callable[[Any], Result]) -> Result:
        """Return what `read` makes of the JSON that the service answers.

        `read` raises AnswerError for JSON that is no answer. Raises AnswerError when this request
        cannot be done, and EngineError when none can.
        """
        text = json.dumps(data, ensure_ascii=False)
        body = None if data is None else text.encode("utf-8", "replace")
        with self._slots:
            reply = self._patiently(method, self.service.address.base + path, body)
        answer = self._content(reply)
        try:
            result = read(answer)
        except AnswerError as error:
            raise self._failed(error) from None
        self._failures = 0
        return result

    def now(self) -> datetime:
        """Return the time, by the clock that also rules the waiting."""
        return datetime.fromtimestamp(self._clock.wall(), UTC)

    def close(self) -> None:
        """Give up what is under way, wherever it waits, and let go of all connections."""
        self._closed.set()
        while not self._idle.empty():
            self._idle.get_nowait().close()

    # One request, attempt after attempt

    def _patiently(self, method: str, url: str, body: bytes | None) -> Reply:
        attempt = 1
        while True:
            reply = self._send(method, url, body)
            passing = reply.again if reply.fault else reply.status in PASSING
            if not passing or attempt == (SLOW_ATTEMPTS if reply.slow else ATTEMPTS):
                return reply
            if self._clock.wait(self._closed, self._pause(reply, attempt)):
                raise self._stopped()
            attempt += 1

    def _pause(self, reply: Reply, attempt: int) -> float:
        asked = asked_for(reply.retry_after, self._clock) if reply.retry_after else None
        if asked is not None and asked > PATIENCE:
            minutes = f"{asked / 60:.0f} minutes"
            raise EngineError(f"{self._host} asks to come back in {minutes}; run it again then")
        return max(asked or 0.0, pause(attempt, self._clock))

    def _send(self, method: str, url: str, body: bytes | None) -> Reply:
        """Return what one attempt gives.

        It runs in a thread of its own: only so is there a limit for the whole, whatever trickles
        in, and only so can it be left alone when somebody presses Ctrl-C.
        """
        session = self._session()
        answers: queue.SimpleQueue[Reply | Exception] = queue.SimpleQueue()
        arguments = (session, method, url, body, self.service.timeout, answers)
        threading.Thread(target=exchange, args=arguments, daemon=True).start()
        left = self.service.timeout + CONNECT
        while left > 0 and not self._closed.is_set():
            try:
                answer = answers.get(timeout=min(POLL, left))
            except queue.Empty:
                left -= POLL
                continue
            self._idle.put(session)
            if isinstance(answer, Reply):
                return answer
            raise answer
        if self._closed.is_set():
            raise self._stopped()
        return Reply(fault=too_slow(self.service.timeout), slow=True)

    def _session(self) -> requests.Session:
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            return new_session(self.service)

    # What an answer means

    def _content(self, reply: Reply) -> Any:  # noqa: ANN401 - JSON
        if reply.fault or not 200 <= reply.status < 300:
            self._refuse(reply)
        if not reply.body.strip():
            return None
        key = self.service.key.value
        if len(key) >= SHORTEST_KEY and key.encode() in reply.body:
            # It would stand in a catalog, and in the file of answers.
            raise self._failed(AnswerError(f"{self._host}: the answer holds the key"), HEAVY)
        try:
            return json.loads(reply.body)
        except (ValueError, RecursionError):
            what = "a web page" if is_page(reply.body) else "something that is not JSON"
            reason = f"{self._host} answered with {what}; see that `url` is the API's address"
            raise self._failed(AnswerError(reason, reply.status), HEAVY) from None

    def _refuse(self, reply: Reply) -> NoReturn:
        """Raise what a reply that cannot be used means."""
        status = reply.status
        words = without_key(said(reply.body), self.service.key.value)
        told = f" ({words})" if words else ""
        if not status and reply.fault:
            self._failed_to_reach(reply)
        if reply.fault:
            raise self._failed(AnswerError(f"{self._host}: {reply.fault}", status), HEAVY)
        if 300 <= status < 400:
            place = without_key(reply.location.partition("?")[0], self.service.key.value)
            there = one_line(place) or "another address"
            raise EngineError(f"{self._host} has moved to {there}; set `url` to the new address")
        if status in (401, 403, 407):
            variable = self.service.key.variable
            step = f"see what {variable} holds" if variable else "see what the service allows"
            raise EngineError(f"{self._host} refuses us with {status}{told}; {step}")
        if status in (402, 456):
            raise EngineError(
                f"the quota at {self._host} is used up{told}; run it again when there is more: "
                "what was answered is kept"
            )
        if status == 429:
            raise EngineError(
                f"{self._host} says too often that it is asked too much{told}; "
                "lower `parallel`, or run it again later"
            )
        if status in (404, 405, 410):
            raise UnknownError(
                f"{self._host} does not know what it is asked for{told}; see `url` and `model`"
            )
        weight = 1 if status < 500 else HEAVY
        raise self._failed(
            AnswerError(f"{self._host} answered with {status}{told}", status), weight
        )

    def _failed_to_reach(self, reply: Reply) -> NoReturn:
        reason = f"{self._host}: {reply.fault}"
        if reply.fault.startswith(UNREACHABLE):
            raise EngineError(f"{reason}; see that the service runs and that `url` is right")
        raise self._failed(AnswerError(reason), HEAVY)

    def _failed(self, error: AnswerError, weight: int = 1) -> Exception:
        """Return what to raise for a failure: after some in a row, the service is to blame."""
        self._failures += weight
        if self._failures < GIVE_UP:
            return error
        return EngineError(f"too many requests in a row have failed, the last one since {error}")

    def _stopped(self) -> EngineError:
        return EngineError(f"stopped asking {self._host}")

    @property
    def _host(self) -> str:
        return self.service.address.host
