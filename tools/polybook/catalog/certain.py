"""Which of the matched blocks are pairs for certain, and what is doubtful about the others.

A pair is certain when nothing speaks against it (kind, length, tokens, numbers, a better partner
nearby) and something speaks for it: tokens or words that go together. Of a short text little is
enough where its neighbours on both sides are certain, with nothing left over between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from polybook.catalog.align import Match
from polybook.catalog.evidence import Evidence
from polybook.catalog.item import HEADING, WEAK, Item
from polybook.catalog.rivals import BRIEF, Rivals

SURE = 3.0
"""Evidence from which a pair needs no neighbours."""
SHARE, BRIEF_SHARE = 0.5, 0.75
"""Share of what true translations say on average that a certain pair must say;
of a short text more, where one word that fits is much."""
ENOUGH = 0.5
"""The same share of a short text between certain neighbours."""
HINT = 1.0
"""Evidence that such a text must have at least: neighbours stay when a heading is exchanged."""
STRANGERS = 2.0
"""Evidence against a pair from which it is none at all, not even a doubtful one."""
MARGIN = 1.5
"""How much better than every other pair of its texts a certain pair is."""
STRANGE = 3.0
"""Spreads of length from which a length is doubtful."""


class Doubt(StrEnum):
    """Why a pair is not certain; the value is what people read."""

    KIND = "another kind of block"
    LENGTH = "an unusual length"
    TOKENS = "code, formulas or targets differ"
    NUMBERS = "numbers or names differ"
    RIVAL = "another block nearby fits as well"
    WORDS = "its words do not fit the English"
    LITTLE = "too little in common with the English to be sure"
    MOVED = "stands elsewhere in the translation"
    MERGED = "one block where the English has several"
    SPLIT = "several blocks where the English has one"
    SWALLOWED = "a heading that has swallowed what follows it"


ELSEWHERE = {Doubt.RIVAL, Doubt.WORDS, Doubt.MOVED, Doubt.MERGED, Doubt.SPLIT}
"""Doubts that another way of putting the texts beside each other might end."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation, by their places in both sequences."""

    ours: range
    theirs: range
    doubt: Doubt | None = None
    detail: str = ""
    """What exactly is doubtful, where the doubt itself does not say it."""

    @property
    def reason(self) -> str:
        """What a translator is told of the doubt."""
        return self.detail or (self.doubt.value if self.doubt else "")


