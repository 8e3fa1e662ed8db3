"""Pages in several processes: the results in order, the first page in this process."""

import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from polybook.steps import work
from polybook.steps.work import SMALL_BOOK, map_pages


def where(number):
    return number, os.getpid()


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch):
    monkeypatch.setattr(work, "_cores", lambda: 2)


def test_a_large_book_is_read_in_order_by_several_processes():
    told = []
    size = SMALL_BOOK + 1
    found = list(map_pages(where, range(9), size, lambda *counts: told.append(counts)))
    assert [number for number, _ in found] == list(range(9))
    assert told == [(done, 9) for done in range(1, 10)]
    assert all(process != os.getpid() for _, process in found[1:])


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
