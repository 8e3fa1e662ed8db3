"""MyST directives: their arguments, options and bodies, each read as the table says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from polybook.formats.directives import (
    CELL_OPTIONS,
    DIRECTIVES,
    PROSE_OPTIONS,
    Argument,
    Body,
    Directive,
)
from polybook.formats.recording import Line
from polybook.formats.text import BLANKS
from polybook.formats.walk import Reader
from polybook.model.unit import Kind, Quoting

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_NESTING = 50
"""Directives in directives deeper than this are left alone: no book has them, an attack may."""
CAPTIONED = frozenset({"figure", "figure-md", "glue:figure", "eval:figure"})
"""Directives whose body begins with the caption of a picture."""
CELL = "code-cell"
TITLED_TABLES = frozenset({"table", "list-table", "csv-table"})
TOCTREE_LINE = re.compile(r"(?P<title>[^\s<][^<]*?)\s*<(?P<target>[^<>]+)>\s*\Z")
CARD_HEADER = re.compile(r"\^{3,}[ \t]*")


def read_directive(reader: Reader, token: Token, name: str, words: str) -> None:
    """Read the directive `name`, whose opening line ends in `words`.

    One that we do not know is noted and left alone.
    """
    directive = DIRECTIVES.get(name)
    if directive is None or reader.depth >= MAX_NESTING:
        reader.out.unknown.add(name)
        reader.freeze(token)
        return
    reader.out.shape.append((token.type, token.level, token.markup, name))
    lines: tuple[Line, ...] = token.meta["lines"]
    options = _options(reader, lines)
    body = lines[options:]
    opening = token.meta["open"]
    if words:
        argument = _argument_line(reader, token, name, words)
        if directive.argument is Argument.BODY:
            first = [argument] if options else [argument, *body]
            reader.inside(first, opening, first_apart=True)
            body = body if options else ()
        else:
            _argument(reader, name, directive, argument)
    _option_values(reader, name, lines[:options])
    _content(reader, name, directive, body, opening)


def _argument_line(reader: Reader, token: Token, name: str, words: str) -> Line:
    """Find where the argument stands on the opening line."""
    opening: Line = token.meta["open"]
    after = reader.text.index(name, opening.start + len(token.markup)) + len(name)
    start = reader.text.index(words, after)
    return Line(start, start + len(words))


def _content(
    reader: Reader, name: str, directive: Directive, lines: Sequence[Line], opening: Line
) -> None:
    if directive.body is Body.MARKDOWN:
        kind = Kind.CAPTION if name in CAPTIONED else Kind.PARAGRAPH
        reader.inside(lines, opening, kind)
    elif directive.body is Body.CARD:
        _card(reader, lines, opening)
    elif directive.body is Body.TOCTREE:
        _toctree(reader, lines)
    elif directive.body is Body.GLOSSARY:
        _glossary(reader, lines, opening)
    else:
        _verbatim(reader, lines)


def _argument(reader: Reader, name: str, directive: Directive, argument: Line) -> None:
    if directive.argument is Argument.TITLE:
        kind = Kind.CAPTION if name in TITLED_TABLES else Kind.TITLE
        reader.unit([argument], kind, quoting=Quoting.LINE, detail=name)
        return
    text = reader.text[argument.start : argument.end]
    version, _, rest = text.partition(" ")
    if directive.argument is Argument.VERSION and rest.strip():
        reader.out.shape.append(("argument", version))
        start = argument.end - len(rest.lstrip())
        reader.unit([Line(start, argument.end)], Kind.PARAGRAPH, quoting=Quoting.LINE)
        return
    reader.out.shape.append(("argument", text))


def _options(reader: Reader, lines: Sequence[Line]) -> int:
    """Return how many of the lines are the option block, by MyST-Parser's rules."""
    texts = [reader.text[line.start : line.end] for line in lines]
    if texts and texts[0].startswith("---"):
        for number, text in enumerate(texts[1:], 2):
            if text.startswith("---"):
                return number
        return len(lines)
    count = 0
    for text in texts:
        bare = text.lstrip()
        if not bare.startswith(":") or bare.startswith(":::"):
            break
        count += 1
    return count


def _option_values(reader: Reader, name: str, lines: Sequence[Line]) -> None:
    keys = sorted(PROSE_OPTIONS | CELL_OPTIONS if name == CELL else PROSE_OPTIONS)
    if lines and reader.text.startswith("---", lines[0].start):
        _verbatim(reader, lines[:1])
        reader.values(reader.view(lines[1:-1]), keys, Kind.OPTION, name)
        _verbatim(reader, lines[-1:])
        return
    for line in lines:
        colon = reader.text.index(":", line.start) + 1
        reader.out.shape.append(("option", reader.text[line.start : colon]))
        reader.values(reader.view([Line(colon, line.end)]), keys, Kind.OPTION, name)


def _verbatim(reader: Reader, lines: Sequence[Line]) -> None:
    for line in lines:
        reader.out.shape.append(("verbatim", line.indent, reader.text[line.start : line.end]))


def _card(reader: Reader, lines: Sequence[Line], opening: Line) -> None:
    """Split a card at the line of carets that ends its header (sphinx-design)."""
    for number, line in enumerate(lines):
        if CARD_HEADER.fullmatch(reader.text[line.start : line.end]):
            reader.inside(lines[:number], opening)
            _verbatim(reader, [line])
            reader.inside(lines[number + 1 :], opening)
            return
    reader.inside(lines, opening)


def _toctree(reader: Reader, lines: Sequence[Line]) -> None:
    for line in lines:
        match = TOCTREE_LINE.match(reader.text, line.start, line.end)
        if match is None:
            _verbatim(reader, [line])
            continue
        reader.out.shape.append(("toctree", match["target"]))
        title = Line(match.start("title"), match.end("title"))
        reader.unit([title], Kind.TITLE, quoting=Quoting.LINE, detail="toctree")


def _glossary(reader: Reader, lines: Sequence[Line], opening: Line) -> None:
    """Freeze the terms, which `{term}` finds entries by; read the definitions below them."""
    definition: list[Line] = []
    for line in (*lines, None):
        text = "" if line is None else reader.text[line.start : line.end]
        if line is not None and (not text.strip() or text[0] in BLANKS or line.indent):
            definition.append(line)
            continue
        if definition:
            dedented = _dedent(reader, definition)
            indent = max(
                line.start - old.start for line, old in zip(dedented, definition, strict=True)
            )
            reader.inside(dedented, opening, Kind.DEFINITION, " " * indent)
            definition = []
        if line is not None:
            _verbatim(reader, [line])


def _dedent(reader: Reader, lines: Sequence[Line]) -> list[Line]:
    texts = [reader.text[line.start : line.end] for line in lines]
    indents = [len(text) - len(text.lstrip(BLANKS)) for text in texts if text.strip()]
    indent = min(indents, default=0)
    return [Line(min(line.start + indent, line.end), line.end) for line in lines]
