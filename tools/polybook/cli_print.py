"""What commands print: text for people, JSON for programs, progress on a terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from polybook.catalog.files import write_atomically
from polybook.cli_text import say, visible, write
from polybook.model.errors import UsageError
from polybook.model.finding import Finding, Severity
from polybook.steps.work import Progress, silent

if TYPE_CHECKING:
    from polybook.config import Config
    from polybook.steps.build import Built
    from polybook.steps.extract import Extracted
    from polybook.steps.merge import Merged
    from polybook.steps.stats import Count, Stats
    from polybook.steps.update import Updated

BARELY = 20
"""Rows of unknown directives or changes that are shown before "and N more"."""


def now() -> str:
    """Return the time as catalogs write it; SOURCE_DATE_EPOCH overrules the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and not epoch.isdigit():
        raise UsageError("SOURCE_DATE_EPOCH must be a number of seconds; unset or correct it")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.strftime("%Y-%m-%d %H:%M%z")


@contextmanager
def progress(title: str) -> Iterator[Progress]:
    """Show a bar while the block runs, on a terminal; show nothing in a pipe."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def finish(findings: Iterable[Finding], *, changed: bool = False) -> None:
    """Print findings to stderr and leave with 1 when one is an error, or when `changed`."""
    worst = False
    for finding in findings:
        say(str(finding), err=True)
        worst |= finding.severity >= Severity.ERROR
    if worst or changed:
        sys.exit(1)


def plural(count: int, noun: str) -> str:
    """Return `1 page`, `2 pages`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _read(report: Extracted | Merged) -> str:
    """Return `3 pages`, and how many pictures with labels there are beside them, if any."""
    pictures = f", {plural(report.pictures, 'picture')}" if report.pictures else ""
    return plural(report.pages, "page") + pictures


def initialised(config: Config, made: Sequence[str]) -> None:
    """Say what `init` made, and what to do next."""
    from polybook.steps.init import is_ignored

    for name in made:
        say(f"made {name}")
    if not is_ignored(config):
        click.echo(f"add {config.build}/ to .gitignore: it will hold what is made")
    language = config.languages[0] if config.languages else "LANG"
    click.echo(f"{config.source}/ ({config.source_language}) into {', '.join(config.languages)}")
    there = config.source_dir.is_dir() and any(config.source_dir.iterdir())
    step = "run" if there else f"put the book's pages in {config.source}/, then run"
    click.echo(
        f"Next: {step}\n  polybook extract\n  polybook update {language}\n"
        f"and translate the .po files in {config.locales}/{language}/."
    )


def extracted(report: Extracted, *, check: bool) -> None:
    """Say what `extract` wrote."""
    for verb, names in (("write", report.written), ("remove", report.removed)):
        for name in names:
            say(f"would {verb} {name}" if check else f"{_past(verb)} {name}")
    messages = plural(report.messages, "message")
    unchanged = plural(report.unchanged, "template")
    click.echo(f"{_read(report)}, {messages}; {unchanged} unchanged")
    changed = check and bool(report.written or report.removed)
    if changed:
        say("run `polybook extract`, and commit what it writes")
    finish(report.findings, changed=changed)


def _past(verb: str) -> str:
    return {"write": "wrote", "remove": "removed"}[verb]


def updated(report: Updated, *, check: bool, verbose: bool) -> None:
    """Say what `update` did with the entries."""
    for name in report.written:
        say(f"would write {name}" if check else f"wrote {name}")
    for name in report.removed:
        say(f"would remove {name}" if check else f"removed {name}")
    if verbose:
        for change in report.changes:
            came = f" from {change.source}" if change.source else ""
            say(f"  {change.stage} {change.name}{came}: {_short(change.entry.msgid)}")
    counts = [f"{count:,} {stage}" for stage, count in report.counts.items() if count]
    click.echo(f"{report.language}: {', '.join(counts) or 'no messages'}")
    changed = check and bool(report.written or report.removed)
    if changed:
        say(f"run `polybook update {report.language}`, and commit what it writes")
    finish(report.findings, changed=changed)


def _short(text: str, length: int = 70) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def merged(report: Merged) -> None:
    """Say what `merge` wrote."""
    files = f"{_read(report)} and {plural(report.copied, 'other file')}"
    units = f"{report.translated:,} of {plural(report.units, 'unit')} translated"
    say(f"{files} in {report.out}; {units}")
    finish(report.findings)


def built(report: Built) -> None:
    """Say where the edition is."""
    if report.exit_code:
        seen = "the edition has faults, or Sphinx has warnings; see the lines above"
        click.echo(f"polybook: {report.reason or seen}", err=True)
        sys.exit(1)
    index = report.out / "index.html"
    say(f"built {index if index.exists() else report.out}")
    finish(report.findings)


def counted(report: Stats, style: str, badges: Path | None) -> None:
    """Print the state of all languages, and write badges where asked to."""
    from polybook.steps.stats import badge, total

    for language, counts in report.languages.items():
        if badges is not None:
            svg = badge(language, total(counts).percent)
            write_atomically(badges / f"translated-{language}.svg", svg.encode())
    if style == "json":
        write(json.dumps(_stats_json(report), ensure_ascii=False, indent=2))
    else:
        for language, counts in report.languages.items():
            _table(language, counts)
        _unknown(report.unknown)
    finish(report.findings)


def _stats_json(report: Stats) -> dict[str, object]:
    from polybook.steps.stats import total

    return {
        "languages": {
            language: {
                "pages": [_count_row(count) for count in counts],
                "total": _count_row(total(counts)),
            }
            for language, counts in report.languages.items()
        },
        "unknown_directives": report.unknown,
    }


def _count_row(count: Count) -> dict[str, str | int]:
    return {
        "page": count.page,
        "messages": count.messages,
        "translated": count.translated,
        "fuzzy": count.fuzzy,
        "machine": count.machine,
        "missing": count.missing,
        "words": count.words,
        "words_translated": count.words_translated,
        "percent": count.percent,
    }


def _table(language: str, counts: Sequence[Count]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from polybook.steps.stats import total

    table = Table(title=f"{language}", title_justify="left")
    table.add_column("page", overflow="fold")
    for name in ("messages", "translated", "fuzzy", "missing", "words", "%"):
        table.add_column(name, justify="right")
    for count in (*counts, total(counts)):
        if count.page == "total":
            table.add_section()
        cells = (count.messages, count.translated, count.fuzzy, count.missing, count.words)
        name = escape(visible(count.page))
        table.add_row(name, *(f"{cell:,}" for cell in cells), f"{count.percent}%")
    # A pipe has no width: lines that wrap at a guess would break every program that reads them.
    width = None if sys.stdout.isatty() else 200
    Console(width=width).print(table)


def _unknown(unknown: dict[str, list[str]]) -> None:
    if not unknown:
        return
    click.echo("Directives that polybook does not know; their bodies stay in the source language:")
    for name, pages in sorted(unknown.items()):
        shown = ", ".join(pages[:BARELY])
        more = f" and {len(pages) - BARELY} more" if len(pages) > BARELY else ""
        say(f"  {{{name}}} on {shown}{more}")
