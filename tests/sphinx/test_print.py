"""Editions as one file: EPUB, and PDF where XeLaTeX is installed."""

from __future__ import annotations

import shutil
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from polybook.config import load
from polybook.model.errors import ConfigError
from polybook.steps import build_sphinx
from tests.sphinx.books import build, foreign, make_book, translate, write

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
    built = build_sphinx.build_epub(load(root), "en")
    assert built.exit_code == 1
    first, *lines = built.reason.splitlines()
    assert first == "the edition has faults, or Sphinx has warnings, which count as faults:"
    assert [line for line in lines if line.startswith("  source_en/index.md:3: WARNING: ")]


def test_a_pdf_needs_latex(book: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ConfigError, match="a PDF needs latexmk and xelatex; on Debian"):
        build_sphinx.build_pdf(load(book), "vi")


def program(path: Path, text: str) -> str:
    """Write a program in Python that stands for one of LaTeX's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\n{text}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">Hill</text></svg>'
)
CONVERT = """\
out = [one.partition("=")[2] for one in sys.argv if one.startswith("--output=")]
if out:
    Path(out[0]).write_text("PDF of " + Path(sys.argv[-1]).read_text("utf-8"), "utf-8")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a script with a first line of Unix")
def test_svg_pictures_become_what_latex_can_show(tmp_path: Path):
    """By a program that stands for rsvg-convert; it gets the picture of the edition."""
    root = make_book(tmp_path, {"index.md": "# A book\n\n![A hill](hill.svg)\n"}, CONF)
    write(root, {"source_en/hill.svg": PICTURE})
    translate(root, "index.md", foreign)
    catalog = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    catalog += 'msgid "Hill"\nmsgstr "Đồi"\n'
    write(root, {"locales/vi/LC_MESSAGES/hill.po": catalog})
    converter = program(tmp_path / "bin" / "rsvg-convert", CONVERT)
    build(root, "vi", "-D", f"rsvg_converter_bin={converter}", builder="latex")
    (made,) = (root / "build" / "vi" / "latex").glob("hill*.pdf")
    assert "PDF of <svg" in made.read_text("utf-8")
    assert "Đồi" in made.read_text("utf-8")


def test_xelatex_knows_the_language_by_the_name_that_it_has_there(book: Path, tmp_path: Path):
    """polyglossia's file for it is gloss-vietnamese.ldf; babel calls it vietnam."""
    build(book, "vi", "-D", "latex_engine=xelatex", builder="latex", out=tmp_path / "latex")
    (tex,) = (tmp_path / "latex").glob("*.tex")
    assert r"\setmainlanguage{vietnamese}" in tex.read_text("utf-8")
    words = (tmp_path / "latex" / "sphinxmessages.sty").read_text("utf-8")
    assert r"\addto\captionsvietnamese{\renewcommand{\tablename}{Bảng }}" in words
    assert "còn tiếp ở trang sau" in words


def test_german_keeps_its_new_spelling(book: Path, tmp_path: Path):
    write(book, {"polybook.toml": 'languages = ["vi", "fr", "de"]\n'})
    build(book, "de", "-D", "latex_engine=xelatex", builder="latex", out=tmp_path / "latex")
    (tex,) = (tmp_path / "latex").glob("*.tex")
    assert r"\setmainlanguage[spelling=new]{german}" in tex.read_text("utf-8")


LOG = """\
This is XeTeX
! LaTeX Error: Cannot determine size of graphic in hill.svg.

l.114 \\includegraphics{hill.svg}
! Emergency stop.
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a script with a first line of Unix")
def test_latex_starts_afresh_and_what_it_stumbled_over_is_said(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    program(tmp_path / "xelatex", "")
    program(tmp_path / "latexmk", f"Path('asmallbook-vi.log').write_text({LOG!r})\nsys.exit(12)")
    monkeypatch.setenv("PATH", str(tmp_path))
    write(book, {"build/vi/pdf/asmallbook-vi.toc": "of a run before"})
    built = build_sphinx.build_pdf(load(book), "vi")
    assert (built.exit_code, built.reason) == (
        12,
        "build/vi/pdf/asmallbook-vi.tex:114: LaTeX Error: Cannot determine size of graphic in "
        "hill.svg; all that LaTeX says is in build/vi/pdf/asmallbook-vi.log",
    )
    assert not (book / "build/vi/pdf/asmallbook-vi.toc").exists()


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("latexmk") and shutil.which("xelatex")),
    reason="needs XeLaTeX, half a gigabyte: apt install latexmk texlive-xetex texlive-latex-extra",
)
def test_a_pdf_is_one_file_named_after_the_english(book: Path):
    built = build_sphinx.build_pdf(load(book), "vi")
    assert (built.exit_code, built.out.name) == (0, "asmallbook-vi.pdf")
    assert built.out.read_bytes().startswith(b"%PDF-")
