"""The book's own posts in every language, built by Jekyll, served, and read in a browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest

from polybook.formats.inline import read_inline
from polybook.formats.prose import mask
from tests.helpers import ROOT, needs
from tests.jekyll import jekyll, served, together
from tests.project import Project
from tests.sphinx.browser import Browser, chromium

pytestmark = pytest.mark.slow

LANGUAGES = ("en", "vi", "fr")
FOLDERS = ("", "vi/", "fr/")
POSTS = (
    "2026/11/05/trust-your-gradient.html",
    "2026/11/19/best-of-a-thousand.html",
    "2026/11/12/find-the-first-nan.html",
)
PAGES = {
    POSTS[0]: "posts/2026-11-05-trust-your-gradient",
    POSTS[1]: "posts/2026-11-19-best-of-a-thousand",
    POSTS[2]: "posts/2026-11-12-find-the-first-nan",
}


@dataclass(frozen=True)
class Site:
    """All languages in one folder, as on the web."""

    folder: Path
    address: str

    def html(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("posts")
    for name in ("conf.py", "polybook.toml", "source_en", "locales"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, root / name)
    project = Project(root)
    built = []
    for language in LANGUAGES:
        project.good("build", language, "posts")
        built.append(jekyll(root / "build" / language / "posts"))
    folder = together(root / "site", built)
    with served(folder) as address:
        yield Site(folder, address)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = needs("chromium", "chromium")
    driver = needs("chromedriver", "chromium-driver")
    # Only this machine can be reached: formulas must show without a network.
    rules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with chromium(program, driver, rules) as window:
        yield window


def words(text: str) -> list[str]:
    """Return the stretches of a Markdown text that readers see as they are written."""
    shown = mask(text, read_inline(text), "\n").replace("*", "")
    return [" ".join(part.split()) for part in shown.split("\n") if part.strip(" .,;:()")]


def entries(page: str, language: str = "vi") -> list[polib.POEntry]:
    path = ROOT / f"locales/{language}/LC_MESSAGES" / f"{PAGES[page]}.po"
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


@pytest.mark.parametrize("page", POSTS)
def test_every_translation_appears_and_nothing_is_lost(site: Site, browser: Browser, page: str):
    browser.open(f"{site.address}/vi/{page}")
    browser.wait("return document.querySelectorAll('mjx-container').length > 2")
    assert browser.run("return document.documentElement.lang") == "vi"
    assert browser.errors() == []
    text = " ".join(browser.run("return document.body.innerText").split())
    about = browser.run("return document.querySelector('meta[name=description]')?.content ?? ''")
    for entry in entries(page):
        assert entry.translated()
        for part in words(entry.msgstr):
            assert part in text or part in about
    formulas = sum(
        token.kind == "math" for entry in entries(page) for token in read_inline(entry.msgstr)
    )
    assert browser.run("return document.querySelectorAll('mjx-container').length") >= formulas
    assert browser.run("return document.querySelectorAll('mjx-merror').length") == 0
    browser.run("document.querySelectorAll('pre').forEach(one => one.remove())")
    prose = browser.run("return document.body.innerText")
    assert not re.search(r"\$|\{%|\{\{|\{\w+\}`", prose)


def test_the_notebook_s_code_outputs_and_plot_are_there(site: Site, browser: Browser):
    for folder in ("", "vi/"):
        browser.open(f"{site.address}/{folder}{POSTS[1]}")
        text = browser.run("return document.body.innerText")
        assert "best guesser:    17 of 20" in text
        assert "winners = np.argsort(right)[-10:]" in text
        size = browser.wait("return document.querySelector('main img').naturalWidth")
        assert size > 300
        assert len(browser.run("return document.querySelector('main img').alt")) > 50


class Links(HTMLParser):
    """The links of a page, with the attributes of each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("a", "link", "img", "script"):
            self.found.append({"tag": tag, **dict(attrs)})


@pytest.mark.parametrize("page", ["index.html", *POSTS])
def test_languages_name_each_other(site: Site, page: str):
    named = []
    for folder in FOLDERS:
        links = Links(site.html(folder + page)).found
        named.append(
            {
                one["hreflang"]: one["href"]
                for one in links
                if one["tag"] == "link" and "hreflang" in one
            }
        )
    assert named == [named[0]] * len(FOLDERS)
    assert set(named[0]) == set(LANGUAGES)
    for language, address in named[0].items():
        name = f"{address}index.html" if address.endswith("/") else address
        assert f'<html lang="{language}">' in site.html(name.lstrip("/"))


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("page", ["index.html", *POSTS])
def test_links_stay_in_the_language_and_lead_somewhere(site: Site, page: str, language: str):
    for one in Links(site.html(f"{language}/{page}")).found:
        address = one.get("href") or one.get("src") or ""
        if (
            one["tag"] == "a"
            and "hreflang" not in one
            and not address.startswith(f"/book/{language}/")
        ):
            assert address.startswith(f"/{language}/")
        if not address.startswith("/book/"):
            name = address.partition("#")[0].lstrip("/")
            found = site.folder / name
            assert (found / "index.html").is_file() if name[-1:] in ("/", "") else found.is_file()


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("page", POSTS)
def test_a_post_that_is_not_translated_to_its_end_says_so(site: Site, page: str, language: str):
    left = [entry for entry in entries(page, language) if not entry.translated()]
    notice = '<p class="notice" role="note">'
    assert (notice in site.html(f"{language}/{page}")) == bool(left)
    assert notice not in site.html(page)


def test_a_link_to_a_heading_arrives(site: Site, browser: Browser):
    browser.open(f"{site.address}/vi/{POSTS[1]}")
    browser.run("document.querySelector('main a[href*=\"#\"]').click()")
    target = "document.querySelector(':target')"
    assert browser.wait(f"return {target} && {target}.innerText") == "Nhỏ là nhỏ cỡ nào?"
    assert browser.run("return document.documentElement.lang") == "vi"


def test_the_switcher_leads_to_the_same_post(site: Site, browser: Browser):
    browser.open(f"{site.address}/vi/{POSTS[0]}")
    browser.click(".languages a[hreflang=en]")
    browser.wait("return document.documentElement.lang == 'en'")
    assert browser.location == f"{site.address}/{POSTS[0]}"
