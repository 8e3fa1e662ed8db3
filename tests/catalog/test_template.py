from dataclasses import replace

import pytest

from polybook.catalog.read import read_catalog
from polybook.catalog.template import new_template, same_messages, write_template
from polybook.catalog.write import write_catalog
from polybook.model.entry import Entry
from tests.catalog.strategies import msgcat

ENTRIES = (Entry("A", extracted=("heading",), references=("a",)), Entry("B", references=("a",)))
OLD = new_template("book", "2024-01-01 00:00+0000", ENTRIES)
NEW = new_template("book", "2025-01-01 00:00+0000", ENTRIES)


def test_only_the_date_differs_so_the_file_stays():
    old = write_catalog(OLD)
    assert write_template(NEW, old) == old
    assert write_template(OLD, old) == old


def test_a_file_that_another_tool_has_wrapped_stays():
    old = msgcat(write_catalog(OLD), "--width=20").replace(b"\n", b"\r\n")
    assert write_template(NEW, old) == old


@pytest.mark.parametrize(
    "entries",
    [
        ENTRIES[:1],
        ENTRIES[::-1],
        (*ENTRIES, Entry("C")),
        (replace(ENTRIES[0], extracted=("title",)), ENTRIES[1]),
    ],
)
def test_other_messages_bring_the_new_date(entries):
    new = replace(NEW, entries=tuple(entries))
    assert not same_messages(OLD, new)
    assert write_template(new, write_catalog(OLD)) == write_catalog(new)


@pytest.mark.parametrize("old", [None, b"", b"<<<<<<< HEAD\n", b"\xff"])
def test_what_cannot_be_read_is_replaced(old):
    assert write_template(NEW, old) == write_catalog(NEW)


def test_what_was_read_says_the_same():
    assert same_messages(read_catalog(write_catalog(OLD), "a.pot"), NEW)
