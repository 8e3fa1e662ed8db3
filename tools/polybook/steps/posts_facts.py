"""What a list of posts says of each, in the words of one edition."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from polybook.config import Config
from polybook.formats.page import Page
from polybook.formats.prose import count_words, plain_text
from polybook.model.errors import PageError
from polybook.model.unit import Kind, Unit
from polybook.steps.book import cut_page, open_book
from polybook.steps.catalogs import catalog_path, page_catalog
from polybook.steps.merge import merge_page
from polybook.steps.posts_find import find_posts
from polybook.terms.language import language as known_language
from polybook.terms.language import reading_minutes


@dataclass(frozen=True, slots=True)
class PostFacts:
    """One post, as a list of posts shows it."""

    page: str
    """Its page's name, relative to the source folder."""
    date: datetime.date
    title: str
    summary: str
    """Its description, or else its first paragraph, without markup."""
    tags: tuple[tuple[str, str], ...]
    """Each tag in the source language, and in the edition's words."""
    minutes: int
    """How long reading it takes."""
    untranslated: frozenset[str] = frozenset()
    """Which of `title` and `summary` are still in the source language."""


def minutes_of(config: Config, language: str, page: Page, msgstrs: Mapping[int, str]) -> int:
    """Return how many minutes reading a page takes, at least one; `msgstrs` are by unit number."""
    words = sum(count_words(msgstrs.get(at, unit.msgid)) for at, unit in enumerate(page.units))
    speed = config.check.options(language).get("speed", known_language(language).speed)
    return max(1, round(reading_minutes(words, speed)))


def post_facts(config: Config, language: str) -> tuple[PostFacts, ...]:
    """Return what is to say of each post in `language`, the newest first.

    Pages that cannot be read are left out; building them says why.
    """
    found = find_posts(config, open_book(config))
    own = {} if language == config.source_language else config.tags_of(language)
    facts = []
    for name, post in found.posts.items():
        file = found.files[name]
        try:
            page = cut_page(config, file, found.texts[name])
        except PageError:
            continue
        catalog = None
        if language != config.source_language:
            catalog, _ = page_catalog(config, language, file)
        path = catalog_path(config, language, file.catalog)
        msgstrs = merge_page(page, catalog, path).msgstrs
        tags = tuple((tag, own.get(tag, tag)) for tag in post.tags)
        time = minutes_of(config, language, page, msgstrs)
        title = _find(page, "title", lambda unit: unit.level == 1)
        summary = _find(page, "description", lambda unit: unit.kind is Kind.PARAGRAPH)
        facts.append(
            PostFacts(
                name,
                post.date,
                _shown(page, title, msgstrs) or str(post.front.get("title") or post.slug),
                _shown(page, summary, msgstrs),
                tags,
                time,
                frozenset(
                    what
                    for what, number in (("title", title), ("summary", summary))
                    if language != config.source_language and number not in msgstrs
                ),
            )
        )
    return tuple(facts)


def _find(page: Page, key: str, like: Callable[[Unit], bool]) -> int | None:
    """Return the number of the front matter's value of `key`, or of the first unit that is like."""
    found = None
    for number, unit in enumerate(page.units):
        if unit.kind is Kind.FRONT_MATTER and unit.detail == key:
            return number
        if found is None and like(unit):
            found = number
    return found


def _shown(page: Page, number: int | None, msgstrs: Mapping[int, str]) -> str:
    if number is None:
        return ""
    unit = page.units[number]
    text = msgstrs.get(number, unit.msgid)
    return text if unit.kind is Kind.FRONT_MATTER else " ".join(plain_text(text).split())
