"""What each tool keeps of a page: after merging nothing, and after merging a translation of all."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from steps import merge
from structure import shape
from work import UnavailableError, Work

NAME = "fidelity"


@dataclass(slots=True)
class Fidelity:
    """How the merged pages of one tool compare with their sources; all but `tool` are counts."""

    tool: str
    pages: int
    failed: str = ""
    """Why there are no figures; empty when there are."""
    unwritten: int = 0
    """Pages that the tool did not write."""
    identical: int = 0
    """Pages that an empty merge gives back byte for byte."""
    lines_changed: int = 0
    """Lines that a diff shows after an empty merge, removed and added."""
    same_commonmark: int = 0
    """Pages with the same blocks and the same code after pseudo-translation."""
    same_myst: int = 0
    """The same, read as MyST: with the same display formulas."""


def compare(work: Work, names: list[str]) -> list[Fidelity]:
    """Merge an empty and a full set of catalogs with every tool, and compare."""
    rows = []
    for name in names:
        row = Fidelity(name, len(work.pages))
        try:
            _compare_empty(work, row, _merge(work, name, full=False))
            _compare_full(work, row, _merge(work, name, full=True))
        except UnavailableError as error:
            row.failed = str(error)
        print(f"  {NAME}: {name}: {row.failed or f'{row.identical} pages identical'}", flush=True)
        rows.append(row)
    return rows


def _merge(work: Work, tool: str, *, full: bool) -> Path:
    for task in merge.CONTENDERS[tool](work, full=full):
        task.prepare()
        work.run(*task.argv, codes=task.codes)
    return merge.out_of(work, tool, full=full)


def _compare_empty(work: Work, row: Fidelity, out: Path) -> None:
    for name, text in work.pages.items():
        source, merged = text.encode(), _read(out / name)
        row.unwritten += not (out / name).exists()
        row.identical += merged == source
        lines = source.splitlines(keepends=True)
        row.lines_changed += _changed(lines, merged.splitlines(keepends=True))


def _compare_full(work: Work, row: Fidelity, out: Path) -> None:
    for name, text in work.pages.items():
        merged = _read(out / name).decode(errors="replace")
        row.same_commonmark += shape(merged, myst=False) == shape(text, myst=False)
        row.same_myst += shape(merged, myst=True) == shape(text, myst=True)


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _changed(before: list[bytes], after: list[bytes]) -> int:
    if before == after:
        return 0
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    same = sum(match.size for match in matcher.get_matching_blocks())
    return len(before) + len(after) - 2 * same
