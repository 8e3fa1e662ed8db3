"""The command `translate`: its options, its progress, and what it says."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from polybook.cli_config import load_config
from polybook.cli_text import say, write

if TYPE_CHECKING:
    from polybook.steps.translate import Watch
    from polybook.steps.translate_report import Translated


@click.command(short_help="Draft what has no translation in LANG.")
@click.argument("language", metavar="LANG")
@click.argument("pages", metavar="[PAGE]...", nargs=-1)
@click.option("--engine", metavar="NAME",
              help="What to ask: memory, libretranslate, deepl, openai, google or command. "
              "By default the one of [translate] in the configuration.")  # fmt: skip
@click.option("--limit", metavar="N", type=click.IntRange(min=1),
              help="Send the engine N texts at most.")  # fmt: skip
@click.option("--dry-run", is_flag=True,
              help="Only say what would be sent, to which host, and its cost.")  # fmt: skip
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@click.pass_context
def translate(
    context: click.Context,
    language: str,
    pages: Sequence[str],
    engine: str | None,
    limit: int | None,
    dry_run: bool,
    style: str,
) -> None:
    """Draft what has no translation in LANG, on all pages or on each PAGE.

    The translation memory comes first, then the engine. Drafts are fuzzy until somebody has read
    them: see `polybook review`. What has a translation, fuzzy or not, stays as it is. A draft that
    breaks markup or a strict term is not taken. A run that was stopped goes on where it was.

    PAGE is a page's name or path, a folder or a glob. Nothing is sent to a host that the
    configuration does not name.
    """
    from polybook import cli_drafts, cli_print
    from polybook.steps.drafts_pages import Pages
    from polybook.steps.translate import Order
    from polybook.steps.translate import translate as step

    config = load_config(context, language)
    order = Order(Pages(tuple(pages), context.obj), engine or "", limit, dry_run)
    with _progress(language) as watch:
        report = step(config, language, cli_print.now(), order, watch)
    if style == "json":
        write(json.dumps(cli_drafts.document(report), ensure_ascii=False, indent=2))
    elif dry_run:
        cli_drafts.planned(report)
    else:
        cli_drafts.drafted(report, config.source)
    _end(report, dry_run=dry_run)


def _end(report: Translated, *, dry_run: bool) -> None:
    """Say what went wrong, and leave with the exit code for it."""
    from polybook.cli_print import finish

    if report.forgot:
        say("note: the stored answers of engines were damaged, and are begun anew", err=True)
    if report.interrupted:
        step_on = "run the command again, which asks for nothing twice"
        say(f"polybook: interrupted; files are whole; {step_on}", err=True)
        sys.exit(130)
    if report.fault:
        say(f"polybook: {report.fault}", err=True)
    finish(report.findings, changed=bool(report.fault) and not dry_run)


@contextmanager
def _progress(language: str) -> Iterator[Watch]:
    """Show how far the run is, how fast, what it has cost and what time is left; on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _report: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("{task.fields[cost]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"Drafting {language}", total=None, rate="", cost="")

        def watch(report: Translated) -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:.1f}/s" if speed else ""
            cost = f"cost {report.cost:,.2f}" if report.price else ""
            bar.update(task, completed=report.done, total=report.open, rate=rate, cost=cost)

        yield watch
