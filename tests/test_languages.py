"""No language is wired in: only modules that are about a language know it by its code or letters.

What `tests/sphinx/test_third_language.py` shows for whole books is held here for every module.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import ROOT

PACKAGE = ROOT / "tools" / "polybook"
CODES = frozenset({"vi", "fr", "vi_VN", "fr_FR"})
LETTERS = re.compile("[ăơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
"""What no other language of these books writes; `đ` is Croatian as well."""

ABOUT_LANGUAGES = {
    "checks/__init__.py": "which checks only one language has",
    "checks/vi_tone.py": "a check of Vietnamese",
    "checks/vi_y_i.py": "a check of Vietnamese",
    "checks/vi_year.py": "a check of Vietnamese",
    "engines/answers.py": "what programs that chat say around an answer, in any language",
    "formats/diagnose.py": "which letters a wrong code page leaves, of all that are Latin",
    "sphinx/words.py": "words around pages, by language",
    "sphinx/words_vi.py": "Vietnamese words",
    "steps/repair_words.py": "letters that tell the language of damaged text",
    "terms/french.py": "French",
    "terms/french_forms.py": "French",
    "terms/frequencies.py": "which languages have a table of words",
    "terms/language.py": "what is known of languages",
    "terms/names.py": "what languages are called",
    "terms/notices.py": "what readers are told of untranslated pages, by language",
    "terms/order.py": "the order of dictionaries, by language",
    "terms/post_words.py": "words around posts, by language",
    "terms/punctuation.py": "how languages set their marks",
    "terms/vietnamese.py": "Vietnamese",
    "terms/vietnamese_doubled.py": "Vietnamese",
    "terms/vietnamese_syllables.py": "Vietnamese",
    "terms/vietnamese_tones.py": "Vietnamese",
}
"""The modules that may, and why."""


def texts(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and value of every string of a module that is no documentation."""
    tree = ast.parse(source)
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in documentation:
            yield node.lineno, text


def wired(source: str) -> list[int]:
    """Return the lines of a module that name a language of this book, or write its letters."""
    return [line for line, text in texts(source) if text in CODES or LETTERS.search(text)]


MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}


@pytest.mark.parametrize("name", MODULES)
def test_a_module_knows_no_language_unless_it_is_about_one(name: str):
    found = wired(MODULES[name].read_text("utf-8"))
    if name in ABOUT_LANGUAGES:
        assert found, f"{name} knows no language any more; take it out of the list"
    else:
        assert found == [], f"{name}: lines {found}; ask `Language` instead"


def test_the_list_names_modules_that_exist():
    assert ABOUT_LANGUAGES.keys() <= MODULES.keys()


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('if language == "vi":\n    pass', [1]),
        ('\nLABEL = "Ngôn ngữ"', [2]),
        ('"""Such as vi."""\nLABEL = "via"', []),
    ],
)
def test_what_is_wired_is_found(source: str, lines: list[int]):
    assert wired(source) == lines


@pytest.mark.parametrize("folder", ["sphinx/templates", "sphinx/static", "steps/jekyll"])
def test_templates_have_no_words_of_a_language(folder: str):
    files: list[Path] = [path for path in (PACKAGE / folder).rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert not LETTERS.search(path.read_text("utf-8")), path.name