@dataclass(slots=True)
class Verdict:
    """What the blocks of two pages have to do with each other."""

    pairs: list[Pair] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)
    """Texts of ours without a partner."""
    extra: list[int] = field(default_factory=list)
    """Texts of theirs without a partner."""

    @property
    def orderly(self) -> bool:
        """Whether nothing is left over, and nothing has a better place."""
        doubts = {pair.doubt for pair in self.pairs}
        return not (self.alone or self.extra or doubts & ELSEWHERE)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is thought of a match before its neighbours are asked."""

    sure: bool = False
    """Whether it needs no neighbours."""
    bearable: bool = False
    """Whether certain neighbours are enough."""
    doubt: Doubt | None = None
    detail: str = ""


NO_PAIR = _Judged()
"""What is thought of texts that have nothing to do with each other."""


def judge(
    ours: Sequence[Item],
    theirs: Sequence[Item],
    matches: Sequence[Match],
    evidence: Evidence,
    *,
    stated: bool = False,
) -> Verdict:
    """Return the pairs among `matches`, each with what is doubtful about it, and what is left.

    `stated` when the pages themselves say which blocks belong together: it is then enough that
    nothing speaks against a pair.
    """
    rivals = Rivals(ours, theirs, matches, evidence, STRANGE)
    judged = [
        _judge(match, rivals, stated=stated) if match.single else _Judged() for match in matches
    ]
    verdict = Verdict()
    for number, (match, one) in enumerate(zip(matches, judged, strict=True)):
        before, after = judged[max(number - 1, 0)], judged[min(number + 1, len(judged) - 1)]
        between = len(judged) > 1 and all(near.sure for near in (before, after) if near is not one)
        _sort(match, one, between, rivals, verdict)
    return _with_moved(rivals, verdict)


def _sort(match: Match, one: _Judged, between: bool, rivals: Rivals, verdict: Verdict) -> None:
    """Put a match where it belongs; `between` says that its neighbours are certain."""
    ours = [place for place in match.ours if rivals.ours[place].place >= 0]
    theirs = [place for place in match.theirs if rivals.theirs[place].place >= 0]
    if not ours or not theirs:
        verdict.alone += ours
        verdict.extra += theirs
    elif not match.single:
        verdict.pairs.append(_group(match, rivals.ours))
    elif one is NO_PAIR:
        verdict.alone += ours
        verdict.extra += theirs
    else:
        doubt = one.doubt
        if not doubt and not one.sure and not (one.bearable and between):
            doubt = Doubt.LITTLE if one.bearable else Doubt.WORDS
        verdict.pairs.append(Pair(match.ours, match.theirs, doubt, one.detail))


def _group(match: Match, ours: Sequence[Item]) -> Pair:
    if len(match.ours) == 1:
        return Pair(match.ours, match.theirs, Doubt.SPLIT)
    swallowed = ours[match.ours.start].kind == HEADING
    return Pair(match.ours, match.theirs, Doubt.SWALLOWED if swallowed else Doubt.MERGED)


def _judge(match: Match, rivals: Rivals, *, stated: bool) -> _Judged:
    i, j = match.ours.start, match.theirs.start
    one, other = rivals.ours[i], rivals.theirs[j]
    if one.place < 0:
        return _Judged(sure=one.fixed == other.fixed)
    said = rivals.evidence.said(one, other)
    brief = len(one.words) <= BRIEF
    if said.all < -max(STRANGERS, said.hoped * SHARE / 2) and not brief:
        return _Judged() if stated else NO_PAIR
    for doubt, detail in _objections(one, other, rivals.evidence):
        return _Judged(doubt=doubt, detail=detail)
    if rivals.gain(i, j) > (MARGIN if stated else -MARGIN):
        return _Judged(doubt=Doubt.RIVAL)
    if stated:
        return _Judged(said.all >= SURE, said.all >= 0)
    least = said.hoped * (BRIEF_SHARE if brief else SHARE)
    if brief and 0 <= said.all < HINT:
        return _Judged(doubt=Doubt.LITTLE)
    bearable = said.all >= (said.hoped * ENOUGH if brief else max(SURE / 2, least))
    return _Judged(said.all >= max(SURE, least), bearable)


def _objections(one: Item, other: Item, evidence: Evidence) -> Iterator[tuple[Doubt, str]]:
    """Yield what speaks against a pair, whatever speaks for it."""
    if one.kind != other.kind:
        yield Doubt.KIND, f"a {one.kind} in the English, a {other.kind} in the translation"
    if one.level != other.level:
        yield (
            Doubt.KIND,
            f"a heading of level {one.level} in the English, {other.level} in the translation",
        )
    strange = evidence.lengths.strange(one, other)
    if abs(strange) > STRANGE:
        than = "longer" if strange > 0 else "shorter"
        yield Doubt.LENGTH, f"much {than} than such texts usually are"
    ours, theirs = one.strong.keys(), other.strong.keys()
    if missing := ours - theirs:
        yield Doubt.TOKENS, f"{_shown(missing)} of the English is missing"
    if extra := theirs - ours:
        yield Doubt.TOKENS, f"{_shown(extra)} is not in the English"
    weak = [{token for token in item.tokens if token[0] == WEAK} for item in (one, other)]
    missing, extra = weak[0] - weak[1], weak[1] - weak[0]
    if missing and extra:
        yield Doubt.NUMBERS, f"{_shown(extra)} instead of {_shown(missing)}"


def _shown(tokens: set[str]) -> str:
    """Return one of the tokens, for people."""
    token = min(tokens, key=lambda token: (len(token), token))[1:]
    return token if len(token) <= 40 else token[:39] + "…"


def _with_moved(rivals: Rivals, verdict: Verdict) -> Verdict:
    """Pair what is left on both sides where each is the other's best by far."""
    ours, theirs = rivals.ours, rivals.theirs
    found: dict[int, int] = {}
    for i in verdict.alone:
        scores = sorted(
            (
                (said.all, -abs(i - j), j)
                for j in verdict.extra
                if rivals.alike(i, j)
                for said in (rivals.evidence.said(ours[i], theirs[j]),)
                if said.all >= max(SURE, said.hoped * SHARE)
            ),
            reverse=True,
        )
        if scores and (len(scores) == 1 or scores[0][0] > scores[1][0] + MARGIN):
            found[i] = scores[0][2]
    taken = list(found.values())
    for i, j in found.items():
        if taken.count(j) == 1:
            verdict.pairs.append(Pair(range(i, i + 1), range(j, j + 1), Doubt.MOVED))
            verdict.alone.remove(i)
            verdict.extra.remove(j)
    verdict.pairs.sort(key=lambda pair: pair.ours.start)
    return verdict
