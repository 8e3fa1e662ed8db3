"""What `review` shows of an entry. All of it may come from anywhere, and is made harmless."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from polybook.cli_text import marked, visible

if TYPE_CHECKING:
    from polybook.model.finding import Finding
    from polybook.steps.review import Review
    from polybook.steps.review_shown import Shown

WIDTH = 10
"""Columns of the labels."""
MOST = 8
"""Findings that are shown of one entry."""
COLORS = {"error": "red", "warning": "yellow", "note": "cyan"}


def shown(one: Shown, number: int, total: int) -> None:
    """Show an entry, and all that helps to decide on it."""
    made = f" · {one.made.engine}, {one.made.date}" if one.made else ""
    head = f"{number:,} of {total:,} · {one.at.page.name}:{one.page_line} · {one.place}{made}"
    click.echo()
    click.secho(visible(head), bold=True)
    _row("English", one.entry.msgid)
    if one.changed:
        click.echo(f"  {'changed':<{WIDTH}}{marked(one.changed)}")
    _row("draft" if one.made else "fuzzy", one.entry.msgstr, bold=True)
    if one.at.twins:
        _row("also", f"{one.at.twins:,} times more, for which your decision holds too")
    for label, text in _remarks(one):
        _row(label, text)
    findings(one.findings)
    for label, text in _help(one):
        _row(label, text)


def findings(found: Sequence[Finding]) -> None:
    """Show what is wrong, a line each."""
    for finding in found[:MOST]:
        severity = str(finding.severity)
        text = visible(f"{finding.code}: {finding.message}")
        click.echo(click.style(f"  {severity:<{WIDTH}}", fg=COLORS[severity]) + text)
    if len(found) > MOST:
        click.echo(f"  and {len(found) - MOST} more")


def notes(one: Shown, errors: Sequence[Finding]) -> Iterator[str]:
    """Yield the lines that an editor shows below the translation."""
    changed = [("changed", marked(one.changed, color=False))] if one.changed else []
    wrong = [(str(one.severity), f"{one.code}: {one.message}") for one in errors[:MOST]]
    rows = [("English", one.entry.msgid), *changed, *_remarks(one), *wrong, *_help(one)]
    for label, text in rows:
        yield from _lines(label, text)
    # Editors obey what stands in the last lines of a file; these are ours.
    yield from ("", "Save and close: what stands at the top is accepted.",
                "Close without saving: the entry stays as it is.", "", "")  # fmt: skip


def farewell(walk: Review, language: str) -> None:
    """Say what was decided, and what is left."""
    done = f"{walk.approved:,} accepted, {walk.rejected:,} rejected"
    if not walk.total:
        click.echo(f"{language}: nothing is fuzzy here")
    elif walk.left:
        click.echo(f"{language}: {done}; {walk.left:,} to go: polybook review {language}")
    else:
        click.echo(f"{language}: {done}; that was the last one")


def _remarks(one: Shown) -> Iterator[tuple[str, str]]:
    """Yield what people and the author have said, with its label."""
    if one.doubt:
        yield "doubt", one.doubt.reason
    yield from (("author", note) for note in one.notes)
    yield from (("comment", comment) for comment in one.comments)


def _help(one: Shown) -> Iterator[tuple[str, str]]:
    """Yield the terms, and what people have made of like texts, with their labels."""
    for term in one.terms:
        yield "term", f"{term.term} → {term.best}{'' if term.used else '  (not used here)'}"
    for match in one.matches:
        yield "memory", f"{int(match.score)} % {match.english}\n→ {match.translation}"


def _row(label: str, text: str, *, bold: bool = False) -> None:
    """Print a text beside its label; a terminal wraps lines that are long."""
    for line in _lines(label, text):
        shown = line[WIDTH:]
        click.echo(f"  {line[:WIDTH]}{click.style(shown, bold=True) if bold else shown}")


def _lines(label: str, text: str) -> Iterator[str]:
    """Yield the lines of a text, the first one with its label; nothing in them acts."""
    for line in text.split("\n"):
        yield f"{label:<{WIDTH}}{visible(line)}"
        label = ""
