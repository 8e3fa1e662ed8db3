"""What tests of every room share: system tools, corpora, text cases, goldens."""

from __future__ import annotations

import os
import shutil
import tarfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
GOLDENS = ROOT / "tests" / "goldens"


def needs(program: str, package: str) -> str:
    """Return the path of a system tool; without it skip, or fail in CI, where nothing may skip."""
    path = shutil.which(program)
    if path is None:
        reason = f"{program} is missing; Debian's package {package} brings it"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def corpora() -> Path:
    """Return the folder of real books, which is never part of the project; skip without it."""
    folder = Path(os.environ.get("POLYBOOK_CORPORA") or ROOT.parent / "shared" / "corpora")
    if not folder.is_dir():
        pytest.skip(f"no corpora in {folder}; set POLYBOOK_CORPORA to a folder that has them")
    return folder


@lru_cache(maxsize=4)
def corpus(name: str, suffix: str = ".md") -> dict[str, bytes]:
    """Return the pages of one archive of the corpora, by their names in it."""
    archive = corpora() / f"{name}.tar.xz"
    if not archive.is_file():
        pytest.skip(f"no {archive.name} in {archive.parent}")
    pages = {}
    with tarfile.open(archive) as members:
        for member in members:
            content = members.extractfile(member) if member.name.endswith(suffix) else None
            if content is not None:
                pages[member.name] = content.read()
    return dict(sorted(pages.items()))


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a case file."""

    title: str
    parts: tuple[str, ...]
    """The texts between the dots, without the line break before the dot."""
    line: int
    """1-based line of the title."""


def read_cases(path: Path, parts: int) -> list[Case]:
    """Read a file of cases, each a title, then `parts` texts, with a line `.` around each.

    A file that is not cases from its first line to its last is an error, since a case that is
    skipped unseen is a test that is always green.
    """
    # Not splitlines(), which would also split at U+2028 and its like, and hide a CR.
    lines = path.read_bytes().decode("utf-8").split("\n")
    cases: list[Case] = []
    at = 0
    while (at := _skip_blank(lines, at)) < len(lines):
        case, at = _read_case(path, lines, at, parts)
        if case.title in {earlier.title for earlier in cases}:
            raise _fault(path, case.line, f"a second case is called {case.title!r}")
        cases.append(case)
    if not cases:
        raise _fault(path, 1, "there is no case")
    return cases


def _read_case(path: Path, lines: list[str], start: int, parts: int) -> tuple[Case, int]:
    """Read the case whose title is at `start`; return it with the index of the line after it."""
    title = lines[start]
    if title == "." or lines[start + 1 : start + 2] != ["."]:
        raise _fault(path, start + 1, "a title and then a line with a single dot must stand here")
    texts = []
    at = start + 2
    for _ in range(parts):
        try:
            dot = lines.index(".", at)
        except ValueError:
            raise _fault(
                path, start + 1, f"case {title!r} has {len(texts)} of {parts} parts"
            ) from None
        texts.append("\n".join(lines[at:dot]))
        at = dot + 1
    return Case(title, tuple(texts), start + 1), at


def _skip_blank(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _fault(path: Path, line: int, reason: str) -> ValueError:
    return ValueError(f"{path}:{line}: {reason}")


def compare_golden(path: Path, actual: bytes, *, update: bool) -> None:
    """Compare with a golden file, or write it when asked to; a missing golden is a failure."""
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(actual)
    elif not path.is_file():
        pytest.fail(f"no golden {path}; look at the output, then run pytest --update-goldens")
    else:
        expected = path.read_bytes()
        # As lines, so that a failure shows where they differ; then every byte.
        assert actual.decode(errors="replace").split("\n") == (
            expected.decode(errors="replace").split("\n")
        ), f"{path} is different; if that is meant, run pytest --update-goldens"
        assert actual == expected
