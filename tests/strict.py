"""A strict list that is learned from one half of a reviewed edition, and what it says of texts.

The glossary of that edition says which words its people agreed on; their translations, which of
these they always chose.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from polybook.terms.glossary import Glossary, Level, Term
from polybook.terms.learn import Sample, follow
from tests.editions import Edition

HALVES = (0, 1)


@dataclass(frozen=True)
class Tried:
    """What a strict list says of some units."""

    units: int
    asked: int
    """Those whose English has a term of the list."""
    failed: int
    """Those whose translation misses one."""


def human_glossary(corpora: Path) -> Glossary:
    """Return the glossary of the reviewed edition, its levels aside."""
    with (corpora / "d2l-vn-glossary.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    forms = ((row, tuple(one.strip() for one in row["targets"].split(";"))) for row in rows)
    return Glossary("vi", "", tuple(Term(row["term"], targets) for row, targets in forms))


def samples(edition: Edition) -> list[Sample]:
    """Return the units of an edition as readers see them."""
    return [
        Sample(sheet.page.name, pair.english.seen, pair.translation.seen)
        for sheet in edition.sheets
        for pair in sheet.pairs
    ]


def half(page: str) -> int:
    """Tell in which half of the files a page is, by its name."""
    return hashlib.sha256(page.encode()).digest()[0] % 2


def strict_terms(glossary: Glossary, learned_from: Iterable[Sample]) -> set[str]:
    """Return the terms whose level is strict by how these units translate them."""
    records = follow(glossary, learned_from).values()
    return {one.headword.term for one in records if one.level is Level.STRICT}


def tried(glossary: Glossary, strict: Collection[str], units: Sequence[Sample]) -> Tried:
    """Ask of each unit for the strict terms that its English has."""
    wanted = {one for one in glossary.matcher.headwords if one.term in strict}
    asked = failed = 0
    for unit in units:
        found = glossary.comparer.compare(unit.english, unit.translation)
        outcomes = [one for one in found if one.headword in wanted]
        asked += bool(outcomes)
        failed += any(not one.found for one in outcomes)
    return Tried(len(units), asked, failed)
