"""The glossary's page: in every edition, from any table, and again when the table changes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from polybook.formats.reading import read_page
from tests.sphinx.books import build, foreign, html, ids, make_book, translate, write

HEADER = "term,translation,level,avoid,pos,context,note,discussion\n"
TABLE = (
    HEADER
    + "gradient,gradient,keep,,noun,,,\n"
    + "loss,độ mất mát|mất mát,strict,,noun,,,\n"
    + "surprise,[độ] bất ngờ,advisory,,noun,entropy chéo,một cách gọi,\n"
    + "Ångström,,advisory,,noun,,,\n"
    + "error,sai số,strict,,noun,,dự đoán trừ mục tiêu,\n"
    + "error,lỗi,strict,,noun,mã,,\n"
)
FRENCH = (
    HEADER
    + "loss,perte,strict,,noun,,,\n"
    + "tensor,tenseur,strict,,noun,,,\n"
    + "error,erreur,strict,,noun,code,,\n"
    + "surprise,surprise,strict,,noun,entropie croisée,tirée de la probabilité,\n"
)
PAGE = "# Words\n\nAll of them.\n\n```{polybook-glossary}\n```\n\n## Below\n"
INDEX = (
    "# A small book\n\nSee {term}`loss` and {term}`the size <Surprise>`.\n\n"
    "```{toctree}\nwords\n```\n"
)

Cells = list[list[str]]


class Rows(HTMLParser):
    """The cells of the tables of a page, as their readers see them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Cells = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  the parser's
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def rows(page: str) -> Cells:
    found = Rows()
    found.feed(page)
    return [[" ".join(cell.split()) for cell in row] for row in found.rows]


def glossary_book(root: Path, tables: dict[str, str], pages: dict[str, str] | None = None) -> Path:
    make_book(root, pages or {"index.md": INDEX, "words.md": PAGE})
    write(root, {f"glossary/{language}.csv": table for language, table in tables.items()})
    return root


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = glossary_book(tmp_path_factory.mktemp("terms"), {"vi": TABLE, "fr": FRENCH})
    for page in ("index.md", "words.md"):
        translate(root, page, lambda msgid: msgid if "{term}" in msgid else foreign(msgid))
    for language in ("en", "vi", "fr"):
        build(root, language)
    return root


def test_the_edition_lists_its_terms_in_the_order_of_its_alphabet(book: Path):
    assert rows(html(book, "vi", "words")) == [
        ["Tiếng Việt", "Tiếng Anh", "Ghi chú"],
        ["Ångström", "Ångström", ""],
        ["(độ) bất ngờ", "surprise", "entropy chéo: một cách gọi"],
        ["độ mất mát hay mất mát", "loss", ""],
        ["gradient", "gradient", ""],
        ["lỗi", "error", "mã"],
        ["sai số", "error", "dự đoán trừ mục tiêu"],
        ["tensor", "tensor", ""],
    ]


def test_the_english_edition_lists_the_terms_of_every_language(book: Path):
    assert rows(html(book, "en", "words")) == [
        ["English", "Vietnamese", "French"],
        ["Ångström", "", ""],
        ["error", "sai số", "erreur"],
        ["error", "lỗi", ""],
        ["gradient", "gradient", ""],
        ["loss", "độ mất mát or mất mát", "perte"],
        ["surprise", "(độ) bất ngờ", "surprise"],
        ["tensor", "", "tenseur"],
    ]


def test_a_colon_stands_as_the_language_sets_it(book: Path):
    assert "entropie croisée\u00a0: tirée de la probabilité" in html(book, "fr", "words")
    assert "entropy chéo: một cách gọi" in html(book, "vi", "words")


def test_words_of_another_language_say_so(book: Path):
    assert '<span lang="en">loss</span>' in html(book, "vi", "words")
    assert '<span lang="vi">độ mất mát</span>' in html(book, "en", "words")
    assert 'or <span lang="vi">mất mát</span>' in html(book, "en", "words")


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_rows_have_the_ids_of_the_english_edition(book: Path, language: str):
    english = ids(html(book, "en", "words"))
    assert {"term-loss", "term-surprise", "term-tensor"} < set(english)
    assert len(english) == len(set(english))
    assert sorted(ids(html(book, language, "words"))) == sorted(english)


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_a_term_role_leads_to_its_row(book: Path, language: str):
    page = html(book, language, "index")
    assert 'href="words.html#term-loss"' in page
    assert 'href="words.html#term-surprise"' in page


