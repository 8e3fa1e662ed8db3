"""Pages in several processes, this one among them: the results in order, whoever did them."""

import multiprocessing
import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from subprocess import PIPE, Popen

import pytest

from polybook.steps import work
from polybook.steps.work import SMALL_BOOK, map_pages


def where(number):
    return number, os.getpid()


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch):
    monkeypatch.setattr(work, "_cores", lambda: 2)


def meet(task):
    """The second task waits for the last one, which another process must have begun with."""
    number, met = task
    if number == 1:
        limit = time.monotonic() + 60
        while not met.exists() and time.monotonic() < limit:
            time.sleep(0.01)
    elif number == 8:
        met.touch()
    return where(number)


def die(task):
    number, home = task
    if os.getpid() != home:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


ENDLESS = """
import os, time
from polybook.steps import work

def endless(home):
    if os.getpid() != home:
        print("at work", flush=True)
    time.sleep(600 if os.getpid() != home else 0.01)

work._cores = lambda: 2
list(work.map_pages(endless, [os.getpid()] * 9, work.SMALL_BOOK + 1))
"""


def fail(number):
    if number in (3, 27):
        raise ValueError(number)
    return number


def test_a_large_book_is_read_in_order_by_this_process_and_others(tmp_path):
    told = []
    tasks = [(number, tmp_path / "met") for number in range(9)]
    found = list(map_pages(meet, tasks, SMALL_BOOK + 1, lambda *counts: told.append(counts)))
    assert [number for number, _ in found] == list(range(9))
    assert told == [(done, 9) for done in range(1, 10)]
    assert found[1][1] == os.getpid()
    assert found[8][1] != os.getpid()


def test_the_first_error_is_raised_whoever_met_it():
    found = []
    with pytest.raises(ValueError, match=r"\A3\Z"):
        found.extend(map_pages(fail, range(30), SMALL_BOOK + 1))
    with pytest.raises(ValueError, match=r"\A27\Z"):
        found.extend(map_pages(fail, range(10, 30), SMALL_BOOK + 1))


def test_who_stops_in_the_middle_leaves_nothing_behind():
    interval = sys.getswitchinterval()
    pages = map_pages(where, range(1000), SMALL_BOOK + 1)
    assert [number for number, _ in zip(pages, range(3), strict=False)]
    pages.close()
    assert sys.getswitchinterval() == interval
    assert not multiprocessing.active_children()


def test_what_a_process_that_was_killed_had_begun_is_done_here():
    tasks = [(number, os.getpid()) for number in range(30)]
    assert list(map_pages(die, tasks, SMALL_BOOK + 1)) == list(range(30))


def test_the_others_end_with_the_process_that_started_them():
    # Who reads its output waits for all that hold the pipe.
    with Popen([sys.executable, "-c", ENDLESS], stdout=PIPE, text=True) as process:
        assert process.stdout.readline() == "at work\n"
        process.kill()
        process.communicate(timeout=60)


@pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="nothing is shared by forking"
)
def test_the_first_page_is_read_before_processes_are_forked():
    if work._context() is None:
        pytest.skip("this system does not fork")
    assert next(map_pages(where, range(9), SMALL_BOOK + 1)) == (0, os.getpid())


def test_a_small_book_is_read_here():
    assert list(map_pages(where, range(3), SMALL_BOOK - 1)) == [(n, os.getpid()) for n in range(3)]


def test_any_executor_can_do_the_work():
    told = []
    with ThreadPoolExecutor(2) as executor:
        found = map_pages(str, range(9), 0, lambda *counts: told.append(counts), executor)
        assert list(found) == [*"012345678"]
    assert told == [(done, 9) for done in range(1, 10)]
