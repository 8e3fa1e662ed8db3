"""No letter of another script passes for a Latin one.

A Cyrillic `а` in a host leads readers to another site; in a word it breaks searches, and code that
is copied does not run.

Bad:

    English:     See https://example.org for PyTorch.
    Translation: Xem https://ex<U+0430>mple.org về PyTorch.

Good:

    Translation: Xem https://example.org về PyTorch.

Known limits: letters that only look alike in some fonts, such as `l` and `I`, are not compared.
Words of Greek letters and whole words in other scripts are fine in prose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from polybook.checks.ordinary import is_ordinary
from polybook.checks.place import excerpt, name, visible
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity
from polybook.model.span import Span

CODE = "lookalike"
SEVERITY = Severity.ERROR

LATIN_OF = dict(
    zip(
        "АВЕКМНОРСТХУІЈЅԚԜҺаеорсухіјѕһԁԛԝӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧονοՕօսոհց",
        "ABEKMHOPCTXYIJSQWHaeopcyxijshdqwlABEZHIKMNOPTYXovoOounhg",
        strict=True,
    )
)
"""The letters of Cyrillic, Greek and Armenian that look like a Latin one, by Unicode's
confusables.txt as far as ordinary fonts agree."""
COULD = re.compile(
    "[\u0370-\u058f\u13a0-\u13ff\u2044\u2100-\u214f\u2160-\u2188\u2215\u2571\u29f8"
    "\uff01-\uff5e\U0001d400-\U0001d7ff]"
)
"""Greek, Cyrillic, Armenian, Cherokee; letter-like signs, Roman numerals, slashes; wide, bold."""
ENCODED = re.compile(r"xn--|%[C-Fc-f]")
WORD = re.compile(r"[^\W_]+")
HOST = re.compile(
    r"(?:(?:https?|ftp)://|www\.|@)([^\s/?#<>()\"'`\]@，。、；：！？）】」』]+)", re.IGNORECASE
)
FOREIGN = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
"""Scripts that share shapes with Latin."""
SLASHES = frozenset("⁄∕╱⧸")


def could(texts: str) -> bool:
    """Tell whether translations have a letter of another script, or one in disguise."""
    raw = unescape(texts)
    if not is_ordinary(texts) and COULD.search(raw):
        return True
    return ("xn--" in raw or "%" in raw) and ENCODED.search(raw) is not None


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each host and each word with a letter that is not what it looks like."""
    raw = unescape(pair.translation.raw)  # Markdown reads entities in addresses too
    if not COULD.search(raw) and not ENCODED.search(raw):
        return
    english = unescape(pair.english.raw)
    known = {word.lower() for word in WORD.findall(english)}
    hosts = {match[1].rstrip(".,;:!?"): None for match in HOST.finditer(raw)}
    for host in hosts:
        char = next((char for label in _labels(host) for char in _odd(label)), "")
        if char and host not in english:
            known.update(word.lower() for word in WORD.findall(host))
            yield Fault(
                f"{name(char)} in the address {visible(host)} passes for something else; "
                "copy the address from the English"
            )
    words = [match for match in WORD.finditer(raw) if not match[0].isascii()]
    written = {_foreign(match[0]) for match in words if _is_written(match[0])}
    for match in words:
        word = match[0]
        if word.lower() not in known and _passes(word, known, written):
            known.add(word.lower())
            char = next(char for char in word if char in LATIN_OF or _script(char) in FOREIGN)
            place = excerpt(raw, Span(*match.span()))
            yield Fault(f"{name(char)} passes for a Latin letter in {place}; type the word anew")


def _passes(word: str, known: set[str], written: set[str]) -> bool:
    """Tell whether a word has letters of another script that pass for Latin ones."""
    script = _foreign(word)
    if not script:
        return False
    latin = "".join(LATIN_OF.get(char, char) for char in word)
    if latin.lower() in known:
        return len(word) > 1
    if script == "GREEK" or script in written:
        return False
    return any(_script(char) == "LATIN" for char in word) or (len(word) > 1 and latin.isascii())


def _foreign(word: str) -> str:
    """Return the first script in `word` that is not Latin but shares shapes with it."""
    return next((script for script in map(_script, word) if script in FOREIGN), "")


def _is_written(word: str) -> bool:
    """Tell whether a word is of another script through and through, so that the text writes it."""
    foreign = [char for char in word if _script(char) in FOREIGN]
    return len(foreign) == len(word) and any(char not in LATIN_OF for char in word)


def _odd(label: str) -> list[str]:
    """Return the characters of one part of a host that pass for others."""
    foreign = [char for char in label if _script(char) in FOREIGN]
    if len(foreign) == len(label) and any(map(_is_written, foreign)):
        foreign = []  # a word of that script, not a Latin one in disguise
    return foreign + [char for char in label if char in SLASHES or _is_ascii_in_disguise(char)]


def _is_ascii_in_disguise(char: str) -> bool:
    """Tell whether Unicode has `char` as another shape of an ASCII one: wide, bold, Roman."""
    if not COULD.match(char) or unicodedata.category(char) == "So":
        return False  # an ellipsis, a trade mark: they may follow an address
    return unicodedata.normalize("NFKC", char).isascii()


def _labels(host: str) -> list[str]:
    """Return the parts of a host as readers see them: percent signs and punycode decoded."""
    return [_unpuny(label) for label in unquote(host).split(".")]


def _unpuny(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _script(char: str) -> str:
    """Return the script of a letter, by its name in Unicode, as good as that is."""
    return "" if char.isascii() and not char.isalpha() else unicodedata.name(char, "").split(" ")[0]
