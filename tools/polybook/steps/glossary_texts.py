"""The texts of a book as readers see them, for all that looks at its terms."""

from __future__ import annotations

from dataclasses import dataclass, field

from polybook.checks.texts import read_unit
from polybook.config import Config
from polybook.model.errors import PageError
from polybook.steps.book import File, load_page, open_book
from polybook.steps.catalogs import page_catalog
from polybook.steps.work import Progress, map_pages, silent
from polybook.terms.learn import Sample


@dataclass(slots=True)
class Texts:
    """All units of a book, with the translations that people have finished."""

    samples: list[Sample] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """Pages that could not be read; `check` says why."""


def book_texts(config: Config, language: str, progress: Progress = silent) -> Texts:
    """Read every unit of the book with its translation into `language`, fuzzy ones left out."""
    book = open_book(config)
    texts = Texts()
    tasks = [(file, config, language) for file in book.pages]
    size = sum(file.size for file in book.pages)
    for file, samples in zip(
        book.pages, map_pages(_page_texts, tasks, size, progress), strict=True
    ):
        if samples is None:
            texts.unread.append(file.name)
        else:
            texts.samples += samples
    return texts


def _page_texts(task: tuple[File, Config, str]) -> list[Sample] | None:
    file, config, language = task
    try:
        page = load_page(config, file)
    except PageError:
        return None
    catalog, _ = page_catalog(config, language, file)
    entries = catalog.by_key if catalog else {}
    samples = []
    for unit in page.units:
        entry = entries.get(unit.key)
        english = read_unit(unit.msgid, unit.kind, page.references).seen
        translation = ""
        if entry is not None and entry.translated:
            translation = read_unit(entry.msgstr, unit.kind, page.references).seen
        samples.append(Sample(page.name, english, translation))
    return samples
