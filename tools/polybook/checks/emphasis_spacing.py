"""Marks of emphasis touch the words that they emphasise, and no others.

`* word *` is not emphasis in CommonMark, and nor is `**Note:**word`: readers see the asterisks.
`code*word*` is, but the words run together.

Bad:

    English:     in *code* that runs
    Translation: trong mã*trong* chạy được
    Translation: trong * mã * chạy được

Good:

    Translation: trong *mã* chạy được

Known limits: where a language adds endings or writes no blanks, emphasis may touch a letter.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.attempts import Why, attempts
from polybook.checks.place import excerpt
from polybook.checks.texts import Fault, Pair, Setting, Text
from polybook.model.finding import Severity
from polybook.model.span import Span

CODE = "emphasis-spacing"
SEVERITY = Severity.ERROR

STEPS = {
    Why.BLANK: "has a blank inside its marks, so readers see them; take it out",
    Why.TOUCHES: "touches a letter, so readers see its marks; put a blank between",
}
STARS = "touches a letter, so readers see its marks; write it with * for _"


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each stretch of emphasis that failed, or that touches a letter."""
    text = pair.translation
    if text.stray and (failed := list(attempts(text))):
        meant = sum(1 for _ in attempts(pair.english))
        for one in failed[meant:]:
            step = STEPS[one.why]
            together = not setting.language.punctuation.apart
            if together and one.why is Why.TOUCHES and _would_do(one.span.of(text.raw)):
                step = STARS
            yield Fault(f"emphasis {excerpt(text.raw, one.span)} {step}")
    if text.emphasis and setting.language.punctuation.apart:
        glued = _glued(text)
        if len(glued) > len(_glued(pair.english)):
            for span in glued:
                place = excerpt(text.raw, span)
                yield Fault(f"emphasis touches a letter in {place}; put a blank between")


def _would_do(failed: str) -> bool:
    """Tell whether asterisks would emphasise what underscores do not: words without a mark."""
    inner = failed.strip("_")
    return failed[0] == "_" and inner[:1].isalnum() and inner[-1:].isalnum()


def _glued(text: Text) -> list[Span]:
    """Return the emphasised stretches with a letter right before or after them."""
    raw = text.raw
    return [
        one.span
        for one in text.emphasis
        if raw[max(0, one.span.start - 1) : one.span.start].isalpha()
        or raw[one.span.end : one.span.end + 1].isalpha()
    ]
