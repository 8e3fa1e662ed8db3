"""A name that mixes capitals and small letters stays as it is: LaTeX, JavaScript, PyTorch, iPhone.

Such a name is nobody's word, so it is not translated, given accents or written otherwise: `Latex`
is a material. The plural's `s` may go, and what is left out in one sentence may be said in another,
so only a name that a translation never says is missing.

Bad:

    English:     We use LaTeX and JavaScript.
    Translation: Chúng tôi dùng LateX và javascript.

Good:

    English:     Many ResNets run on a VGG-16 chip.
    Translation: Nhiều ResNet chạy trên chip VGG16.

Known limits: names of one capital (Python) are words to this check, and so are those of capitals
alone (GPU), which have a plural and a translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybook.checks.kept import compare
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
TITLES = frozenset({"PhD", "PhDs", "MSc", "BSc", "DPhil", "LLC", "GmbH"})
"""What looks like a name and is a word that languages have of their own."""


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each name that was lost, written otherwise or made up."""
    english, translation = pair.english.prose, pair.translation.prose
    ours, theirs = _names(english), _names(translation)
    if ours.keys() == theirs.keys():
        return
    words = WORDS.findall(pair.translation.raw)
    said = {_key(word) for word in words} | {word.replace("-", "").casefold() for word in words}
    known = {_plain(word) for word in WORDS.findall(pair.english.raw)}
    gone = {
        key: name
        for key, name in ours.items()
        if key not in said and not in_name_list(english, english.find(name))
    }
    # What stands in a list of names is for names-kept to judge.
    listed = bool(name_lists(english))
    new = {key: name for key, name in theirs.items() if not listed and _plain(name) not in known}
    if gone:
        plain = {_plain(word): word for word in reversed(WORDS.findall(translation))}
        for key, name in list(gone.items()):
            if other := plain.get(_plain(name)):
                del gone[key]
                yield Fault(f"name {name} became {other}; copy it from the English")
    yield from compare("name", gone.items(), new.items(), repeats=False)


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


def _plain(name: str) -> str:
    return bare(_key(name))
