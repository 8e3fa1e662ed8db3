"""A program that is kept running and answers lines of JSON with lines of JSON.

Any number of lines may be under way; answers are told apart by their `id`. Three threads keep the
pipes moving, so that neither side ever waits for the other to read.
"""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO, Any

from polybook.engines.words import one_line

LINES = 5
"""Lines of standard error that are shown."""
LONGEST = 2**20
"""Bytes of the longest line that is read."""
LAST_WORDS = 0.5
"""Seconds to wait for what a program that has closed its output still has to say."""
GOODBYE = 2.0
"""Seconds that a program gets to end when it is not needed any more."""

Answer = Mapping[str, Any]


class Died(Exception):  # noqa: N818 - it is the program's end, not an error of ours
    """The program has ended; the message says how."""


class Silent(Exception):  # noqa: N818 - the same
    """The program did not answer in time; the message says what it said instead."""


class Program:
    """One run of a program; may be asked by several threads at once."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start the program, without a shell; raises OSError when that cannot be done."""
        self._process = subprocess.Popen(  # noqa: S603 - the configuration names it
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._lock = threading.Lock()
        self._waiting: dict[int, queue.SimpleQueue[Answer | None]] = {}
        self._ended = False
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._errors: deque[bytes] = deque(maxlen=LINES)
        self._stray = b""
        """The last line of standard output that was no answer."""
        self._listener = threading.Thread(target=self._listen, daemon=True)
        for thread in (
            self._listener,
            threading.Thread(target=self._write, daemon=True),
            threading.Thread(target=self._read, daemon=True),
        ):
            thread.start()

    def ask(self, number: int, data: Answer, seconds: float) -> Answer:
        """Send `data` as one line, and return the answer with the same id.

        Raises Silent when there is none in that time, and Died when there can be none.
        """
        answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        with self._lock:
            if self._ended:
                raise Died(self._end())
            self._waiting[number] = answers
        line = json.dumps({"id": number, **data}, ensure_ascii=False)
        self._lines.put(line.encode("utf-8", "replace") + b"\n")
        try:
            answer = answers.get(timeout=seconds)
        except queue.Empty:
            said = one_line(self._stray.decode("utf-8", "replace"))
            instead = f', but said "{said}"' if said else ""
            raise Silent(f"it did not answer within {seconds:g} s{instead}") from None
        if answer is None:
            raise Died(self._end())
        return answer

    def stop(self) -> None:
        """Let it end, and see to it that it does."""
        self._lines.put(None)
        try:
            self._process.wait(GOODBYE)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it now."""
        self._process.kill()
        self._process.wait()

    def _end(self) -> str:
        """Say how it ended, and what it said on standard error."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(LAST_WORDS)
        self._listener.join(LAST_WORDS)
        code = self._process.returncode
        end = "it closed its output" if code is None else f"it ended with {code}"
        said = one_line(b" ".join(self._errors).decode("utf-8", "replace"))
        return f"{end} ({said})" if said else end

    # The threads

    def _write(self) -> None:
        # Closing writes what is left, so it fails as well when nobody reads any more.
        with suppress(OSError, ValueError), _open(self._process.stdin) as pipe:
            while (line := self._lines.get()) is not None:
                pipe.write(line)
                pipe.flush()

    def _read(self) -> None:
        with _open(self._process.stdout) as pipe:
            while line := pipe.readline(LONGEST):
                self._take(line)
        with self._lock:
            self._ended = True
            waiting, self._waiting = self._waiting, {}
        for answers in waiting.values():
            answers.put(None)
        self._lines.put(None)

    def _take(self, line: bytes) -> None:
        """Give an answer to who waits for it; other lines are chatter."""
        try:
            answer = json.loads(line)
            number = answer["id"]
        except (ValueError, TypeError, LookupError, RecursionError):
            self._stray = line
            return
        with self._lock:
            answers = self._waiting.pop(number, None) if isinstance(number, int) else None
        if answers is not None:
            answers.put(answer)

    def _listen(self) -> None:
        with _open(self._process.stderr) as pipe:
            while line := pipe.readline(LONGEST):
                self._errors.append(line)


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 - all three are pipes, as `Popen` was told
    return pipe
