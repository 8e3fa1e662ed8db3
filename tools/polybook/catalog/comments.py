"""What polybook itself writes into translator comments: provenance, doubts, waivers.

Comments, because every PO tool keeps them; msgcat and msgmerge drop flags that they do not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from polybook.model.entry import Entry

_MACHINE = re.compile(r"\s*polybook:\s*machine\s*\(\s*(.+?)\s*,\s*([^,()]+?)\s*\)\s*")
_ADOPTED = re.compile(r"\s*polybook:\s*adopted\s+[-–—]\s+(.*?)\s*")
_WAIVER = re.compile(r"\s*polybook:\s*ignore\s+([\w-]+)(?:\s+[-–—]\s+(.*?)|\s*[-–—]?)\s*")
_ADDRESSED = re.compile(r"\s*polybook(?:\s*:|\s+ignore\b)", re.IGNORECASE)
_IGNORE_FLAG = "ignore-"

MEMORY = "memory"
"""The engine that a draft from the translation memory names."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a draft comes from: `# polybook: machine (engine, date)`."""

    engine: str
    """The engine's name, such as `libretranslate`."""
    date: str
    """The day of the draft, such as `2024-02-28`."""

    def __str__(self) -> str:
        return f"polybook: machine ({self.engine}, {self.date})"


@dataclass(frozen=True, slots=True)
class Adopted:
    """Why a translation made elsewhere needs a look: `# polybook: adopted - reason`."""

    reason: str
    """What is doubtful: the pairing of the two texts, or the translation itself."""

    def __str__(self) -> str:
        return f"polybook: adopted - {' '.join(self.reason.split())}"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A person's word that a check is wrong here: `# polybook: ignore CODE - reason`."""

    code: str
    """The finding's code, such as `term-missing`."""
    reason: str = ""
    """Why; empty when the translator gave none, which is a finding of its own."""
    flag: bool = False
    """True when it came as Weblate's flag `ignore-CODE`, which has no place for a reason."""

    def __str__(self) -> str:
        reason = " ".join(self.reason.split())
        return f"polybook: ignore {self.code}" + (f" - {reason}" if reason else "")


def read_provenance(comments: Iterable[str]) -> Provenance | None:
    """Return the first provenance among translator comments, None when a person wrote it all."""
    for line in comments:
        if match := _MACHINE.fullmatch(line):
            return Provenance(match[1], match[2])
    return None


def draft_of(entry: Entry) -> Provenance | None:
    """Return who drafted a translation that nobody has read yet, None for all others.

    Only the memory drafts from another English. What another engine has drafted, and is for another
    English now, was approved before that changed: a person stands behind it.
    """
    made = read_provenance(entry.comments) if entry.fuzzy else None
    if made is None or (entry.previous_msgid is not None and made.engine != MEMORY):
        return None
    return made


def read_adopted(comments: Iterable[str]) -> Adopted | None:
    """Return the first doubt among translator comments, None when there is none."""
    for line in comments:
        if match := _ADOPTED.fullmatch(line):
            return Adopted(match[1])
    return None


def read_waivers(entry: Entry) -> tuple[Waiver, ...]:
    """Return the waivers of an entry: its comments' first, then Weblate's flags."""
    if not entry.comments and not entry.flags:
        return ()
    waivers = [
        Waiver(match[1], match[2] or "")
        for line in entry.comments
        if (match := _WAIVER.fullmatch(line))
    ]
    waivers += [
        Waiver(flag.removeprefix(_IGNORE_FLAG), flag=True)
        for flag in entry.flags
        if flag.startswith(_IGNORE_FLAG) and flag != _IGNORE_FLAG
    ]
    return tuple(waivers)


def read_misspelt(entry: Entry) -> tuple[str, ...]:
    """Return the comments that speak to polybook and say nothing that it knows."""
    known = _MACHINE, _ADOPTED, _WAIVER
    return tuple(
        line.strip()
        for line in entry.comments
        if _ADDRESSED.match(line) and not any(pattern.fullmatch(line) for pattern in known)
    )
