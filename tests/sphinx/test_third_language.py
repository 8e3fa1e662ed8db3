"""Languages that polybook has never heard of: from pages to editions, by its own commands.

Brazilian Portuguese has a country, Arabic runs from right to left, and `qaa` is nobody's: ISO 639
keeps it free. What comes out has no word of the book's own editions.
"""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from tests.project import Project
from tests.sphinx.books import build, html, write
from tests.test_languages import LETTERS

LANGUAGES = ("pt_BR", "ar", "qaa")
CONF = """
extensions = ["myst_nb", "polybook.sphinx"]
project = "A small book"
author = copyright = "nobody"
html_theme = "sphinx_book_theme"
myst_enable_extensions = ["dollarmath"]
"""
PAGES = {
    "index.md": (
        '# A small book\n\nThe loss is "one" number: in 3 of 25 runs it fell to 0.5.\n\n'
        "```{toctree}\n:caption: All pages\npage\nterms\nposts/index\n```\n"
    ),
    "page.md": (
        "# A page\n\nLearning rates decide how far a step goes.\n\n"
        '## A "quoted" section\n\nCall `descend(x)` and read [the book](index.md).\n\n'
        "```{note}\nNothing breaks.\n```\n\n```python\nprint(1)\n```\n"
    ),
    "terms.md": "# Terms\n\n```{polybook-glossary}\n```\n",
    "posts/index.md": (
        "# Posts\n\n```{polybook-posts}\n```\n\n```{toctree}\n2026-01-02-hello\n```\n"
    ),
    "posts/2026-01-02-hello.md": "---\ndate: 2026-01-02\ntags: [news]\n---\n# Hello\n\nA post.\n",
}
HEADER = "term,translation,level,avoid,pos,context,note,discussion\n"
TERMS = {
    "pt_BR": "learning rate,taxa de aprendizado,strict,,noun,,,\nloss,perda,strict,,noun,,,\n",
    "ar": "learning rate,معدل التعلم,strict,,noun,,,\nloss,خسارة,strict,,noun,,,\n",
}
TRANSLATIONS = {
    "pt_BR": {
        "A small book": "Um pequeno livro",
        PAGES["index.md"].split("\n\n")[1]: "A perda é “um” número: em 3 de 25 vezes, foi a 0,5.",
        "A page": "Uma página",
        "Learning rates decide how far a step goes.": "As taxas de aprendizado decidem o passo.",
        "Hello": "Olá",
    },
    "ar": {
        "A small book": "كتاب صغير",
        PAGES["index.md"].split("\n\n")[1]: "الخسارة عدد «واحد»: في ٣ من ٢٥ مرة بلغت ٠٫٥.",
        "Call `descend(x)` and read [the book](index.md).": (
            "استدعِ `descend(x)`\u200f واقرأ [الكتاب](index.md)."
        ),
    },
    "qaa": {},
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A book in four languages, made by the commands alone; its editions are built."""
    project = Project(tmp_path_factory.mktemp("third"))
    write(project.root, {f"source_en/{name}": text for name, text in PAGES.items()})
    write(project.root, {"conf.py": CONF})
    asked = [argument for language in LANGUAGES for argument in ("--language", language)]
    project.good("init", "--yes", "--source", "source_en", "--project", "third", *asked)
    for language, rows in TERMS.items():
        write(project.root, {f"glossary/{language}.csv": HEADER + rows})
    project.good("extract")
    for language in LANGUAGES:
        project.good("update", language)
        translate(project.root / "locales" / language, TRANSLATIONS[language])
    for language in ("en", *LANGUAGES):
        build(project.root, language)
        project.good("build", language, "posts")
    return project


def translate(folder: Path, texts: dict[str, str]) -> None:
    """Put translations into all catalogs of a language."""
    for path in folder.rglob("*.po"):
        catalog = polib.pofile(str(path), wrapwidth=0)
        for entry in catalog:
            entry.msgstr = texts.get(entry.msgid, "")
        catalog.save()


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogs_checks_and_pages_are_in_order(book: Project, language: str):
    book.good("update", language, "--check")
    printed = book.good("check", language, "--severity", "note")
    assert " 0 errors, 0 warnings, " in printed
    assert {line.split(": ")[1] for line in printed.splitlines()[:-1]} == {"note untranslated"}
    book.good("merge", language)
    merged = set(book.read(f"build/{language}/source/page.md").split("\n"))
    own = {f"{mark}{text}" for text in TRANSLATIONS[language].values() for mark in ("", "# ")}
    assert merged - own <= set(PAGES["page.md"].split("\n"))
    assert bool(merged & own) == bool(own)


def test_nothing_that_is_made_speaks_another_edition_s_language(book: Project):
    made = [
        path
        for folder in ("locales", "glossary", "build")
        for path in (book.root / folder).rglob("*")
        if path.suffix in (".po", ".pot", ".csv", ".html", ".xml", ".yml", ".md")
        and "_static" not in path.parts
    ]
    assert len(made) > 40
    for path in made:
        text = path.read_text("utf-8")
        assert not LETTERS.search(text), path
        assert not re.search(r"\b(?:vi|fr)\b|Viet|anglais", re.sub(r"<svg.*?</svg>", "", text)), (
            path
        )


@pytest.mark.parametrize(
    ("language", "tag"),
    [("pt_BR", '<html lang="pt-BR" data'), ("ar", '<html lang="ar" dir="rtl" data')],
)
def test_a_page_says_its_language_and_where_it_begins(book: Project, language: str, tag: str):
    assert tag in html(book.root, language, "page")
    assert 'dir="rtl"' not in html(book.root, "en", "page")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_itself_in_the_other_languages(book: Project, language: str):
    page = html(book.root, language, "page")
    for other, tag in {"en": "en", "pt_BR": "pt-BR", "ar": "ar", "qaa": "qaa"}.items():
        target = "page.html" if other == language else f"../../{other}/html/page.html"
        assert f'hreflang="{tag}" href="{target}"' in page
    assert "Português (Brasil)" in page
    assert "العربية" in page


def test_a_notice_that_nobody_has_translated_says_that_it_is_english(book: Project):
    page = html(book.root, "pt_BR", "page")
    assert '<aside class="polybook-notice" lang="en" role="note">' in page
    assert "3 of the 5 passages of this page are not translated yet." in page
    assert "This page is not translated yet." in html(book.root, "qaa", "page")
    assert "polybook-notice" not in html(book.root, "en", "page")


def test_words_around_the_page_are_those_of_sphinx_and_its_themes(book: Project):
    assert "<p>Nota</p>" in re.sub(r"<p [^>]*>", "<p>", html(book.root, "pt_BR", "page"))
    assert "ملاحظة" in html(book.root, "ar", "page")


def test_dates_are_in_the_language_or_in_nobodys(book: Project):
    assert "2 de janeiro de 2026" in html(book.root, "pt_BR", "posts/index")
    assert "2026-01-02" in html(book.root, "qaa", "posts/index")


def test_a_blog_runs_from_right_to_left_too(book: Project):
    assert "right_to_left: true\n" in book.read("build/ar/posts/_config.yml")
    assert "right_to_left: false\n" in book.read("build/pt_BR/posts/_config.yml")


def test_typographic_quotes_are_those_of_the_text_s_own_language(book: Project):
    page = html(book.root, "pt_BR", "page")
    assert "A “quoted” section" in page


def test_a_book_may_be_written_in_a_language_that_sphinx_has_no_quotes_for(tmp_path: Path):
    write(
        tmp_path,
        {
            "polybook.toml": 'source = "src"\nsource-language = "ar"\nlanguages = ["en"]\n',
            "conf.py": CONF,
            "src/index.md": '# كتاب\n\nنص "واحد".\n\n## فصل\n\nنص آخر.\n',
        },
    )
    project = Project(tmp_path)
    project.good("extract")
    project.good("update", "en")
    translate(tmp_path / "locales" / "en", {"كتاب": "A book"})
    project.good("build", "en", "html")
    page = html(tmp_path, "en", "index")
    assert '<html lang="en" data' in page
    assert page.count('lang="ar"') >= 3
