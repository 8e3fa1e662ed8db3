"""Adopting what other programs keep: PO files of any origin, and translation memories as TMX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from polybook.catalog.catalog import NO_HEADER, Catalog
from polybook.catalog.header import header_field
from polybook.catalog.pool import base as base_of
from polybook.catalog.pool import has_translation
from polybook.catalog.read import read_catalog
from polybook.catalog.tmx import base, read_tmx
from polybook.config import Config
from polybook.model.entry import Entry
from polybook.model.errors import CatalogError
from polybook.steps.adopt_files import shown_path
from polybook.steps.adopt_offers import Offer, Offers, offer_entries
from polybook.steps.adopt_pages import is_untranslated
from polybook.steps.book import catalog_finding


def read_memories(config: Config, language: str, po: Sequence[Path], tmx: Sequence[Path]) -> Offers:
    """Read the files; one that cannot be read is a finding."""
    offers = Offers()
    for number, path in enumerate((*po, *tmx)):
        shown = shown_path(config, path)
        try:
            if number < len(po):
                entries = _read_po(path, shown, language)
            else:
                pairs = _read_tmx(config, path, shown, language)
                entries = offer_entries(pairs)
        except CatalogError as error:
            offers.findings.append(catalog_finding(error))
            continue
        offers.catalogs[shown] = Catalog(NO_HEADER, entries)
        offers.paired += len(entries)
        offers.certain += sum(not entry.fuzzy for entry in entries)
        doubtful = sum(entry.fuzzy for entry in entries)
        if doubtful:
            offers.doubts["fuzzy in its file"] += doubtful
    return offers


def _read_po(path: Path, shown: str, language: str) -> tuple[Entry, ...]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CatalogError(shown, 0, f"cannot be read ({error.strerror})") from error
    catalog = read_catalog(data, shown)
    code = header_field(catalog.header, "Language") or language
    if base(code) != base(language):
        raise CatalogError(shown, 0, f"it is in {code}, not in {language}; give another file")
    return tuple(
        replace(entry, references=(), extracted=(), flags=(), obsolete=False, line=0, text=None)
        for entry in _once(catalog)
    )


def _once(catalog: Catalog) -> Iterator[Entry]:
    """Yield the entries that offer something, of each key the one that pages had last."""
    seen: set[object] = set()
    for entry in (*catalog.live, *catalog.obsolete):
        key = base_of(entry)
        if key in seen or entry.msgid_plural is not None or not has_translation(entry):
            continue
        if not is_untranslated(entry.msgid, entry.msgstr):
            seen.add(key)
            yield entry


def _read_tmx(config: Config, path: Path, shown: str, language: str) -> Iterator[Offer]:
    for english, translation in read_tmx(path, shown, config.source_language, language):
        if not is_untranslated(english, translation):
            yield Offer((None, english), translation)
