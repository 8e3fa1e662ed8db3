"""repair: undoing the damage of one text, and the proof that it was this damage.

Every pass undoes one reading in a wrong code page. Each character remembers the passes that it came
through, so that the proof can damage the same ones again, and leave alone what was right.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby, product

from polybook.formats.damage import Model, bytes_of, damage, scan
from polybook.formats.damage_others import undo_other
from polybook.formats.diagnose import Diagnosis, diagnose
from polybook.steps.repair_blanks import NBSP, restore_blanks
from polybook.terms.choose import Choice, Gap, IsWord, fill
from polybook.terms.frequencies import Frequencies

MOST_PASSES = 3
"""How often one text can have been damaged and still be told from noise."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of the language of a text."""

    language: str
    """By gettext's name; empty where nobody knows."""
    counts: Frequencies
    is_word: IsWord | None = None


WordsOf = Callable[[str], Words]
"""Returns what is known of the language of a text, as far as that can be read already."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A text as it was before it was damaged."""

    text: str
    models: tuple[Model, ...]
    """How its UTF-8 was read, in the order of undoing: the last reading first."""
    language: str = ""
    """The language that choices were made by; empty where there was nothing to choose."""
    characters: int = 0
    """How many characters were put together again."""
    choices: tuple[Choice, ...] = ()
    """What was put where bytes were lost, in order; their gaps' places are those in `text`."""
    hopeless: tuple[int, ...] = ()
    """Where damage stays that lost too much."""
    kept: int = 0
    """How many letters were right before and stay as they are."""
    proved: bool = False
    """Whether damaging the text again by the same model gives the damaged one."""


@dataclass(slots=True)
class _Work:
    """A text between two passes."""

    text: str
    marks: list[int]
    """By character: the passes that it came through, a bit each."""
    models: list[Model] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    hopeless: list[int] = field(default_factory=list)
    characters: int = 0


def undo(text: str, words_of: WordsOf) -> Undone | None:
    """Undo the damage of `text`; None where it is not damaged."""
    work = _Work(text, [0] * len(text))
    language = ""
    while len(work.models) < MOST_PASSES:
        diagnosis = diagnose(work.text)
        if diagnosis is None:
            break
        if not work.models:
            diagnosis = _with_blanks(work, diagnosis, words_of)
        language = _pass(work, diagnosis, words_of) or language
    if not work.models:
        return _by_others(text)
    kept = sum(
        char.isalpha() and not char.isascii() and not mark
        for char, mark in zip(work.text, work.marks, strict=True)
    )
    return Undone(
        work.text,
        tuple(work.models),
        language,
        work.characters,
        tuple(sorted(work.choices, key=lambda choice: choice.gap.place)),
        tuple(dict.fromkeys(work.hopeless)),
        kept,
        _is_proved(text, work),
    )


def _with_blanks(work: _Work, diagnosis: Diagnosis, words_of: WordsOf) -> Diagnosis:
    """Put back the no-break spaces that became blanks, where there are none at all."""
    if diagnosis.lossless or NBSP in work.text:
        return diagnosis
    rough = _rough(work.text, diagnosis)
    if diagnose(rough) is not None:
        return diagnosis  # the blank may be one, after what another reading lost
    words = words_of(rough)
    text = restore_blanks(work.text, diagnosis, words.counts, words.is_word)
    again = diagnose(text) if text != work.text else None
    if again is None:
        return diagnosis
    work.text = text
    return replace(again, model=replace(again.model, blank=True))


def _rough(text: str, diagnosis: Diagnosis) -> str:
    """Return the text as it was, with any of the choices where bytes were lost."""
    parts: list[str] = []
    done = 0
    for place in diagnosis.places:
        parts += (text[done : place.span.start], place.choices[0])
        done = place.span.end
    return "".join((*parts, text[done:]))


def _by_others(text: str) -> Undone | None:
    other = undo_other(text)
    if other is None:
        return None
    models = tuple(Model(code_page) for code_page in other.code_pages)
    return Undone(other.text, models, characters=other.changed, proved=True)


def _pass(work: _Work, diagnosis: Diagnosis, words_of: WordsOf) -> str:
    """Undo the last reading; return the language that choices were made by."""
    chars, gaps = _unread(work, diagnosis)
    work.models.append(diagnosis.model)
    work.characters = len(diagnosis.places)
    if not gaps:
        return ""
    text = "".join(chars)
    words = words_of(text)
    choices = fill(text, gaps, words.counts, words.is_word)
    if words.is_word is None and NBSP not in text:
        choices = [_doubted(choice) if text[choice.gap.place + 1 :][:1] == " " else choice
                   for choice in choices]  # fmt: skip
    for choice in choices:
        chars[choice.gap.place] = choice.char
    deeper = diagnose("".join(chars))
    if deeper is not None:
        choices = [_decide(choice, chars, deeper) for choice in choices]
        for choice in choices:
            chars[choice.gap.place] = choice.char
    work.choices += choices
    _set(work, chars)
    return words.language


