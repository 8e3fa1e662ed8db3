"""What checks of kept tokens share: two multisets, and what is in one of them only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from polybook.checks.texts import Fault
from polybook.model.finding import Severity


def compare(
    what: str, english: Iterable[tuple[str, str]], translation: Iterable[tuple[str, str]]
) -> Iterator[Fault]:
    """Yield a fault for each token that the translation lost, made up, or has another number of.

    Tokens are given as (what makes two of them the same, what readers of the finding see); `what`
    is what they are called. Lost is as bad as the check says, extra is a warning, and a token that
    only stands there more or less often is a note: sentences are split and joined in translation.
    """
    ours, theirs = list(english), list(translation)
    if ours == theirs:
        return
    count_ours, count_theirs = Counter(key for key, _ in ours), Counter(key for key, _ in theirs)
    for key, shown in _first(ours).items():
        if key not in count_theirs:
            yield Fault(f"{what} {shown} is missing; copy it from the English")
    for key, shown in _first(theirs).items():
        if key not in count_ours:
            message = f"{what} {shown} is not in the English; take it out or correct it"
            yield Fault(message, Severity.WARNING)
        elif count_ours[key] != count_theirs[key]:
            times = f"{count_theirs[key]} times, {count_ours[key]} in the English"
            yield Fault(f"{what} {shown} stands here {times}; see that both say the same",
                        Severity.NOTE)  # fmt: skip


def _first(tokens: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key, shown in tokens:
        found.setdefault(key, shown)
    return found
