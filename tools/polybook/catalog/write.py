"""Write PO files: untouched entries as they stood, changed and new ones as msgcat writes them."""

from __future__ import annotations

import re
from dataclasses import replace

from polybook.catalog.catalog import Catalog
from polybook.catalog.quoting import quote
from polybook.catalog.references import format_references
from polybook.model.entry import Entry

MSGSTR = re.compile(r'(?m)^msgstr[ \t]+"[^\r\n]*(?:\r?\n"[^\r\n]*)*(?=(?:\r?\n)?\Z)')
"""The translation of an entry that has one only, with all its strings, at the end of its text."""


def write_catalog(catalog: Catalog) -> bytes:
    """Return the file's bytes.

    Entries with a text are written verbatim; the others as `msgcat --no-wrap` writes them, with the
    catalog's newlines. What was read and not changed gives the bytes that it was read from.
    """
    at = catalog.header_at
    entries = (*catalog.entries[:at], catalog.header, *catalog.entries[at:])
    parts = ["\ufeff"] if catalog.bom else []
    before: Entry | None = None
    for entry in entries:
        text = entry.text
        if text is None:
            text = format_entry(entry).replace("\n", catalog.newline)
        if not text:  # NO_HEADER
            continue
        if before is not None:
            if not parts[-1].endswith("\n"):  # it was the last, in a file without a final newline
                parts.append(catalog.newline)
            parts.append(catalog.gaps.get(before.line, catalog.newline))
        parts.append(text)
        before = entry
    parts.append(catalog.tail)
    return "".join(parts).encode("utf-8")


def with_msgstr(entry: Entry, msgstr: str, newline: str) -> Entry:
    """Return the entry with another translation; every byte that is no part of it stays."""
    text = None
    if entry.text is not None and (found := MSGSTR.search(entry.text)):
        written = f"msgstr {quote(msgstr)}".replace("\n", newline)
        text = entry.text[: found.start()] + written + entry.text[found.end() :]
    return replace(entry, msgstr=msgstr, text=text)


def format_entry(entry: Entry) -> str:
    """Return the entry as `msgcat --no-wrap` writes it, with its last newline."""
    lines = [f"# {line}" if line else "#" for line in entry.comments]
    lines += [f"#. {line}" if line else "#." for line in entry.extracted]
    if entry.references:
        lines.append(f"#: {format_references(entry.references)}")
    # As gettext, which finds nothing fuzzy in what is not translated.
    fuzzy = entry.fuzzy and (entry.msgstr or any(entry.msgstr_plural[:1]))
    if fuzzy or entry.flags:
        lines.append("#, " + ", ".join(("fuzzy", *entry.flags) if fuzzy else entry.flags))
    prefix = "#~| " if entry.obsolete else "#| "
    for keyword, previous in (
        ("msgctxt", entry.previous_msgctxt),
        ("msgid", entry.previous_msgid),
        ("msgid_plural", entry.previous_msgid_plural),
    ):
        if previous is not None:
            lines.append(f"{prefix}{keyword} {quote(previous, prefix)}")
    prefix = "#~ " if entry.obsolete else ""
    if entry.msgctxt is not None:
        lines.append(f"{prefix}msgctxt {quote(entry.msgctxt, prefix)}")
    lines.append(f"{prefix}msgid {quote(entry.msgid, prefix)}")
    if entry.msgid_plural is None:
        lines.append(f"{prefix}msgstr {quote(entry.msgstr, prefix)}")
    else:
        lines.append(f"{prefix}msgid_plural {quote(entry.msgid_plural, prefix)}")
        for index, msgstr in enumerate(entry.msgstr_plural or ("",)):
            lines.append(f"{prefix}msgstr[{index}] {quote(msgstr, prefix)}")
    lines.append("")
    return "\n".join(lines)
