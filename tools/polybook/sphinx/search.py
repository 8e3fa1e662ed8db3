"""Search in languages that Sphinx has no search for, such as Vietnamese.

Sphinx searches those as if they were English: it drops *in*, *do* and *so*, which are other words
there, and cuts endings that are none. Here words are searched as they are written. Many readers
type without the marks that their language has on its letters, so a word is found by its bare
letters too: *binh* finds *bình* and *bính*, and *bình* only itself.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinx.search import SearchLanguage, languages

from polybook.terms.forms import unaccented
from polybook.terms.names import name_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

NO_PARTS = str.maketrans("đĐłŁøØı", "dDlLoOi")
"""Letters whose mark Unicode does not take for one, and what is typed for them."""


class MarkedLetters(SearchLanguage):
    """Words as they are written, and as a keyboard without marks writes them."""

    def split(self, input: str) -> list[str]:  # noqa: A002  as Sphinx calls it
        """Return the words of a text, each that has marks followed by its bare letters."""
        found = []
        for word in super().split(unicodedata.normalize("NFC", input)):
            bare = bare_letters(word)
            found += [word, bare] if bare != word and bare.isascii() else [word]
        return found


def bare_letters(word: str) -> str:
    """Return `word` without the marks on its letters."""
    return unaccented(word.translate(NO_PARTS))


def register(app: Sphinx, config: Config) -> None:
    """Give Sphinx a search for the edition's language, where it has none of its own."""
    code = config.html_search_language or config.language
    if code in languages or code.partition("_")[0] in languages:
        return
    names = {"lang": code, "language_name": name_in(code, "en")}
    app.add_search_language(type("MarkedLettersOf", (MarkedLetters,), names))
