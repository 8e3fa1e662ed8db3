"""In a comma list of names each name stays as it is, and stays there once.

A machine takes `vermicelli` for food and `sad-` for a feeling, puts accents on names that seem to
be of its own language, and says one name twice where it loses another. People look for themselves
in such lists.

Bad:

    English:     We thank Ann Lee, Duc Pham, joe42 and Mary Poe.
    Translation: Cảm ơn Ann Lee, Đức Phạm, joe42 và Mary Poe.

Good:

    Translation: Cảm ơn Ann Lee, Duc Pham, joe42 và Mary Poe.

Known limits: a list is known by its names of two words, or of letters and digits; fewer than three
names are no list. Where less than half of a short list stays, it is taken for a list of things.
A name anywhere else is for `name-kept`, where its capitals tell that it is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from polybook.checks.kept import COPY, match_changed, times
from polybook.checks.people import HANDLE, LATIN, LONG, bare, name_lists, stretches
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity

CODE = "names-kept"
SEVERITY = Severity.ERROR

LEAST_HANDLES = 3
"""How many names that are no words make a long list certain, whatever became of it."""
LIKE = 40
"""From which likeness, in per cent, a name at about the same place is the one that was changed."""


@dataclass(frozen=True, slots=True)
class Names:
    """One list of names and what a translation has of it."""

    english: Sequence[str]
    counts: Mapping[str, tuple[int, int]]
    """How often each name stands in the English and in the translation."""
    became: Mapping[str, str]
    """What names that are missing, or said less often, were changed to."""
    new: Sequence[str] = field(default_factory=tuple)
    """Names that came from nowhere."""


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each name that was lost, changed, made up or said twice."""
    text = pair.english.prose
    # In headings every word may have a capital.
    if text.count(",") < 2 or pair.unit.level:
        return
    for spans in name_lists(text):
        english = [" ".join(span.of(text).split()) for span in spans]
        names = _compare(english, text, pair.translation.prose)
        gone = [name for name in english if not names.counts[name][1]]
        if gone and not _is_certain(english, gone):
            continue
        # A list of terms in capitals is one to be translated, as the glossary says.
        terms = {term.term.casefold() for term in setting.glossary.terms} if gone else frozenset()
        for name in names.counts:
            if name.casefold() not in terms:
                yield from _faults(name, names)
        for name in names.new:
            message = f"name {name} is not in the English; take it out or correct it"
            yield Fault(message, Severity.WARNING)


def _compare(english: Sequence[str], text: str, translation: str) -> Names:
    """Find out what became of a list of the English `text`."""
    parts = (span.of(translation) for span in stretches(translation))
    theirs = [" ".join(part.split()).rstrip(".") for part in parts]
    ours, others = Counter(english), Counter(theirs)
    counts = {
        name: (count, count)
        if others[name] == count
        else (_count(name, text), _count(name, translation))
        for name, count in ours.items()
    }
    less = {name for name, (here, there) in counts.items() if there < here}
    return Names(english, counts, *_changes(english, theirs, less))


def _count(name: str, text: str) -> int:
    if name not in text:
        return 0
    letter = f"[{LATIN}0-9_]"
    return len(re.findall(rf"(?<!{letter})(?<!-){re.escape(name)}(?!-?{letter})", text))


def _changes(
    names: Sequence[str], theirs: Sequence[str], less: set[str]
) -> tuple[dict[str, str], list[str]]:
    """Return what the names that are there less often became, and which came from nowhere.

    Both lists are laid side by side; what stands between two names that stayed belongs together.
    """
    # Imported where it is needed: most pages have no list of names that was changed.
    from difflib import SequenceMatcher

    became: dict[str, str] = {}
    new: list[str] = []
    known = set(names)
    matcher = SequenceMatcher(None, names, theirs, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        lost = [name for name in names[i:j] if name in less]
        # A stretch with a name that stayed is the sentence around it: none became that.
        others = [
            one for one in theirs[k:m] if not any(f" {name} " in f" {one} " for name in known)
        ]
        if len(lost) == len(others):
            became |= zip(lost, others, strict=True)
            continue
        matched = match_changed(lost, others, LIKE)
        became |= matched
        if i > 0 and j < len(names):
            new += [name for name in others if name not in matched.values()]
    return became, new


def _is_certain(names: Sequence[str], gone: Sequence[str]) -> bool:
    """Tell whether a list of which some names are gone is one of names at all."""
    if len(gone) * 2 <= len(names):
        return True
    handles = sum(bool(HANDLE.fullmatch(name)) for name in names)
    return len(names) >= LONG and handles >= LEAST_HANDLES


def _faults(name: str, names: Names) -> Iterator[Fault]:
    here, there = names.counts[name]
    became = names.became.get(name)
    # In a short list, what was not just respelled may be a name that the language has a word for.
    sure = len(names.english) >= LONG or (became is not None and _is_like(name, became))
    severity = None if sure else Severity.WARNING
    often = f"{times(there)}, {times(here)} in the English" if there else ""
    if became is not None:
        yield Fault(f"name {name} became {became}; {COPY}", severity)
    elif not there:
        yield Fault(f"name {name} is missing; {COPY}", severity)
    elif there > here:
        # It took the place of another one, which is missing then.
        yield Fault(f"name {name} stands here {often}; correct the one too many", severity)
    elif there < here:
        message = f"name {name} stands here {often}; see that both say the same"
        yield Fault(message, Severity.NOTE)


def _is_like(name: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(bare(name), bare(other)) >= 75)
