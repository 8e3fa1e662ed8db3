"""Whole processes, measured side by side: a warm-up of each, then round after round.

Interleaving (A B C, A B C, ...) lets a machine that slows down slow everybody down alike.
"""

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LAUNCHER = Path(__file__).with_name("launch.py")
KILLED = 124

# What takes longer than this to warm up is not run again: its warm-up is its one sample.
PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to measure."""

    step: str
    tool: str
    argv: Sequence[str | Path]
    prepare: Callable[[], object] = lambda: None
    """Puts the files in order before every run; not measured."""
    after: Callable[[], str] = lambda: ""
    """Looks at what the last run left; returns a remark for the table."""
    limit: float = 600.0
    codes: tuple[int, ...] = (0,)
    """Exit codes that mean the work was done."""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """What one run cost."""

    wall: float
    """Seconds on the clock."""
    cpu: float
    """Seconds of processor, user and system, children included."""
    memory: float
    """Peak resident megabytes of the largest process."""
    code: int


@dataclass(slots=True)
class Result:
    """All runs of one task."""

    step: str
    tool: str
    samples: list[Sample] = field(default_factory=list)
    remark: str = ""
    failed: str = ""
    """Why there are no figures; empty when there are."""

    @property
    def wall(self) -> float:
        return statistics.median(sample.wall for sample in self.samples)

    @property
    def cpu(self) -> float:
        return statistics.median(sample.cpu for sample in self.samples)

    @property
    def memory(self) -> float:
        return max(sample.memory for sample in self.samples)

    @property
    def spread(self) -> tuple[float, float]:
        walls = [sample.wall for sample in self.samples]
        return min(walls), max(walls)


def measure(tasks: Sequence[Task], runs: int, log: Path) -> list[Result]:
    """Warm every task up, then run them in turn `runs` times."""
    results = [_warm_up(task, log) for task in tasks]
    for _ in range(runs):
        for task, result in zip(tasks, results, strict=True):
            if not result.failed and not _is_slow(result):
                _add(result, _run(task, log), task, log)
    for task, result in zip(tasks, results, strict=True):
        result.remark = ", ".join(filter(None, (task.remark, result.remark)))
    return results


def _warm_up(task: Task, log: Path) -> Result:
    """Run a task once; keep the figures only where a second run would take too long."""
    result = Result(task.step, task.tool)
    sample = _run(task, log)
    result.failed = _failure(sample, task, log)
    if not result.failed:
        result.remark = task.after()
        if sample.wall > PATIENCE:
            result.samples = [sample]
            result.remark = ", ".join(filter(None, (result.remark, "one run")))
    print(f"  {task.step}: {task.tool}: {result.failed or f'{sample.wall:.2f} s'}", flush=True)
    return result


def _is_slow(result: Result) -> bool:
    return any(sample.wall > PATIENCE for sample in result.samples)


def _add(result: Result, sample: Sample, task: Task, log: Path) -> None:
    result.failed = _failure(sample, task, log)
    if not result.failed:
        result.samples.append(sample)


def _failure(sample: Sample, task: Task, log: Path) -> str:
    """Return why a run does not count; a time limit that was hit is a figure of its own."""
    if sample.code == KILLED:
        return f"> {task.limit:g} s"
    if sample.code not in task.codes:
        return f"exit code {sample.code}: {_last_line(log)}"
    return ""


def _run(task: Task, log: Path) -> Sample:
    task.prepare()
    # Isolated and without site-packages, the launcher stays near 10 MB.
    command = [sys.executable, "-I", "-S", LAUNCHER, str(task.limit), log, *task.argv]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return Sample(**json.loads(done.stdout))


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
    return lines[-1][:200] if lines else "no output"
