"""The words around the book: those that Sphinx and the themes lack, and our own.

Only for what a reader sees on each page. A language that is not here has Sphinx's own translations,
and our few sentences in English.
"""

from __future__ import annotations

import json
from gettext import NullTranslations
from typing import TYPE_CHECKING

from polybook.sphinx import words_vi
from polybook.sphinx.languages import name_in, tag

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

CATALOGS = ("sphinx", "booktheme")
"""Message catalogs of Sphinx with the pydata theme, and of sphinx-book-theme."""

WORDS = {"vi": words_vi.WORDS}
"""What Sphinx and the themes lack, or say badly, by language."""

SCRIPT_WORDS = {"vi": (words_vi.SCRIPT_WORDS, words_vi.PLURAL)}
"""The same for Sphinx's scripts."""

LANGUAGES = "Languages"
DOWNLOAD = "Download this page"
NOTE = "Note"
OR = "or"
LABELS = {
    "fr": {
        LANGUAGES: "Langues",
        DOWNLOAD: "Télécharger cette page",
        NOTE: "Remarque",
        OR: "ou",
    },
    "vi": words_vi.LABELS,
}
"""Our own labels, by language and English."""

NOTICES = {
    "en": {
        "one": "One of the {total} passages of this page is not translated yet. "
        "It is shown in {source}.",
        "other": "{count} of the {total} passages of this page are not translated yet. "
        "They are shown in {source}.",
    },
    "fr": {
        "one": "Un passage sur {total} de cette page n’est pas encore traduit\u00a0; "
        "il est en {source}.",
        "other": "{count} passages sur {total} de cette page ne sont pas encore traduits\u00a0; "
        "ils sont en {source}.",
    },
    "vi": words_vi.NOTICE,
}
"""The notice of pages not yet translated to the end, by language and plural form."""


def label(language: str, english: str) -> str:
    """Return one of our labels in `language`, or in English."""
    return LABELS.get(language, {}).get(english, english)


def notice_text(language: str, source: str, count: int, total: int) -> str:
    """Return the sentence that says how many of `total` units are still in `source`."""
    from babel import Locale

    known = language if language in NOTICES else "en"
    form = Locale.parse(known).plural_form(count)
    text = NOTICES[known].get(form, NOTICES[known]["other"])
    return text.format(count=count, total=total, source=name_in(source, known))


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

    words = WORDS.get(config.language)
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
    if app.builder.format == "html" and app.config.language in SCRIPT_WORDS:
        words, plural = SCRIPT_WORDS[app.config.language]
        catalog = {"locale": tag(app.config.language), "messages": words, "plural_expr": plural}
        # After Sphinx's own, where what nobody has translated is empty, and so shows nothing.
        script = f"Documentation.addTranslations({json.dumps(catalog)});"
        app.add_js_file(None, body=script, priority=600)
