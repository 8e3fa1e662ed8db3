"""The French edition of the real book, which is begun and not done, beside the two others."""

from __future__ import annotations

import re

import polib
import pytest

from tests.helpers import ROOT
from tests.sphinx.books import ids, links
from tests.sphinx.browser import Browser
from tests.sphinx.conftest import Built
from tests.sphinx.test_book import pages

pytestmark = pytest.mark.slow

CATALOGS = ROOT / "locales" / "fr" / "LC_MESSAGES"
BEGUN = ("preface", "chapters/gradient-descent")
"""What the edition began with."""
NAMES = {"en": "English", "vi": "Tiếng Việt", "fr": "Français"}


def left(page: str) -> tuple[int, int]:
    """Return how many texts of a page are not translated, and how many there are."""
    entries = [one for one in polib.pofile(str(CATALOGS / f"{page}.po")) if not one.obsolete]
    return sum(not one.translated() for one in entries), len(entries)


def french(editions: Built, page: str) -> str:
    return (editions.html("fr") / f"{page}.html").read_text("utf-8")


UNDONE = next((page for page in pages() if left(page)[0] == left(page)[1]), "")
"""A page that nobody has begun; empty when there is none any more."""


@pytest.mark.parametrize("page", BEGUN)
def test_most_of_the_preface_and_of_the_first_chapter_is_french(page: str):
    # Authors go on writing, and an edition that has just begun must not hold them up.
    missing, every = left(page)
    assert missing < every / 2


def test_every_page_has_a_catalog():
    assert [page for page in pages() if not (CATALOGS / f"{page}.po").is_file()] == []


@pytest.mark.parametrize("page", pages())
def test_a_page_has_the_ids_and_the_links_of_its_english_one(editions: Built, page: str):
    english = (editions.html("en") / f"{page}.html").read_text("utf-8")
    assert set(ids(french(editions, page))) == set(ids(english))
    assert set(links(french(editions, page))) == set(links(english))


@pytest.mark.parametrize("page", pages())
def test_a_page_says_in_french_what_is_still_english(editions: Built, page: str):
    missing, _ = left(page)
    html = french(editions, page)
    notice = re.search(r'<aside class="polybook-notice" role="note">\s*<p>(.*?)</p>', html)
    assert bool(notice) == bool(missing)
    if notice:
        assert "en anglais." in notice[1]
    assert ('class="polybook-untranslated" lang="en"' in html) or not missing


def test_no_code_runs_for_it(editions: Built):
    assert editions.printed["fr"].count("Executed notebook in") == 0


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("page", [*BEGUN, UNDONE or "notation"])
def test_every_edition_leads_to_the_two_others(editions: Built, language: str, page: str):
    html = (editions.html(language) / f"{page}.html").read_text("utf-8")
    menu = html.split('<div class="dropdown polybook-languages">')[1].split("</div>")[0]
    assert re.findall(r'hreflang="(\w+)"', menu) == list(NAMES)
    assert re.findall(r'<span class="btn__text-container">(.*?)</span>', menu) == [*NAMES.values()]
    assert menu.count('aria-current="true"') == 1
    assert re.findall(r'<link rel="alternate" hreflang="([\w-]+)"', html) == [*NAMES, "x-default"]


def test_words_around_the_page_are_french(editions: Built):
    html = french(editions, "chapters/gradient-descent")
    for word in ("Langues", "Sommaire", "Recherche", "précédent", "suivant", "Avertissement"):
        assert re.search(rf">\s*{word}\s*<|\"{word}[\".…]", html, re.IGNORECASE), word
    for word in ("Search", "Contents", "Next", "Previous", "Warning", "Skip to main content"):
        assert not re.search(rf">\s*{word}\s*<|\"{word}\.*\"", html), word
    assert "Figure 1" in french(editions, "preface")


def test_the_list_of_posts_is_french_and_says_which_posts_are_not(editions: Built):
    html = french(editions, "posts/index")
    assert "19 novembre 2026 · Lecture\u00a0: 2 min" in html
    assert "<strong>débogage</strong>\u00a0: " in html
    title = r'<p class="polybook-post-title[^"]*polybook-untranslated[^"]*" lang="en"'
    assert len(re.findall(title, html)) == sum(
        left(page)[0] == left(page)[1] for page in pages() if page.startswith("posts/2")
    )


def test_tooltips_know_the_plural(editions: Built):
    html = french(editions, "chapters/gradient-descent")
    assert re.search(r'title="neural network">réseaux de neurones</span>', html)


@pytest.mark.skipif(not UNDONE, reason="every page is begun")
def test_a_page_that_is_not_translated_leads_back_to_one_that_is(browser: Browser, editions: Built):
    browser.resize(1200, 900)
    browser.open((editions.html("fr") / f"{UNDONE}.html").as_uri())
    assert browser.run("return document.documentElement.lang") == "fr"
    notice = browser.run("return document.querySelector('.polybook-notice').innerText")
    assert notice == "Cette page n’est pas encore traduite\u202f; elle est en anglais."
    browser.click(".polybook-languages button")
    browser.wait("return document.querySelector('.polybook-languages .dropdown-menu.show')")
    browser.click(".polybook-languages a[hreflang=vi]")
    browser.wait("return document.documentElement.lang == 'vi'")
    assert browser.location == (editions.html("vi") / f"{UNDONE}.html").as_uri()
    assert browser.errors() == []


def test_search_knows_french_endings(browser: Browser, editions: Built):
    browser.open((editions.html("fr") / "search.html").as_uri() + "?q=entraînement")
    found = "Array.from(document.querySelectorAll('#search-results a'), one => one.innerText)"
    browser.wait(f"return {found}.length > 0")
    # The chapter has "entraîne" only.
    assert "Descente de gradient" in browser.run(f"return {found}")


@pytest.mark.parametrize("width", [400, 1200])
@pytest.mark.parametrize("page", [*BEGUN, "glossary", "posts/index"])
def test_a_page_is_no_wider_than_the_window(
    browser: Browser, editions: Built, page: str, width: int
):
    browser.resize(width, 800)
    browser.open((editions.html("fr") / f"{page}.html").as_uri())
    wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert browser.run(wide) <= 0
