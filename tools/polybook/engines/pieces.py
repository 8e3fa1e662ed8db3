"""What of a text an engine must not rewrite: whole pieces, and frames around prose.

The protected tokens of `formats/inline`, and what engines break beside them: the marks of emphasis,
backslash escapes, hard line breaks, entities and addresses that no token holds. Pieces never cross:
of each two of them one ends before the other, or stands in the other's prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from polybook.engines.tags import DEBRIS, TAG
from polybook.formats.html import NAME, TEXT_ATTRIBUTE, VOID, visible
from polybook.formats.inline import BARE_URL, Inline, InlineKind, Reading
from polybook.formats.prose import WORD, mask
from polybook.model.span import Span

EMPHASIS = "emphasis"
ESCAPE = "escape"
BREAK = "line break"
ANGLE = "name in angle brackets"
LOOKALIKE = "tag"
"""The kinds of pieces beside those of `InlineKind`; the last is text that could be our tag."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch that an engine gets as a tag, or as a pair of tags around its prose."""

    kind: str
    """A value of `InlineKind`, or one of this module's."""
    span: Span
    prose: Span | None = None
    """What is translated; None when the whole piece stays as it is."""
    label: str = ""
    """The label of a reference that is its text: with another text, it must be written out."""

    def holds(self, other: Piece) -> bool:
        """Tell whether `other` stands in this piece's prose."""
        prose = self.prose
        return prose is not None and prose.start <= other.span.start and other.span.end <= prose.end


TEMPLATE_TAG = re.compile(r"(?s)\{%.*?%\}|\{\{.*?\}\}|\{:[^{}\n]*\}")
HEADING_ID = re.compile(r"\{[#.][A-Za-z][^{}\n]*\}")
"""The id or the classes of a heading, as Pandoc, kramdown and mdBook write them."""
UNREAD = (
    (InlineKind.ATTRIBUTES, HEADING_ID),
    (InlineKind.TEMPLATE, TEMPLATE_TAG),
    (InlineKind.URL, BARE_URL),
    (LOOKALIKE, re.compile(rf"\\?(?:{TAG.pattern})", re.I)),
    (LOOKALIKE, re.compile(rf"\\?(?:{DEBRIS.pattern})", re.I)),
    (InlineKind.ENTITY, re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|\w+);")),
    (BREAK, re.compile(r"(?:\\|(?<! )  +)\n[ \t]*")),
    # A name or an amount is one word with what is escaped in it: `my\_function`, `\$5.00`.
    (ESCAPE, re.compile(r"\w*(?:\\[_$#%@&]\w*)+(?:[.,]\d+)*|\\[!-/:-@\[-`{-~]", re.ASCII)),
)  # fmt: skip
"""What engines break in the text beside tokens; earlier lines go before later ones."""
ANGLED = re.compile(r"&lt;[^&\s]{1,40}&gt;")
"""A name between angle brackets that are written as entities."""
HIDDEN = "`"
"""Stands for what the patterns above must not see: none of them begins or goes on with it."""

VERBATIM = frozenset({"code", "kbd", "math", "pre", "samp", "script", "style", "svg", "tt", "var"})
"""HTML elements whose content is no prose."""
STAYS = re.compile(r"""\btranslate\s*=\s*["']?no\b|\bclass\s*=\s*["'][^"']*\bnotranslate\b""", re.I)
"""A start tag that says so: https://html.spec.whatwg.org/#the-translate-attribute"""
BROKEN_BEFORE = re.compile(r"\s*\n\s*")
BROKEN_AFTER = re.compile(r"\s*\n\s*\Z")


def read_pieces(text: str, reading: Reading) -> list[Piece]:
    """Return the pieces of `text` in order, outer before inner."""
    shown = mask(text, reading.tokens)
    angled = [Piece(ANGLE, Span(*match.span())) for match in ANGLED.finditer(text)]
    html = [token for token in reading.tokens if token.kind is InlineKind.HTML]
    found = [_of_token(text, one) for one in reading.tokens if one.kind is not InlineKind.HTML]
    found += [Piece(EMPHASIS, one.span, one.inner) for one in reading.emphasis]
    found = _nested([*_with_attributes(found), *angled])
    found += _of_html(text, html, found)
    found = _nested(_whole_without_words(piece, text, shown) for piece in found)
    return _nested([*found, *_unread(text, found)])


def _of_token(text: str, token: Inline) -> Piece:
    label = ""
    if token.prose is not None and token.kind in (InlineKind.LINK, InlineKind.IMAGE):
        rest = text[token.prose.end : token.span.end]
        label = token.prose.of(text) if rest in ("]", "][]") else ""
    return Piece(token.kind, token.span, token.prose, label)


