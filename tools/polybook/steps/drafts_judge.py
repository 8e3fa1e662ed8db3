"""Whether a draft may stand: the merge guard and every check that is an error, exactly as they are.

A draft is judged as if it were a translation that readers see, beside those of its page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from polybook.catalog.catalog import Catalog
from polybook.catalog.pool import Key
from polybook.checks import BOOK
from polybook.checks.texts import Row, Setting
from polybook.config import Config
from polybook.formats.page import Page
from polybook.model.entry import Entry
from polybook.model.errors import PageError
from polybook.model.finding import Finding, Severity
from polybook.steps.book import Book, load_page
from polybook.steps.catalogs import catalog_path, page_catalog
from polybook.steps.check import check_sheet, make_sheet
from polybook.steps.choice import Choice
from polybook.steps.place import make_rows, place_row_fault
from polybook.steps.waive import waived


@dataclass(frozen=True)
class Judge:
    """What the drafts of one language are judged by."""

    setting: Setting
    choice: Choice
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    """By catalog: what the book has, where a check of the whole book is an error here."""

    def findings(
        self, page: Page, catalog: Catalog, path: str, drafts: Mapping[Key, Entry]
    ) -> dict[Key, list[Finding]]:
        """Return what is found in each of `drafts`, which stand for the entries of `catalog`.

        Of a draft in which nothing is found there is no key.
        """
        if not drafts:
            return {}
        # Numbered, since entries that no file has yet have no lines to tell them apart by.
        entries = tuple(
            replace(drafts[entry.key], line=number, fuzzy=False)
            if entry.key in drafts and not entry.obsolete
            else replace(entry, line=number)
            for number, entry in enumerate(catalog.entries, 1)
        )
        sheet = make_sheet(page, replace(catalog, entries=entries), path)
        checked = check_sheet(sheet, self.setting, self.choice)
        found = [*checked.findings, *self._of_book(path, make_rows(sheet, self.setting))]
        keys = {entry.line: entry.key for entry in entries if not entry.obsolete}
        judged: dict[Key, list[Finding]] = {}
        for finding in waived(found, checked.waivable, self.choice):
            key = keys.get(finding.line)
            if (
                key is not None
                and key in drafts
                and finding.path == path
                and self.choice.wants(finding.code)
            ):
                judged.setdefault(key, []).append(self.choice.judge(finding))
        return judged

    def errors(
        self, page: Page, catalog: Catalog, path: str, drafts: Mapping[Key, Entry]
    ) -> dict[Key, list[Finding]]:
        """Return the errors in each of `drafts`; as `findings`."""
        found = self.findings(page, catalog, path, drafts)
        errors = {
            key: [finding for finding in findings if finding.severity >= Severity.ERROR]
            for key, findings in found.items()
        }
        return {key: findings for key, findings in errors.items() if findings}

    def _of_book(self, path: str, own: Sequence[Row]) -> Iterable[Finding]:
        """Yield what the checks of the whole book find on one page, where they are errors."""
        if not self.rows:
            return
        others = [row for name, rows in self.rows.items() if name != path for row in rows]
        for rule in BOOK:
            if is_error(rule.CODE, self.choice):
                for row, fault in rule.check_book([*others, *own], self.setting):
                    if row.path == path:
                        yield place_row_fault(rule, fault, row)


def is_error(code: str, choice: Choice) -> bool:
    """Tell whether this book takes a check for an error that by itself is none."""
    return choice.wants(code) and choice.severity.get(code) is Severity.ERROR


def make_judge(
    config: Config, language: str, book: Book, setting: Setting, choice: Choice
) -> Judge:
    """Return the judge of a language's drafts; the whole book is read only where it must be."""
    if not any(is_error(rule.CODE, choice) for rule in BOOK):
        return Judge(setting, choice)
    rows: dict[str, Sequence[Row]] = {}
    for file in book.pages:
        path = catalog_path(config, language, file.catalog)
        catalog, _ = page_catalog(config, language, file)
        try:
            rows[path] = make_rows(make_sheet(load_page(config, file), catalog, path), setting)
        except PageError:
            continue  # reported when the pages are read for their drafts
    return Judge(setting, choice, rows)
