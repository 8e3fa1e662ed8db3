"""How languages set their marks: blanks, quotes, ends of sentences.

What is not known of a language is not checked, so every default is the most lenient.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Punctuation:
    """The marks of one language, as far as they differ from language to language."""

    blank_before: str = ""
    """Marks that a blank may stand before, as in French: `Quoi ?`."""
    tied_before: str = ""
    """Those of them that must have one, at which no line breaks."""
    narrow: str = ""
    """Those of them whose blank is a narrow one (U+202F) where printers set the text."""
    blank_after: str = ""
    """Marks that a blank stands after although they open something, as French quotes."""
    apart: bool = False
    """Words are set apart and take neither endings nor prefixes: no letter touches emphasis."""
    tied: int = 2
    """Letters of the longest word that a no-break space may tie to the next, as in Czech."""
    stop: bool = True
    """Whether sentences end with a mark at all; Thai and Lao ones do not."""
    question: str = ""
    """What ends a question, beside question marks: a semicolon in Greek."""
    announces: str = ""
    """What ends a sentence that announces a list or a picture, beside a colon."""
    inner_stop: bool = True
    """Whether a sentence in brackets ends with a mark, and so does each text of a list."""
    italics: bool = True
    """Whether its letters have italics: where they have none, quotes and words emphasise."""
    length: float = 1.0
    """Characters of a translation for each one of its English, blanks not counted."""


FRENCH = Punctuation(
    blank_before=";:!?»%",
    tied_before=";:!?»%",
    narrow=";!?",
    blank_after="«",
    apart=True,
    tied=0,
    length=1.2,
)
"""As the Imprimerie nationale's "Lexique des règles typographiques" has it."""
APART = Punctuation(apart=True, tied=0)
"""As English does."""
TOGETHER = Punctuation(stop=False, length=0.95)
"""No blanks between words, and none for full stops."""
IDEOGRAPHS = Punctuation(inner_stop=False, italics=False)
"""As East Asian languages do: what ends in a noun takes no full stop, emphasis is in quotes."""

MARKS: Mapping[str, Punctuation] = {
    "ar": Punctuation(italics=False, length=0.9),
    "br": Punctuation(blank_before=";:!?»%", blank_after="«"),
    "de": Punctuation(length=1.2),
    "el": Punctuation(question=";\u037e"),
    "es": replace(APART, length=1.15),
    "fa": Punctuation(italics=False),
    "fr": FRENCH,
    # The Office québécois de la langue française: none, where there is no narrow one.
    "fr_CA": replace(FRENCH, tied_before=":»%"),
    "he": Punctuation(italics=False, length=0.75),
    "it": replace(APART, length=1.1),
    "ja": replace(IDEOGRAPHS, announces="。", length=0.55),
    "km": TOGETHER,
    "ko": replace(IDEOGRAPHS, announces=".", length=0.5),
    "lo": TOGETHER,
    "my": TOGETHER,
    "pt": replace(APART, length=1.1),
    "ro": Punctuation(length=1.1),
    "ru": Punctuation(length=1.1),
    "th": TOGETHER,
    "tr": Punctuation(length=1.1),
    "ur": Punctuation(italics=False),
    "zh": replace(IDEOGRAPHS, length=0.4),
}
"""By language, and by country where that has ways of its own."""
