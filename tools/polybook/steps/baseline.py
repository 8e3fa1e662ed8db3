"""The baseline: the findings that are known, so that an old book starts green and only gets better.

One line a finding, sorted, without line numbers or dates: two branches that put different entries
right merge without a conflict, and moving an entry changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from polybook.catalog.files import read_regular, write_atomically
from polybook.checks import (
    baseline_stale,
    catalog_conflict,
    catalog_duplicate,
    catalog_unreadable,
    page_unreadable,
)
from polybook.config import Config
from polybook.model.errors import ConfigError, UsageError
from polybook.model.finding import Finding, Severity
from polybook.steps.check import Checked
from polybook.steps.choice import Choice

HEAD = "# polybook's known findings; `polybook check --write-baseline` drops those put right\n"
NEVER_KNOWN = frozenset(
    rule.CODE
    for rule in (
        baseline_stale,
        catalog_conflict,
        catalog_duplicate,
        catalog_unreadable,
        page_unreadable,
    )
)
"""What cannot be read hides all else that may be wrong with it, so it never counts as known."""
ANEW = "delete the file and write a new one with `polybook check --write-baseline`"
LINE_NUMBER = re.compile(r"\bline \d+")
EXCERPT = 60


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """What a finding is recognised by."""

    path: str
    code: str
    digest: str
    """Of its English and its message."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the baseline."""

    count: int
    """How many such findings there were."""
    excerpt: str = ""
    """The begin of the English, for people."""
    number: int = 0
    """1-based line in the file."""


@dataclass(slots=True)
class Baseline:
    """A baseline file."""

    path: str
    """As it is shown: relative to the project where it is inside it."""
    lines: dict[Known, Line] = field(default_factory=dict)


def known(finding: Finding) -> Known:
    """Return what a finding is recognised by: all but its line."""
    message = LINE_NUMBER.sub("line", finding.message)
    text = f"{finding.msgid}\0{message}".encode("utf-8", "replace")
    return Known(finding.path, finding.code, hashlib.sha256(text).hexdigest()[:12])


def read_baseline(file: Path, shown: str) -> Baseline:
    """Read a baseline; raises UsageError where there is none, ConfigError where it is broken."""
    try:
        text = read_regular(file).decode("utf-8-sig")
    except FileNotFoundError:
        step = f"write one with `polybook check --write-baseline --baseline {shown}`"
        raise UsageError(f"{shown}: there is no such baseline; {step}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{shown}: not UTF-8; {ANEW}") from None
    baseline = Baseline(shown)
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            found = _read_line(line.strip(), number)
            if found is None:
                reason = f"not a line of a baseline; delete the line, or {ANEW}"
                raise ConfigError(f"{shown}:{number}: {reason}")
            baseline.lines[found[0]] = found[1]
    return baseline


def _read_line(line: str, number: int) -> tuple[Known, Line] | None:
    """Read one line as `format_baseline` writes it; None when it is none."""
    try:
        path, code, digest, count, excerpt = json.loads(line)
    except (ValueError, TypeError, RecursionError):
        return None
    texts = path, code, digest, excerpt
    if not all(isinstance(text, str) for text in texts) or type(count) is not int or count < 1:
        return None
    return Known(path, code, digest), Line(count, excerpt, number)


def apply(baseline: Baseline, reports: Sequence[Checked], scope: Scope | None) -> list[Finding]:
    """Take the known findings out of `reports`; return notes about lines that nothing needs.

    `scope` tells what the run looked at; None: not at all of anything, so no line is unneeded.
    """
    left = Counter({one: line.count for one, line in baseline.lines.items()})
    for report in reports:
        new: list[Finding] = []
        for finding in report.findings:
            one = known(finding)
            if left[one] > 0 and finding.code not in NEVER_KNOWN:
                left[one] -= 1
                report.known += 1
            else:
                new.append(finding)
        report.findings = new
    if scope is None or not scope.choice.wants(baseline_stale.CODE):
        return []
    return [
        _stale(baseline, one, line)
        for one, line in sorted(baseline.lines.items())
        if left[one] > 0 and scope.covers(one)
    ]


def _stale(baseline: Baseline, one: Known, line: Line) -> Finding:
    what = f"a known finding of {one.code} in {one.path} is gone"
    step = "drop its line with `polybook check --write-baseline`"
    return Finding(
        baseline_stale.CODE,
        baseline_stale.SEVERITY,
        f"{what}; {step}",
        path=baseline.path,
        line=line.number,
    )


@dataclass(frozen=True)
class Scope:
    """What one run looked at: some languages, some checks."""

    config: Config
    languages: Sequence[str] | None
    """None: every language, also those that the book has no more."""
    choice: Choice

    def covers(self, one: Known) -> bool:
        """Tell whether the run would have found this again."""
        if not self.choice.wants(one.code):
            return False
        if self.languages is None or not one.path.startswith(f"{self.config.locales}/"):
            return True
        folders = (f"{self.config.locales}/{language}/" for language in self.languages)
        return one.path.startswith(tuple(folders))


def write_baseline(
    file: Path, old: Baseline, reports: Iterable[Checked], least: Severity, scope: Scope
) -> tuple[int, int]:
    """Write the findings of `least` severity or worse as known.

    Lines of `old` that the run did not look at are kept. Returns how many findings are known now,
    and how many of them were not known before.
    """
    lines = {one: line for one, line in old.lines.items() if not scope.covers(one)}
    found = Counter[Known]()
    excerpts: dict[Known, str] = {}
    for report in reports:
        for finding in report.findings:
            if finding.severity >= least and finding.code not in NEVER_KNOWN:
                one = known(finding)
                found[one] += 1
                excerpts[one] = " ".join(finding.msgid.split())[:EXCERPT]
    lines |= {one: Line(count, excerpts[one]) for one, count in found.items()}
    write_atomically(file, format_baseline(lines).encode("utf-8", "replace"))
    before = Counter({one: line.count for one, line in old.lines.items()})
    return sum(line.count for line in lines.values()), (found - before).total()


def format_baseline(lines: Mapping[Known, Line]) -> str:
    """Return the file's text: the same lines always give the same bytes."""
    rows = (
        [one.path, one.code, one.digest, line.count, line.excerpt]
        for one, line in sorted(lines.items())
    )
    return HEAD + "".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows
    )
