"""Carry a language's translations over to new templates; no translation is ever lost.

Every old msgstr is afterwards in a catalog: kept, moved, revived, edited along (and obsolete as it
was), fuzzy with its previous msgid, or obsolete. Updating twice is updating once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from polybook.catalog.carry import as_fuzzy, carried, described
from polybook.catalog.catalog import Catalog
from polybook.catalog.edit import Tokens
from polybook.catalog.header import CONTENT_TYPE, CREATED, header_field, set_header_field
from polybook.catalog.pool import Key, Kin, Pool, State, has_translation
from polybook.catalog.safe import Safe
from polybook.model.entry import Entry


class Stage(StrEnum):
    """What an update did with an entry; the value is the word that people read."""

    KEPT = "kept"
    """The same message on the same page, translated or not."""
    MOVED = "moved"
    """The same message, translated on another page."""
    REVIVED = "revived"
    """The same message, which was obsolete."""
    EDITED = "edited along"
    """Only protected tokens changed, in the msgstr too."""
    FUZZY = "fuzzy"
    """The likest old message's msgstr, for a person to correct."""
    NEW = "new"
    """Nothing to draw from."""
    OBSOLETE = "obsolete"
    """No page has the message any more; the translation is kept."""
    DROPPED = "no longer needed"
    """No page has the message any more, and it had no translation or one that is kept elsewhere."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an update did with one entry."""

    stage: Stage
    name: str
    """The catalog that has the entry."""
    entry: Entry
    """The entry as it is after the update; as it was, when dropped."""
    source: str = ""
    """The catalog that the translation came from."""


@dataclass(frozen=True, slots=True)
class Update:
    """What an update gives: all catalogs of the language, and what was done."""

    catalogs: dict[str, Catalog]
    """All that should be on disk, by name; an unchanged one is the very object that was given."""
    changed: tuple[str, ...]
    """Names of those to write, new ones included."""
    removed: tuple[str, ...]
    """Names of catalogs whose page is gone and which hold no translation any more."""
    kept: int
    """How many entries were kept."""
    changes: tuple[Change, ...]
    """All others: first what pages have now, then what they have no more, by catalog and place."""

    @property
    def counts(self) -> dict[Stage, int]:
        """How many entries each stage had, in the order of the stages."""
        counted = Counter(change.stage for change in self.changes)
        counted[Stage.KEPT] = self.kept
        return {stage: counted[stage] for stage in Stage}


def update_language(
    templates: Mapping[str, Sequence[Entry]],
    catalogs: Mapping[str, Catalog],
    *,
    header: Entry,
    tokens: Tokens,
) -> Update:
    """Return the catalogs of one language, brought up to its templates.

    `templates` has the entries of each page, `catalogs` what the language has now, both by catalog
    name such as `chapters/gradient`. `header` is what a new catalog gets, and its creation date
    what a changed one gets. `tokens` gives the protected tokens of a text, in order.
    """
    return _Run(templates, catalogs, header, tokens).run()


