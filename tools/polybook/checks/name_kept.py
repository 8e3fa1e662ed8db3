"""A name that mixes capitals and small letters stays as it is: LaTeX, JavaScript, PyTorch, iPhone.

Such a name is nobody's word: written in other capitals, given accents or cut in two it is another
name, or none. `Latex` is a material. The plural's `s` may go. What is left out in one sentence may
be said in another, and what the page says elsewhere may be said here, so a name that a translation
never says, or replaces by words, is a warning, and a note in a language of other letters, which may
spell it with them.

Bad:

    English:     We use LaTeX and JavaScript.
    Translation: Chúng tôi dùng LateX và javascript.

Good:

    English:     Many ResNets run on a VGG-16 chip.
    Translation: Nhiều ResNet chạy trên chip VGG16.

Known limits: names of one capital (Python) are words to this check, and so are those of capitals
alone (GPU), which have a plural and a translation. A name that the English has wrong and the
translation right is a finding. Names of people in a list are for `names-kept`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from polybook.checks.kept import likeness, match_changed
from polybook.checks.people import LATIN, bare, in_name_list, name_lists
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity

CODE = "name-kept"
SEVERITY = Severity.ERROR

HUMP = re.compile(r"[A-Z](?<=[A-Za-z][A-Z])")
"""What all such names have; most texts have none."""
MIXED = re.compile(r"[a-z][A-Z]|[A-Z]{2}(?:[a-rt-z]|s[a-z])|[A-Z]{2}-?[0-9]")
"""A hump, two capitals before small letters that are no plural, or capitals with a number."""
WORDS = re.compile(rf"[{LATIN}0-9]+(?:-[0-9]+)?")
WORD = re.compile(rf"(?<![{LATIN}0-9@/.#-])[A-Za-z][A-Za-z0-9]*(?:-[0-9]+)?(?![{LATIN}0-9])")
"""A word that can be such a name: no part of an address or a handle."""
ADDRESS = re.compile(r"\w+://\S+|www\.\S+|\S+@\S+")
LIKE = 75
"""From which likeness of their letters, in per cent, one name is another one misspelt."""
KEPT = 5000
"""Words whose letters are remembered: a language's syllables are said again and again."""
OTHER_LETTERS = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
"""A letter of another script than Latin."""
TITLES = frozenset({"PhD", "PhDs", "MSc", "BSc", "DPhil", "LLC", "GmbH"})
"""What looks like a name and is a word that languages have of their own."""


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each name that was lost, written otherwise or made up."""
    one, other = pair.english.prose, pair.translation.prose
    if not (HUMP.search(one) or HUMP.search(other)) or _names(one).keys() == _names(other).keys():
        return
    english, translation = (
        _without_addresses(text.prose) for text in (pair.english, pair.translation)
    )
    ours, theirs = _names(english), _names(translation)
    words = WORDS.findall(pair.translation.raw)
    words += [word.lstrip("0123456789") for word in words if word[0].isdecimal()]
    said = {_key(word) for word in words} | {word.replace("-", "").casefold() for word in words}
    gone = {
        key: name
        for key, name in ours.items()
        if key not in said and not in_name_list(english, english.find(name))
    }
    new = _made_up(pair, english, theirs)
    for key, became in tuple(_changed(gone, new, translation)):
        name = gone.pop(key)
        yield Fault(f"name {name} became {became}; copy it from the English")
        new.pop(_key(became), None)
    # What is written in other letters may be so with names, too: 자바스크립트.
    mild = Severity.NOTE if gone and _is_of_other_letters(translation) else Severity.WARNING
    for name in gone.values():
        message = f"name {name} is missing; copy it from the English"
        yield Fault(message, mild)
    for name in new.values():
        message = f"name {name} is not in the English; take it out or correct it"
        yield Fault(message, Severity.WARNING)


def _is_of_other_letters(text: str) -> bool:
    """Tell whether most letters of a text are none of the Latin alphabet."""
    return 2 * len(OTHER_LETTERS.findall(text)) > sum(map(str.isalpha, text))


def _without_addresses(text: str) -> str:
    return ADDRESS.sub(" ", text) if "/" in text or "@" in text or "www." in text else text


def _made_up(pair: Pair, english: str, names: dict[str, str]) -> dict[str, str]:
    """Return the names of a translation that neither its English has nor the rest of the page."""
    if name_lists(english):
        return {}  # what stands in a list of names is for names-kept to judge
    known = {_plain(word) for word in WORDS.findall(pair.english.raw)}
    # A unit may be set apart from its number: `2GHz`, `2 GHz`.
    said = pair.page or pair.english.raw
    return {
        key: name
        for key, name in names.items()
        if _plain(name) not in known
        and re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])", said) is None
    }


def _changed(
    gone: dict[str, str], new: dict[str, str], translation: str
) -> Iterator[tuple[str, str]]:
    """Yield what of `gone` is in a translation in other letters, and how."""
    if not gone:
        return
    found = WORDS.findall(translation)
    plain = {_plain(word): word for word in reversed(found)}
    halves = {_plain(a + b): f"{a} {b}" for a, b in pairwise(found) if a[-1:].isalpha()}
    left = {}
    for key, name in gone.items():
        letters = _plain(name)
        if other := plain.get(letters) or halves.get(letters):
            yield key, other
        else:
            left[key] = letters
    others = {_plain(name): name for name in new.values()}
    keys = {letters: key for key, letters in left.items()}
    for letters, other in match_changed(keys, others).items():
        # A name that replaces another one, of other letters, was chosen by somebody.
        if likeness(letters, other) >= LIKE:
            yield keys[letters], others[other]


def _names(text: str) -> dict[str, str]:
    """Return the names of a text, by what makes two of them the same."""
    found: dict[str, str] = {}
    end = -1
    for hump in HUMP.finditer(text):
        if hump.start() > end:
            start = text.rfind(" ", 0, hump.start()) + 1
            end = text.find(" ", start)
            end = len(text) if end < 0 else end
            for name in WORD.findall(text, start, end):
                if MIXED.search(name) and name not in TITLES:
                    found.setdefault(_key(name), name)
    return found


def _key(name: str) -> str:
    """Return what of a name must stay: neither the plural's ending nor a number after it.

    The number belongs to the name where there are only capitals, with or without a hyphen.
    """
    if name[-1:] == "s" and MIXED.search(name[:-1]):
        name = name[:-1]
    stem = name.rstrip("0123456789-")
    if stem == name:
        return name
    return name.replace("-", "").casefold() if stem.isupper() else stem


@lru_cache(KEPT)
def _plain(name: str) -> str:
    return bare(_key(name))
