"""What an adoption offers to the catalogs of a language, and what it found out on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from polybook.catalog.catalog import Catalog
from polybook.catalog.comments import Adopted
from polybook.catalog.pool import Key
from polybook.model.entry import Entry
from polybook.model.finding import Finding


@dataclass(slots=True)
class Offers:
    """Translations made outside, by the English that they were made for."""

    catalogs: dict[str, Catalog] = field(default_factory=dict)
    """By catalog name: that of the page, where the English is a page's."""
    bound: bool = False
    """Whether the English is that of the catalogs' pages, so that other pages need no look."""
    english: set[Key] = field(default_factory=set)
    """All units of the English that was given, translated or not."""
    units: int = 0
    """Units of the English that was given with the translation."""
    paired: int = 0
    certain: int = 0
    doubts: Counter[str] = field(default_factory=Counter)
    """How many pairs are doubtful, by the kind of doubt."""
    untranslated: int = 0
    """Pairs whose translation is the English itself."""
    alone: int = 0
    """Units without a translation."""
    extra: int = 0
    """Texts of the translation that the English has not."""
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Offer:
    """One translation."""

    key: Key
    msgstr: str
    reason: str = ""
    """Why it is doubtful; empty when it is not."""


def offer_entries(offers: Iterable[Offer]) -> tuple[Entry, ...]:
    """Return one entry for each key: the certain translation that comes most often, else the first.

    A page may have the same text twice, and its translator two words for it.
    """
    by_key: dict[Key, list[Offer]] = {}
    for offer in offers:
        by_key.setdefault(offer.key, []).append(offer)
    return tuple(_entry(_best(found)) for found in by_key.values())


def _best(offers: list[Offer]) -> Offer:
    certain = [offer for offer in offers if not offer.reason]
    if not certain:
        return offers[0]
    counts = Counter(offer.msgstr for offer in certain)
    return max(certain, key=lambda offer: counts[offer.msgstr])


def _entry(offer: Offer) -> Entry:
    context, msgid = offer.key
    comments = (str(Adopted(offer.reason)),) if offer.reason else ()
    return Entry(msgid, offer.msgstr, msgctxt=context, comments=comments, fuzzy=bool(offer.reason))
