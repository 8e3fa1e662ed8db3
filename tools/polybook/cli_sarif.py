"""Findings as SARIF 2.1.0, which code scanning services and editors read.

The format: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from polybook import __version__
from polybook.checks import ALL
from polybook.checks.kinds import Check
from polybook.config import Config
from polybook.model.finding import Finding
from polybook.steps.baseline import known
from polybook.steps.revision import repository_prefix

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "polybookFinding/v1"


def sarif(config: Config, findings: Sequence[Finding]) -> dict[str, Any]:
    """Return one run with every check as a rule; places are relative to the repository."""
    rules = sorted(ALL, key=lambda rule: rule.CODE)
    numbers = {rule.CODE: number for number, rule in enumerate(rules)}
    driver = {
        "name": "polybook",
        "version": __version__,
        "rules": [_rule(rule) for rule in rules],
    }
    prefix = repository_prefix(config.root)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(config, prefix, numbers, finding) for finding in findings],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Check) -> dict[str, Any]:
    page = textwrap.dedent(rule.__doc__ or "").strip()
    first, _, rest = page.partition("\n")
    why = rest.partition("\nBad:")[0]
    return {
        "id": rule.CODE,
        "shortDescription": {"text": first},
        "fullDescription": {"text": " ".join(why.split()) or first},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": str(rule.SEVERITY)},
    }


def _result(
    config: Config, prefix: str, numbers: dict[str, int], finding: Finding
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": str(finding.severity),
        "message": {"text": finding.message},
        "locations": [_location(prefix + finding.path, finding.line)],
        "partialFingerprints": {FINGERPRINT: known(finding).digest},
    }
    if finding.code in numbers:
        result["ruleIndex"] = numbers[finding.code]
    page = config.source_path(finding.page)
    if finding.page and finding.path != page:
        place = _location(prefix + page, finding.page_line)
        result["relatedLocations"] = [{**place, "message": {"text": "the text on its page"}}]
    return result


def _location(path: str, line: int) -> dict[str, Any]:
    uri = quote(path.encode("utf-8", "surrogateescape"))
    # A finding about a whole file is shown at its first line: GitHub drops results without one.
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri},
            "region": {"startLine": max(line, 1)},
        }
    }