def _with_attributes(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces, each with the attributes that stand right behind it."""
    behind = {
        piece.span.start: piece.span.end
        for piece in pieces
        if piece.kind == InlineKind.ATTRIBUTES and piece.prose is None
    }
    for piece in pieces:
        end = behind.get(piece.span.end)
        yield replace(piece, span=Span(piece.span.start, end)) if end else piece


def _whole_without_words(piece: Piece, text: str, shown: str) -> Piece:
    """Return `piece` without a prose that has nothing to translate.

    In `shown`, all that is protected is blank, and so are the attributes of tags.
    """
    if piece.prose is None or WORD.search(shown, piece.prose.start, piece.prose.end):
        return piece
    if piece.kind == InlineKind.HTML and WORD.search(_attributes(text, piece.prose)):
        return piece
    return replace(piece, prose=None)


def _attributes(text: str, prose: Span) -> str:
    """Return the words in the attributes of the tags in an element, or in those of a tag."""
    inner = prose.of(text)
    return visible(inner) if "<" in inner else inner


def _of_html(text: str, tags: Sequence[Inline], others: Sequence[Piece]) -> Iterator[Piece]:
    """Yield a piece for each element, and for each tag that is none or crosses other pieces."""
    paired = set[int]()
    for start, end in _pairs(tags):
        piece = _element(text, tags[start], tags[end])
        if not any(_cross(piece, other) for other in others):
            paired |= {start, end}
            yield piece
    for number, tag in enumerate(tags):
        if number not in paired:
            yield Piece(InlineKind.HTML, tag.span, _spoken(tag))


def _spoken(tag: Inline) -> Span | None:
    """Return the words of a tag that has some for readers, such as an image's `alt`."""
    found = list(TEXT_ATTRIBUTE.finditer(tag.raw))
    if len(found) != 1:
        return None
    group = 1 if found[0][1] is not None else 2
    start = tag.span.start
    return Span(start + found[0].start(group), start + found[0].end(group))


def _pairs(tags: Sequence[Inline]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the tags that open and close an element."""
    opened: list[tuple[str, int]] = []
    for number, tag in enumerate(tags):
        name = NAME.match(tag.raw)
        if name is None or tag.raw.endswith("/>") or name[2].lower() in VOID:
            continue
        if not name[1]:
            opened.append((name[2].lower(), number))
            continue
        same = [at for at, (known, _) in enumerate(opened) if known == name[2].lower()]
        if same:
            yield opened[same[-1]][1], number
            del opened[same[-1] :]


def _element(text: str, first: Inline, last: Inline) -> Piece:
    """Return the piece of an element; line breaks beside its tags belong to them."""
    span = Span(first.span.start, last.span.end)
    name = NAME.match(first.raw)
    if (name and name[2].lower() in VERBATIM) or STAYS.search(first.raw):
        return Piece(InlineKind.HTML, span)
    start, end = first.span.end, last.span.start
    if before := BROKEN_BEFORE.match(text, start, end):
        start = before.end()
    if after := BROKEN_AFTER.search(text, start, end):
        end = after.start()
    return Piece(InlineKind.HTML, span, Span(start, end))


def _cross(one: Piece, other: Piece) -> bool:
    """Tell whether two pieces are neither apart nor one in the other's prose."""
    apart = one.span.end <= other.span.start or other.span.end <= one.span.start
    return not (apart or one.holds(other) or other.holds(one))


def _nested(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces in order, outer first, what is in a whole piece left out.

    Two that cross become one whole piece: better too much protected than too little.
    """
    found = list(pieces)
    while True:
        found.sort(key=lambda one: (one.span.start, -one.span.end))
        kept, union = _sweep(found)
        if union is None:
            return kept
        found = [one for one in found if not _inside(one.span, union.span)] + [union]


def _sweep(pieces: Sequence[Piece]) -> tuple[list[Piece], Piece | None]:
    """Return the pieces that are not hidden in others, and the first two that cross as one."""
    kept: list[Piece] = []
    outer: list[Piece] = []
    for piece in pieces:
        while outer and outer[-1].span.end <= piece.span.start:
            outer.pop()
        if outer and not outer[-1].holds(piece):
            last = outer[-1]
            hides = last.prose is None and _inside(piece.span, last.span)
            if not hides and not _in_frame(piece, last):
                end = max(last.span.end, piece.span.end)
                return kept, Piece(last.kind, Span(last.span.start, end))
            continue
        kept.append(piece)
        outer.append(piece)
    return kept, None


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _in_frame(piece: Piece, around: Piece) -> bool:
    """Tell whether `piece` stands in what `around` has before or after its prose."""
    prose = around.prose
    return prose is not None and (
        piece.span.end <= prose.start
        or (prose.end <= piece.span.start and piece.span.end <= around.span.end)
    )


def _unread(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Return what engines break in the text that is in no piece yet."""
    shown = list(text)
    for piece in pieces:
        prose = piece.prose or Span(piece.span.end, piece.span.end)
        for start, end in ((piece.span.start, prose.start), (prose.end, piece.span.end)):
            shown[start:end] = HIDDEN * (end - start)
    found: list[Piece] = []
    for kind, pattern in UNREAD:
        seen = "".join(shown)
        for match in pattern.finditer(seen):
            found.append(Piece(kind, Span(*match.span())))
            shown[match.start() : match.end()] = HIDDEN * (match.end() - match.start())
    return found
