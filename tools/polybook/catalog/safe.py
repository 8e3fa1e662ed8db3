"""Which vanished entries need no obsolete copy, since a page still holds their translation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from polybook.catalog.catalog import Catalog
from polybook.catalog.pool import Key, base
from polybook.model.entry import Entry

Pair = tuple[Key, str, tuple[str, ...]]


class Safe:
    """The translations of vanished entries that pages still have."""

    def __init__(
        self,
        live: Mapping[str, Sequence[Entry]],
        catalogs: Mapping[str, Catalog],
        gone: Mapping[str, set[Key]],
    ) -> None:
        wanted = {catalogs[name].by_key[key].msgstr for name, keys in gone.items() for key in keys}
        self.reviewed: set[Pair] = set()
        self.traced: set[Pair] = set()
        self.drafts: set[Pair] = set()
        for entries in live.values():
            for entry in entries:
                if entry.msgstr not in wanted:
                    continue
                pair = (base(entry), entry.msgstr, entry.msgstr_plural)
                if not entry.fuzzy:
                    self.reviewed.add(pair)
                elif pair[0] != entry.key:
                    self.traced.add(pair)
                else:
                    self.drafts.add(pair)

    def holds(self, entry: Entry) -> bool:
        """Tell whether a page has this msgstr for the same English, or as fuzzy with its trace.

        A draft of the same message is not enough for what a person has reviewed.
        """
        pair = (base(entry), entry.msgstr, entry.msgstr_plural)
        if pair in self.reviewed or pair in self.traced:
            return True
        return entry.fuzzy and pair in self.drafts
