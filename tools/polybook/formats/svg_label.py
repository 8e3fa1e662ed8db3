r"""A label: the text inside one element of a picture, as translators read it, and the way back.

What they read is plain text, with entities decoded and blanks made one as SVG shows them. Tags
inside a line are shown as they are written and must be kept. A new line begins where the picture
says where a stretch of text stands (`x`, `y`): there is no other way to break a line in SVG.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from unicodedata import category

from polybook.formats.svg_markup import OPAQUE, Mark, Markup, Piece, local_name
from polybook.model.span import Span

REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9a-fA-F]{1,6})|([A-Za-z_:][\w:.-]*));")
PREDEFINED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
"""The entities that XML itself has; all others need a document type, which is not read."""
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML 1.0 file can hold: https://www.w3.org/TR/xml/#charsets"""
BLANKS = re.compile(r"[ \t\r\n]+")
MANY = re.compile(r"\S[\s,]+\S")
"""More than one number in an attribute: letters that are placed one by one."""
PLACES = ("x", "y", "dx", "dy", "rotate")
INLINE = frozenset(
    {"a", "b", "bdi", "bdo", "code", "em", "font", "i", "kbd", "label", "mark", "s", "small"}
    | {"span", "strong", "sub", "sup", "u", "var"}
)
"""Elements of HTML that do not begin a line, in a `<foreignObject>`."""
MOST_KEPT = 500
"""Different tags and entities in one label; a label with more is no text for people."""
FUNCTION = re.compile(r"[^\W\d_]+(?=\()")
"""The name of a function before its argument: `softmax(z)`."""
LETTERS = frozenset({"Lu", "Ll", "Lt"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label."""

    text: str
    span: Span
    """Where it stands in the file, blanks and markup around it left out."""
    kept: tuple[tuple[str, str], ...]
    """Tags and entities inside it, as translators see them and as the file has them."""


@dataclass(frozen=True, slots=True)
class LabelWriter:
    """Writes plain text into a label: everything is escaped but for the tags that it has."""

    kept: tuple[tuple[str, str], ...] = ()
    """As `Line.kept`, of all lines."""
    breaks: tuple[str, ...] = ()
    """What the file has between two lines, in order."""
    ascii_only: bool = False
    """True where the file's encoding may lack a letter: it is written as a number."""

    def __call__(self, text: str) -> str:
        """Return `text` as the file holds it; a line that it lacks becomes an empty one."""
        lines = text.split("\n", len(self.breaks))
        lines += [""] * (len(self.breaks) + 1 - len(lines))
        written = "".join(
            self._line(line) + after for line, after in zip(lines, (*self.breaks, ""), strict=True)
        )
        return written.encode("ascii", "xmlcharrefreplace").decode() if self.ascii_only else written

    def _line(self, line: str) -> str:
        known = dict(self.kept)
        return "".join(
            known[part] if part in known else escape(part, quote=False)
            for part in split_kept(line, self.kept)
        )


@dataclass(frozen=True, slots=True)
class Label:
    """The text of one element, as translators read it."""

    text: str
    r"""Lines with `\n` between them."""
    span: Span
    writer: LabelWriter

    @property
    def words(self) -> str:
        """The text without the tags and entities in it."""
        return " ".join(split_kept(self.text, self.writer.kept)[::2])


def split_kept(text: str, kept: Sequence[tuple[str, str]]) -> list[str]:
    """Cut `text` at what must be kept; every other part is one of those, or empty."""
    if not kept:
        return [text]
    longest = sorted({shown for shown, _ in kept}, key=len, reverse=True)
    return re.split(f"({'|'.join(map(re.escape, longest))})", text)


def read_label(text: str, markup: Markup, number: int, *, ascii_only: bool) -> Label | None:
    """Return the label that the element whose start tag is piece `number` holds.

    None where it holds no text, or none that could be put back: letters placed one by one, or text
    that reads as if it were one of its own tags.
    """
    end = markup.ends[number]
    inside = range(number + 1, end)
    html = local_name(markup.pieces[number].name) == "foreignObject"
    if not html and any(_is_scattered(markup.pieces[one]) for one in (number, *inside)):
        return None
    lines = [
        line
        for part in _parts(markup, inside, html=html)
        if (line := _read_line(text, markup, part)) is not None
    ]
    if not lines:
        return None
    kept = tuple(dict.fromkeys(one for line in lines for one in line.kept))
    if len(dict(kept)) < len(kept) or len(kept) > MOST_KEPT:
        return None
    for line in lines:
        if split_kept(line.text, kept)[1::2] != [shown for shown, _ in line.kept]:
            return None
    breaks = tuple(text[one.span.end : other.span.start] for one, other in pairwise(lines))
    span = Span(lines[0].span.start, lines[-1].span.end)
    shown_text = "\n".join(line.text for line in lines)
    return Label(shown_text, span, LabelWriter(kept, breaks, ascii_only))


def _is_scattered(piece: Piece) -> bool:
    return any(MANY.search(piece.get(name)) for name in PLACES)


def _parts(markup: Markup, inside: range, *, html: bool) -> Iterator[list[int]]:
    """Cut what is inside an element into parts that are balanced, at the tags that break lines."""
    breaking: set[int] = set()
    opened: list[int] = []
    for number in inside:
        piece = markup.pieces[number]
        if piece.mark is Mark.END:
            opened.pop()
        if piece.mark in (Mark.START, Mark.EMPTY) and _begins_line(piece, html=html):
            # Whatever is around the start of a line belongs to more than one line.
            for one in (number, *reversed(opened)):
                if one in breaking:
                    break
                breaking |= {one, markup.ends[one]}
        if piece.mark is Mark.START:
            opened.append(number)
    part: list[int] = []
    for number in inside:
        if number in breaking:
            yield part
            part = []
        else:
            part.append(number)
    yield part


def _begins_line(piece: Piece, *, html: bool) -> bool:
    name = local_name(piece.name)
    if html or name in OPAQUE:
        return name.lower() not in INLINE
    return bool(piece.get("x") or piece.get("y"))


def _read_line(text: str, markup: Markup, part: list[int]) -> Line | None:
    """Read a part as a line; None where there is no text in it."""
    part = _without_edges(text, markup, part)
    if not part:
        return None
    shown: list[str] = []
    kept: list[tuple[str, str]] = []
    for number in part:
        piece = markup.pieces[number]
        raw = piece.span.of(text)
        if piece.mark is Mark.DATA:
            shown.append(raw[len("<![CDATA[") : -len("]]>")])
        elif piece.mark is Mark.TEXT:
            shown += _decoded(raw, kept)
        else:
            kept.append((BLANKS.sub(" ", raw), raw))
            shown.append(kept[-1][0])
    whole = BLANKS.sub(" ", "".join(shown)).strip(" ")
    return Line(whole, _trimmed(text, markup, part), tuple(kept)) if whole else None


def _without_edges(text: str, markup: Markup, part: list[int]) -> list[int]:
    """Leave out what is around the text of a line: blanks, comments, tags that hold all of it."""
    low, high = 0, len(part)
    while low < high:
        first, last = markup.pieces[part[low]], markup.pieces[part[high - 1]]
        if _is_edge(text, first):
            low += 1
        elif _is_edge(text, last):
            high -= 1
        elif first.mark is Mark.START and markup.ends[part[low]] == part[high - 1]:
            low, high = low + 1, high - 1
        else:
            break
    return part[low:high]


def _is_edge(text: str, piece: Piece) -> bool:
    if piece.mark is Mark.TEXT:
        return BLANKS.sub("", piece.span.of(text)) == ""
    return piece.mark in (Mark.COMMENT, Mark.OTHER, Mark.EMPTY)


def _trimmed(text: str, markup: Markup, part: list[int]) -> Span:
    """Return the stretch of the file that a line stands on, without the blanks at its ends."""
    first, last = markup.pieces[part[0]], markup.pieces[part[-1]]
    start, end = first.span.start, last.span.end
    while first.mark is Mark.TEXT and text[start] in " \t\r\n":
        start += 1
    while last.mark is Mark.TEXT and text[end - 1] in " \t\r\n":
        end -= 1
    return Span(start, end)


def _decoded(raw: str, kept: list[tuple[str, str]]) -> Iterator[str]:
    """Yield character data with its references decoded; those that cannot be are kept."""
    done = 0
    for match in REFERENCE.finditer(raw):
        yield raw[done : match.start()]
        done = match.end()
        character = _character(match)
        if character is None:
            kept.append((match[0], match[0]))
        yield match[0] if character is None else character
    yield raw[done:]


def _character(match: re.Match[str]) -> str | None:
    if match[3]:
        return PREDEFINED.get(match[3])
    number = int(match[1]) if match[1] else int(match[2], 16)
    if number > 0x10FFFF or NOT_IN_XML.match(chr(number)):
        return None
    return chr(number)


def has_words(label: str) -> bool:
    """Tell whether a label has a word to translate, not only the signs of formulas.

    A word is two letters side by side, or one of a script that writes a word with a letter. Greek
    and mathematical letters are signs, and so is the name of a function before its argument.
    """
    letters = 0
    for character in FUNCTION.sub(" ", label):
        kind = category(character)
        if kind == "Lo":
            return True
        if kind not in ("Mn", "Mc"):
            letters = letters + 1 if kind in LETTERS and not _is_sign(character) else 0
        if letters == 2:
            return True
    return False


def _is_sign(letter: str) -> bool:
    """Tell whether a letter is one of formulas: Greek, ℝ and its like, 𝑥 and its like."""
    return (
        "\u0370" <= letter <= "\u03ff"
        or "\u2100" <= letter <= "\u214f"
        or "\U0001d400" <= letter <= "\U0001d7ff"
    )
