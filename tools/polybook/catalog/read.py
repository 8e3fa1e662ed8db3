"""Read PO files, exactly and fast: a line is a comment, a statement, a string, or a fault.

Every entry keeps its text as it stands in the file. The grammar is gettext's (its manual, chapter
"The Format of PO Files"), without `domain` lines and with one statement a line, as all tools write
it. polib, which is the oracle in the tests, takes twice as long and does not keep the text.
"""

from __future__ import annotations

import re
from shlex import quote
from typing import NoReturn

from polybook.catalog.catalog import NO_HEADER, Catalog
from polybook.catalog.quoting import unquote
from polybook.catalog.references import parse_references
from polybook.model.charset import likely_charset
from polybook.model.entry import Entry
from polybook.model.errors import CatalogError

_BOM = b"\xef\xbb\xbf"
_CHARSET = re.compile(r"charset=([^\s\"\\;]+)", re.IGNORECASE)
_ACCEPTED = {"utf-8", "utf8", "us-ascii", "ascii", "charset"}  # the last is the template's own
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)")
CONFLICT = "catalog-conflict"
DUPLICATE = "catalog-duplicate"
_PLURAL = re.compile(r"msgstr\[(\d+)\]")
_KEYWORDS = {"msgctxt", "msgid", "msgid_plural", "msgstr"}


def read_catalog(data: bytes, path: str) -> Catalog:
    """Return the catalog that `data` holds; `path` names it in errors.

    Raises CatalogError with the line when `data` is not UTF-8 or not PO, has conflict markers, or
    defines a message twice.
    """
    bom = data.startswith(_BOM)
    text = _decode(data[len(_BOM) :] if bom else data, path)
    raw = text.split("\n")
    newline = "\r\n" if raw[0].endswith("\r") else "\n"
    lines = [line.rstrip("\r") for line in raw] if "\r" in text else raw
    reader = _Reader(path, lines, raw, newline)
    reader.read()
    header, header_at = NO_HEADER, 0
    entries = reader.entries
    for index, entry in enumerate(entries):
        if entry.msgid == "" and entry.msgctxt is None and not entry.obsolete:
            header, header_at = entry, index
            del entries[index]
            break
    _check_charset(header, path)
    return Catalog(
        header=header,
        entries=tuple(entries),
        header_at=header_at,
        newline=newline,
        bom=bom,
        gaps=reader.gaps,
        tail=reader.tail,
    )


