"""A translation ends as its English does: a statement, a question, a colon, nothing.

A question that becomes a statement, a sentence that stops before a formula, a list that nothing
announces: the last mark tells.

Bad:

    English:     Does it converge?
    Translation: Nó hội tụ.

Good:

    Translation: Nó có hội tụ không?

Known limits: headings, table cells, captions and the like may end as they like but for questions;
`!` and `.` are taken for one, and so are a comma and nothing. A mark that is missing is a warning,
another mark a note: what is a question in one language is a request in another. Japanese and Korean
announce with a full stop, and need none in brackets; there and in Chinese, texts of lists end as
they like, and one that lost its mark is a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from polybook.checks.texts import Fault, Pair, Setting, Text
from polybook.formats.inline import InlineKind
from polybook.model.finding import Severity
from polybook.model.unit import Kind
from polybook.terms.punctuation import Punctuation

CODE = "end-punctuation"
SEVERITY = Severity.WARNING


class End(Enum):
    """How a text ends."""

    STOP = "a full stop"
    QUESTION = "a question mark"
    COLON = "a colon"
    OPEN = "no mark that ends a sentence"


ENDS = {
    **dict.fromkeys(".!…。．｡！।॥۔։።။", End.STOP),
    **dict.fromkeys("?？؟⁇⁈⁉՞፧", End.QUESTION),
    **dict.fromkeys(":：", End.COLON),
}
CLOSING = " \n\t\u00a0\u202f*_\"'“”„«»’)]}）】」』》\ufffc"
"""What may stand after the mark: blanks, emphasis, quotes, brackets, a footnote's mark."""
ABBREVIATED = ("etc.)", "e.g.)", "...)", "etc.).")
"""What ends a text in brackets, its dot no full stop."""
ITEMS = frozenset({Kind.LIST_ITEM, Kind.DEFINITION})
SENTENCES = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE, Kind.FOOTNOTE, Kind.DEFINITION})


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault where English and translation end in another way."""
    marks = setting.language.punctuation
    theirs, ours = _end(pair.english), _end(pair.translation, marks.question)
    if theirs is ours or pair.english.raw[-1:] == pair.translation.raw[-1:] == ";":
        return
    if (theirs, ours) == (End.OPEN, End.COLON) or _is_usage(pair, theirs, ours, marks):
        return
    sentence = pair.unit.kind in SENTENCES and marks.stop and not _is_image(pair.english)
    if End.QUESTION not in (theirs, ours) and not sentence:
        return
    item = not marks.inner_stop and pair.unit.kind in ITEMS
    mild = ours is not End.OPEN or theirs is End.COLON or item
    yield Fault(
        f"the English ends with {theirs.value}, the translation with {ours.value}; "
        "end it the same way",
        Severity.NOTE if mild else None,
    )


def _is_usage(pair: Pair, theirs: End, ours: End, marks: Punctuation) -> bool:
    """Tell whether a language ends such a text in another way than English does."""
    ending = pair.translation.raw.rstrip()
    if (theirs, ours) == (End.STOP, End.OPEN):
        bracket = ending.endswith((")", "）"))
        return bracket and (not marks.inner_stop or pair.english.raw.endswith(ABBREVIATED))
    if ours is not End.STOP:
        return False
    if theirs is End.COLON:
        return bool(marks.announces) and ending.endswith(marks.announces)
    return theirs is End.OPEN and not marks.inner_stop and pair.unit.kind in ITEMS


def _is_image(text: Text) -> bool:
    """Tell whether the text is an image and nothing else, whose alt text is a caption."""
    first = text.tokens[0] if text.tokens else None
    return first is not None and first.kind is InlineKind.IMAGE and len(first.raw) == len(text.raw)


def _end(text: Text, question: str = "") -> End:
    raw = text.raw
    end = ENDS.get(raw[-1:])
    if end is None:
        raw = text.solid.rstrip(CLOSING)
        if raw[-1:] and raw[-1] in question:
            return End.QUESTION
        end = ENDS.get(raw[-1:], End.OPEN)
    return end
