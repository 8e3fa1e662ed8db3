"""Adopting two trees of pages, or two files, or bilingual pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from polybook.catalog.catalog import Catalog
from polybook.catalog.lexicon import RARE, Words
from polybook.config import Config
from polybook.model.errors import UsageError
from polybook.model.finding import Finding, Severity
from polybook.steps.adopt_bilingual import read_bilingual
from polybook.steps.adopt_files import Given, given_files, own_page, partners
from polybook.steps.adopt_items import text_words
from polybook.steps.adopt_offers import Offers
from polybook.steps.adopt_pages import (
    NO_SOURCE,
    NO_TRANSLATION,
    Sheet,
    Task,
    pair_sheets,
    read_sheets,
)
from polybook.steps.book import Book
from polybook.steps.glossary import load_glossary
from polybook.steps.work import Progress, map_pages

TAUGHT = 3000
"""Translations of the project that words are learned from; a large adoption teaches itself."""


def read_trees(
    config: Config,
    language: str,
    book: Book,
    source: Path | None,
    translation: Path,
    catalogs: Mapping[str, Catalog],
    progress: Progress,
) -> Offers:
    """Read the translation of the pages at `source`, or of bilingual pages where that is None."""
    theirs = given_files(config, translation)
    left: list[Finding] = []
    if source is None:
        tasks = [Task(one, one, _stem(one.name)) for one in theirs]
        size = sum(one.path.stat().st_size for one in theirs)
        found = list(map_pages(partial(read_bilingual, config), tasks, size, progress))
        bound = False
    else:
        ours = given_files(config, source)
        tasks, left = _tasks(book, ours, theirs, language, single=source.is_file())
        if not tasks:
            raise UsageError(f"{source}: no page has the name of one in {translation}")
        own = {file.catalog for file in book.pages}
        bound = all(task.catalog in own for task in tasks)
        found = list(read_sheets(config, tasks, progress))
    sheets = [one for one in found if isinstance(one, Sheet)]
    learning = {} if source is None else catalogs
    offers = pair_sheets(sheets, _known(config, language, learning, sheets))
    offers.bound = bound
    offers.findings[:0] = [*left, *(one for one in found if isinstance(one, Finding))]
    return offers


def _tasks(
    book: Book, ours: list[Given], theirs: list[Given], language: str, *, single: bool
) -> tuple[list[Task], list[Finding]]:
    """Return what is to be read, and findings for files without a partner."""
    pairs, alone, extra = partners(ours, theirs, language)
    if single and len(ours) == len(theirs) == 1:
        pairs, alone, extra = [(ours[0], theirs[0])], [], []
    pages = {file.path.resolve(): file for file in book.pages}
    names = {file.name: file for file in book.pages}
    tasks = []
    for one, other in pairs:
        page = own_page(pages, names, one)
        tasks.append(Task(one, other, page.catalog if page else _stem(one.name)))
    findings = [
        Finding(NO_TRANSLATION, Severity.WARNING, "no file there is its translation; add one, "
                "or translate the page", path=given.shown)
        for given in alone
    ]  # fmt: skip
    findings += [
        Finding(NO_SOURCE, Severity.WARNING, "no page of the English has its name; rename it, "
                "or leave it out", path=given.shown)
        for given in extra
    ]  # fmt: skip
    return tasks, findings


def _stem(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(""))


def _known(
    config: Config, language: str, catalogs: Mapping[str, Catalog], sheets: Sequence[Sheet]
) -> list[tuple[Words, Words]]:
    """Return what the project knows of the language: reviewed translations and its glossary.

    Nothing that this adoption fills, or adopting twice would not be adopting once.
    """
    filled = {sheet.catalog for sheet in sheets}
    english = {item.text for sheet in sheets for item in sheet.ours.items}
    known = [
        (text_words(entry.msgid), text_words(entry.msgstr))
        for name in sorted(catalogs.keys() - filled)
        for entry in catalogs[name].live
        if entry.translated and entry.msgid not in english
    ][:TAUGHT]
    # A term counts as often as it must to be learned: each word in so many texts.
    for term in load_glossary(config, language).glossary.terms:
        for form in term.translations[:1]:
            known += [(text_words(term.term), text_words(form))] * RARE
    return known
