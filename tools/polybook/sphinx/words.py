"""The words around the book: those that Sphinx and the themes lack, and our own.

Only for what a reader sees on each page. A language that is not here has Sphinx's own translations,
and our few sentences in English.
"""

from __future__ import annotations

import json
from gettext import NullTranslations
from typing import TYPE_CHECKING

from polybook.sphinx import words_fr, words_vi
from polybook.sphinx.languages import of_language, tag

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

CATALOGS = ("sphinx", "booktheme")
"""Message catalogs of Sphinx with the pydata theme, and of sphinx-book-theme."""

WORDS = {"fr": words_fr.WORDS, "vi": words_vi.WORDS}
"""What Sphinx and the themes lack, or say badly, by language."""

SCRIPT_WORDS = {"vi": (words_vi.SCRIPT_WORDS, words_vi.PLURAL)}
"""The same for Sphinx's scripts."""

LANGUAGES = "Languages"
DOWNLOAD = "Download this page"
NOTE = "Note"
OR = "or"
RUN = "Run this page"
RUN_IN = "Run this page in {host}"
LABELS = {"fr": words_fr.LABELS, "vi": words_vi.LABELS}
"""Our own labels, by language and English."""


def label(language: str, english: str) -> str:
    """Return one of our labels in `language`, or in English."""
    return (of_language(LABELS, language) or {}).get(english, english)


class _Words(NullTranslations):
    """Our words first, then the catalog that was there."""

    def __init__(self, words: dict[str, str], catalog: NullTranslations) -> None:
        super().__init__()
        self.words = words
        self.add_fallback(catalog)

    def gettext(self, message: str) -> str:
        return self.words.get(message) or super().gettext(message)


def speak(app: Sphinx, config: Config) -> None:
    """Put our words before those of Sphinx and the themes."""
    from sphinx.locale import translators

    words = of_language(WORDS, config.language)
    if words is None:
        return
    for name in CATALOGS:
        catalog = translators.get(("general", name))
        if catalog is not None and not isinstance(catalog, _Words):
            translators["general", name] = _Words(words, catalog)
    # Templates take their words from here.
    app.translator = translators["general", "sphinx"]


def speak_later(app: Sphinx) -> None:
    """Do the same for the catalogs that came with the theme, and for the scripts of HTML pages."""
    speak(app, app.config)
    found = of_language(SCRIPT_WORDS, app.config.language)
    if app.builder.format == "html" and found:
        words, plural = found
        catalog = {"locale": tag(app.config.language), "messages": words, "plural_expr": plural}
        # After Sphinx's own, where what nobody has translated is empty, and so shows nothing.
        script = f"Documentation.addTranslations({json.dumps(catalog)});"
        app.add_js_file(None, body=script, priority=600)
