"""What goes from an old entry to a new one: all that people have written, never the page's part."""

from __future__ import annotations

from dataclasses import replace

from polybook.catalog.pool import base
from polybook.model.entry import Entry


def described(old: Entry, new: Entry) -> Entry:
    """Return the old entry with the template's references and extracted comments."""
    if old.references == new.references and old.extracted == new.extracted:
        return old
    return replace(old, references=new.references, extracted=new.extracted, text=None)


def carried(entry: Entry, old: Entry) -> Entry:
    """Return `entry` with all that people have written to `old`, which has the same English."""
    return replace(
        entry,
        msgstr=old.msgstr,
        msgid_plural=old.msgid_plural,
        msgstr_plural=old.msgstr_plural,
        comments=tuple(dict.fromkeys((*entry.comments, *old.comments))),
        flags=tuple(dict.fromkeys((*entry.flags, *old.flags))),
        fuzzy=old.fuzzy,
        previous_msgid=old.previous_msgid,
        previous_msgctxt=old.previous_msgctxt,
        previous_msgid_plural=old.previous_msgid_plural,
        text=None,
    )


def as_fuzzy(entry: Entry, old: Entry) -> Entry:
    """Return `entry` with the msgstr of `old`, fuzzy, and the English it was made for."""
    context, msgid = base(old)
    same = (context, msgid) == entry.key
    return replace(
        carried(entry, old),
        fuzzy=True,
        previous_msgid=None if same else msgid,
        previous_msgctxt=None if same else context,
        previous_msgid_plural=None,
    )
