"""Answers that are no translation: empty, chatty, cut off, going round in circles.

Both texts are masked. What is judged here is only what nobody could want; whether a translation is
good enough to stand, the checks decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from polybook.engines import tags
from polybook.engines.engine import Languages
from polybook.terms.names import SCRIPTS as MODIFIERS
from polybook.terms.names import name_in

ALONE = "answer with the translation alone"
OPENING = re.compile(
    r"\W{0,8}(?:"
    r"(?:sure|certainly|of course|absolutely)\b[^\n]{0,80}?[!:.,]"
    r"|(?:here|this|below|the following)\b[^\n:]{0,60}\btranslat(?:ion|ed)\b[^\n:]{0,60}:"
    r"|(?:the\s+)?(?:\w+\s+)?translat(?:ion|ed text)\b(?:\s+(?:in|to|into)\s+\w+)?\W{0,3}:"
    r"|(?:đây|dưới đây|sau đây) là\b[^\n:]{0,30}\bbản dịch\b[^\n:]{0,60}:"
    r"|bản dịch\b(?:[^\n:]{0,30})?:"
    r"|i(?:'m| am) (?:sorry|unable|an ai)|i can(?:'|no)t (?:help|assist|translate|provide)"
    r"|as an ai\b"
    r"|(?:tôi )?xin lỗi, (?:tôi|nhưng)|chắc chắn rồi"
    r")",
    re.I,
)
"""How programs that chat begin to answer instead of answering."""
CLOSING = re.compile(
    r"(?:\n|[.!?]\s|\s\()\W{0,8}(?:"
    r"(?:translator'?s? )?note\s*:|explanation\s*:|(?:please )?let me know\b"
    r"|i (?:have )?(?:kept|translated)\b"
    r"|i hope (?:this|that)\b|(?:lưu ý|ghi chú|giải thích)\s*:\s*(?:tôi|bản dịch|các thẻ|thẻ)"
    r")",
    re.I,
)
"""How they go on after it."""
LOOP = re.compile(r"([^\n]{3,80}?)\1{4,}")
"""The same words five times in a row."""
FEW = 12
"""Letters from which on lengths can be compared."""
SHORT, LONG = 0.25, 4.0
"""How much shorter or longer a translation is at most, counted in letters."""
DENSE = frozenset({"CJK", "HANGUL"})
SHORT_DENSE = 0.1
"""The same for scripts in which a sign is a word or a syllable: Chinese needs a third of English's
letters."""
MOST, MOST_MORE = 20, 2000
"""Characters of an answer for one of the English, and those beyond: what has more is not read."""
WORDS = re.compile(r"[^\W\d_]+")
SMALL = re.compile(r"\b[a-z]{2,}\b")
SENTENCE = 4
"""Words in lower case from which on English is a sentence, and not a name."""

SCRIPTS = {
    "Latn": ("LATIN",), "Cyrl": ("CYRILLIC",), "Grek": ("GREEK",), "Hebr": ("HEBREW",),
    "Arab": ("ARABIC",), "Deva": ("DEVANAGARI",), "Beng": ("BENGALI",), "Thai": ("THAI",),
    "Hans": ("CJK",), "Hant": ("CJK",), "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Kore": ("HANGUL", "CJK"), "Armn": ("ARMENIAN",), "Geor": ("GEORGIAN",), "Khmr": ("KHMER",),
    "Laoo": ("LAO",), "Mymr": ("MYANMAR",), "Taml": ("TAMIL",), "Telu": ("TELUGU",),
}  # fmt: skip
"""How the Unicode names of a script's letters begin, by ISO 15924 code."""
FORMULAS = frozenset({"GREEK", "MATHEMATICAL", "MODIFIER", "SUPERSCRIPT", "SUBSCRIPT", "MICRO"})
"""Letters that mean the same in all languages."""
FOREIGN = 0.3
"""Which part of a translation may be in letters of another script."""


def fault_of(english: str, answer: str, languages: Languages) -> str:
    """Return why an answer to a masked text is no translation of it, empty when it may be one."""
    if len(answer) > longest(english):
        return f"the answer is much too long; {ALONE}"
    ours, theirs = plain(english), plain(answer)
    if not theirs and ours:
        return f"the answer is empty; {ALONE}"
    for pattern in (OPENING, CLOSING):
        found = pattern.match(theirs) if pattern is OPENING else pattern.search(theirs)
        if found and not (pattern.match(ours) if pattern is OPENING else pattern.search(ours)):
            words = " ".join(found[0].split()).lstrip(".!?( ")
            return f'the answer says "{words}"; {ALONE}'
    return (
        _wrong_length(ours, theirs, languages)
        or _going_round(ours, theirs)
        or _not_translated(ours, theirs, languages)
    )


def longest(english: str) -> int:
    """Return how many characters of an answer to a masked text are looked at, or kept."""
    return MOST * len(english) + MOST_MORE


def plain(masked: str) -> str:
    """Return the words of a masked text or an answer, without tags."""
    return tags.unescape(tags.TAG.sub(" ", masked)).strip()


def _wrong_length(ours: str, theirs: str, languages: Languages) -> str:
    one, other = (sum(map(str.isalpha, text)) for text in (ours, theirs))
    if one < FEW:
        return "the answer is much too long; " + ALONE if other > FEW * 2 * LONG else ""
    dense = not DENSE.isdisjoint(_script(languages.target))
    if other < one * (SHORT_DENSE if dense else SHORT):
        return "the answer is much too short; translate the whole text"
    return f"the answer is much too long; {ALONE}" if other > one * LONG else ""


def _going_round(ours: str, theirs: str) -> str:
    """Return what an answer says again and again, where the English does not."""
    for loop in LOOP.finditer(theirs):
        words = loop[1].strip()
        if any(map(str.isalpha, words)) and not LOOP.search(ours):
            return f'the answer says "{words}" again and again; say it once'
    return ""


def _not_translated(ours: str, theirs: str, languages: Languages) -> str:
    """Return what is wrong with the letters of an answer, or with all of its words."""
    if languages.target.partition("_")[0] == languages.source.partition("_")[0]:
        return ""
    sentence = len(SMALL.findall(ours)) >= SENTENCE
    if sentence and WORDS.findall(ours) == WORDS.findall(theirs):
        return f"the answer is the English; translate it into {name_in(languages.target, 'en')}"
    expected = _script(languages.target)
    if not expected:
        return ""
    letters = _scripts(theirs) - _scripts(ours)
    own = sum(_scripts(theirs)[script] for script in expected)
    known = {*expected, *FORMULAS, "LATIN"}
    foreign = sum(count for script, count in letters.items() if script not in known)
    if foreign > FOREIGN * (foreign + own) or (sentence and not own):
        return f"the answer is not written in {name_in(languages.target, 'en')}; translate into it"
    return ""


def _scripts(text: str) -> Counter[str]:
    """Count the letters of a text by the first word of their Unicode names."""
    names = (unicodedata.name(char, "").split(" ", 1)[0] for char in text if char.isalpha())
    return Counter(name.partition("-")[0] for name in names)


@lru_cache
def _script(code: str) -> tuple[str, ...]:
    """Return the script of a language by gettext's name; empty when nobody knows."""
    from babel.core import get_global

    name, _, modifier = code.partition("@")
    parts = name.split("_")
    written = next((part for part in parts[1:] if len(part) == 4), "")
    likely = get_global("likely_subtags")
    if not written:
        full = str(likely.get(name) or likely.get(parts[0]) or "")
        written = next((part for part in full.split("_")[1:] if len(part) == 4), "")
    return SCRIPTS.get(MODIFIERS.get(modifier, written), ())
