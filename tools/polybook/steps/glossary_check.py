"""glossary check: judge the table of a language's terms itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from polybook.checks import TERMS, glossary_unused
from polybook.checks.kinds import Check
from polybook.checks.texts import Fault
from polybook.config import Config
from polybook.model.finding import Finding
from polybook.steps.choice import Choice
from polybook.steps.glossary import load_glossary
from polybook.steps.glossary_texts import book_texts
from polybook.steps.work import Progress, silent
from polybook.terms.glossary import Glossary
from polybook.terms.learn import count_uses


@dataclass(frozen=True, slots=True)
class Judged:
    """What is wrong with the glossary of one language."""

    language: str
    terms: int
    findings: tuple[Finding, ...]
    """By line."""


def check_glossary(config: Config, language: str, progress: Progress = silent) -> Judged:
    """Judge a glossary, also by what the source of the book says.

    The configuration says what to ignore, and how bad what is; what it selects is for `check`.
    """
    choice = Choice(ignore=frozenset(config.check.ignore), severity=dict(config.check.severity))
    loaded = load_glossary(config, language)
    findings = [*loaded.findings, *judge_terms(loaded.glossary, choice)]
    if loaded.glossary.terms and choice.wants(glossary_unused.CODE):
        findings += find_unused(config, loaded.glossary, progress)
    wanted = [choice.judge(finding) for finding in findings if choice.wants(finding.code)]
    ordered = sorted(wanted, key=lambda one: (one.line, -one.severity, one.code))
    return Judged(language, len(loaded.glossary.terms), tuple(ordered))


def judge_terms(glossary: Glossary, choice: Choice) -> Iterator[Finding]:
    """Yield what is wrong with the terms themselves."""
    for rule in TERMS:
        if glossary.terms and choice.wants(rule.CODE):
            for fault in rule.check_terms(glossary):
                yield _placed(rule, fault, glossary)


def find_unused(
    config: Config, glossary: Glossary, progress: Progress = silent
) -> Iterator[Finding]:
    """Read the book, and yield the terms that it never uses."""
    used = count_uses(glossary, book_texts(config, glossary.language, progress).samples)
    for fault in glossary_unused.check_uses(glossary, used):
        yield _placed(glossary_unused, fault, glossary)


def _placed(rule: Check, fault: Fault, glossary: Glossary) -> Finding:
    severity = fault.severity or rule.SEVERITY
    return Finding(rule.CODE, severity, fault.message, path=glossary.path, line=fault.line)
