r"""Texts cut out of other texts, with the way back.

A parser wants clean text: no BOM, `\n` line ends, no container prefixes, JSON escapes decoded. A
splice needs offsets into the file as it is. A `View` is the clean text together with the map from
its offsets to the text that it was made from. Views stack: the body of a directive is a view of a
Markdown text, which is a view of a JSON string, which is a stretch of a notebook.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from polybook.model.span import Span


@dataclass(frozen=True, slots=True)
class View:
    """A text made of pieces of another text.

    Piece i is [at[i], at[i + 1]) of `text` and stands for [starts[i], ends[i]) of the origin, in
    code points. A piece as long as its origin maps character by character, any other as a whole.
    """

    text: str
    at: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def origin(self, span: Span) -> Span:
        """Return the stretch of the origin that `span` of this view stands for."""
        if not self.at:
            return Span(0, 0)
        if len(self.at) == 1 and len(self.text) == self.ends[0] - self.starts[0]:
            shift = self.starts[0]
            return Span(span.start + shift, span.end + shift) if shift else span
        first = max(bisect_right(self.at, span.start) - 1, 0)
        if span.end <= span.start:
            start = self._inside(first, span.start)
            return Span(start, start)
        last = max(bisect_right(self.at, span.end - 1) - 1, 0)
        return Span(self._inside(first, span.start), self._inside(last, span.end, end=True))

    def _inside(self, piece: int, offset: int, *, end: bool = False) -> int:
        start = self.at[piece]
        stop = self.at[piece + 1] if piece + 1 < len(self.at) else len(self.text)
        if stop - start == self.ends[piece] - self.starts[piece]:
            return self.starts[piece] + offset - start
        return self.ends[piece] if end else self.starts[piece]


@dataclass(slots=True)
class ViewBuilder:
    """Collects the pieces of a view, in order; pieces that touch in both texts become one."""

    parts: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    length: int = 0
    linear: bool = False

    def add(self, text: str, start: int, end: int) -> None:
        """Append `text`, which stands for [start, end) of the origin."""
        if not text:
            return
        linear = len(text) == end - start
        if linear and self.linear and self.ends[-1] == start:
            self.ends[-1] = end
        else:
            self.at.append(self.length)
            self.starts.append(start)
            self.ends.append(end)
        self.linear = linear
        self.parts.append(text)
        self.length += len(text)

    def build(self) -> View:
        """Return the finished view."""
        return View("".join(self.parts), tuple(self.at), tuple(self.starts), tuple(self.ends))


def clean(text: str, start: int = 0) -> View:
    r"""View `text` from `start` on as CommonMark parses it: `\n` line ends, U+FFFD for NUL."""
    source = text.replace("\0", "\ufffd") if "\0" in text else text
    if "\r" not in source:
        return View(source[start:], (0,), (start,), (len(source),))
    builder = ViewBuilder()
    while start < len(source):
        end = source.find("\r", start)
        if end < 0:
            builder.add(source[start:], start, len(source))
            break
        after = end + 2 if source.startswith("\r\n", end) else end + 1
        builder.add(source[start:end], start, end)
        builder.add("\n", end, after)
        start = after
    return builder.build()
