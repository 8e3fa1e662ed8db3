"""review: walk through what is fuzzy, and save each decision at once.

A decision is made about what was shown: when the entry on disk is another one by then, nothing is
saved. It holds for the twins of the entry too, the same translation of the same text on other pages
of the walk, as `update` gives the same text the same translation everywhere. What a person approves
is a translation like any other; the comment that an engine drafted it stays, as the book's history.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from polybook.catalog.comments import read_adopted, read_provenance
from polybook.catalog.files import write_atomically
from polybook.catalog.memory import Memory
from polybook.catalog.pool import Key
from polybook.catalog.write import write_catalog
from polybook.config import Config
from polybook.formats.page import Page
from polybook.model.entry import Entry
from polybook.model.errors import CatalogError, PageError
from polybook.model.finding import Finding
from polybook.steps.book import File, load_page, open_book
from polybook.steps.catalogs import catalog_path, load_catalog, read_catalogs, writing
from polybook.steps.choice import choose
from polybook.steps.drafts_cache import Answers
from polybook.steps.drafts_judge import make_judge
from polybook.steps.drafts_pages import Pages
from polybook.steps.glossary import stamp_of
from polybook.steps.review_items import Item, is_twin, list_items, remember, start_at
from polybook.steps.review_shown import Place, Shown, show_entry
from polybook.steps.setting import setting_of


@dataclass(frozen=True, slots=True)
class _Change:
    """What was done to one entry."""

    file: File
    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class _Step:
    """One decision, to be taken back."""

    at: int
    """The number of its item."""
    changes: tuple[_Change, ...] = ()
    """What it did, first to the entry that was shown; nothing where that was skipped."""


class Review:
    """One walk through what is fuzzy in a language."""

    def __init__(
        self,
        config: Config,
        language: str,
        memory: Memory,
        answers: Answers,
        pages: Pages,
        engine: str = "",
    ) -> None:
        """Begin where the last walk was; with `engine`, only its drafts are shown."""
        self._config = config
        self._language = language
        self._memory = memory
        self._answers = answers
        book = open_book(config)
        self._pages = book.pages
        self._setting = setting_of(config, language, stamp_of(config, language))
        self._judge = make_judge(config, language, book, self._setting, choose(config))
        catalogs, broken = read_catalogs(config, language)
        self.findings: list[Finding] = [*book.findings, *broken.values()]
        """What cannot be read."""
        chosen = {file.name for file in pages.choose(config, language, book.pages)}
        items = list_items(book.pages, catalogs, engine)
        self._items = [item for item in items if item.file.name in chosen]
        self._catalogs = catalogs
        self._same_key: dict[Key, list[Item]] = {}
        for item in self._items:
            self._same_key.setdefault(item.key, []).append(item)
        self._at = start_at(config.build_dir, language, self._items, book.pages, catalogs)
        self._steps: list[_Step] = []
        self._page: tuple[File, Page] | None = None
        self.approved = 0
        """Entries that have become translations."""
        self.rejected = 0

    @property
    def left(self) -> int:
        """How many entries there are from here on, this one included."""
        return len(self._items) - self._at

    @property
    def total(self) -> int:
        """How many entries the walk has."""
        return len(self._items)

    def show(self) -> Shown | None:
        """Return the entry to decide on, None at the end; what needs no decision is passed over."""
        while self._at < len(self._items):
            item = self._items[self._at]
            found = self._look(item)
            if found is not None:
                remember(self._config.build_dir, self._language, item)
                return found
            self._at += 1
        remember(self._config.build_dir, self._language, None)
        return None

    def errors(self, shown: Shown, msgstr: str) -> list[Finding]:
        """Return the errors that an entry would have with a translation."""
        entry = _approved(shown.entry, msgstr)
        at, drafts = shown.at, {entry.key: entry}
        return self._judge.errors(at.page, at.catalog, at.path, drafts).get(entry.key, [])

    def approve(self, shown: Shown, msgstr: str) -> bool:
        """Save a translation as a person's, also for its twins.

        False when the entry is another one by now.
        """
        saved = self._decide(shown, lambda entry: _approved(entry, msgstr))
        self.approved += saved
        return bool(saved)

    def reject(self, shown: Shown) -> bool:
        """Empty an entry and its twins, and remember that the draft is not wanted.

        False when the entry is another one by now.
        """
        saved = self._decide(shown, _emptied)
        self.rejected += saved
        if saved:
            self._answers.reject(self._language, shown.entry.key, shown.entry.msgstr)
        return bool(saved)

    def skip(self) -> None:
        """Go on and leave the entry as it is."""
        self._steps.append(_Step(self._at))
        self._at += 1

    def back(self) -> bool:
        """Go back to the entry before, and take back what was decided on it.

        False where there is none, or where somebody has changed it since.
        """
        if not self._steps:
            return False
        step = self._steps[-1]
        if step.changes:
            first, *twins = step.changes
            if not self._save(first.file, first.after, first.before):
                return False
            saved = 1 + sum(self._save(one.file, one.after, one.before) for one in twins)
            if first.after.msgstr:
                self.approved -= saved
            else:
                self.rejected -= saved
                self._answers.take_back(self._language, first.before.key, first.before.msgstr)
        self._at = self._steps.pop().at
        return True

    def _decide(self, shown: Shown, change: Callable[[Entry], Entry]) -> int:
        """Change an entry and its twins, and go on; return how many were changed."""
        first = _Change(self._items[self._at].file, shown.entry, change(shown.entry))
        if not self._save(first.file, first.before, first.after):
            return 0
        changes = [first]
        for item in self._twins(shown.entry, self._items[self._at]):
            twin = self._entry(item)
            if twin is not None and is_twin(twin, shown.entry):
                one = _Change(item.file, twin, change(twin))
                if self._save(one.file, one.before, one.after):
                    changes.append(one)
        self._steps.append(_Step(self._at, tuple(changes)))
        self._at += 1
        return len(changes)

    def _twins(self, entry: Entry, of: Item) -> list[Item]:
        """Return the other items that had the same translation of the same text at the start."""
        return [
            item
            for item in self._same_key.get(of.key, ())
            if item is not of
            and (twin := self._catalogs[item.file.catalog].by_key.get(of.key)) is not None
            and is_twin(twin, entry)
        ]

    def _entry(self, item: Item) -> Entry | None:
        """Return the entry of an item as it is on disk now."""
        try:
            catalog = load_catalog(self._config, self._language, item.file.catalog)
        except CatalogError:
            return None
        return catalog.by_key.get(item.key)

    def _save(self, file: File, before: Entry, after: Entry) -> bool:
        """Put `after` in the place of `before` on disk, if that is what stands there."""
        with writing(self._config):
            catalog = load_catalog(self._config, self._language, file.catalog)
            known = catalog.by_key.get(before.key)
            if known is None or not _same(known, before):
                return False
            entries = tuple(after if entry is known else entry for entry in catalog.entries)
            path = self._config.root / catalog_path(self._config, self._language, file.catalog)
            write_atomically(path, write_catalog(replace(catalog, entries=entries)))
            return True

    def _look(self, item: Item) -> Shown | None:
        """Return what there is to see of an item; None when it waits for nobody any more."""
        try:
            page = self._load(item.file)
            catalog = load_catalog(self._config, self._language, item.file.catalog)
        except (PageError, CatalogError):
            return None
        entry = catalog.by_key.get(item.key)
        number = next((n for n, unit in enumerate(page.units) if unit.key == item.key), None)
        if entry is None or number is None or not entry.fuzzy or not entry.msgstr:
            return None
        path = catalog_path(self._config, self._language, item.file.catalog)
        drafts = {entry.key: entry}
        found = self._judge.findings(page, catalog, path, drafts).get(entry.key, [])
        twins = len(self._twins(entry, item))
        place = Place(page, number, catalog, path, twins)
        return show_entry(place, entry, found, self._setting, self._memory)

    def _load(self, file: File) -> Page:
        """Read a page; the last one is remembered, since a walk goes page by page."""
        if self._page is None or self._page[0] != file:
            self._page = (file, load_page(self._config, file))
        return self._page[1]


def _approved(entry: Entry, msgstr: str) -> Entry:
    """Return the entry with a translation that a person stands behind."""
    comments = tuple(line for line in entry.comments if not read_adopted([line]))
    return replace(_plain(entry), msgstr=msgstr, comments=comments)


def _emptied(entry: Entry) -> Entry:
    """Return the entry without its translation, and without what speaks of that."""
    kept = [line for line in entry.comments if not read_adopted([line])]
    comments = tuple(line for line in kept if not read_provenance([line]))
    return replace(_plain(entry), msgstr="", comments=comments)


def _plain(entry: Entry) -> Entry:
    return replace(
        entry,
        fuzzy=False,
        previous_msgid=None,
        previous_msgctxt=None,
        previous_msgid_plural=None,
        text=None,
    )


def _same(one: Entry, other: Entry) -> bool:
    """Tell whether two entries say the same; where they stand in their files does not matter."""
    return replace(one, line=0, text=None) == replace(other, line=0, text=None)
