"""What the checks must know of a language: its words, numbers and spelling variants.

A language that has no module of its own still works: what is not known is not checked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from polybook.terms.punctuation import APART, MARKS, Punctuation

Inflect = Callable[[str, str], Iterable[str]]
"""Gives the forms in which a term may stand in a text, by the term and its part of speech."""


SPEED = 230
"""English words a minute, and the guess where nothing is known."""


def fold_case(text: str) -> str:
    """Return `text` in NFC and lower case: the least that makes two spellings one."""
    return unicodedata.normalize("NFC", text).lower()


@dataclass(frozen=True, slots=True)
class Language:
    """One language, as far as checks and matching need it."""

    code: str
    """gettext's name, such as `vi` or `pt_BR`."""
    fold: Callable[[str], str] = fold_case
    """Makes all accepted spellings of one text equal, such as hoà and hòa."""
    is_word: Callable[[str], bool] | None = None
    """Tells whether a word could be of this language; None where nobody can tell."""
    number_words: Mapping[str, int] = field(default_factory=dict)
    """Words that may stand for a number, in lower case: cardinals, ordinals, months, "twice"."""
    number_joins: frozenset[str] = frozenset()
    """Words inside of a number that is said in words: "a hundred and five"."""
    inflect: Inflect | None = None
    """The forms of a term of the glossary, the dictionary form first; None where nobody has written
    them down, and words are taken for one when they begin alike."""
    prefixes: str = ""
    """Pattern of the little words that are written together with the next one: Arabic's article."""
    doubled: frozenset[str] = frozenset()
    """Words that are rightly said twice in a row, in lower case."""
    particles: frozenset[str] = frozenset()
    """Little words of grammar that are never said twice; empty where hardly any word ever is."""
    compounds: frozenset[str] = frozenset()
    """Words of several syllables, where blanks part syllables: a word may end in the middle of what
    looks like another one."""
    speed: int = SPEED
    """Words, as the language counts them, that a reader reads in a minute."""
    punctuation: Punctuation = field(default_factory=Punctuation)
    """How it sets its marks."""


NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety"
ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth"
MONTHS = (
    "zero january february march april may june july august september october november december"
)
SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12
}  # fmt: skip
SPOKEN = {
    "single": 1, "once": 1, "half": 2, "pair": 2, "couple": 2, "both": 2, "double": 2, "twice": 2,
    "binary": 2,
    "triple": 3, "thrice": 3, "quarter": 4, "decade": 10, "dozen": 12, "century": 100,
}  # fmt: skip

ENGLISH = Language(
    "en",
    number_words={
        **{word: number for number, word in enumerate(MONTHS.split())},
        **{word: number for number, word in enumerate(ORDINALS.split())},
        **{word: number for number, word in enumerate(NUMBERS.split())},
        **{word: 10 * number for number, word in enumerate(TENS.split(), 1)},
        **SCALES,
        **SPOKEN,
    },
    number_joins=frozenset({"and"}),
    doubled=frozenset({"had", "that"}),
    punctuation=APART,
)


SPEEDS = {
    "ar": 138, "de": 179, "es": 218, "fi": 161, "fr": 195, "he": 187, "it": 188, "nl": 202,
    "pl": 166, "pt": 181, "ru": 184, "sl": 180, "sv": 199, "tr": 166,
}  # fmt: skip
"""Words a minute of adults (S. Trauzettel-Klosinski, K. Dietz, Standardized assessment of reading
performance: the new international reading speed texts IReST, 2012, as is the 230 of English)."""


def unchanged(form: str, pos: str) -> tuple[str, ...]:  # noqa: ARG001  as `Inflect` has it
    """Return the only form of a word in a language without endings."""
    return (form,)


PREFIXES = {"ar": "[وف]?[بكل]?(?:ال|ل)?", "he": "[ושכ]{0,2}[הבלמ]{0,2}"}
"""Of languages without a module of their own: articles, prepositions, "and"."""
UNINFLECTED = frozenset({"zh", "yue", "ja", "ko", "th", "lo", "km", "my", "id", "ms"})
"""Languages without a module of their own whose words keep their form."""


PARTICLES: Mapping[str, str] = {
    "ar": "في من على إلى عن أن إن مع هذا هذه ذلك التي الذي هو هي أو ما لا",
    "bn": "এই একটি এবং ও থেকে জন্য যে কি না",
    "fa": "این آن از به در که را یک با برای تا و یا است می",
    "he": "של את על עם זה זו הוא היא או כי אם לא",
    "hi": "के का की में है हैं से को और यह वह एक कि पर ने",
    "tr": "ve bu şu için ile olarak olan ki veya gibi kadar ama ise",
    "ur": "کے کا کی میں ہے ہیں سے کو اور یہ وہ ایک کہ پر نے",
}
"""Little words of languages without a module of their own that say many a word twice on purpose, as
Turkish does in `yavaş yavaş`, "slowly"."""

DOUBLED: Mapping[str, str] = {
    "fa": "تک کم یکی",
    "hi": "अलग बार धीरे",
    "tr": "adım arada ara ayrı birer bir hemen kısım parça sık sıra sırayla tek teker tekrar yavaş",
}
"""Those of them that are said twice most often."""


def reading_minutes(words: int, speed: float) -> float:
    """Return how many minutes a reader needs for `words` at `speed` words a minute."""
    return words / speed


def language(code: str) -> Language:
    """Return what is known of a language by gettext's name; dialects share their language's."""
    # Imported when asked for: a language's tables are needed only where it is checked.
    from polybook.terms.french import FRENCH
    from polybook.terms.vietnamese import VIETNAMESE

    known = {one.code: one for one in (ENGLISH, FRENCH, VIETNAMESE)}
    plain = code.partition("@")[0]
    stem = plain.partition("_")[0]
    own = known.get(stem)
    if own is None:
        inflect = unchanged if stem in UNINFLECTED else None
        own = Language(
            code,
            inflect=inflect,
            prefixes=PREFIXES.get(stem, ""),
            doubled=frozenset(DOUBLED.get(stem, "").split()),
            particles=frozenset(PARTICLES.get(stem, "").split()),
            speed=SPEEDS.get(stem, SPEED),
        )
    marks = MARKS.get(plain) or MARKS.get(stem) or own.punctuation
    return own if marks is own.punctuation else replace(own, punctuation=marks)


def colon(code: str) -> str:
    """Return a colon between two words, with its blanks as the language sets them."""
    return "\u00a0: " if ":" in language(code).punctuation.tied_before else ": "
