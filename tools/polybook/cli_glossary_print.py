"""What the commands `glossary ...` print: lines for people, JSON for programs."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from polybook.catalog.files import write_atomically
from polybook.cli_print import finish, plural
from polybook.cli_text import say, write
from polybook.model.finding import Finding, Severity
from polybook.steps.glossary_check import Judged
from polybook.steps.glossary_files import Exported, Imported
from polybook.steps.glossary_lookup import Found
from polybook.steps.glossary_suggest import Suggested
from polybook.terms.glossary import COLUMNS, Term
from polybook.terms.merge import Did
from polybook.terms.suggest import Suggestion

EXAMPLE = 76
"""Characters of an example."""


def judged(reports: Sequence[Judged], style: str) -> None:
    """Print what is wrong with each table; leave with 1 when one has an error."""
    findings = [finding for report in reports for finding in report.findings]
    counts = {
        str(level): sum(1 for one in findings if one.severity is level)
        for level in reversed(Severity)
    }
    if style == "json":
        _json({"findings": [_finding(one) for one in findings], "counts": counts})
    else:
        for finding in findings:
            say(str(finding))
        terms = plural(sum(report.terms for report in reports), "term")
        found = ", ".join(plural(count, level) for level, count in counts.items())
        say(f"{terms} checked: {found}")
    if counts[str(Severity.ERROR)]:
        sys.exit(1)


def looked_up(found: Found, style: str) -> None:
    """Print the rows for a word; leave with 1 when there is none."""
    if style == "json":
        _json({
            "word": found.word,
            "terms": [_term(term) for term in found.terms],
            "around": [_term(term) for term in found.around],
            "near": list(found.near),
        })  # fmt: skip
    else:
        for term in found.terms:
            say(_row(term))
        if found.around:
            say(f"{'Also' if found.terms else 'Only'} inside:")
            for term in found.around:
                say(f"  {_row(term)}")
        if not found.terms and not found.around:
            near = f"; did you mean {', '.join(found.near)}?" if found.near else ""
            say(f'"{found.word}" is not in the glossary{near}', err=True)
    if not found.terms:
        sys.exit(1)


def _row(term: Term) -> str:
    parts = [f"{term.term} → {' | '.join(term.translations) or term.term}", f"[{term.level}]"]
    parts += [f"({', '.join(filter(None, (term.pos, term.context)))})"] * bool(
        term.pos or term.context
    )
    if term.avoid:
        parts.append(f"not: {' | '.join(term.avoid)}")
    if term.note:
        parts.append(f"- {term.note}")
    return " ".join(parts)


def suggested(report: Suggested, style: str) -> None:
    """Print new terms and levels."""
    if style == "json":
        levels = [
            {
                "term": one.headword.term,
                "level": one.headword.level,
                "suggested": one.level,
                "units": one.units,
                "followed": one.followed,
                "share": round(one.share, 3),
                "pages": len(one.pages),
            }
            for one in report.levels
        ]
        terms = [_suggestion(one) for one in report.terms]
        _json({"language": report.language, "terms": terms, "levels": levels})
        return
    for one in report.terms:
        say(f"{one.term}: {one.count} times in {plural(one.units, 'unit')}, "
                   f"{plural(one.pages, 'page')}")  # fmt: skip
        if one.likely is not None:
            likely = one.likely
            share = f"{likely.hits} of {likely.units} units, {_percent(likely.hits, likely.units)}"
            level = f"; level {likely.level}" if likely.level else ""
            say(f"    likely {likely.text} ({share}{level})")
        say(f"    {one.example.page}: {_short(one.example.english, one.term)}")
    if report.levels:
        say("Levels to think about:")
    for record in report.levels:
        share = f"followed in {record.followed} of {plural(record.units, 'unit')}"
        say(
            f"    {record.headword.term}: {record.headword.level}, better {record.level} "
            f"({share}, {plural(len(record.pages), 'page')})"
        )
    drawn = plural(report.translated, "translated unit")
    say(f"{plural(len(report.terms), 'term')} suggested, from {drawn}")


def _suggestion(one: Suggestion) -> dict[str, object]:
    likely = one.likely
    return {
        "term": one.term,
        "count": one.count,
        "units": one.units,
        "pages": one.pages,
        "page": one.example.page,
        "example": _short(one.example.english, one.term),
        "translation": likely.text if likely else "",
        "share": round(likely.hits / likely.units, 3) if likely else 0.0,
        "level": (likely.level or "") if likely else "",
    }


def _percent(part: int, whole: int) -> str:
    return f"{100 * part // whole}%"


def _short(text: str, word: str) -> str:
    """Return the words around `word` on one line."""
    line = " ".join(re.sub("\ufffc+", "…", text).split())
    at = max(0, line.lower().find(word))
    start = max(0, min(at - EXAMPLE // 2, len(line) - EXAMPLE))
    cut = line[start : start + EXAMPLE]
    return f"{'…' if start else ''}{cut}{'…' if start + EXAMPLE < len(line) else ''}"


def exported(report: Exported, out: Path | None) -> None:
    """Write the file, or print it; leave with 1 and write nothing when the table has an error."""
    finish(report.findings)
    if out is None:
        click.echo(report.text, nl=False)
        return
    write_atomically(out, report.text.encode())
    say(f"wrote {plural(report.terms, 'term')} to {out}")


def imported(report: Imported, style: str, *, check: bool) -> None:
    """Say what became of each term; leave with 1 when not all that the file holds was taken."""
    counts = Counter(change.did for change in report.changes)
    if style == "json":
        changes = [
            {"did": one.did, "term": one.term, "detail": one.detail} for one in report.changes
        ]
        findings = [_finding(one) for one in report.findings]
        _json({
            "path": report.path, "written": report.written, "changes": changes,
            "findings": findings,
        })  # fmt: skip
    else:
        for one in report.changes:
            if one.detail or one.did is not Did.SAME:
                line = f"{one.did} {one.term}{f': {one.detail}' if one.detail else ''}"
                say(line, err=one.did is Did.REFUSED)
        done = ", ".join(f"{counts[did]} {did}" for did in Did if counts[did]) or "no terms"
        say(f"{'would write' if check else 'wrote'} {report.path}: {done}"
            if counts[Did.ADDED] + counts[Did.CHANGED]
            else f"{report.path} stays as it is: {done}")  # fmt: skip
    changed = check and bool(counts[Did.ADDED] + counts[Did.CHANGED])
    finish(() if style == "json" else report.findings, changed=changed or not report.complete)


def _term(term: Term) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(term, name, "") for name in COLUMNS}
    return row | {"translation": list(term.translations), "avoid": list(term.avoid)}


def _finding(finding: Finding) -> dict[str, str | int]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "path": finding.path,
        "line": finding.line,
        "message": finding.message,
    }


def _json(document: object) -> None:
    write(json.dumps(document, ensure_ascii=False, indent=2))