class _Run:
    """One update: what its stages share."""

    def __init__(
        self,
        templates: Mapping[str, Sequence[Entry]],
        catalogs: Mapping[str, Catalog],
        header: Entry,
        tokens: Tokens,
    ) -> None:
        self.templates = templates
        self.catalogs = catalogs
        self.header = header
        self.tokens = tokens
        self.live: dict[str, list[Entry]] = {}
        self.open: dict[str, list[int]] = {}  # places in `live` that have no translation yet
        self.used: set[tuple[str, Key, tuple[str, ...]]] = set()  # what was revived, as `_trace`
        self.found: dict[Key, Change] = {}  # the best that was edited along or fuzzy, by message
        self.rest: list[tuple[str, int, bool]] = []  # catalog, place, whether the page's own is new
        self.kept = 0
        self.changes: list[Change] = []

    def run(self) -> Update:
        """Go through the stages."""
        gone: dict[str, set[Key]] = {}
        for name in sorted(self.templates):
            self.keep(name)
        for name, catalog in self.catalogs.items():
            gone[name] = catalog.by_key.keys() - {entry.key for entry in self.live.get(name, ())}
        if self.open:
            wanted = {
                self.live[name][place].key for name, places in self.open.items() for place in places
            }
            pool = Pool(self.catalogs, gone, wanted, self.tokens)
            for name in sorted(self.open):
                self.fill(name, pool)
        self.spread()
        return self.finish(gone)

    def keep(self, name: str) -> None:
        """Take over what the page had before; note what is still open."""
        by_key = self.catalogs[name].by_key if name in self.catalogs else {}
        live: list[Entry] = []
        open_places: list[int] = []
        for new in {entry.key: entry for entry in self.templates[name]}.values():
            old = by_key.get(new.key)
            if old is None or not has_translation(old):
                open_places.append(len(live))
            else:
                self.kept += 1
            live.append(new if old is None else described(old, new))
        self.live[name] = live
        if open_places:
            self.open[name] = open_places

    def fill(self, name: str, pool: Pool) -> None:
        """Find translations for what is open in one catalog."""
        live = self.live[name]
        known = self.catalogs[name].by_key if name in self.catalogs else {}
        kin = pool.kin(name, [live[place].key for place in self.open[name]])
        for place in self.open[name]:
            entry = live[place]
            # What was there before without a translation had its chance of a likely one when it was
            # new; looking again every time would cost seconds for a language that has just begun.
            new = entry.key not in known
            change = self.exact(name, entry, pool, kin)
            if change is None and new:
                change = self.likely(name, entry, pool, kin)
            if change is None:
                self.rest.append((name, place, new))
            else:
                live[place] = change.entry
                self.changes.append(change)

    def exact(self, name: str, entry: Entry, pool: Pool, kin: Kin) -> Change | None:
        """Draw a translation of the same message from anywhere."""
        old = pool.exact(entry.key, kin)
        if old is None:
            return None
        if old.state is State.OBSOLETE:
            self.used.add(_trace(old.name, old.entry))
            return Change(Stage.REVIVED, name, carried(entry, old.entry), old.name)
        return Change(Stage.MOVED, name, carried(entry, old.entry), old.name)

    def likely(self, name: str, entry: Entry, pool: Pool, kin: Kin) -> Change | None:
        """Draw a translation of another message: edited along, or else fuzzy."""
        if edited := pool.edited(entry.key, kin):
            old, msgstr = edited
            filled = replace(carried(entry, old.entry), msgstr=msgstr)
            change = Change(Stage.EDITED, name, filled, old.name)
        elif like := pool.like(entry.msgid, kin):
            change = Change(Stage.FUZZY, name, as_fuzzy(entry, like.entry), like.name)
        else:
            return None
        best = self.found.get(entry.key)
        if best is None or (best.entry.fuzzy and not change.entry.fuzzy):
            self.found[entry.key] = change
        return change

    def spread(self) -> None:
        """Give what is still open what another page has just got for the same message.

        The next update would do so, and twice must be once.
        """
        for name, place, new in self.rest:
            entry = self.live[name][place]
            if best := self.found.get(entry.key):
                self.live[name][place] = carried(entry, best.entry)
                self.changes.append(replace(best, name=name, entry=self.live[name][place]))
            elif new:
                self.changes.append(Change(Stage.NEW, name, entry))
            else:
                self.kept += 1

    def finish(self, gone: Mapping[str, set[Key]]) -> Update:
        """Put the catalogs together."""
        safe = Safe(self.live, self.catalogs, gone)
        catalogs: dict[str, Catalog] = {}
        changed: list[str] = []
        removed: list[str] = []
        for name in sorted({*self.live, *self.catalogs}):
            live = tuple(self.live.get(name, ()))
            obsolete = self.leave(name, gone.get(name, set()), safe)
            old = self.catalogs.get(name)
            if not live and not obsolete and (old is None or name not in self.live):
                if old is not None:
                    removed.append(name)
            elif old is not None and _same(live, old.live) and _same(obsolete, old.obsolete):
                catalogs[name] = old
            else:
                changed.append(name)
                catalogs[name] = self.renew(old, (*live, *obsolete))
        return Update(catalogs, tuple(changed), tuple(removed), self.kept, tuple(self.changes))

    def leave(self, name: str, gone: set[Key], safe: Safe) -> tuple[Entry, ...]:
        """Return the obsolete entries of one catalog: the old ones, then what has vanished now."""
        if name not in self.catalogs:
            return ()
        before, vanished = [], []
        for entry in self.catalogs[name].entries:
            if entry.obsolete:
                if _trace(name, entry) not in self.used:
                    before.append(entry)
            elif entry.key in gone:
                if not has_translation(entry) or safe.holds(entry):
                    self.changes.append(Change(Stage.DROPPED, name, entry))
                else:
                    left = replace(entry, obsolete=True, extracted=(), references=(), text=None)
                    vanished.append(left)
                    self.changes.append(Change(Stage.OBSOLETE, name, left))
        return (*before, *vanished)

    def renew(self, old: Catalog | None, entries: tuple[Entry, ...]) -> Catalog:
        """Return a catalog with other entries, and the date of the templates in its header."""
        if old is None:
            return Catalog(self.header, entries)
        header = self.header
        if old.header.msgstr:
            header = set_header_field(old.header, CREATED, header_field(self.header, CREATED) or "")
            if "utf" not in (header_field(header, "Content-Type") or "").lower():
                header = set_header_field(header, "Content-Type", CONTENT_TYPE)
        return replace(old, header=header, header_at=0, entries=entries)


def _trace(name: str, entry: Entry) -> tuple[str, Key, tuple[str, ...]]:
    """Return the catalog, the key and the translation of an entry."""
    return (name, entry.key, (entry.msgstr, *entry.msgstr_plural))


def _same(new: Sequence[Entry], old: Sequence[Entry]) -> bool:
    """Tell whether these are the very same entries in the same order."""
    return len(new) == len(old) and all(a is b for a, b in zip(new, old, strict=True))
