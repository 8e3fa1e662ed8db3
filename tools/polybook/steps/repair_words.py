"""repair: what is known of a text's language, from the book's own texts and the shipped tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from polybook.config import Config
from polybook.steps.catalogs import read_catalogs
from polybook.steps.glossary import load_glossary
from polybook.steps.repair_text import Words, WordsOf
from polybook.terms.frequencies import Frequencies, frequencies
from polybook.terms.language import language as known_language

GUESSED = {"vi": frozenset("ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")}
"""Letters that tell a language at first sight."""
SHARE = 0.2
"""So many of a text's letters with marks must be such letters."""


def guess(text: str) -> str:
    """Return the language that a text shows by its letters; empty where it shows none."""
    marked = [char for char in text.lower() if char.isalpha() and not char.isascii()]
    for code, letters in GUESSED.items():
        if marked and sum(char in letters for char in marked) >= SHARE * len(marked):
            return code
    return ""


def words_of(config: Config | None, given: str | None) -> WordsOf:
    """Return what tells the words of a text's language; each language is read once.

    The language is the `given` one, else what the text shows, else the only language of the book.
    """
    only = config.languages[0] if config is not None and len(config.languages) == 1 else ""
    read: dict[str, Words] = {}

    def words(text: str) -> Words:
        code = given or guess(text) or only
        if code not in read:
            own = own_texts(config, code) if config is not None else ()
            read[code] = Words(code, _counts(code, own), known_language(code).is_word)
        return read[code]

    return words


def _counts(code: str, own: Iterable[str]) -> Frequencies:
    return frequencies(code.partition("_")[0], own)


def own_texts(config: Config, language: str) -> Iterator[str]:
    """Yield the texts of the book's catalogs and glossary in a language, as far as they are done.

    What cannot be read is left out: `check` tells of it.
    """
    if language not in config.languages:
        return
    catalogs, _ = read_catalogs(config, language)
    for catalog in catalogs.values():
        yield from (entry.msgstr for entry in catalog.entries if entry.translated)
    for term in load_glossary(config, language).glossary.terms:
        yield from term.translations
