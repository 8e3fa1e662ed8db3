"""Mapping a function over pages: in this process for a small book, in several for a large one."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Shared = TypeVar("Shared")

SMALL_BOOK = 600_000
"""Bytes of pages below which starting processes costs more than it saves (measured: 0.1 s)."""
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
    pool = ProcessPoolExecutor(processes - 1, mp_context=context)
    found = _divided(pool, work, work, tasks[len(done) :], processes, done)
    yield from _counted(found, len(tasks), progress)


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
    pool = ProcessPoolExecutor(processes - 1, _context(), _SHARED.append, (shared,))
    yield from _divided(pool, partial(_with_shared, work), partial(work, shared), tasks, processes)


def _divided(
    pool: Executor,
    there: Callable[[Task], Result],
    here: Callable[[Task], Result],
    tasks: Sequence[Task],
    processes: int,
    done: Iterable[Result] = (),
) -> Iterator[Result]:
    """Yield what is done and the result of each task, in order; the pool is shut down then.

    This process works too, and so the results of its share need not be sent. It begins at the
    front and the others at the back, until they meet.
    """
    chunks = _cut(tasks, processes)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL)
    try:
        begun = [(chunk, pool.submit(_all, there, chunk)) for chunk in chunks]
        yield from done  # the others are at work: whoever starts threads now does not harm them
        for chunk, future in reversed(begun):
            # What nobody has begun can be cancelled: then it is ours.
            yield from map(here, chunk) if future.cancel() else future.result()
    finally:
        sys.setswitchinterval(interval)
        pool.shutdown(cancel_futures=True)


def _cut(tasks: Sequence[Task], processes: int) -> Iterator[Sequence[Task]]:
    """Yield what other processes get at a time, from the back to the front."""
    own, end = len(tasks) // processes, len(tasks)
    while end:
        start = min(end - 1, end - (end - own) // (HELPING * (processes - 1)))
        yield tasks[start:end]
        end = start


def _all(work: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
    return [work(task) for task in tasks]


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
