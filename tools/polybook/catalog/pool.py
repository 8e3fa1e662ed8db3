"""The old translations of one language: what an update can draw from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from polybook.catalog.catalog import Catalog
from polybook.catalog.edit import Tokens, edit_along, split
from polybook.catalog.match import Matcher
from polybook.model.entry import Entry

Key = tuple[str | None, str]
Rank = tuple[bool, int, int, str]
Frame = tuple[str, ...]

_OWN = 1_000_000  # more than any page can share with another
_HOME = 3.0  # percent of likeness that an entry gains when it vanished from this page or its kin
_SURE = 80.0  # percent of likeness from which such an entry is taken without looking further


class State(IntEnum):
    """What became of an old entry; of equally good ones, the lowest state is drawn from first."""

    VANISHED = 0
    """Its page, or the page's text, has it no more."""
    LIVE = 1
    """It still stands where it stood."""
    OBSOLETE = 2
    """It was obsolete before."""


@dataclass(frozen=True, slots=True)
class Old:
    """An old entry with a translation, and where it is."""

    entry: Entry
    name: str
    """Its catalog."""
    state: State


def has_translation(entry: Entry) -> bool:
    """Tell whether somebody or something has written a msgstr, fuzzy or not."""
    return bool(entry.msgstr) or any(entry.msgstr_plural)


def base(entry: Entry) -> Key:
    """Return the (msgctxt, msgid) of the English that the entry's msgstr was made for."""
    if entry.fuzzy and entry.previous_msgid is not None:
        return (entry.previous_msgctxt, entry.previous_msgid)
    return entry.key


class Kin:
    """Which catalogs a page's new messages come from: after a renaming or a split, mostly one."""

    def __init__(self, name: str, sources: Counter[str]) -> None:
        """Take in `sources`: by catalog, how many vanished messages the page has now."""
        self.name = name
        self.sources = sources
        sources[name] = _OWN

    def rank(self, old: Old) -> Rank:
        """Return what to sort by, best first: not fuzzy, vanished, near; then by name."""
        near = self.sources[old.name] if old.state is State.VANISHED else 0
        return (old.entry.fuzzy, old.state, -near, old.name)


