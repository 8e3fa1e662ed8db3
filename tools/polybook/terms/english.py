"""English inflections: the surface forms in which a dictionary form can stand in a text.

Forms are made by rule and by a list of exceptions. A form that no text has costs nothing, so where
two are possible (indexes, indices; modelled, modeled) both are made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

VOWELS = "aeiou"
CLOSED = re.compile(r"[^aeiou][aeiou][^aeiouwxy]\Z")
"""The end of a word whose last letter may double: fit, label, model."""

PLURALS = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet",
    "tooth": "teeth", "mouse": "mice", "goose": "geese", "datum": "data", "genus": "genera",
    "criterion": "criteria", "phenomenon": "phenomena", "automaton": "automata",
    "polyhedron": "polyhedra", "corpus": "corpora", "half": "halves", "leaf": "leaves",
    "life": "lives", "knife": "knives", "shelf": "shelves", "self": "selves", "calf": "calves",
    "wolf": "wolves", "quiz": "quizzes",
}  # fmt: skip
"""Nouns whose plural no rule makes."""

PLURAL_ENDINGS = (
    ("is", "es"),  # hypothesis, axis
    ("ix", "ices"),  # matrix
    ("ex", "ices"),  # vertex
    ("yx", "yces"),
    ("um", "a"),  # minimum
    ("us", "i"),  # radius
    ("ma", "mata"),  # lemma
    ("a", "ae"),  # formula
    ("eau", "eaux"),
)
"""Latin and Greek plurals; the English plural is made as well."""

VERBS = {
    "be": "am is are was were been being", "begin": "began begun", "bind": "bound",
    "bring": "brought", "build": "built", "buy": "bought", "catch": "caught",
    "choose": "chose chosen", "cost": "cost", "cut": "cut", "deal": "dealt", "do": "does did done",
    "draw": "drew drawn", "drive": "drove driven", "fall": "fell fallen", "feed": "fed",
    "find": "found", "fit": "fit", "forget": "forgot forgotten", "get": "got gotten",
    "give": "gave given", "go": "went gone", "grow": "grew grown", "have": "has had",
    "hide": "hid hidden", "hold": "held", "keep": "kept", "know": "knew known", "lead": "led",
    "learn": "learnt", "leave": "left", "let": "let", "lose": "lost", "make": "made",
    "mean": "meant", "meet": "met", "overfit": "overfit", "put": "put", "read": "read",
    "rise": "rose risen", "run": "ran", "say": "said", "see": "saw seen", "send": "sent",
    "set": "set", "show": "shown", "shrink": "shrank shrunk", "shut": "shut",
    "sparsify": "sparsified", "spend": "spent", "split": "split", "spread": "spread",
    "take": "took taken", "teach": "taught", "think": "thought", "underfit": "underfit",
    "write": "wrote written",
}  # fmt: skip
"""Past forms that no rule makes."""

SPELLINGS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("our", "or"),
    ("tre", "ter"),
    ("bre", "ber"),
    ("ogue", "og"),
    ("ence", "ense"),
)
"""Ends of words that British and American spelling tell apart."""
SPELLED_BOTH_WAYS = 6
"""Letters from which on a word is spelled both ways: shorter pairs differ in more ("four")."""

PREFIXES = re.compile(
    r"(?P<first>anti|auto|back|co|cross|data|down|element|feed|fine|hyper|inter|mini|multi|non"
    r"|over|post|pre|re|self|semi|sub|time|under|up)(?P<rest>[a-z]{3,})"
)
"""First parts written solid, with a hyphen or apart: minibatch, over-fitting, time step."""


def dictionary_form(term: str) -> str:
    """Return `term` in lower case, with single blanks for blanks and hyphens."""
    return " ".join(term.lower().replace("\u2019", "'").replace("-", " ").split())


@lru_cache(maxsize=10_000)
def surface_forms(term: str, pos: str = "") -> tuple[str, ...]:
    """Return all forms of `term` as `dictionary_form` writes them, which is the first.

    `pos` is its part of speech, as the table has it; without one it is taken for a noun.
    """
    base = dictionary_form(term)
    found = dict.fromkeys([base])
    for spelled in _spellings(term, base):
        found.update(dict.fromkeys(_inflected(spelled, pos.strip().lower())))
    return tuple(found)


def _spellings(term: str, base: str) -> Iterator[str]:
    """Yield the ways to write the dictionary form itself."""
    yield base
    if "-" in term:
        yield " ".join(term.lower().replace("-", "").split())
    words = base.split()
    for at, word in enumerate(words):
        before, after = words[:at], words[at + 1 :]
        for spelled in _word_spellings(word):
            yield " ".join((*before, spelled, *after))
    if split := PREFIXES.fullmatch(base):
        yield f"{split['first']} {split['rest']}"
    elif len(words) == 2 and PREFIXES.fullmatch("".join(words)):
        yield "".join(words)


def _word_spellings(word: str) -> Iterator[str]:
    if len(word) < SPELLED_BOTH_WAYS:
        return
    for one, other in SPELLINGS:
        for old, new in ((one, other), (other, one)):
            if word.endswith(old):
                yield word[: -len(old)] + new


def _inflected(base: str, pos: str) -> Iterator[str]:
    """Yield a dictionary form and its inflections."""
    yield base
    words = base.split()
    if not words or not words[-1].isalpha():
        return
    rest = " ".join(words[:-1])
    lead = f"{rest} " if rest else ""
    if pos.startswith(("v", "phr")):
        for form in verb_forms(words[-1]):
            yield lead + form
        if rest:
            tail = " ".join(words[1:])
            for form in verb_forms(words[0]):
                yield f"{form} {tail}"
    elif not pos.startswith("ad"):
        for form in noun_forms(words[-1]):
            yield lead + form
        if "of" in words[1:-1]:
            # The head of "rate of change" is "rate".
            at = words.index("of")
            for form in noun_forms(words[at - 1]):
                yield " ".join((*words[: at - 1], form, *words[at:]))


def noun_forms(word: str) -> Iterator[str]:
    """Yield the plurals of a noun."""
    for single, plural in PLURALS.items():
        if word.endswith(single) and (word == single or len(single) > 3):
            yield word.removesuffix(single) + plural
    for single, plural in PLURAL_ENDINGS:
        if word.endswith(single):
            yield word[: -len(single)] + plural
    yield _with_s(word)
    if word.endswith("o"):
        yield f"{word}s"


def verb_forms(word: str) -> Iterator[str]:
    """Yield the third person, the past and the -ing form of a verb."""
    yield from VERBS.get(word, "").split()
    yield _with_s(word)
    if word.endswith("e"):
        yield f"{word}d"
        yield word[:-2] + "ying" if word.endswith("ie") else word[:-1] + "ing"
        return
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        yield f"{word[:-1]}ied"
    else:
        yield f"{word}ed"
    yield f"{word}ing"
    if (
        len(word) > 2
        and word[-1] not in "aeiouwxy"
        and word[-2] in VOWELS
        and word[-3] not in VOWELS
    ):
        yield f"{word}{word[-1]}ed"
        yield f"{word}{word[-1]}ing"


def _with_s(word: str) -> str:
    if word.endswith("y") and len(word) > 1 and word[-2] not in VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{word}s"
