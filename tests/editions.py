"""Three translations that exist outside of the project, and what the checks say of them.

They are two pages beside each other and no catalogs, so their units are paired by `tests/align`;
the catalogs are made up from the pairs.
"""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from polybook.catalog.catalog import Catalog
from polybook.catalog.header import language_header
from polybook.checks import BOOK
from polybook.checks.texts import Setting, Sheet, make_pair
from polybook.model.entry import Entry
from polybook.model.finding import Finding, Severity
from polybook.steps.check import check_sheet
from polybook.steps.merge import merge_page
from tests.align import Aligned, align_pages

Pages = Iterable[tuple[str, str, str]]
"""(name, English, translation) of each page."""

HEADER = language_header("book", "vi", "2024-02-28 09:30+0000", "2024-02-28 09:30+0000")
PREFACE, MACHINE, HUMAN = "preface", "machine", "human"


@dataclass(frozen=True)
class Edition:
    """The pages of one translation, with the pairs of units that belong together."""

    name: str
    sheets: tuple[Sheet, ...]

    @property
    def units(self) -> int:
        """How many units are judged."""
        return sum(len(sheet.pairs) for sheet in self.sheets)


@dataclass(frozen=True)
class Judged:
    """What all checks say of an edition."""

    edition: str
    units: int
    findings: tuple[Finding, ...]

    def of(self, code: str) -> list[Finding]:
        """Return the findings of one check."""
        return [finding for finding in self.findings if finding.code == code]

    def rate(self, severity: Severity, code: str | None = None) -> float:
        """Return how many findings of a severity, and of a check, there are in 1,000 units."""
        chosen = self.findings if code is None else self.of(code)
        return 1000 * sum(one.severity is severity for one in chosen) / max(self.units, 1)


def load(name: str, corpora: Path) -> Edition:
    """Read an edition from the folder of corpora."""
    return Edition(name, tuple(map(make_sheet, pairs(name, corpora))))


def pairs(name: str, corpora: Path) -> Iterator[Aligned]:
    """Yield the pages of an edition with their units paired."""
    pages = {PREFACE: _preface, MACHINE: _machine, HUMAN: _human}[name](corpora)
    return (align_pages(*page) for page in pages)


def _preface(corpora: Path) -> Pages:
    english, translation = (corpora / "seeds" / f"preface.{code}.md" for code in ("en", "vi"))
    yield "preface.md", english.read_text("utf-8"), translation.read_text("utf-8")


def _machine(corpora: Path) -> Pages:
    english = _archive(corpora / "d2l-en-v0.17.5.tar.xz")
    for name, translation in _archive(corpora / "d2l-mt-vi.tar.xz").items():
        yield name, english[name], translation


def _human(corpora: Path) -> Pages:
    lines = (corpora / "d2l-vn-pairs.jsonl").read_text("utf-8").splitlines()
    for name, found in groupby(map(json.loads, lines), key=lambda pair: pair["f"]):
        blocks = list(found)
        yield name, *("\n\n".join(block[side] for block in blocks) for side in ("en", "vi"))


def _archive(path: Path) -> dict[str, str]:
    """Return the pages of an archive by name, without the one folder that holds all."""
    with tarfile.open(path) as archive:
        members = {one.name: archive.extractfile(one) for one in archive if one.isfile()}
        return {
            name.split("/", 1)[-1]: file.read().decode()
            for name, file in sorted(members.items())
            if file and name.endswith(".md")
        }


def make_sheet(aligned: Aligned) -> Sheet:
    """Lay a page beside a catalog of its pairs.

    All pairs are judged, also where one English text has several translations, of which the
    catalog can hold the first only.
    """
    page = aligned.english
    path = f"{page.name}.po"
    entries = tuple(
        Entry(unit.msgid, translation.msgid, unit.context, line=number)
        for number, (unit, translation) in enumerate(aligned.pairs, 1)
    )
    first = {entry.key: entry for entry in reversed(entries)}
    catalog = Catalog(HEADER, tuple(reversed(first.values())))
    judged = tuple(
        make_pair(unit, entry, page)
        for (unit, _), entry in zip(aligned.pairs, entries, strict=True)
    )
    return Sheet(page, catalog, path, judged, merge_page(page, catalog, path).refused)


def judge(edition: Edition, setting: Setting) -> Judged:
    """Run every check over an edition."""
    pages = [check_sheet(sheet, setting) for sheet in edition.sheets]
    findings = [finding for page in pages for finding in page.findings]
    rows = [row for page in pages for row in page.rows]
    for rule in BOOK:
        for row, fault in rule.check_book(rows, setting):
            severity = fault.severity or rule.SEVERITY
            findings.append(
                Finding(rule.CODE, severity, fault.message, row.path, row.line, row.page,
                        row.page_line, row.msgid, row.msgstr)
            )  # fmt: skip
    return Judged(edition.name, edition.units, tuple(findings))


def units_with(findings: Iterable[Finding]) -> int:
    """Return how many units the findings speak of."""
    return len({(finding.path, finding.line) for finding in findings})


def codes(results: Sequence[Judged]) -> Iterator[str]:
    """Yield the codes of all findings, the most frequent first."""
    counts = Counter(finding.code for result in results for finding in result.findings)
    yield from (code for code, _ in counts.most_common())


def digest(finding: Finding) -> str:
    """Return what a finding is known by in a list of judged ones, which holds no text."""
    return hashlib.sha256(f"{finding.code}\0{finding.msgid}".encode()).hexdigest()[:12]
