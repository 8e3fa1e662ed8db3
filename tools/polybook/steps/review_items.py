"""What there is to review, in which order, and where the last walk came to.

Engines' drafts come first, then translations whose English has changed, then what is fuzzy for
another reason; within these, page by page as the book has them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from polybook.catalog.catalog import Catalog
from polybook.catalog.comments import draft_of, read_provenance
from polybook.catalog.files import write_atomically
from polybook.catalog.pool import Key
from polybook.model.entry import Entry
from polybook.steps.book import File

FILE = "drafts/review.json"
"""Where walks are remembered, in the build folder."""


class Why(IntEnum):
    """Why an entry is fuzzy; the lowest comes first."""

    DRAFT = 0
    """An engine has drafted it."""
    CHANGED = 1
    """Its English has changed."""
    DOUBTFUL = 2
    """Another reason, which its comments may say."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry to review."""

    why: Why
    page: int
    """The number of its page."""
    place: int
    """Its number in the catalog."""
    file: File
    key: Key

    @property
    def rank(self) -> tuple[int, int, int]:
        """What items are ordered by."""
        return (self.why, self.page, self.place)


def list_items(
    pages: Sequence[File], catalogs: Mapping[str, Catalog], engine: str = ""
) -> list[Item]:
    """Return what is to be reviewed on these pages; with `engine`, only its drafts."""
    found = []
    for number, file in enumerate(pages):
        catalog = catalogs.get(file.catalog)
        for place, entry in enumerate(catalog.live if catalog else ()):
            if not entry.fuzzy or not entry.msgstr or entry.msgid_plural is not None:
                continue
            if not engine or engine == engine_of(entry):
                found.append(Item(_why(entry), number, place, file, entry.key))
    return sorted(found, key=lambda item: item.rank)


def engine_of(entry: Entry) -> str:
    """Return the name of the engine that drafted an entry, empty where none did."""
    made = read_provenance(entry.comments)
    return made.engine.split()[0] if made else ""


def _why(entry: Entry) -> Why:
    if draft_of(entry):
        return Why.DRAFT
    return Why.DOUBTFUL if entry.previous_msgid is None else Why.CHANGED


def is_twin(one: Entry, other: Entry) -> bool:
    """Tell whether two entries of the same key are the same text with the same translation.

    A heading and a table cell are not the same: what stands in one may not stand in the other.
    """
    return (
        one.fuzzy
        and (one.msgstr, one.previous_msgid) == (other.msgstr, other.previous_msgid)
        and _kind(one) == _kind(other)
    )


def _kind(entry: Entry) -> str:
    """Return what an entry is on its page, from the comment that `describe` has made."""
    return entry.extracted[0].partition(" in ")[0] if entry.extracted else ""


def remember(build: Path, language: str, item: Item | None) -> None:
    """Remember where the walk in a language is; None when it is at its end."""
    path = build / FILE
    places = _read(path)
    if item is None:
        if places.pop(language, None) is None:
            return
    else:
        place = {"why": int(item.why), "catalog": item.file.catalog}
        places[language] = place | {"context": item.key[0], "msgid": item.key[1]}
    text = json.dumps(places, ensure_ascii=False, indent=1)
    write_atomically(path, text.encode("utf-8", "replace"), durable=False)


def start_at(
    build: Path,
    language: str,
    items: Sequence[Item],
    pages: Sequence[File],
    catalogs: Mapping[str, Catalog],
) -> int:
    """Return the number of the item where the last walk was, or of the next one; 0 at the end."""
    place = _read(build / FILE).get(language)
    if not isinstance(place, dict):
        return 0
    key = (place.get("context"), place.get("msgid"))
    name = str(place.get("catalog"))
    number = next((n for n, file in enumerate(pages) if file.catalog == name), -1)
    if number < 0 or not isinstance(place.get("why"), int):
        return 0
    live = catalogs[name].live if name in catalogs else ()
    entry = next((n for n, entry in enumerate(live) if entry.key == key), 0)
    rank = (place["why"], number, entry)
    return next((n for n, item in enumerate(items) if item.rank >= rank), 0)


def _read(path: Path) -> dict[str, object]:
    """Return what is remembered; nothing where the file is not of our making."""
    try:
        places = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return places if isinstance(places, dict) else {}
