"""What `translate` prints: lines for people, and a document for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from polybook.catalog.comments import MEMORY
from polybook.cli_print import plural
from polybook.cli_text import say

if TYPE_CHECKING:
    from polybook.steps.translate_report import Refusal, Translated

START = 60
"""Characters of the English that a line shows."""


def planned(report: Translated) -> None:
    """Say what would be sent, to whom, and what else would be done."""
    tally = report.tally
    click.echo(f"{report.language}: {plural(report.open, 'text')} without a translation")
    if found := report.approved + report.remembered:
        click.echo(f"  {found:,} in the memory, {report.approved:,} of them approved")
    if tally.known:
        say(f"  {tally.known:,} answered by {report.engine} in an earlier run")
    if tally.sent:
        host = report.host or "no host, a program on this machine"
        say(f"  {tally.sent:,} to be sent to {host}, {_characters(report)}")
    if report.price and tally.sent:
        click.echo(f"  cost about {report.cost:,.2f}")
    if tally.held:
        click.echo(f"  {tally.held:,} left for later by --limit")
    _hint(report)
    click.echo("nothing was sent, nothing was written")


def drafted(report: Translated, source: str) -> None:
    """Say what was filled, what was not and why; `source` is the folder of the pages."""
    for path in report.written:
        say(f"wrote {path}")
    for refusal in report.refusals:
        say(_refused(refusal, source))
    tally = report.tally
    if tally.sent:
        to = f" to {report.host}" if report.host else ""
        cost = f"; cost {report.cost:,.2f}" if report.price else ""
        say(f"{plural(tally.sent, 'text')} sent{to}, {_characters(report)}{cost}")
    if tally.known:
        click.echo(f"{plural(tally.known, 'answer')} known from an earlier run")
    if tally.held:
        click.echo(f"{plural(tally.held, 'text')} not sent because of --limit")
    how = ((report.drafted, f"by {report.engine}"), (report.remembered, "from the memory"),
           (report.approved, "approved elsewhere"))  # fmt: skip
    filled = "".join(f"{count:,} {what}, " for count, what in how if count)
    open_ = f"{plural(report.open, 'text')} without a translation"
    say(f"{report.language}: {open_}: {filled}{report.left:,} left")
    _hint(report)
    if report.drafted or report.remembered:
        click.echo(f"Next: polybook review {report.language}")


def _hint(report: Translated) -> None:
    """Say what drafts the rest, where nothing but the memory was asked."""
    if report.left and report.engine == MEMORY:
        click.echo("an engine drafts the rest: --engine NAME, or `engine` of [translate]")


def _characters(report: Translated) -> str:
    tally = report.tally
    more = f", up to {tally.characters + tally.context:,} with all that goes along"
    return f"{tally.characters:,} characters{more if tally.context else ''}"


def _refused(refusal: Refusal, source: str) -> str:
    """Return one line about a text that stays untranslated."""
    start = " ".join(refusal.msgid.split())
    shown = start if len(start) <= START else start[: START - 1] + "…"
    where = f"{source}/{refusal.page}:{refusal.page_line}"
    return f'{where}: left in the source language: {refusal.place}, "{shown}": {refusal.reason}'


def document(report: Translated) -> Mapping[str, object]:
    """Return the report for programs."""
    tally = report.tally
    return {
        "language": report.language,
        "engine": report.engine,
        "host": report.host,
        "counts": {
            "open": report.open,
            "drafted": report.drafted,
            "remembered": report.remembered,
            "approved": report.approved,
            "left": report.left,
            "sent": tally.sent,
            "characters": tally.characters,
            "context": tally.context,
            "known": tally.known,
            "held": tally.held,
        },
        "cost": report.cost,
        "written": report.written,
        "refusals": [asdict(refusal) for refusal in report.refusals],
        "findings": [
            {"code": one.code, "severity": str(one.severity), "path": one.path, "line": one.line,
             "message": one.message}
            for one in report.findings
        ],
        "fault": report.fault,
        "interrupted": report.interrupted,
    }  # fmt: skip
