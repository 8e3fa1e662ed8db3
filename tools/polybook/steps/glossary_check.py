"""glossary check: judge the table of a language's terms itself."""

from __future__ import annotations

from dataclasses import dataclass

from polybook.config import Config
from polybook.model.finding import Finding
from polybook.steps.glossary import glossary_path, load_glossary
from polybook.steps.glossary_texts import book_texts
from polybook.steps.work import Progress, silent
from polybook.terms.judge import judge, judge_table, unused
from polybook.terms.learn import count_uses
from polybook.terms.table import read_table


@dataclass(frozen=True, slots=True)
class Judged:
    """What is wrong with the glossary of one language."""

    language: str
    terms: int
    findings: tuple[Finding, ...]
    """By line."""


def check_glossary(config: Config, language: str, progress: Progress = silent) -> Judged:
    """Judge a glossary, also by what the source of the book says."""
    loaded = load_glossary(config, language)
    glossary = loaded.glossary
    findings = [*loaded.findings, *judge(glossary)]
    if glossary.terms:
        data = config.glossary_file(language).read_bytes()
        findings += judge_table(read_table(data, glossary_path(config, language)))
        texts = book_texts(config, language, progress)
        findings += unused(glossary, count_uses(glossary, texts.samples))
    ordered = sorted(findings, key=lambda finding: (finding.line, -finding.severity))
    return Judged(language, len(glossary.terms), tuple(ordered))