def _decode(data: bytes, path: str) -> str:
    """Return the text, or name the line that is not UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogError(path, line, f"not UTF-8; {_way_out(data)}") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise CatalogError(path, line, "a NUL character; this is not a text file")
    return text


def _way_out(data: bytes) -> str:
    """Say how to make UTF-8 of a file; msgconv can only where the header tells the truth."""
    charset = _CHARSET.search(data[:10_000].decode("latin-1"))
    if charset and charset[1].lower() not in _ACCEPTED:
        return f"convert the file from {charset[1]} with msgconv --to-code=UTF-8"
    likely = likely_charset(data)
    if not likely:
        return "this is not a text file"
    return f"save it as UTF-8, or convert it, for instance with `iconv -f {likely} -t UTF-8`"


def _check_charset(header: Entry, path: str) -> None:
    """Refuse a header that promises another charset than UTF-8."""
    charset = _CHARSET.search(header.msgstr)
    if charset and charset[1].lower() not in _ACCEPTED:
        reason = f"the charset is {charset[1]}; convert the file with msgconv --to-code=UTF-8"
        raise CatalogError(path, header.line, reason)


class _Reader:
    """Goes over the lines once and collects entries, odd gaps between them, and the tail."""

    def __init__(self, path: str, lines: list[str], raw: list[str], newline: str) -> None:
        self.path = path
        self.lines = lines
        self.raw = raw  # with carriage returns
        self.newline = newline
        self.last_end = 0  # one past the last line of the entry before
        self.entries: list[Entry] = []
        self.gaps: dict[int, str] = {}
        self.tail = ""
        self.seen: dict[tuple[str | None, str], int] = {}
        self.twins: list[tuple[int, int]] = []  # the lines of messages seen before, and where
        self.begin(0)

    def begin(self, start: int) -> None:
        """Forget the entry that was read and begin the one whose first line is `start`."""
        self.start = start
        self.end = 0  # one past the last line that belongs to it
        self.line = 0
        self.obsolete = False
        self.fields: dict[str, list[str]] = {}
        self.current: list[str] | None = None
        self.comments: list[str] = []
        self.extracted: list[str] = []
        self.references: list[str] = []
        self.flags: list[str] = []

    def read(self) -> None:
        """Read all lines."""
        for index, line in enumerate(self.lines):
            first = line[:1]
            if first == '"':
                self.string(index, line)
            elif first == "m":
                self.statement(index, line, "")
            elif first == "#":
                self.comment(index, line)
            elif line.strip():
                self.indented(index, line)
        if "msgstr" in self.fields or "msgstr[0]" in self.fields:
            self.finish()
        elif self.fields:
            self.fail(self.end - 1, "the file ends inside this entry; its msgstr is missing")
        self.tail = "\n".join(self.raw[self.last_end :])
        if self.twins:
            self.refuse_twins()

    def refuse_twins(self) -> NoReturn:
        """Name the first message that stands twice; of many, a program removes the others."""
        line, first = self.twins[0]
        reason = f"the same message as in line {first}; remove one of the two"
        if more := len(self.twins) - 1:
            name = quote(self.path)
            tool = f"msguniq --use-first --no-wrap -o {name} {name}"
            reason += f"; {more:,} more like it, and `{tool}` keeps the first of each"
        raise CatalogError(self.path, line, reason, DUPLICATE)

    def fail(self, index: int, reason: str) -> NoReturn:
        # Whatever is wrong before the first conflict marker, the conflict is what to resolve.
        for number, line in enumerate(self.lines, 1):
            if _CONFLICT.match(line):
                reason = "a conflict marker; resolve the merge and remove the markers"
                raise CatalogError(self.path, number, reason, CONFLICT)
        raise CatalogError(self.path, index + 1, reason)

    def indented(self, index: int, line: str) -> None:
        """Read a line that begins with none of PO's characters: it may be indented, or wrong."""
        inner = line.lstrip(" \t\f\v")
        if inner[0] == '"':
            self.string(index, inner)
        elif inner[0] == "#":
            self.comment(index, inner)
        else:
            self.statement(index, inner, "")

    def comment(self, index: int, line: str) -> None:
        """Read a line that begins with `#`."""
        second = line[1:2]
        if second in "~|" and second:
            self.prefixed(index, line, second)
            return
        self.open(index)
        if second == ".":
            self.extracted.append(line[3:] if line[2:3] == " " else line[2:])
        elif second == ":":
            self.references += parse_references(line[2:])
        elif second == ",":
            self.flags += [flag for word in line[2:].split(",") if (flag := word.strip())]
        else:
            self.comments.append(line[2:] if second == " " else line[1:])

    def prefixed(self, index: int, line: str, second: str) -> None:
        """Read a line of an obsolete entry or of a previous msgid."""
        previous = second == "|" or line[2:3] == "|"
        inner = line[3 if line[1:3] == "~|" else 2 :].strip()
        if previous:
            self.open(index)
        if not inner:
            return
        if inner[0] == '"':
            self.string(index, inner)
        else:
            self.statement(index, inner, "|" if previous else "~")

    def open(self, index: int) -> None:
        """Make sure that what stands on this line goes to an entry that has no msgstr yet."""
        if "msgstr" in self.fields or "msgstr[0]" in self.fields:
            self.finish()
            gap = "".join(f"{line}\n" for line in self.raw[self.end : index])
            if gap != self.newline:
                self.gaps[self.line] = gap
            self.begin(index)

    def statement(self, index: int, line: str, mark: str) -> None:
        """Read a keyword and its first string; `mark` is `|` for a previous text, `~` for `#~`."""
        at = line.find('"')
        keyword = line[:at].rstrip() if at > 0 else line.split(maxsplit=1)[0]
        if keyword not in _KEYWORDS and not (mark != "|" and _PLURAL.fullmatch(keyword)):
            self.fail(index, f"unknown keyword {keyword[:40]}; a line begins with msgid or msgstr")
        if at < 0:
            self.fail(index, f"{keyword} has no string; write it between quotation marks")
        if keyword in ("msgid", "msgctxt"):
            self.open(index)
            if keyword == "msgid" and mark != "|":
                self.line = index + 1
        if mark != "|":
            live = any(name[0] != "|" for name in self.fields)
            if live and self.obsolete != (mark == "~"):
                self.fail(index, "only a part of this entry has #~; mark all its lines or none")
            self.obsolete = mark == "~"
            mark = ""
        self.expect(index, mark + keyword)
        self.current = self.fields[mark + keyword] = []
        self.string(index, line[at:])

    def expect(self, index: int, keyword: str) -> None:
        """Refuse a statement that cannot stand after those before it."""
        fields = self.fields
        if keyword[:1] == "|" and "msgid" in fields:
            self.fail(index, "a previous msgid after the msgid; write it before")
        if keyword in fields:
            missing = "msgid" if keyword == "msgstr" else "msgstr"
            self.fail(index, f"{keyword.lstrip('|')} again; the {missing} before it is missing")
        if keyword == "msgctxt" and "msgid" in fields:
            self.fail(index, "msgctxt after msgid; the msgstr before it is missing")
        if keyword == "msgstr" and "msgid_plural" in fields:
            self.fail(index, "msgstr of a plural; write msgstr[0]")
        if keyword not in ("msgid", "msgctxt") and "msgid" not in fields and keyword[:1] != "|":
            self.fail(index, f"{keyword} without msgid; write the msgid before it")
        if keyword[:7] == "msgstr[":
            count = sum(name[:7] == "msgstr[" for name in fields)
            if keyword != f"msgstr[{count}]" or "msgid_plural" not in fields:
                self.fail(index, f"{keyword} out of place; plurals count from 0 after msgid_plural")

    def string(self, index: int, quoted: str) -> None:
        """Read one line's strings into the statement that they belong to."""
        if self.current is None:
            self.fail(index, "a string that belongs to nothing; a line begins with msgid or msgstr")
        try:
            self.current.append(unquote(quoted.rstrip()))
        except ValueError as error:
            self.fail(index, str(error))
        self.end = index + 1

    def finish(self) -> None:
        """Make the entry of what was read."""
        fields = {name: "".join(strings) for name, strings in self.fields.items()}
        msgid, msgctxt = fields["msgid"], fields.get("msgctxt")
        if not self.obsolete:
            first = self.seen.setdefault((msgctxt, msgid), self.line)
            if first != self.line:
                self.twins.append((self.line, first))
        text = "\n".join(self.raw[self.start : self.end])
        self.last_end = self.end
        plural = tuple(fields[name] for name in fields if name[:7] == "msgstr[")
        self.entries.append(
            Entry(
                msgid=msgid,
                msgstr=fields.get("msgstr", ""),
                msgctxt=msgctxt,
                msgid_plural=fields.get("msgid_plural"),
                msgstr_plural=plural,
                comments=tuple(self.comments),
                extracted=tuple(self.extracted),
                references=tuple(self.references),
                flags=tuple(flag for flag in self.flags if flag != "fuzzy"),
                fuzzy="fuzzy" in self.flags,
                previous_msgid=fields.get("|msgid"),
                previous_msgctxt=fields.get("|msgctxt"),
                previous_msgid_plural=fields.get("|msgid_plural"),
                obsolete=self.obsolete,
                line=self.line,
                text=text + "\n" if self.end < len(self.raw) else text,
            )
        )
