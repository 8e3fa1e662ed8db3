"""Measure polybook side by side with its peers on one real book; see README.md."""

import argparse
import dataclasses
import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import fidelity
import peers
import report
from fidelity import Fidelity
from measure import Result, Task, measure
from steps import check, extract, merge, startup, update
from work import UnavailableError, Work, clear

ROOT = Path(__file__).resolve().parents[1]
CORPORA = Path(os.environ.get("POLYBOOK_CORPORA") or ROOT.parent / "shared" / "corpora")
FOLDER = ROOT / "build" / "bench"
STEPS = (startup, extract, update, merge, check)

Contenders = dict[str, Callable[[Work], list[Task]]]


def main() -> int:
    """Measure, print, and write what was asked for."""
    options = _options()
    if not options.corpus.exists():
        print(f"{options.corpus}: no corpus there; give one with --corpus", file=sys.stderr)
        return 2
    work = Work(
        root=clear(options.folder.absolute() / "work"),
        corpus=options.corpus,
        polybook=options.polybook.absolute(),
        peers=peers.install(options.folder.absolute() / "peers"),
        limit=options.limit,
    )
    results, kept = _results(work, options), _fidelity(work, options.only)
    facts = [*_book(work), *report.machine(), *_versions(work.peers), _runs(options.runs)]
    page = report.markdown(results, kept, facts)
    print(f"\n{page}")
    if options.markdown:
        options.markdown.write_text(page)
    if options.json:
        rows = {"facts": facts, "costs": _rows(results), "fidelity": _rows(kept)}
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    beside = Path(sys.executable).with_name("polybook")
    command = beside if beside.exists() else Path(shutil.which("polybook") or "polybook")
    names = [step.NAME for step in STEPS] + [fidelity.NAME]
    add = parser.add_argument
    corpus = CORPORA / "d2l-en-v0.17.5.tar.xz"
    add("--corpus", type=Path, default=corpus, help="a tar archive of Markdown pages")
    add("--runs", type=int, default=5, help="measured runs of each task (default: %(default)s)")
    add("--only", action="append", metavar="NAME", help=f"a step or a tool: {', '.join(names)}, …")
    add("--limit", type=float, default=120.0, help="seconds for a peer's update (%(default)s)")
    add("--polybook", type=Path, default=command, help="the command to measure")
    add("--folder", type=Path, default=FOLDER, help="where it works and installs (build/bench)")
    add("--json", type=Path, metavar="FILE", help="write every sample there")
    add("--markdown", type=Path, metavar="FILE", help="write the tables there")
    return parser.parse_args()


def _results(work: Work, options: argparse.Namespace) -> list[Result]:
    results: list[Result] = []
    for step in STEPS:
        chosen = _choose(step.NAME, step.CONTENDERS, options.only)
        tasks, missing = _gather(step.NAME, chosen, work)
        results += measure(tasks, options.runs, work.log) + missing
    return results


def _choose(step: str, contenders: Contenders, only: Sequence[str] | None) -> Contenders:
    """Keep what --only names: a whole step, or one tool in every step."""
    if not only or step in only:
        return contenders
    return {tool: make for tool, make in contenders.items() if tool in only}


def _gather(step: str, chosen: Contenders, work: Work) -> tuple[list[Task], list[Result]]:
    """Make everybody's tasks; who is not there is told in the table."""
    tasks: list[Task] = []
    missing: list[Result] = []
    for tool, make in chosen.items():
        try:
            tasks += make(work)
        except UnavailableError as error:
            print(f"  {step}: {tool}: {error}", flush=True)
            missing.append(Result(step, tool, failed=str(error)))
    return tasks, missing


def _fidelity(work: Work, only: Sequence[str] | None) -> list[Fidelity]:
    return fidelity.compare(work, list(_choose(fidelity.NAME, merge.CONTENDERS, only)))


def _book(work: Work) -> list[str]:
    size = sum(len(text.encode()) for text in work.pages.values()) / 1e6
    return [f"{work.corpus.name}: {len(work.pages)} pages, {size:.1f} MB"]


def _versions(found: peers.Peers) -> list[str]:
    here = [f"{name}: {version}" for name, version in peers.versions(found).items()]
    return here + [f"{name}: {reason}" for name, reason in found.missing.items()]


def _runs(runs: int) -> str:
    return f"median of {runs} interleaved runs after a warm-up, whole processes"


def _rows(items: Sequence[Result] | Sequence[Fidelity]) -> list[dict[str, object]]:
    return [dataclasses.asdict(item) for item in items]


if __name__ == "__main__":
    sys.exit(main())
