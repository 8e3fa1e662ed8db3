"""Labels stay: what a link names instead of its target, a citation's key, a heading's own id.

A label is defined somewhere else, by the very same name. `[text]` and `[text][]` are links by their
own text, so their translation must say the label: `[translation][text]`.

Bad:

    English:     Read about [overfitting] first.
    Translation: Hãy đọc về [quá khớp] trước.

Good:

    Translation: Hãy đọc về [quá khớp][overfitting] trước.

Known limits: a label that nothing on the page defines is seen only in `[text][label]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from polybook.checks.kept import compare
from polybook.checks.link_kept import address, by_label
from polybook.checks.texts import Fault, Pair, Setting, Text
from polybook.formats.inline import Inline, InlineKind
from polybook.model.finding import Severity

CODE = "label-kept"
SEVERITY = Severity.ERROR

UNDEFINED = re.compile(r"(?<=\])\[[^\[\]\s][^\[\]]*\]")
"""The second half of `[text][label]` where no definition on the page is meant."""
KEY = re.compile(r"(?<![\w.@/])@[A-Za-z](?:[\w:./-]*\w)?|\{[#.][A-Za-z][^{}]*\}")
"""A citation's key as Pandoc writes it, a person by user name; a heading's id or classes."""


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each label that was lost, changed or made up."""
    english, translation = pair.english, pair.translation
    one, other = english.raw, translation.raw
    brackets = "]" in one or "]" in other
    if brackets and ("][" in one or "][" in other or not pair.same_tokens):
        yield from _references(english, translation)
    one, other = english.prose, translation.prose
    if "@" in one or "{" in one or "@" in other or "{" in other:
        yield from compare("key", _keys(english), _keys(translation))


def _references(english: Text, translation: Text) -> Iterator[Fault]:
    ours, theirs = english.of(InlineKind.LINK), translation.of(InlineKind.LINK)
    yield from compare(
        "label",
        (*_labels(ours, theirs), *_undefined(english)),
        (*_labels(theirs, ours), *_undefined(translation)),
        step="write [translation][label] with the English label",
    )


def _labels(links: Sequence[Inline], others: Sequence[Inline]) -> Iterator[tuple[str, str]]:
    """Yield the labels by which links of one text lead where no link of the other one leads."""
    known = {address(token) for token in others}
    for token in links:
        if by_label(token) and address(token) not in known:
            shown = _label(token)
            yield " ".join(shown.split()).casefold(), shown


def _label(token: Inline) -> str:
    """Return the label that a link names, in its brackets: the second ones if they say anything."""
    assert token.prose is not None  # noqa: S101  by_label() holds
    border = token.prose.end + 1 - token.span.start
    second = token.raw[border:]
    return second if second.strip("[]") else token.raw[:border]


def _undefined(text: Text) -> Iterator[tuple[str, str]]:
    for match in UNDEFINED.finditer(text.prose) if "][" in text.prose else ():
        yield " ".join(match[0].split()).casefold(), match[0]


def _keys(text: Text) -> list[tuple[str, str]]:
    return [(key, key) for key in KEY.findall(text.prose)]
