"""stats: how much of the book stands in each language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from polybook.catalog.catalog import Catalog
from polybook.catalog.comments import draft_of
from polybook.config import Config
from polybook.formats.prose import count_words
from polybook.model.entry import Entry
from polybook.model.finding import Finding
from polybook.steps.book import open_book
from polybook.steps.catalogs import read_catalogs
from polybook.steps.extract import Template, templates
from polybook.steps.work import Progress, silent

COUNTED = ("messages", "translated", "fuzzy", "words", "words_translated", "machine")


@dataclass(frozen=True, slots=True)
class Count:
    """How far one page, or one language, has come. Messages and source words."""

    page: str
    messages: int = 0
    translated: int = 0
    fuzzy: int = 0
    words: int = 0
    words_translated: int = 0
    machine: int = 0
    """How many of the fuzzy messages are an engine's drafts, which nobody has read yet."""

    @property
    def missing(self) -> int:
        """Messages without any translation."""
        return self.messages - self.translated - self.fuzzy

    @property
    def percent(self) -> int:
        """Translated words of a hundred, rounded down: 100 means that nothing is left."""
        return 100 * self.words_translated // self.words if self.words else 100


@dataclass(slots=True)
class Stats:
    """The state of all languages."""

    languages: dict[str, list[Count]] = field(default_factory=dict)
    """By language: one count a page, in the book's order."""
    unknown: dict[str, list[str]] = field(default_factory=dict)
    """Directives whose bodies were left alone, and the pages that have them."""
    findings: list[Finding] = field(default_factory=list)


def stats(config: Config, progress: Progress = silent) -> Stats:
    """Count messages and words of every page in every language, as the pages are now."""
    book = open_book(config)
    report = Stats(findings=list(book.findings))
    found = list(templates(config, book, progress))
    for template in found:
        report.findings += template.findings
        for name in sorted(template.unknown):
            report.unknown.setdefault(name, []).append(template.file.name)
    words = {template.file.name: _words(template) for template in found}
    for language in config.languages:
        catalogs, broken = read_catalogs(config, language)
        report.findings += broken.values()
        report.languages[language] = [
            _count(template, words[template.file.name], catalogs.get(template.file.catalog))
            for template in found
            if template.entries
        ]
    return report


def total(counts: Sequence[Count]) -> Count:
    """Return the sum of the counts of all pages."""
    return Count(
        "total",
        *(sum(getattr(count, name) for count in counts) for name in COUNTED),
    )


def _words(template: Template) -> list[int]:
    return [count_words(entry.msgid) for entry in template.entries]


def _count(template: Template, words: Sequence[int], catalog: Catalog | None) -> Count:
    known = catalog.by_key if catalog else {}
    translated = fuzzy = machine = done = 0
    for entry, size in zip(template.entries, words, strict=True):
        ours: Entry | None = known.get(entry.key)
        if ours is None or not ours.msgstr:
            continue
        if ours.fuzzy:
            fuzzy += 1
            machine += draft_of(ours) is not None
        else:
            translated += 1
            done += size
    name, messages = template.file.name, len(template.entries)
    return Count(name, messages, translated, fuzzy, sum(words), done, machine)


def badge(language: str, percent: int) -> str:
    """Return an SVG badge that says how much of `language` is translated."""
    color = "#2e7d32" if percent >= 95 else "#b26a00" if percent >= 50 else "#b3261e"
    left = 8 + 7 * len(language) + 8
    right = 46
    width = left + right
    label = f"{language}: {percent}% translated"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" '
        f'aria-label="{label}"><title>{label}</title>'
        f'<rect width="{width}" height="20" rx="3" fill="#444"/>'
        f'<path d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{right - 3}z" '
        f'fill="{color}"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" '
        'text-anchor="middle">'
        f'<text x="{left / 2:g}" y="14">{language}</text>'
        f'<text x="{left + right / 2:g}" y="14">{percent}%</text></g></svg>\n'
    )
