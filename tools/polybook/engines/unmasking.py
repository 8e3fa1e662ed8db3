"""Answers of engines turned back into texts, or refused with a reason.

Nothing is believed: first the tags of the answer are counted, then the text that they give is read
as the page's parser will read it, and its protected tokens are compared with those of the English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from polybook.engines.answer_tags import known_tags, read_answer
from polybook.engines.blanks import Part, Side, Tag, place_blanks
from polybook.engines.masking import Masked, Refused, borders
from polybook.engines.pieces import EMPHASIS, TEMPLATE_TAG
from polybook.formats.html import tags, well_nested
from polybook.formats.inline import Inline, InlineKind, Reading

LINE = re.compile(r"[ \t]*\n[ \t\n]*")
IMPLIED = re.compile(r"\]\[\]|\]")
"""What ends a reference whose label is its text."""
PARAGRAPH = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Unmasked:
    """What an answer says."""

    text: str = ""
    """The translation; empty when it cannot be used."""
    fault: str = ""
    """What is wrong with the answer, one sentence without a full stop, for people and for engines
    that can be told. With a text: it lost what readers could do without, such as emphasis."""


def unmask(masked: Masked, answer: str) -> Unmasked:
    """Return the text that an answer to `masked.text` gives, or what is wrong with it."""
    try:
        parts, lost = read_answer(masked, answer)
        return _text(masked, _in_lines(masked, parts), lost)
    except Refused as refused:
        return Unmasked(fault=str(refused))


def _in_lines(masked: Masked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts with line breaks only where the English has some."""
    if "\n" in masked.text:
        return list(parts)
    for part in parts:
        if isinstance(part, str) and PARAGRAPH.search(part):
            raise Refused("the answer has several paragraphs; answer with the translation alone")
    return [LINE.sub(" ", part) if isinstance(part, str) else part for part in parts]


def _text(masked: Masked, parts: Sequence[Part], lost: str) -> Unmasked:
    """Return the text of the parts, its emphasis written in the first way that works."""
    known = known_tags(masked)
    between = dict(_between(masked, known))
    placed = place_blanks(parts, between)
    english = masked.read(masked.source)
    pairs = sum(
        isinstance(part, Tag) and part.side is Side.OPEN and _is_emphasis(masked, part)
        for part in placed
    )
    for write in (_as_written, _with_asterisks):
        text = _joined(masked, placed, write)
        reading = masked.read(text)
        if len(reading.emphasis) >= pairs and len(reading.stray) <= len(english.stray):
            break
    else:
        if pairs:
            text = _joined(masked, placed, _without)
            reading = masked.read(text)
            lost = lost or "emphasis is lost; keep a blank or a sign on both outer sides of it"
    fault = _difference(masked, text, english, reading)
    return Unmasked(fault=fault) if fault else Unmasked(text, lost)


# How the marks of emphasis are written


def _as_written(marks: str) -> str:
    return marks


def _with_asterisks(marks: str) -> str:
    """Underscores emphasise whole words only, which some scripts do not part."""
    return marks.replace("_", "*")


def _without(_marks: str) -> str:
    return ""


def _is_emphasis(masked: Masked, tag: Tag) -> bool:
    return masked.pieces[tag.number - 1].kind == EMPHASIS


# Putting the text together


def _joined(masked: Masked, parts: Sequence[Part], write: Callable[[str], str]) -> str:
    """Return the text of the parts, blanks at its ends as in the English."""
    source = masked.source
    out: list[str] = []
    opened: list[int] = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
            continue
        piece = masked.pieces[part.number - 1]
        prose = piece.prose
        if prose is None:
            out.append(piece.span.of(source))
        elif part.side is Side.OPEN:
            marks = source[piece.span.start : prose.start]
            out.append(write(marks) if piece.kind == EMPHASIS else marks)
            opened.append(len(out))
        else:
            inner = "".join(out[opened.pop() :])
            marks = source[prose.end : piece.span.end]
            if piece.label and inner != piece.label:
                marks = f"][{piece.label}]" + IMPLIED.sub("", marks, count=1)
            out.append(write(marks) if piece.kind == EMPHASIS else marks)
    return _with_ends(masked, "".join(out))


def _with_ends(masked: Masked, text: str) -> str:
    """Return `text` between the blanks that the English begins and ends with."""
    source = masked.source
    spans = [span for span, _ in borders(masked.pieces)]
    first = min((span.start for span in spans), default=len(source))
    last = max((span.end for span in spans), default=0)
    start = min(first, len(source) - len(source.lstrip()))
    end = max(last, len(source.rstrip()), start)
    return source[:start] + text + source[end:]


def _between(
    masked: Masked, known: Mapping[tuple[int, Side], Tag]
) -> Iterator[tuple[tuple[Tag, Tag], str]]:
    """Yield what the English has between tags that have nothing but blanks between them."""
    spans: list[tuple[int, int, Tag]] = []
    for (number, side), tag in known.items():
        piece = masked.pieces[number - 1]
        prose = piece.prose or piece.span
        start = prose.end if side is Side.CLOSE else piece.span.start
        end = prose.start if side is Side.OPEN else piece.span.end
        spans.append((start, end, tag))
    spans.sort(key=lambda one: one[:2])
    for (_, end, one), (start, _, other) in pairwise(spans):
        gap = masked.source[end:start]
        if not gap.strip():
            yield (one, other), gap


# Comparing with the English


def _difference(masked: Masked, text: str, english: Reading, reading: Reading) -> str:
    """Return how the protected tokens of a text differ from the English's, empty if they do not."""
    ours = Counter(_keys(masked.source, english.tokens))
    theirs = Counter(_keys(text, reading.tokens))
    for key in ours - theirs:
        return f"{key[1]} is broken in the translation; leave no mark of markup beside placeholders"
    for key in theirs - ours:
        return f"{key[1]} is not in the English; translate the words and add no markup"
    if TEMPLATE_TAG.search(text) and set(TEMPLATE_TAG.findall(text)) - set(
        TEMPLATE_TAG.findall(masked.source)
    ):
        return "there is a template tag that the English has not; add no markup"
    if well_nested(_html(english.tokens)) and not well_nested(_html(reading.tokens)):
        return "HTML tags stand in the wrong order; keep the placeholders in their order"
    return ""


def _keys(text: str, tokens: Sequence[Inline]) -> Iterator[tuple[str, str, str]]:
    """Yield what makes two tokens the same: kind, what is written around the prose, target.

    Of an HTML tag, what readers see or hear in it counts as prose.
    """
    for token in tokens:
        prose = token.prose
        if prose is None:
            is_html = token.kind is InlineKind.HTML
            yield token.kind, "".join(tags(token.raw)) if is_html else token.raw, ""
            continue
        before = text[token.span.start : prose.start]
        after = text[prose.end : token.span.end]
        if token.kind in (InlineKind.LINK, InlineKind.IMAGE) and after in ("]", "][]"):
            after = f"][{prose.of(text)}]"
        yield token.kind, f"{before}...{after}", token.target


def _html(tokens: Sequence[Inline]) -> list[str]:
    return [token.raw for token in tokens if token.kind is InlineKind.HTML]