def _doubted(choice: Choice) -> Choice:
    """Leave it to a person whether the blank after a character was half of it."""
    return replace(choice, certainty=min(choice.certainty, 0.5))


def _unread(work: _Work, diagnosis: Diagnosis) -> tuple[list[str], list[Gap]]:
    """Put each damaged character together; return all characters, and which are open."""
    bit = 1 << len(work.models)
    parts: list[str] = []
    marks: list[int] = []
    gaps: list[Gap] = []
    done = 0
    for place in diagnosis.places:
        start, end = place.span.start, place.span.end
        parts.append(work.text[done:start])
        marks += work.marks[done:start]
        if place.lossy:
            gaps.append(Gap(len(marks), place.choices))
        parts.append(place.choices[0])
        marks.append(bit | work.marks[start])
        done = end
    parts.append(work.text[done:])
    marks += work.marks[done:]
    _move(work, diagnosis)
    work.text, work.marks = "".join(parts), marks
    return list(work.text), gaps


def _move(work: _Work, diagnosis: Diagnosis) -> None:
    """Count the places of earlier passes in the text of the next."""
    ends = [place.span.end for place in diagnosis.places]
    shorter = [0, *accumulate(len(place.span) - 1 for place in diagnosis.places)]

    def moved(at: int) -> int:
        number = bisect_right(ends, at)
        if number < len(ends):
            at = min(at, diagnosis.places[number].span.start)
        return at - shorter[number]

    work.choices = [
        replace(choice, gap=replace(choice.gap, place=moved(choice.gap.place)))
        for choice in work.choices
    ]
    work.hopeless = [moved(at) for at in (*work.hopeless, *diagnosis.hopeless)]


def _decide(choice: Choice, chars: Sequence[str], deeper: Diagnosis) -> Choice:
    """Choose what the damage below can have made, where the character is part of such damage.

    A byte that this reading lost and that one kept as a control character, or as a soft hyphen, is
    lost for both: the character falls away, and the language decides in the next pass.
    """
    known = bytes_of(deeper.model.code_page)
    place = choice.gap.place
    beside = (*chars[place - 1 : place], *chars[place + 1 : place + 2])
    if not any(char in known and not char.isascii() for char in beside):
        return choice
    if "\xad" in choice.gap.choices and choice.char == "\xad":
        return replace(choice, char="")
    before, after = "".join(chars[max(0, place - 3) : place]), "".join(chars[place + 1 : place + 4])
    explained = {
        char: _explained(before + char + after, deeper.model.code_page)
        for char in choice.gap.choices
        if char in known
    }
    if not explained:
        return choice
    most = max(explained.values())
    best = [char for char, count in explained.items() if count == most]
    return Choice(choice.gap, best[0], 1 / len(best))


def _explained(text: str, code_page: str) -> int:
    """Return how many characters of `text` are parts of whole sequences."""
    return sum(len(one.span) for one in scan(text, code_page).places if not one.lossy)


def _set(work: _Work, chars: Sequence[str]) -> None:
    """Take the characters with their choices; those that fell away leave no place."""
    gone = [place for place, char in enumerate(chars) if not char]
    work.text = "".join(chars)
    if not gone:
        return
    left = [mark for mark, char in zip(work.marks, chars, strict=True) if char]
    work.marks = left
    work.choices = [
        replace(choice, gap=replace(choice.gap, place=choice.gap.place
                                    - bisect_right(gone, choice.gap.place)))
        for choice in work.choices
        if choice.char
    ]  # fmt: skip
    work.hopeless = [at - bisect_right(gone, at) for at in work.hopeless]


def _is_proved(damaged: str, work: _Work) -> bool:
    """Tell whether the same readings, of what was read so, give the damaged text again.

    What a reading dropped is known where a later one has not dropped it as well; so a reading may
    also have dropped nothing.
    """
    runs = [
        (mark, "".join(char for char, _ in run))
        for mark, run in groupby(zip(work.text, work.marks, strict=True), key=lambda one: one[1])
    ]
    ways = [[model, Model(model.code_page)] for model in work.models[1:]]
    for inner in product(*ways):
        models = (work.models[0], *inner)
        if "".join(_damaged(runs, models)) == damaged:
            return True
    return False


def _damaged(runs: Sequence[tuple[int, str]], models: Sequence[Model]) -> Iterator[str]:
    for mark, text in runs:
        damaged = text
        for number in range(len(models) - 1, -1, -1):
            if mark >> number & 1:
                damaged = damage(damaged, models[number])
        yield damaged
