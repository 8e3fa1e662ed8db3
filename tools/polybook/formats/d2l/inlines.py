"""The text of a d2l block as MyST: roles, marks of slides, and what only MyST would read."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from polybook.formats.d2l.labels import Labelled
from polybook.formats.inline import Inline, InlineKind, read_inline
from polybook.formats.prose import mask

if TYPE_CHECKING:
    from polybook.formats.d2l.myst import Book

SLIDE = re.compile(r"(?s)([\[(])(\*\*|~~)(?:.*?)\2([\])])")
"""A stretch that slides show, `[**so**]`, or that only slides have, `[~~so~~]`."""
HALF_SLIDE = re.compile(r"[\[(](?:\*\*|~~)|(?:\*\*|~~)[\])]")
"""One mark of a stretch over several blocks."""
OTHER_BLOCK = re.compile(r"(?m)^([ \t>]*)(?=%|\+\+\+|:|~[ \t]|\{[.#]|\([^()\n]+\)=[ \t]*$)")
"""What begins a comment, a break, a directive, a field, a definition or a target in MyST."""
ROLES = {"cite": "cite", "citet": "cite:t", "citep": "cite:p", "ref": "ref", "eqref": "eq"}
LOST = frozenset({"label", "eqlabel", "width", "height"})
"""Marks that stand where they name nothing, in the middle of a text."""
PYTHON = frozenset({"class", "func", "mod", "meth", "attr", "data"})


class Inlines:
    """Changes the text of blocks, knowing the book's labels."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def converted(self, text: str, *, block_start: bool = True) -> str:
        """Return the text of one block, or a caption, as MyST."""
        tokens = read_inline(text)
        parts: list[str] = []
        done = 0
        for token in tokens:
            new = self._token(token)
            if new is not None and token.span.start >= done:
                parts += (text[done : token.span.start], new)
                done = token.span.end
        text = without_slides("".join((*parts, text[done:])))
        return OTHER_BLOCK.sub(r"\1\\", text) if block_start else text

    def _token(self, token: Inline) -> str | None:
        """Return what stands for a token in MyST; None to leave it as it is."""
        if token.kind is InlineKind.ROLE and token.raw[0] == ":":
            return self._role(token)
        acting = (InlineKind.ROLE, InlineKind.SUBSTITUTION, InlineKind.ATTRIBUTES)
        if token.kind in acting and token.raw[0] == "{":
            return "\\" + token.raw
        if token.kind is InlineKind.LINK and token.prose is not None:
            return self._link(token)
        return None

    def _link(self, token: Inline) -> str | None:
        """Let a link to a page's HTML lead to the page, so that the builder can follow it."""
        path, mark, fragment = token.target.partition("#")
        if "://" in path or not path.endswith(".html"):
            return None
        page = path.removesuffix(".html") + ".md"
        folder = posixpath.dirname(self.book.page)
        if posixpath.normpath(posixpath.join(folder, page)) not in self.book.pages:
            return None
        return token.raw.replace(f"({token.target}", f"({page}{mark}{fragment}", 1)

    def _role(self, token: Inline) -> str:
        name, target = token.name, token.raw.partition("`")[2].removesuffix("`")
        if name == "numref":
            return ", ".join(self._numref(one.strip()) for one in target.split(","))
        if name == "eqref" and self.book.labels.get(target) is not Labelled.EQUATION:
            return self._numref(target)
        if name in ROLES:
            return f"{{{ROLES[name]}}}`{target}`"
        if name in LOST:
            return ""
        if name in PYTHON:
            return f"{{py:{name}}}`{target}`"
        return f"`{target}`"

    def _numref(self, label: str) -> str:
        kind = self.book.labels.get(label)
        if kind is Labelled.EQUATION:
            return f"{{eq}}`{label}`"
        by_number = kind in (Labelled.FIGURE, Labelled.TABLE) or (
            kind is Labelled.SECTION and self.book.numbered
        )
        return f"{{numref}}`{label}`" if by_number else f"{{ref}}`{label}`"


def without_slides(text: str) -> str:
    """Take out the marks of slides, and what only slides show."""
    if "**" not in text and "~~" not in text:
        return text
    shown = mask(text, read_inline(text))
    whole = list(SLIDE.finditer(shown))
    cuts: list[tuple[int, int]] = []
    for match in whole:
        cuts += [match.span()] if match[2] == "~~" else [match.span(1), match.span(3)]
    for half in HALF_SLIDE.finditer(shown):
        if not any(match.start() <= half.start() < match.end() for match in whole):
            cuts.append(half.span())
    parts: list[str] = []
    done = 0
    for start, end in sorted(cuts):
        parts.append(text[done:start])
        done = end
    return "".join((*parts, text[done:]))
