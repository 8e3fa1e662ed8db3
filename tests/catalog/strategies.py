"""Hypothesis strategies and helpers shared by this room's tests."""

from __future__ import annotations

import subprocess
from dataclasses import replace

from hypothesis import strategies as st

from polybook.model.entry import Entry
from tests.helpers import needs

CHARS = '\n\t\r\\"\u2028\u2029\x85\x0b\x0c\x07\x01\x1f\x7f\u00a0\u200b\ufeff# '
NASTY = st.sampled_from([*CHARS, "\\n", '\\"', "#~ ", 'msgid "', "\n\n", "%s"])
PLAIN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x04"), max_size=8)
TEXT = st.lists(st.one_of(NASTY, PLAIN, st.sampled_from(["word", "chữ", "$x$"])), max_size=6).map(
    "".join
)
# gettext joins a line that ends with a backslash to the next one, in comments too.
LINE = TEXT.map(lambda text: text.replace("\n", "").replace("\r", "").rstrip("\\"))
MSGID = TEXT.filter(bool)
NAME = st.text("abcxyz/_-.éữ", min_size=1, max_size=12).filter(lambda name: name[:2] != "./")
FLAGS = st.sampled_from([(), ("python-format",), ("c-format", "no-wrap"), ("no-wrap",)])
MAYBE = st.none() | TEXT

HEADER = Entry(
    msgid="",
    msgstr="Project-Id-Version: book\nLanguage: vi\nMIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n",
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry that gettext can write."""
    plural = draw(st.none() | MSGID) if draw(st.integers(0, 5)) == 0 else None
    previous = draw(MAYBE)
    obsolete = draw(st.integers(0, 3)) == 0
    texts = MSGID if obsolete else TEXT  # msgcat drops what is obsolete and has no translation
    msgstr = "" if plural is not None else draw(texts)
    msgstr_plural = () if plural is None else tuple(draw(st.lists(texts, min_size=1, max_size=3)))
    return Entry(
        msgid=draw(MSGID),
        msgstr=msgstr,
        msgctxt=draw(MAYBE),
        msgid_plural=plural,
        msgstr_plural=msgstr_plural,
        comments=tuple(draw(st.lists(LINE, max_size=2))),
        extracted=tuple(draw(st.lists(LINE, max_size=2))),
        references=tuple(draw(st.lists(NAME, max_size=2, unique=True))),
        flags=draw(FLAGS),
        fuzzy=bool((msgstr_plural or (msgstr,))[0]) and draw(st.booleans()),
        previous_msgid=previous,
        previous_msgctxt=draw(MAYBE) if previous is not None else None,
        previous_msgid_plural=draw(MAYBE) if previous is not None else None,
        obsolete=obsolete,
    )


@st.composite
def entry_lists(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Entries of one file: no two of the same key, the obsolete ones last."""
    found = draw(st.lists(entries(), max_size=6, unique_by=lambda entry: entry.key))
    return tuple(sorted(found, key=lambda entry: entry.obsolete))


def content(entry: Entry) -> Entry:
    """The entry as if it had never been in a file."""
    return replace(entry, line=0, text=None)


def msgcat(data: bytes, *options: str) -> bytes:
    """What `msgcat` makes of a file."""
    command = [needs("msgcat", "gettext"), "--force-po", *options, "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout
