"""Jupyter notebooks, nbformat 4: the markdown cells, found in the JSON text without rewriting it.

`json.JSONDecoder.raw_decode` says at C speed where a value ends; only the few lexemes on the way to
a markdown cell's source are looked at. Nothing is ever dumped: nbformat.write changes three of a
hundred real notebooks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed leaves it out
from typing import Any

from polybook.formats.page import Region
from polybook.formats.view import ViewBuilder, clean
from polybook.model.errors import PageError

SPACE = re.compile(r"[ \t\n\r]*")
ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u.{4}|.)")
DECODER = json.JSONDecoder()
FRONT = re.compile(r"---[ \t]*\n(?:(?!---[ \t]*(?:\n|\Z)).*\n)+---\s*")
NON_ASCII_ESCAPE = re.compile(r"\\u(?!00[0-7])[0-9a-fA-F]{4}")


@dataclass(frozen=True, slots=True)
class JsonWriter:
    """Writes text into a JSON string, or into a list of strings one per line."""

    ascii_only: bool
    """True where the notebook writes every character beyond ASCII as an escape."""
    newline: str
    """What a line break is: an escape, and in a list the way to the next string."""

    def __call__(self, text: str) -> str:
        """Return `text` as the inside of a JSON string."""
        lines = (json.dumps(line, ensure_ascii=self.ascii_only)[1:-1] for line in text.split("\n"))
        return self.newline.join(lines)


def regions(text: str, name: str) -> Iterator[Region]:
    """Yield the markdown cells of the notebook `text` as regions, in order.

    Raises PageError where `text` is no JSON or no notebook of nbformat 4.
    """
    begin = 1 if text.startswith("\ufeff") else 0
    try:
        notebook, end = DECODER.raw_decode(text, _space(text, begin))
    except (ValueError, RecursionError) as error:  # ValueError: also an integer of 4300 digits
        raise _broken(name, text, error) from error
    after = _space(text, end)
    if after != len(text):
        line = text.count("\n", 0, after) + 1
        raise PageError(name, line, "text after the end of the JSON; remove it")
    _validate(notebook, name)
    ascii_only = text.isascii() and NON_ASCII_ESCAPE.search(text) is not None
    cells = _member(text, _space(text, begin), "cells")
    for cell, place in zip(notebook["cells"], _items(text, cells), strict=True):
        if "source" in cell and (cell.get("cell_type") == "markdown" or _is_front(cell, notebook)):
            yield _region(text, _member(text, place, "source"), ascii_only)


def _is_front(cell: Mapping[str, Any], notebook: Mapping[str, Any]) -> bool:
    """Tell whether a cell is the front matter of a post: YAML in a raw cell, before all others."""
    if cell.get("cell_type") != "raw" or cell is not notebook["cells"][0]:
        return False
    source = cell["source"]
    return FRONT.fullmatch(source if isinstance(source, str) else "".join(source)) is not None


def _broken(name: str, text: str, error: Exception) -> PageError:
    line = getattr(error, "lineno", 0)
    what = getattr(error, "msg", "it is nested too deeply")
    empty = "the file is empty" if not text.strip() else f"not valid JSON ({what})"
    return PageError(name, line, f"{empty}; restore the notebook or save it again in Jupyter")


def _validate(notebook: object, name: str) -> None:
    """Refuse what is no notebook, by the few facts that the walk relies on."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    version = notebook.get("nbformat") if isinstance(notebook, dict) else None
    if version in (1, 2, 3):
        step = "convert it with `jupyter nbconvert --inplace --nbformat 4`"
        raise PageError(name, 1, f"a notebook of the old format {version}; {step}")
    if version != 4 or not isinstance(cells, list):
        raise PageError(name, 1, "JSON, but not a notebook: no `cells`, or `nbformat` is not 4")
    for number, cell in enumerate(cells, 1):
        source = cell.get("source", "") if isinstance(cell, dict) else None
        lines = source if isinstance(source, list) else [source]
        if not all(isinstance(line, str) for line in lines):
            raise PageError(name, 0, f"cell {number} is not a notebook cell: no text in `source`")


def _region(text: str, place: int, ascii_only: bool) -> Region:
    """Make a region of the JSON value at `place`: a string, or a list of strings."""
    builder = ViewBuilder()
    newline = "\\n"
    if text[place] == "[":
        strings = list(_items(text, place))
        for start in strings:
            _string(text, start, builder)
        newline = _list_break(text, place, strings)
    else:
        _string(text, place, builder)
    decoded = builder.build()
    view = clean(decoded.text)
    if "\r\n" in decoded.text:
        newline = "\\r" + newline
    return Region((view, decoded), JsonWriter(ascii_only, newline))


def _list_break(text: str, place: int, strings: list[int]) -> str:
    """Return how one string of the list ends and the next begins, in this file's own style."""
    if len(strings) > 1:
        first_end = _end(text, strings[0])
        return '\\n"' + text[first_end : strings[1]] + '"'
    if strings:
        return '\\n",' + text[place + 1 : strings[0]] + '"'
    return "\\n"


def _string(text: str, start: int, builder: ViewBuilder) -> None:
    """Add the decoded JSON string at `start` to the view, escape by escape."""
    end = _end(text, start) - 1
    place = start + 1
    if "\\" in text[place:end]:
        for match in ESCAPE.finditer(text, place, end):
            builder.add(text[place : match.start()], place, match.start())
            builder.add(json.loads(f'"{match[0]}"'), match.start(), match.end())
            place = match.end()
    builder.add(text[place:end], place, end)


def _end(text: str, start: int) -> int:
    return int(scanstring(text, start + 1, True)[1])


def _space(text: str, place: int) -> int:
    return SPACE.match(text, place).end()  # type: ignore[union-attr]  # it matches nothing too


def _member(text: str, place: int, wanted: str) -> int:
    """Return where the value of the last member `wanted` of the object at `place` begins."""
    found = -1
    place = _space(text, place + 1)
    while text[place] != "}":
        key, end = scanstring(text, place + 1, True)
        place = _space(text, _space(text, end) + 1)
        if key == wanted:
            found = place
        place = _after(text, place)
    return found


def _items(text: str, place: int) -> Iterator[int]:
    """Yield where each item of the list at `place` begins."""
    place = _space(text, place + 1)
    while text[place] != "]":
        yield place
        place = _after(text, place)


def _after(text: str, place: int) -> int:
    """Return where the next member or item begins, or the closing bracket."""
    place = _space(text, DECODER.raw_decode(text, place)[1])
    return _space(text, place + 1) if text[place] == "," else place
