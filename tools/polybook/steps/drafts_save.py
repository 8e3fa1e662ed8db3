"""Putting drafts into a catalog on disk, whatever has become of it since it was read.

A run takes hours, and translators go on working: an entry that has got a translation in the
meantime keeps it.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import replace

from polybook.catalog.catalog import Catalog
from polybook.catalog.comments import read_provenance
from polybook.catalog.files import write_atomically
from polybook.catalog.pool import Key, has_translation
from polybook.catalog.write import write_catalog
from polybook.config import Config
from polybook.model.entry import Entry
from polybook.steps.catalogs import catalog_path, load_catalog, writing


def save_drafts(config: Config, language: str, name: str, drafts: Mapping[Key, Entry]) -> bool:
    """Write a catalog with `drafts` where that changes it, and tell whether it does.

    Raises CatalogError when the catalog cannot be read any more.
    """
    with writing(config):
        catalog = load_catalog(config, language, name)
        filled = _with_drafts(catalog, drafts)
        if filled is catalog:
            return False
        path = config.root / catalog_path(config, language, name)
        write_atomically(path, write_catalog(filled))
        return True


def _with_drafts(catalog: Catalog, drafts: Mapping[Key, Entry]) -> Catalog:
    """Return the catalog with the drafts of what has no translation."""
    entries = tuple(
        _filled(entry, drafts[entry.key])
        if entry.key in drafts and not entry.obsolete and not has_translation(entry)
        else entry
        for entry in catalog.entries
    )
    same = all(map(operator.is_, entries, catalog.entries))
    return catalog if same else replace(catalog, entries=entries)


def _filled(entry: Entry, draft: Entry) -> Entry:
    """Return `entry` with what the draft adds to it: translation, provenance, previous msgid."""
    made = [line for line in draft.comments if read_provenance([line])]
    kept = [line for line in entry.comments if not read_provenance([line])]
    return replace(
        entry,
        msgstr=draft.msgstr,
        fuzzy=draft.fuzzy,
        comments=(*kept, *made),
        previous_msgid=draft.previous_msgid,
        previous_msgctxt=draft.previous_msgctxt,
        text=None,
    )
