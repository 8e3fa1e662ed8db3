"""A small translation memory on disk, shared by the tests of several rooms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from polybook.catalog.catalog import Catalog
from polybook.catalog.memory import Memory
from polybook.catalog.memory_sources import Pair, Source, read_pairs
from polybook.catalog.memory_store import Making
from polybook.catalog.write import write_catalog
from polybook.formats.prose import protected
from polybook.model.entry import Entry
from tests.catalog.strategies import HEADER

Pages = Mapping[str, Sequence[Entry]]
PAGES = {
    "one": [Entry("Loss", "Mất mát"), Entry("Data", "Dữ liệu")],
    "two": [Entry("A longer text about data and loss.", "Dài hơn."), Entry("Data", "Dữ liệu")],
}
ALL = {"Loss": ["Mất mát"], "Data": ["Dữ liệu"], "A longer text about data and loss.": ["Dài hơn."]}
"""What `PAGES` have for each text."""


def write_pages(root: Path, pages: Pages) -> None:
    """Write a catalog for each page."""
    for name, entries in pages.items():
        path = root / "catalogs" / f"{name}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = Catalog(replace(HEADER, text=None), tuple(entries))
        path.write_bytes(write_catalog(catalog))


def making(root: Path) -> Making:
    """Return what a memory of the catalogs and imported files below `root` is made from."""
    sources = [
        Source(path.relative_to(root).as_posix(), path, page=path.stem)
        for path in sorted(root.glob("catalogs/*.po"))
    ]
    sources += [
        Source(path.relative_to(root).as_posix(), path, reviewed=path.parent.name == "imports")
        for path in sorted(root.glob("imports/**/*.*"))
    ]
    return Making(
        path=root / "build" / "vi.sqlite",
        sources=tuple(sources),
        read=partial(read_pairs, english="en", language="vi"),
        tokens=protected,
        facts={"language": "vi"},
        progress=lambda _done, _total: None,
    )


def remember(root: Path, pages: Pages) -> Memory:
    """Write the pages and open their memory."""
    write_pages(root, pages)
    return Memory(making(root))


def reads(root: Path) -> tuple[list[str], dict[str, list[str]]]:
    """Open the memory; return which pages were read for it, and what it answers."""
    read = []
    made = making(root)

    def noting(source: Source) -> Iterable[Pair]:
        read.append(source.page)
        return made.read(source)

    with Memory(replace(made, read=noting)) as memory:
        opened = list(read)
        return opened, {text: answers(memory, text) for text in ALL}


def answers(memory: Memory, text: str) -> list[str]:
    """Return the translations of this very text."""
    return [match.translation for match in memory.lookup(text) if match.score == 100]
