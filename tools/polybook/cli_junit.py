"""Findings as JUnit's XML, which GitLab, Jenkins and Azure show as tests.

A finding is a test that fails, named by what it says and not by its line, so that a service can
tell a new one from an old one; a catalog without findings is a test that passes. What the run does
not fail for is a skipped test.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree

from polybook.cli_text import page_place
from polybook.config import Config
from polybook.model.finding import Finding, Severity
from polybook.steps.check import Checked
from polybook.steps.revision import repository_prefix

FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""
EXCERPT = 60


def junit(
    config: Config, reports: Sequence[Checked], findings: Sequence[Finding], fail: Severity
) -> str:
    """Return the document: one suite, the cases by catalog."""
    prefix = repository_prefix(config.root)
    found = {finding.path for finding in findings}
    clean = [path for report in reports for path in report.catalogs if path not in found]
    failures = sum(finding.severity >= fail for finding in findings)
    suite = ElementTree.Element(
        "testsuite",
        name="polybook check",
        tests=str(len(findings) + len(clean)),
        failures=str(failures),
        skipped=str(len(findings) - failures),
        errors="0",
    )
    for path in clean:
        ElementTree.SubElement(suite, "testcase", classname=_clean(prefix + path), name="checked")
    names: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        name = _name(finding)
        names[finding.path, name] += 1
        if (count := names[finding.path, name]) > 1:
            name += f" ({count})"
        _case(suite, prefix, config, finding, name, fail)
    root = ElementTree.Element("testsuites")
    root.append(suite)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "unicode")


def _case(
    suite: ElementTree.Element,
    prefix: str,
    config: Config,
    finding: Finding,
    name: str,
    fail: Severity,
) -> None:
    path = _clean(prefix + finding.path)
    case = ElementTree.SubElement(suite, "testcase", classname=path, name=name, file=path)
    if finding.line:
        case.set("line", str(finding.line))
    message = _clean(f"{finding.severity} {finding.code}: {finding.message}")
    if finding.severity < fail:
        ElementTree.SubElement(case, "skipped", message=message)
        return
    failure = ElementTree.SubElement(case, "failure", message=message, type=finding.code)
    lines = [f"{path}:{finding.line}" if finding.line else path]
    if place := page_place(config, finding):
        lines.append(place[2:-1])  # without its brackets
    lines += [finding.message, *(f"{text}" for text in (finding.msgid, finding.msgstr) if text)]
    failure.text = _clean("\n".join(lines))


def _name(finding: Finding) -> str:
    english = " ".join(finding.msgid.split())
    shown = english if len(english) <= EXCERPT else english[: EXCERPT - 1] + "…"
    return _clean(f"{finding.code}: {finding.message}" + (f" [{shown}]" if shown else ""))


def _clean(text: str) -> str:
    return FORBIDDEN.sub("", text)
