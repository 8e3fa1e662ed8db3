"""Findings as workflow commands of GitHub Actions, which it shows beside the lines of a change.

The format and its escapes: GitHub's "Workflow commands for GitHub Actions" and the runner's
ActionCommand. A catalog can hold anything; nothing in it must become a command of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from polybook.cli_text import page_place, visible
from polybook.config import Config
from polybook.model.finding import Finding, Severity
from polybook.steps.book import on_page
from polybook.steps.revision import repository_prefix

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def commands(config: Config, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield one command a finding, the worst first: GitHub shows ten of each kind a step."""
    prefix = repository_prefix(config.root)
    placed = (on_page(config, finding) for finding in findings)
    for finding in sorted(placed, key=lambda finding: -finding.severity):
        properties = {
            "file": prefix + finding.path,
            "line": str(max(finding.line, 1)),
            "title": finding.code,
        }
        shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        text = visible(finding.message + page_place(config, finding))
        yield f"::{COMMANDS[finding.severity]} {shown}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
