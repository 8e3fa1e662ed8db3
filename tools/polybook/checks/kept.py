"""What checks of kept tokens share: two multisets, and what is in one of them only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from polybook.checks.texts import Fault, Pair
from polybook.formats.inline import Inline, InlineKind
from polybook.model.finding import Severity

CLOSE = 60
"""From which likeness, in per cent, a token that was lost and one that is new are one, changed."""
COPY = "copy it from the English"
TIMES = {1: "once", 2: "twice"}


def compare_kinds(
    what: str, pair: Pair, key: Callable[[Inline], str], *kinds: InlineKind
) -> Iterator[Fault]:
    """Compare the tokens of these kinds; `key` gives what makes two of them the same."""
    if pair.same_tokens:
        return iter(())
    ours, theirs = (
        [(key(token), token.raw) for token in text.of(*kinds)]
        for text in (pair.english, pair.translation)
    )
    return compare(what, ours, theirs)


def compare(
    what: str,
    english: Iterable[tuple[str, str]],
    translation: Iterable[tuple[str, str]],
    lost: Severity | None = None,
    *,
    changed: Severity | None = None,
    repeats: bool = True,
    step: str = COPY,
) -> Iterator[Fault]:
    """Yield a fault for each token that the translation lost, changed, made up, or repeats.

    Tokens are given as (what makes two of them the same, what readers of the finding see); `what`
    is what they are called. A token that is lost is as bad as `lost` and one that was changed is as
    bad as `changed`, without which both are as bad as the check says. Extra is a warning. A token
    that only stands there more or less often is a note, which `repeats` can switch off: sentences
    are split and joined in translation. `step` says what to do about one that is lost or changed.
    """
    ours, theirs = list(english), list(translation)
    if ours == theirs:
        return
    count_ours, count_theirs = Counter(key for key, _ in ours), Counter(key for key, _ in theirs)
    first_ours, first_theirs = _first(ours), _first(theirs)
    gone = [key for key in first_ours if key not in count_theirs]
    new = [key for key in first_theirs if key not in count_ours]
    became = match_changed(gone, new)
    for key in gone:
        if key in became:
            change = f"{first_ours[key]} became {first_theirs[became[key]]}"
            yield Fault(f"{what} {change}; {step}", changed)
        else:
            yield Fault(f"{what} {first_ours[key]} is missing; {step}", lost)
    explained = set(became.values())
    for key, shown in first_theirs.items():
        if key in explained:
            continue
        if key not in count_ours:
            message = f"{what} {shown} is not in the English; take it out or correct it"
            yield Fault(message, Severity.WARNING)
        elif repeats and count_ours[key] != count_theirs[key]:
            often = f"{times(count_theirs[key])}, {times(count_ours[key])} in the English"
            yield Fault(f"{what} {shown} stands here {often}; see that both say the same",
                        Severity.NOTE)  # fmt: skip


def match_changed(gone: Iterable[str], new: Iterable[str], close: int = CLOSE) -> Mapping[str, str]:
    """Return which of the texts that are gone became which of those that are new.

    Where there is but one of each, it is that one; else the likest find each other first.
    """
    ours, theirs = list(gone), list(new)
    if not ours or not theirs:
        return {}
    if len(ours) == len(theirs) == 1:
        return {ours[0]: theirs[0]}
    pairs = sorted(
        (-likeness(one, other), i, j)
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
    )
    found: dict[str, str] = {}
    taken: set[int] = set()
    for minus, i, j in pairs:
        if -minus >= close and ours[i] not in found and j not in taken:
            found[ours[i]] = theirs[j]
            taken.add(j)
    return found


def likeness(one: str, other: str) -> float:
    """Return how much of two texts is the same, in per cent."""
    # Imported where it is needed: nearly all translations keep their tokens.
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other)


def times(count: int) -> str:
    """Return how often something is there, in words."""
    return TIMES.get(count, f"{count} times")


def _first(tokens: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key, shown in tokens:
        found.setdefault(key, shown)
    return found
