"""Search in the language of the edition: what Sphinx's index holds, which its script looks up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from polybook.sphinx.search import bare_letters
from tests.sphinx.books import build, make_book, translate

PAGES = {"index.md": "# Mean\n\nPrint it. So compare.\n"}
VIETNAMESE = {
    "Mean": "Trung bình",
    "Print it. So compare.": "In nó ra. Độ lệch của nó, so sánh.",
}
FRENCH = {"Mean": "Moyenne", "Print it. So compare.": "Les réseaux, ici."}


def index(root: Path, language: str) -> dict[str, object]:
    text = (root / "build" / language / "html" / "searchindex.js").read_text("utf-8")
    found: dict[str, object] = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    return found


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_book(tmp_path_factory.mktemp("search"), PAGES)
    translate(root, "index.md", VIETNAMESE.__getitem__)
    translate(root, "index.md", FRENCH.__getitem__, language="fr")
    return root


def test_words_are_found_with_their_marks_and_without(book: Path):
    assert "Vietnamese (code: vi)" in build(book, "vi")
    found = index(book, "vi")
    assert set(found["titleterms"]) == {"trung", "bình", "binh"}
    assert {"độ", "do", "lệch", "lech", "sánh", "sanh", "của", "cua"} <= set(found["terms"])


def test_short_words_are_not_dropped_as_english_ones_would_be(book: Path):
    build(book, "vi")
    assert {"in", "so", "ra"} <= set(index(book, "vi")["terms"])


def test_a_language_that_sphinx_knows_keeps_its_own_search(book: Path):
    assert "French (code: fr)" in build(book, "fr")
    assert "reseaux" not in index(book, "fr")["terms"]


def test_a_search_language_that_the_book_names_is_left_alone(book: Path, tmp_path: Path):
    printed = build(book, "vi", "-D", "html_search_language=fr", out=tmp_path / "html")
    assert "French (code: fr)" in printed


@pytest.mark.parametrize(
    ("word", "bare"),
    [("đường", "duong"), ("Độ", "Do"), ("žluťoučký", "zlutoucky"), ("łódź", "lodz"), ("x", "x")],
)
def test_bare_letters_are_what_a_keyboard_without_marks_writes(word: str, bare: str):
    assert bare_letters(word) == bare
