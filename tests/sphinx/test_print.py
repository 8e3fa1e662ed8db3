"""Editions as one file: EPUB, and PDF where XeLaTeX is installed."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from polybook.config import load
from polybook.model.errors import ConfigError
from polybook.steps import build_sphinx
from tests.sphinx.books import foreign, make_book, translate

PAGES = {
    "index.md": "# A small book\n\nIt has $x^2$ and\n\n```{math}\n:label: one\n\\frac{1}{2}\n```\n"
}
MATHML = "{http://www.w3.org/1998/Math/MathML}"
CONF = '\nversion = release = "1"\n'


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_book(tmp_path_factory.mktemp("print"), PAGES, CONF)
    translate(root, "index.md", foreign)
    return root


def test_an_epub_is_one_file_in_the_language_of_the_edition(book: Path):
    built = build_sphinx.build_epub(load(book), "vi")
    assert (built.exit_code, built.out.name) == (0, "Asmallbook-vi.epub")
    with zipfile.ZipFile(built.out) as epub:
        page = epub.read("index.xhtml").decode()
        package = epub.read("content.opf").decode()
        assert not any("mathjax" in name for name in epub.namelist())
    assert foreign("A small book") in page
    assert "<dc:language>vi</dc:language>" in package


def test_formulas_of_an_epub_are_mathml_with_their_numbers(book: Path):
    built = build_sphinx.build_epub(load(book), "en")
    page = zipfile.ZipFile(built.out).read("index.xhtml").decode()
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in page
    assert '<span class="eqno">(1)</span><math' in page


def test_no_formula_breaks_the_page_of_an_epub(tmp_path: Path):
    formulas = [
        r"\text{if } x < y \text{ or <b>x</b> & y]]>}",
        r"\mbox{a<b}",
        r"\operatorname{f} \& z",
    ]
    text = "".join(f"It is ${formula}$.\n\n" for formula in formulas)
    root = make_book(tmp_path, {"index.md": f"# A book\n\n{text}"}, CONF)
    built = build_sphinx.build_epub(load(root), "en")
    assert built.exit_code == 0
    page = ElementTree.fromstring(zipfile.ZipFile(built.out).read("index.xhtml"))
    seen = ["".join(math.itertext()) for math in page.iter(f"{MATHML}math")]
    assert "or\xa0<b>x</b>\xa0&\xa0y]]>" in seen[0]
    assert seen[1:] == ["a<b", "f&z"]
    assert not list(page.iter("{http://www.w3.org/1999/xhtml}b"))


def test_a_site_keeps_mathjax(book: Path):
    assert build_sphinx.build_html(load(book), "en").exit_code == 0
    page = (book / "build" / "en" / "html" / "index.html").read_text("utf-8")
    assert r"\(x^2\)" in page
    assert "<math" not in page


def test_a_formula_that_has_no_mathml_is_told(tmp_path: Path):
    root = make_book(tmp_path, {"index.md": "# A book\n\nIt has $\\left( x$.\n"}, CONF)
    assert build_sphinx.build_epub(load(root), "en").exit_code == 1


def test_a_pdf_needs_latex(book: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ConfigError, match="a PDF needs latexmk and xelatex; on Debian"):
        build_sphinx.build_pdf(load(book), "vi")


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("latexmk") and shutil.which("xelatex")),
    reason="needs XeLaTeX, half a gigabyte: apt install latexmk texlive-xetex texlive-latex-extra",
)
def test_a_pdf_is_one_file_named_after_the_english(book: Path):
    built = build_sphinx.build_pdf(load(book), "vi")
    assert (built.exit_code, built.out.name) == (0, "asmallbook-vi.pdf")
    assert built.out.read_bytes().startswith(b"%PDF-")
