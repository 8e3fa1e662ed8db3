"""repair: put files right whose UTF-8 was read in a wrong code page.

Nothing is written that is not proved, unless forced: damaging the repaired text again must give the
file back byte for byte.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from polybook.catalog.files import read_regular, write_atomically
from polybook.config import Config, load
from polybook.formats.damage import damage
from polybook.formats.escapes import escaped, unescaped
from polybook.formats.reading import decode
from polybook.model.errors import BookError, ConfigError, PageError, UsageError
from polybook.model.finding import Finding, Severity
from polybook.steps.repair_text import Undone, undo
from polybook.steps.repair_words import words_of
from polybook.terms.choose import Choice

HOPELESS = "repair-lost"
UNPROVED = "repair-unproved"
TOO_MUCH_LOST = "repair-too-much-lost"
LEAST_SURE = 0.5
"""A text in which fewer choices than this are sure is not repaired, but guessed."""
FEW = 20
"""A text with fewer choices is not judged by their number."""

WORD = re.compile(r"\w+")
AROUND = 30
"""How many characters of context stand before and after a choice, at most."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One character that was chosen where bytes were lost, and where it stands."""

    line: int
    """1-based."""
    column: int
    """1-based, in characters of the repaired line."""
    before: str
    """The word as it was damaged."""
    after: str
    """The word as it is now."""
    context: str
    """What stands around it in the repaired line."""
    choice: Choice


@dataclass(slots=True)
class RepairedFile:
    """What became of one file."""

    name: str
    """As it was given."""
    undone: Undone | None = None
    """None where the file is not damaged, or cannot be read."""
    chosen: tuple[Chosen, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    """Why it cannot be read, or was not written."""
    written: bool = False
    data: bytes = b""
    """The file's bytes after the repair, written or not; as they were where it is not damaged."""

    @property
    def is_unread(self) -> bool:
        """Whether the file cannot be read as text."""
        return any(finding.code == PageError.code for finding in self.findings)

    @property
    def doubtful(self) -> tuple[Chosen, ...]:
        """The choices that a person has to look at."""
        return tuple(one for one in self.chosen if not one.choice.sure)


def repair(
    root: Path,
    names: Sequence[str],
    language: str | None = None,
    *,
    write: bool = True,
    force: bool = False,
) -> list[RepairedFile]:
    """Repair the files `names`, relative to `root`, in place; with `write` off only tell.

    A file that cannot be read, and a repair that cannot be proved, are findings; with `force`
    the latter is written all the same. Raises UsageError where there is no such file.
    """
    for name in names:
        path = root / name
        if not path.exists():
            raise UsageError(f"{name}: no such file")
        if path.is_dir():
            raise UsageError(f"{name}: a folder; name the files in it")
    words = words_of(_config(root), language)
    reports = []
    for name in names:
        report = RepairedFile(name)
        try:
            report.data = _read(root / name, name)
            text, is_escaped = _text(report.data, name)
            report.undone = undo(text, words)
        except PageError as error:
            report.findings.append(_finding(error))
        if report.undone is not None:
            _conclude(report, report.undone, is_escaped=is_escaped)
            if write and (force or not report.findings or _is_partial(report)):
                write_atomically(root / name, report.data)
                report.written = True
        reports.append(report)
    return reports


def _config(root: Path) -> Config | None:
    """Return the book's configuration; None outside of a book, or where it is broken."""
    try:
        return load(root)
    except ConfigError:
        return None


def _read(path: Path, name: str) -> bytes:
    try:
        return read_regular(path)
    except OSError as error:
        raise PageError(name, 0, f"cannot be read ({error.strerror})") from error


def _text(data: bytes, name: str) -> tuple[str, bool]:
    """Return the text of a file, and whether it was written in JSON's escapes."""
    text = decode(data, name)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise PageError(name, line, "a NUL character; this is not a text file")
    if name.endswith((".ipynb", ".json")) and text.isascii():
        plain = unescaped(text)
        if escaped(plain) == text:
            return plain, plain != text
    return text, False


def _conclude(report: RepairedFile, undone: Undone, *, is_escaped: bool) -> None:
    """Note what was chosen, the new bytes, and what speaks against writing them."""
    report.data = (escaped(undone.text) if is_escaped else undone.text).encode()
    report.chosen = tuple(_chosen(undone))
    lines = _LineStarts(undone.text)
    for at in undone.hopeless:
        message = f"too much was lost of “{undone.text[at]}”; write what it should be"
        report.findings.append(_at(report.name, lines.line(at), HOPELESS, message))
    if not undone.proved:
        message = (
            "the repair cannot be proved: damaging it again does not give this file; look at it "
            "with --stdout, or write it with --force"
        )
        report.findings.append(_at(report.name, 0, UNPROVED, message))
    sure = sum(choice.sure for choice in undone.choices)
    if len(undone.choices) >= FEW and sure < LEAST_SURE * len(undone.choices):
        message = (
            f"too much was lost: {len(undone.choices) - sure:,} of {len(undone.choices):,} "
            "characters would be guessed; look for an undamaged copy, or write it with --force"
        )
        report.findings.append(_at(report.name, 0, TOO_MUCH_LOST, message))


def _is_partial(report: RepairedFile) -> bool:
    """Tell whether all that is wrong is that some places stay damaged."""
    return all(finding.code == HOPELESS for finding in report.findings)


def _chosen(undone: Undone) -> Iterator[Chosen]:
    text = undone.text
    lines = _LineStarts(text)
    for choice in undone.choices:
        at = choice.gap.place
        number = lines.line(at)
        start, end = lines.span(number)
        word = next((match for match in WORD.finditer(text, start, end)
                     if match.start() <= at < match.end()), None)  # fmt: skip
        after = word[0] if word else text[at]
        before = after
        for model in reversed(undone.models):
            before = damage(before, model)
        context = text[max(start, at - AROUND) : min(end, at + AROUND)].strip()
        yield Chosen(number, at - start + 1, before, after, context, choice)


class _LineStarts:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def line(self, at: int) -> int:
        return bisect_right(self.starts, at)

    def span(self, number: int) -> tuple[int, int]:
        start = self.starts[number - 1]
        end = self.text.find("\n", start)
        return start, len(self.text) if end < 0 else end


def _finding(error: BookError) -> Finding:
    return Finding(PageError.code, Severity.ERROR, error.reason, path=error.path, line=error.line)


def _at(name: str, line: int, code: str, message: str) -> Finding:
    return Finding(code, Severity.ERROR, message, path=name, line=line)