class Pool:
    """All old translations, looked up exactly, up to protected tokens, or by likeness.

    Only what is asked for is indexed, since most updates need little of it.
    """

    def __init__(
        self,
        catalogs: Mapping[str, Catalog],
        gone: Mapping[str, set[Key]],
        wanted: set[Key],
        tokens: Tokens,
    ) -> None:
        """Take in the catalogs, the keys that vanished from each, and those that will be asked."""
        self._catalogs = catalogs
        self._gone = gone
        self._tokens = tokens
        self._by_key: dict[Key, list[Old]] = {}
        for name in sorted(catalogs):
            by_key = catalogs[name].by_key
            entries = [by_key[key] for key in by_key.keys() & wanted]
            entries += [entry for entry in catalogs[name].obsolete if entry.key in wanted]
            for old in self._olds(name, entries):
                self._by_key.setdefault(old.entry.key, []).append(old)
        self._frames: dict[Frame, list[tuple[Old, Frame]]] | None = None
        self._likeness: _Likeness | None = None

    def _olds(self, name: str, entries: Iterable[Entry]) -> Iterator[Old]:
        """Give those entries of one catalog that have a translation."""
        vanished = self._gone.get(name, set())
        for entry in entries:
            if has_translation(entry):
                state = State.OBSOLETE if entry.obsolete else State.LIVE
                if state is State.LIVE and entry.key in vanished:
                    state = State.VANISHED
                yield Old(entry, name, state)

    def _all(self) -> list[Old]:
        """Return all old translations, by catalog name and place."""
        catalogs = sorted(self._catalogs.items())
        return [old for name, catalog in catalogs for old in self._olds(name, catalog.entries)]

    def kin(self, name: str, keys: Iterable[Key]) -> Kin:
        """Return where the messages that are new in catalog `name` come from."""
        sources = Counter(
            old.name
            for key in keys
            for old in self._by_key.get(key, ())
            if old.state is State.VANISHED
        )
        return Kin(name, sources)

    def exact(self, key: Key, kin: Kin) -> Old | None:
        """Return the best translation of the same message.

        The catalog's own obsolete one comes before all, since gettext allows no second entry of its
        key beside it.
        """
        return min(
            self._by_key.get(key, ()),
            key=lambda old: (
                not (old.state is State.OBSOLETE and old.name == kin.name),
                kin.rank(old),
            ),
            default=None,
        )

    def edited(self, key: Key, kin: Kin) -> tuple[Old, str] | None:
        """Return the old entry that differs in protected tokens only, and its edited msgstr.

        Only from what has vanished or is obsolete, since an edit leaves nothing behind; None when
        equally good candidates would give different translations.
        """
        context, msgid = key
        pieces = split(msgid, self._tokens)
        if pieces is None or not pieces[1]:
            return None
        if self._frames is None:
            self._frames = _frames(self._all(), self._tokens)
        same = self._frames.get(pieces[0], ())
        found = [pair for pair in same if pair[0].entry.msgctxt == context]
        found.sort(key=lambda pair: kin.rank(pair[0]))
        best: tuple[bool, int, int] | None = None
        results: dict[str, Old] = {}
        for old, tokens in found:
            group = kin.rank(old)[:3]
            if best is not None and group != best:
                break
            text = edit_along(tokens, pieces[1], old.entry.msgstr, self._tokens)
            if text is not None:
                best = group
                results.setdefault(text, old)
        if len(results) != 1:
            return None
        [(text, old)] = results.items()
        return old, text

    def like(self, msgid: str, kin: Kin) -> Old | None:
        """Return the old entry whose English is likest, None when none is like enough."""
        if self._likeness is None:
            self._likeness = _Likeness(self._all())
        return self._likeness.best(msgid, kin)


class _Likeness:
    """The old entries by the English that each msgstr was made for, with a matcher over it."""

    def __init__(self, olds: Iterable[Old]) -> None:
        self._by_text: dict[str, list[Old]] = {}
        for old in olds:
            if old.entry.msgid_plural is None:  # no page has plurals; half of one helps nobody
                self._by_text.setdefault(base(old.entry)[1], []).append(old)
        self._texts = list(self._by_text)
        self._matcher = Matcher(self._texts)
        self._vanished: dict[str, list[int]] = {}
        for index, text in enumerate(self._texts):
            for old in self._by_text[text]:
                if old.state is State.VANISHED:
                    self._vanished.setdefault(old.name, []).append(index)

    def best(self, msgid: str, kin: Kin) -> Old | None:
        """Return the likest entry; what vanished from the page or its kin is favoured a little."""
        if same := self._by_text.get(msgid):
            return min(same, key=kin.rank)
        home = [index for name in kin.sources for index in self._vanished.get(name, ())]
        found = self._matcher.score(msgid, home)
        if not found or found[0][1] < _SURE:
            found += self._matcher.near(msgid)
        merits = [
            (-likeness - (_HOME if rank[2] else 0.0), rank, old)
            for index, likeness in found
            for old in self._by_text[self._texts[index]]
            for rank in (kin.rank(old),)
        ]
        return min(merits, key=lambda merit: merit[:2])[2] if merits else None


def _frames(olds: Iterable[Old], tokens: Tokens) -> dict[Frame, list[tuple[Old, Frame]]]:
    """Index what an edit can start from by the text between its protected tokens."""
    frames: dict[Frame, list[tuple[Old, Frame]]] = {}
    for old in olds:
        entry = old.entry
        if old.state is State.LIVE or entry.msgid_plural is not None:
            continue
        if base(entry) != entry.key:
            continue  # its msgstr was made for another English than its msgid
        pieces = split(entry.msgid, tokens)
        if pieces is not None and pieces[1]:
            frames.setdefault(pieces[0], []).append((old, pieces[1]))
    return frames
