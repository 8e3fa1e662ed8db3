"""Requests cut into what a service takes at once, and answers given back one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from polybook.engines.answers import fault_of, longest
from polybook.engines.engine import AnswerError, Draft, Languages, Limits, Request

Ask = Callable[[Sequence[Request]], Sequence[str]]
"""Asks for several texts at once; raises AnswerError when there is no answer to them."""


def batches(requests: Sequence[Request], limits: Limits) -> Iterator[Sequence[Request]]:
    """Yield the requests in order, as many at a time as `limits` allow, always one at least."""
    start = size = 0
    for at, request in enumerate(requests):
        length = len(request.text)
        if at > start and (at - start >= limits.texts or size + length > limits.characters):
            yield requests[start:at]
            start, size = at, 0
        size += length
    if start < len(requests):
        yield requests[start:]


def drafts(
    requests: Sequence[Request], limits: Limits, languages: Languages, ask: Ask
) -> list[Draft]:
    """Return a draft for each request: the answer, or the reason why there is none."""
    found: list[Draft] = []
    for batch in batches(requests, limits):
        found += _drafts(batch, languages, ask)
    return found


def _drafts(batch: Sequence[Request], languages: Languages, ask: Ask) -> list[Draft]:
    try:
        texts = ask(batch)
        if len(texts) != len(batch):
            raise AnswerError(f"there are {len(texts)} answers to {len(batch)} texts")
    except AnswerError as error:
        if len(batch) == 1:
            return [Draft(reason=str(error))]
        # One text that a service cannot do must not cost the others their drafts.
        return [draft for one in batch for draft in _drafts([one], languages, ask)]
    return [_judged(one, text, languages) for one, text in zip(batch, texts, strict=True)]


def _judged(request: Request, text: str, languages: Languages) -> Draft:
    # An answer that cannot be used is paid for as well, so it must not be asked for again; but what
    # is stored of it must not fill the disk.
    kept = text[: longest(request.text)]
    return Draft(kept, reason=fault_of(request.text, text, languages))
