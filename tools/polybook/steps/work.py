"""Mapping a function over pages: in this process for a small book, in several for a large one."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from itertools import chain
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Shared = TypeVar("Shared")

SMALL_BOOK = 600_000
"""Bytes of pages below which starting processes costs more than it saves (measured: 0.1 s)."""
CHUNKS_PER_PROCESS = 20
"""Pages differ in size, so each process gets several helpings."""


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
    chunk = max(1, len(tasks) // (processes * CHUNKS_PER_PROCESS))
    context = _context()
    # What the first page makes us load and compile, processes that are forked then have already.
    done = [work(task) for task in tasks[:1]] if context else []
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        rest = pool.map(work, tasks[len(done) :], chunksize=chunk)
        yield from _counted(chain(done, rest), len(tasks), progress)


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
    chunk = max(1, len(tasks) // (processes * CHUNKS_PER_PROCESS))
    with ProcessPoolExecutor(processes, _context(), _SHARED.append, (shared,)) as pool:
        yield from pool.map(partial(_with_shared, work), tasks, chunksize=chunk)


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
