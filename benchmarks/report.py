"""Figures as a table: for the terminal and, the same in Markdown, for a page."""

import os
import platform
from collections.abc import Iterable, Sequence

from fidelity import Fidelity
from measure import Result

# What polybook means to hold, in wall seconds on two cores. Printed, never asserted: a slow
# machine is not a bug.
BUDGETS = {
    ("extract", "polybook"): 1.0,
    ("update", "polybook"): 1.5,
    ("merge", "polybook"): 1.0,
    ("check", "polybook"): 2.5,
    ("startup", "polybook --version"): 0.15,
}

COSTS = ("", "wall s", "min–max", "CPU s", "peak MB", "× polybook", "")
KEPT = (
    "",
    "identical after an empty merge",
    "lines in its diff",
    "same blocks and code when translated",
    "and formulas (MyST)",
    "",
)


def markdown(
    results: Sequence[Result],
    fidelity: Sequence[Fidelity],
    facts: Sequence[str],
    script: str = "run.py",
) -> str:
    """Return everything as a page; `script` is the one that measured."""
    parts = [
        "# Results",
        f"Written by `benchmarks/{script} --markdown`; README.md says how to read it.",
    ]
    parts.append("\n".join(f"- {fact}" for fact in facts))
    for step in dict.fromkeys(result.step for result in results):
        rows = _costs([result for result in results if result.step == step])
        parts += [f"## {step.capitalize()}", _table(COSTS, rows)]
    if fidelity:
        parts += ["## Fidelity", _table(KEPT, map(_kept, fidelity))]
    return "\n\n".join(parts) + "\n"


def machine() -> list[str]:
    """Return what one has to know to compare two results' pages."""
    return [
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}"
    ]


def _costs(results: Sequence[Result]) -> list[tuple[str, ...]]:
    ours = next((one.wall for one in results if one.tool.startswith("polybook") and one.samples), 0)
    return [_cost(result, ours) for result in results]


def _cost(result: Result, ours: float) -> tuple[str, ...]:
    if result.failed:
        # A time limit is a figure; everything else is a remark.
        limit = result.failed if result.failed.startswith(">") else "–"
        return result.tool, limit, "", "", "", "", result.failed if limit == "–" else result.remark
    low, high = result.spread
    return (
        result.tool,
        _seconds(result.wall),
        f"{_seconds(low)}–{_seconds(high)}",
        _seconds(result.cpu),
        f"{result.memory:.0f}",
        f"{result.wall / ours:.1f}" if ours else "",
        ", ".join(filter(None, (_budget(result), result.remark))),
    )


def _seconds(value: float) -> str:
    return f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def _budget(result: Result) -> str:
    budget = BUDGETS.get((result.step, result.tool))
    if budget is None:
        return ""
    return f"{'holds' if result.wall < budget else 'MISSES'} < {budget:g} s"


def _kept(row: Fidelity) -> tuple[str, ...]:
    if row.failed:
        return row.tool, "–", "–", "–", "–", row.failed
    return (
        row.tool,
        _share(row.identical, row.pages),
        f"{row.lines_changed:,}",
        _share(row.same_commonmark, row.pages),
        _share(row.same_myst, row.pages),
        f"not written: {row.unwritten}" if row.unwritten else "",
    )


def _share(part: int, whole: int) -> str:
    # Rounded down: 100 % is every page.
    return f"{100 * part // whole} % ({part} of {whole})"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay a table out so that it reads as well unrendered."""
    lines = [head, *rows]
    widths = [max(2, *(len(line[at]) for line in lines)) for at in range(len(head))]
    # Names and remarks to the left, figures to the right.
    last = len(head) - 1
    rules = [
        "-" * width if at in (0, last) else "-" * (width - 1) + ":"
        for at, width in enumerate(widths)
    ]
    lines[1:1] = [rules]
    return "\n".join(_row(line, widths) for line in lines)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    last = len(widths) - 1
    padded = [
        cell.ljust(width) if at in (0, last) else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return f"| {' | '.join(padded)} |"
