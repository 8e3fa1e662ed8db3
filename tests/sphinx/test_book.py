"""The editions of the real book, from nothing, warnings as errors; and one look at a page."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sphinx.util.inventory import InventoryFile

from polybook.formats.notebook import regions
from tests.helpers import ROOT
from tests.sphinx.books import ids, links
from tests.sphinx.browser import Browser
from tests.sphinx.conftest import Built

pytestmark = pytest.mark.slow

WINDOW = (1200, 900)
CHAPTER = "chapters/gradient-descent"


def pages() -> list[str]:
    """Return the docnames of the book."""
    source = ROOT / "source_en"
    found = [path for path in source.rglob("*") if path.suffix in (".md", ".ipynb")]
    return sorted(path.relative_to(source).with_suffix("").as_posix() for path in found)


@pytest.mark.parametrize("page", pages())
def test_a_page_has_the_ids_and_the_links_of_its_english_one(editions: Built, page: str):
    english, vietnamese = (
        (editions.html(language) / f"{page}.html").read_text("utf-8") for language in ("en", "vi")
    )
    assert ids(english)
    assert set(ids(vietnamese)) == set(ids(english))
    assert set(links(vietnamese)) == set(links(english))


def test_labels_and_numbers_are_those_of_the_english_book(editions: Built):
    def labels(language: str) -> dict[str, dict[str, str]]:
        data = (editions.html(language) / "objects.inv").read_bytes()
        found = InventoryFile.loads(data, uri="").data
        return {
            kind: {name: item.uri for name, item in items.items()} for kind, items in found.items()
        }

    assert labels("vi") == labels("en")


def test_the_second_edition_runs_no_code(editions: Built):
    notebooks = sum(
        path.suffix == ".ipynb" or "\njupytext:" in path.read_text("utf-8")
        for path in (ROOT / "source_en").rglob("*")
        if path.suffix in (".md", ".ipynb")
    )
    assert notebooks > 4
    assert editions.printed["en"].count("Executed notebook in") == notebooks
    assert editions.printed["vi"].count("Executed notebook in") == 0
    assert editions.printed["vi"].count("Using cached notebook") == notebooks


@pytest.mark.parametrize("name", ["gradient-descent.ipynb", "linear-regression.ipynb"])
def test_the_downloaded_notebook_differs_in_its_words_only(editions: Built, name: str):
    english = json.loads((ROOT / "source_en/chapters" / name).read_text("utf-8"))
    text = (editions.html("vi") / "_sources/chapters" / name).read_text("utf-8")
    vietnamese = json.loads(text)
    assert [cell for cell in vietnamese["cells"] if cell["cell_type"] == "code"] == [
        cell for cell in english["cells"] if cell["cell_type"] == "code"
    ]
    assert vietnamese["metadata"] == english["metadata"]
    words = "".join(region.text for region in regions(text, name))
    assert re.search(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]", words)


def open_chapter(browser: Browser, editions: Built) -> None:
    browser.resize(*WINDOW)
    browser.open((editions.html("vi") / f"{CHAPTER}.html").as_uri())
    browser.wait("return document.querySelectorAll('mjx-container').length > 10")


SECTION_IDS = "return Array.from(document.querySelectorAll('section[id]'), one => one.id)"


def test_the_switcher_opens_the_same_page_in_english(browser: Browser, editions: Built):
    open_chapter(browser, editions)
    assert browser.run("return document.documentElement.lang") == "vi"
    vietnamese = browser.run(SECTION_IDS)

    browser.click(".polybook-languages button")
    browser.wait("return document.querySelector('.polybook-languages .dropdown-menu.show')")
    browser.click(".polybook-languages a[hreflang=en]")
    browser.wait("return document.documentElement.lang == 'en'")

    assert browser.location == (editions.html("en") / f"{CHAPTER}.html").as_uri()
    assert browser.run(SECTION_IDS) == vietnamese
    assert len(vietnamese) > 5
    assert browser.errors() == []


def test_search_speaks_vietnamese(browser: Browser, editions: Built):
    browser.open((editions.html("vi") / "search.html").as_uri() + "?q=gradient")
    title = "document.querySelector('#search-results h2').innerText"
    browser.wait(f"return {title} != 'Đang tìm'")
    assert browser.run(f"return {title}") == "Kết quả tìm kiếm"
    summary = browser.run("return document.querySelector('.search-summary').innerText")
    assert re.fullmatch(r"Đã tìm xong, có \d+ trang khớp với từ cần tìm\.", summary)


def test_a_term_that_is_reached_by_key_or_finger_shows_its_english(
    browser: Browser, editions: Built
):
    open_chapter(browser, editions)
    shown = "return getComputedStyle(document.querySelector('.polybook-term'), '::after').content"
    assert browser.run(shown) == "none"
    browser.run("document.querySelector('.polybook-term').scrollIntoView({block: 'center'})")
    browser.click(".polybook-term")
    assert browser.run("return document.activeElement.className") == "polybook-term"
    title = browser.run("return document.activeElement.title")
    assert browser.run(shown).replace('" "', "") == f'" ({title})"'
    assert title not in browser.run("return document.activeElement.textContent")


def test_the_row_that_a_link_leads_to_stands_out(browser: Browser, editions: Built):
    color = "return getComputedStyle(document.getElementById('term-loss').closest('td'))"
    color += ".backgroundColor"
    page = (editions.html("vi") / "glossary.html").as_uri()
    browser.open(page)
    plain = browser.run(color)
    browser.open(f"{page}#term-loss")
    assert browser.run(color) != plain


@pytest.mark.parametrize("width", [400, 1200])
@pytest.mark.parametrize("page", [CHAPTER, "preface", "notation", "glossary"])
def test_a_page_is_no_wider_than_the_window(
    browser: Browser, editions: Built, page: str, width: int
):
    browser.resize(width, 800)
    browser.open((editions.html("vi") / f"{page}.html").as_uri())
    if page != "glossary":
        browser.wait("return document.querySelector('mjx-container')")
    wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert browser.run(wide) <= 0


@pytest.mark.usefixtures("browser")
def test_the_pictures_in_the_readme_can_be_made_again(editions: Built, tmp_path: Path):
    build = editions.html("vi").parents[1]
    script = [sys.executable, ROOT / "docs" / "images" / "make.py"]
    done = subprocess.run(
        [*script, "--build", build, "--out", tmp_path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    made = {path.name for path in tmp_path.iterdir() if path.stat().st_size > 10_000}
    shown = re.findall(r"\(docs/images/(.*?)\)", (ROOT / "README.md").read_text("utf-8"))
    assert made == set(shown)
    assert made <= {path.name for path in (ROOT / "docs" / "images").iterdir()}