def test_a_term_that_an_author_defines_leads_to_the_definition(tmp_path: Path):
    page = PAGE + "\n```{glossary}\nloss\n    How wrong it is.\n```\n"
    glossary_book(tmp_path, {"vi": TABLE}, {"index.md": INDEX, "words.md": page})
    build(tmp_path, "en")
    target = re.search(
        r'href="words\.html#([^"]*)"[^>]*><span[^>]*>loss<', html(tmp_path, "en", "index")
    )
    assert target
    assert f'<dt id="{target[1]}"' in html(tmp_path, "en", "words")


def test_translators_are_shown_nothing_of_the_directive():
    page = read_page("words.md", PAGE, "markdown", ())
    assert [unit.msgid for unit in page.units] == ["Words", "All of them.", "Below"]
    assert not page.unknown


def test_a_term_that_nobody_has_is_a_warning(tmp_path: Path):
    glossary_book(tmp_path, {"vi": TABLE.replace("loss,", "lost,")})
    assert "loss" in build(tmp_path, "vi", fails=True)


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "```{raw} html",
    "{abbr}`x (y)`",
    "[words](javascript:alert(1))",
    "![x](y.png)",
    "&lt;b&gt;",
    "**bold** `code` $x$ {{ x }}",
    '" onmouseover="alert(1)',
    "\\[ x \\]",
    "'single' -- and --- \"double\"...",
    "|substituted|",
]


def test_a_cell_is_text_and_nothing_else(tmp_path: Path):
    lines = [
        f"{cell},{cell.replace('|', '')},strict,,,{cell},{cell},"
        for cell in ('"' + one.replace('"', '""') + '"' for one in HOSTILE)
    ]
    hostile = [line.replace('"",""', '","') for line in lines]
    page = {"index.md": PAGE}
    glossary_book(tmp_path, {"vi": HEADER + "\n".join(hostile) + "\n"}, page)
    translate(tmp_path, "index.md", foreign)
    for language in ("en", "vi"):
        build(tmp_path, language)
        text = html(tmp_path, language, "index")
        found = {cell for row in rows(text) for cell in row}
        table = text.split("<table")[1].split("</table>")[0]
        assert set(re.findall(r"</?([\w-]+)", table)) <= {
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "p",
            "span",
        }
        assert not re.search(r"<[^>]*\son\w+=", table)
        for cell in HOSTILE:
            assert cell in found


def test_a_changed_table_makes_its_page_again_and_reads_no_other(tmp_path: Path):
    pages = {"index.md": INDEX, "words.md": PAGE, "other.md": "---\norphan: true\n---\n# Other\n"}
    root = glossary_book(tmp_path, {"vi": TABLE}, pages)
    build(root, "vi")
    assert "0 added, 0 changed, 0 removed" in build(root, "vi")

    write(root, {"glossary/vi.csv": TABLE.replace("độ mất mát", "tổn thất")})
    assert "0 added, 1 changed, 0 removed" in build(root, "vi")
    assert ["tổn thất hay mất mát", "loss", ""] in rows(html(root, "vi", "words"))

    write(root, {"glossary/fr.csv": FRENCH})
    assert "0 added, 1 changed, 0 removed" in build(root, "vi")
    assert ["tensor", "tensor", ""] in rows(html(root, "vi", "words"))
    assert "0 added, 0 changed, 0 removed" in build(root, "vi")


def test_a_book_without_terms_has_a_page_without_a_table(tmp_path: Path):
    root = glossary_book(tmp_path, {}, {"index.md": PAGE})
    build(root, "vi")
    assert rows(html(root, "vi", "index")) == []


def test_an_edition_without_terms_of_its_own_shows_those_of_the_others(tmp_path: Path):
    root = glossary_book(tmp_path, {"vi": TABLE})
    build(root, "fr")
    assert rows(html(root, "fr", "words"))[0] == ["Anglais", "Vietnamien"]


def test_a_row_that_cannot_be_read_fails_a_strict_build_and_names_its_place(tmp_path: Path):
    table = TABLE + "tensor,tensor,kept,,noun,,,\n"
    root = glossary_book(tmp_path, {"vi": table})
    printed = build(root, "vi", fails=True)
    assert "glossary/vi.csv:8: WARNING:" in printed
    assert ["sai số", "error", "dự đoán trừ mục tiêu"] in rows(html(root, "vi", "words"))


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "singlehtml", "dirhtml"])
def test_other_builders_show_the_terms_too(book: Path, builder: str):
    build(book, "vi", "-D", "epub_show_urls=no", "-D", "version=1", builder=builder)
    folder = book / "build" / "vi" / builder
    names = {"text": "words.txt", "epub": "words.xhtml", "singlehtml": "index.html"}
    names |= {"latex": "*.tex", "dirhtml": "words/index.html"}
    [page] = folder.glob(names[builder])
    text = page.read_text("utf-8")
    assert "độ mất mát" in text
    assert "surprise" in text
