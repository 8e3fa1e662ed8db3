"""Mapping a function over pages: in this process for a small book, in several for a large one."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from threading import RLock, Thread
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Shared = TypeVar("Shared")

SMALL_BOOK = 600_000
"""Bytes of pages below which starting processes costs more than it saves (measured: 0.1 s)."""
AHEAD = 2
"""Helpings that another process has: one on its plate, one to go on with at once."""
HELPING = 4
"""Another process gets this part of what is left for it at a time: many pages first, then few, and
at last single ones, since nobody knows which of them are long."""
SWITCH_INTERVAL = 0.0002
"""Seconds after which this process leaves its own page to take what another one has sent.

Python's 5 ms let the others wait for a tenth of the time (measured): a pipe holds 64 KB.
"""

Progress = Callable[[int, int], object]
"""Called after each page with how many are done, and how many there are."""


def silent(_done: int, _total: int) -> None:
    """Show no progress."""


def map_pages(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    size: int,
    progress: Progress = silent,
    executor: Executor | None = None,
) -> Iterator[Result]:
    """Yield `work(task)` for each task, in order.

    `size` is the book's length in bytes, which decides whether processes are worth starting; `work`
    and the tasks must be picklable for them. For a very large book any executor can be given that
    offers the standard interface, such as one of several machines.
    """
    if executor is not None:
        yield from _counted(executor.map(work, tasks, chunksize=1), len(tasks), progress)
        return
    processes = min(_cores(), len(tasks))
    if size < SMALL_BOOK or processes < 2:
        yield from _counted(map(work, tasks), len(tasks), progress)
        return
    context = _context()
    # What the first page makes us load and compile, processes that are forked then have already.
    done = [work(task) for task in tasks[:1]] if context else []
    pool = ProcessPoolExecutor(processes - 1, context, _begin, (None,))
    shares = _Shares(pool, work, tasks[len(done) :], processes)
    yield from _counted(_divided(shares, work, done), len(tasks), progress)


def map_shared(
    work: Callable[[Shared, Task], Result], shared: Shared, tasks: Sequence[Task], size: int
) -> Iterator[Result]:
    """Yield `work(shared, task)` for each task, in order; `size` is as in `map_pages`.

    `shared` may be large: a process gets it once, and one that is forked has it already.
    """
    processes = min(_cores(), len(tasks))
    if size < SMALL_BOOK or processes < 2:
        yield from map(partial(work, shared), tasks)
        return
    pool = ProcessPoolExecutor(processes - 1, _context(), _begin, (shared,))
    shares = _Shares(pool, partial(_with_shared, work), tasks, processes)
    yield from _divided(shares, partial(work, shared))


class _Shares:
    """Tasks that this process and those of a pool share out among themselves while they work.

    This one begins at the front and the others at the back, until they meet.
    """

    def __init__(
        self, pool: Executor, work: Callable[[Any], Any], tasks: Sequence[Any], processes: int
    ) -> None:
        self.begun: list[tuple[Sequence[Any], Future[list[Any]]]] = []
        """What the others have begun, from the back to the front."""
        self._pool = pool
        self._work = work
        self._left = deque(_cut(tasks, processes))
        self._lock = RLock()  # for who has done its work before anybody could wait for it
        for _ in range(AHEAD * (processes - 1)):
            self._give()

    def _give(self, _done: object = None) -> None:
        """Let the others begin with some more, and go on by themselves when that is done."""
        with self._lock, suppress(BrokenProcessPool):
            if self._left:
                self.begun.append(
                    (self._left[0], self._pool.submit(_all, self._work, self._left[0]))
                )
                self._left.popleft()
                self.begun[-1][1].add_done_callback(self._give)

    def take(self) -> Sequence[Any]:
        """Return what this process does next; nothing where all is begun."""
        with self._lock:
            return self._left.pop() if self._left else ()

    def close(self) -> None:
        """Wait for the others to finish what is on their plates, and let nobody begin any more."""
        with self._lock:
            self._left.clear()
        self._pool.shutdown(cancel_futures=True)


def _divided(
    shares: _Shares, here: Callable[[Task], Result], done: Iterable[Result] = ()
) -> Iterator[Result]:
    """Yield what is done and the result of each task, in order; the pool is shut down then.

    What this process works out itself need not be sent. Should the system end the others, for want
    of memory as a rule, it does all that they have not sent.
    """
    interval = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL)
    try:
        yield from done  # the others are at work: whoever starts threads now does not harm them
        while tasks := shares.take():
            yield from map(here, tasks)
        for tasks, future in reversed(shares.begun):
            broken = isinstance(future.exception(), BrokenProcessPool)
            yield from map(here, tasks) if broken else future.result()
    finally:
        sys.setswitchinterval(interval)
        shares.close()


def _cut(tasks: Sequence[Task], processes: int) -> Iterator[Sequence[Task]]:
    """Yield what other processes get at a time, from the back to the front."""
    own, end = len(tasks) // processes, len(tasks)
    while end:
        start = min(end - 1, end - (end - own) // (HELPING * (processes - 1)))
        yield tasks[start:end]
        end = start


def _all(work: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
    return [work(task) for task in tasks]


def _begin(shared: object) -> None:
    """In a new process: keep what its tasks share, and end when the one that started it ends."""
    _SHARED.append(shared)
    if parent := multiprocessing.parent_process():
        Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    # Nobody else tells it: it would wait for work for ever, and keep the pipes of a CI's log open.
    parent.join()
    os._exit(1)


_SHARED: list[Any] = []
"""In a process of `map_shared`: what all its tasks share."""


def _with_shared(work: Callable[[Any, Task], Result], task: Task) -> Result:
    return work(_SHARED[-1], task)


def _counted(results: Iterator[Result], total: int, progress: Progress) -> Iterator[Result]:
    for done, result in enumerate(results, 1):
        progress(done, total)
        yield result


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context() -> multiprocessing.context.BaseContext | None:
    """Fork where the system has it: the modules are imported once, not once a process."""
    if "fork" in multiprocessing.get_all_start_methods() and os.uname().sysname == "Linux":
        return multiprocessing.get_context("fork")
    return None
