"""What a reviewer sees of one entry: both texts, what is found, terms, what the memory has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polybook.catalog.catalog import Catalog
from polybook.catalog.comments import Adopted, Provenance, read_adopted, read_provenance
from polybook.catalog.memory import Match, Memory
from polybook.catalog.memory_difference import Stretch, difference
from polybook.catalog.units import describe
from polybook.checks.terms_used import outcomes
from polybook.checks.texts import Setting, make_pair
from polybook.formats.page import Page
from polybook.model.entry import Entry
from polybook.model.finding import Finding

MATCHES = 3
"""Translations of the memory that are shown."""
LEAST = 60.0
"""Likeness of the English, in percent, from which on they help."""


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term that the English uses."""

    term: str
    best: str
    """What the glossary recommends, in quotes."""
    used: bool
    """Whether the translation has it."""


@dataclass(frozen=True)
class Place:
    """Where an entry stands."""

    page: Page
    number: int
    """The number of its unit on the page."""
    catalog: Catalog
    """The page's catalog as it is on disk."""
    path: str
    """The catalog's path, relative to the project."""
    twins: int
    """Other entries of the walk with the same translation of the same text."""


@dataclass(frozen=True)
class Shown:
    """One entry, and all that helps to decide on it."""

    at: Place
    entry: Entry
    page_line: int
    place: str
    """What it is and where: `paragraph in Defining the Model`."""
    made: Provenance | None
    """Which engine has drafted it."""
    doubt: Adopted | None
    """Why it is fuzzy, where it was adopted from elsewhere."""
    changed: tuple[Stretch, ...]
    """How the English differs from the one that the translation was made for; empty: not at all."""
    notes: tuple[str, ...]
    """What the author says of it."""
    comments: tuple[str, ...]
    """What people have noted."""
    findings: tuple[Finding, ...]
    """What is wrong with the translation, the worst first."""
    terms: tuple[TermLine, ...]
    matches: tuple[Match, ...]
    """What people have made of like texts."""


def show_entry(
    at: Place,
    entry: Entry,
    findings: Sequence[Finding],
    setting: Setting,
    memory: Memory,
) -> Shown:
    """Gather what a reviewer sees of `entry`."""
    unit = at.page.units[at.number]
    previous = entry.previous_msgid
    made, doubt = read_provenance(entry.comments), read_adopted(entry.comments)
    own = {str(made), str(doubt)}
    terms = [
        TermLine(one.headword.term, one.headword.best, one.found >= len(one.uses))
        for one in outcomes(make_pair(unit, entry, at.page), setting)
    ]
    return Shown(
        at=at,
        entry=entry,
        page_line=at.page.line(unit),
        place=describe(unit),
        made=made,
        doubt=doubt,
        changed=() if previous is None else difference(previous, entry.msgid),
        notes=unit.notes,
        comments=tuple(line for line in entry.comments if line.strip() not in own),
        findings=tuple(sorted(findings, key=lambda finding: -finding.severity)),
        terms=tuple(terms),
        matches=tuple(memory.closest(entry.msgid, MATCHES, LEAST)),
    )
