"""What `check` prints: lines for people, with a table on a terminal, and documents for programs."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from polybook.cli_print import plural
from polybook.cli_text import page_place, say, visible, write
from polybook.config import Config
from polybook.model.errors import UsageError
from polybook.model.finding import Finding, Severity

if TYPE_CHECKING:
    from polybook.steps.check import Checked
    from polybook.steps.fix import Fixed

FIELDS = ("code", "severity", "path", "line", "page", "page_line", "message", "msgid", "msgstr")
ROW = "{\n" + ",\n".join(f'      "{name}": %s' for name in FIELDS) + "\n    }"
TEXT = json.JSONEncoder(ensure_ascii=False).encode
COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def listed(style: str) -> None:
    """Print every check with its severity and what it holds, as text or as JSON."""
    from polybook.checks import ALL

    rules = [
        (rule.CODE, str(rule.SEVERITY), (rule.__doc__ or "").strip().partition("\n")[0])
        for rule in sorted(ALL, key=lambda rule: rule.CODE)
    ]
    if style == "json":
        checks = [dict(zip(("code", "severity", "holds"), rule, strict=True)) for rule in rules]
        write(json.dumps({"checks": checks}, ensure_ascii=False, indent=2))
    elif style == "text":
        for code, severity, holds in rules:
            click.echo(f"{code:<24} {severity:<8} {holds}")
    else:
        raise UsageError(f"--list-checks has no form for --format {style}; take text or json")


def fixed(report: Fixed, *, to_stderr: bool) -> None:
    """Say what `check --fix` did, an entry a line."""
    for one in report.fixes:
        say(str(one), err=to_stderr)


def checked(
    config: Config,
    reports: Sequence[Checked],
    stale: Sequence[Finding],
    style: str,
    shown: Severity,
    fail: Severity,
) -> None:
    """Print the findings of all languages in the chosen style.

    `stale` are those about the baseline. Findings below `shown` are counted only; those from `fail`
    on are what the run fails for.
    """
    every = [*(finding for report in reports for finding in report.findings), *stale]
    findings = [finding for finding in every if finding.severity >= shown]
    summary = _summary(reports, every)
    if style == "json":
        write("".join(_document(findings, counts(every))))
    elif style == "github":
        from polybook.cli_github import commands

        write("\n".join([*commands(config, findings), summary]))
    elif style == "sarif":
        from polybook.cli_sarif import sarif

        write(json.dumps(sarif(config, findings), ensure_ascii=False, indent=2))
    elif style == "junit":
        from polybook.cli_junit import junit

        write(junit(config, reports, findings, fail))
    else:
        _lines(config, reports, findings)
        if sys.stdout.isatty() and every:
            _table(reports, stale)
        hidden = len(findings) < len(every)
        click.echo(f"{summary} (`--severity note` shows all)" if hidden else summary)


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings of each severity there are, the worst first."""
    found = Counter(finding.severity for finding in findings)
    return {str(severity): found[severity] for severity in reversed(Severity)}


def _summary(reports: Sequence[Checked], findings: Iterable[Finding]) -> str:
    entries = sum(report.entries for report in reports)
    found = ", ".join(plural(count, name) for name, count in counts(findings).items())
    return f"{plural(entries, 'translation')} checked: {found}"


def _lines(config: Config, reports: Sequence[Checked], findings: Iterable[Finding]) -> None:
    severities = {one: click.style(str(one), fg=color) for one, color in COLORS.items()}
    lines = []
    for finding in findings:
        place = f"{finding.path}:{finding.line}" if finding.line else finding.path
        said = f"{severities[finding.severity]} {finding.code}: {visible(finding.message)}"
        lines.append(f"{visible(place)}: {said}{visible(page_place(config, finding))}")
    if lines:
        click.echo("\n".join(lines))
    if known := sum(report.known for report in reports):
        click.echo(f"{plural(known, 'finding')} of the baseline left out")


def _document(findings: Sequence[Finding], counted: Mapping[str, int]) -> Iterator[str]:
    """Yield the parts of what `json.dumps` with an indent of 2 would write, in a fifth of its time.

    With an indent, that module does all of its work in Python.
    """
    yield '{\n  "findings": ['
    for number, finding in enumerate(findings):
        yield ",\n    " if number else "\n    "
        yield ROW % _values(finding)
    yield "\n  ],\n" if findings else "],\n"
    rows = ",\n".join(f'    "{name}": {count}' for name, count in counted.items())
    yield f'  "counts": {{\n{rows}\n  }}\n}}'


def _values(finding: Finding) -> tuple[str | int, ...]:
    """Return the values of `FIELDS` as JSON has them."""
    return (
        TEXT(finding.code),
        TEXT(str(finding.severity)),
        TEXT(finding.path),
        finding.line,
        TEXT(finding.page),
        finding.page_line,
        TEXT(finding.message),
        TEXT(finding.msgid),
        TEXT(finding.msgstr),
    )


def _table(reports: Sequence[Checked], stale: Sequence[Finding]) -> None:
    """Print how often each check fired, by language, with the worst first."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Findings", title_justify="left")
    table.add_column("language")
    table.add_column("check")
    for severity in reversed(Severity):
        table.add_column(f"{severity}s", justify="right", style=COLORS[severity])
    groups = [(report.language, report.findings) for report in reports]
    for language, findings in (*groups, ("", stale)):
        by_code: dict[str, Counter[Severity]] = {}
        for finding in findings:
            by_code.setdefault(finding.code, Counter())[finding.severity] += 1
        ordered = sorted(by_code.items(), key=lambda item: _weight(item[1]), reverse=True)
        for code, found in ordered:
            numbers = (f"{found[one]:,}" if found[one] else "" for one in reversed(Severity))
            table.add_row(language, code, *numbers)
        table.add_section()
    Console().print(table)


def _weight(found: Counter[Severity]) -> tuple[int, ...]:
    return tuple(found[severity] for severity in reversed(Severity))
