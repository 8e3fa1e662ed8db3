"""TMX, the exchange format of translation memories: which texts go with which.

The file comes from anywhere. Nothing in it is fetched or expanded: one that declares entities is
refused, and it is read piece by piece, so that its size does not matter.
https://www.gala-global.org/tmx-14b
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from polybook.model.errors import CatalogError

CHUNK = 1 << 16
LANGUAGE = ("xml:lang", "lang")
"""The attribute that names the language of a text; the second is that of TMX 1.1."""
PROSE = frozenset({"hi", "sub"})
"""Elements of a segment whose content is text; the others hold codes of another program."""
LONGEST = 1_000_000
"""Characters and elements of a unit; more is no unit of a translation memory."""
DEEPEST = 100
"""Elements in each other, in a unit."""


def read_tmx(path: Path, shown: str, source: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield the texts in the language `source` with their translations into `target`.

    Languages are matched by their base: `vi-VN` is `vi`. Raises CatalogError, which names the file
    as `shown`, where it is no TMX or holds neither language.
    """
    try:
        with path.open("rb") as file:
            yield from _pairs(file, shown, source, target)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise CatalogError(
            shown, error.lineno, f"not valid XML ({what}); export it again"
        ) from error
    except OSError as error:
        raise CatalogError(shown, 0, f"cannot be read ({error.strerror})") from error
    except (LookupError, ValueError) as error:
        # What Python's own codecs say to the encoding that the first line names.
        reason = f"its encoding cannot be read ({error}); save it as UTF-8"
        raise CatalogError(shown, 1, reason) from error


def _pairs(file: BinaryIO, shown: str, source: str, target: str) -> Iterator[tuple[str, str]]:
    units = _Units(shown)
    # Not ElementTree's parser, which expands entities.
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = units.start
    parser.EndElementHandler = units.end
    parser.CharacterDataHandler = units.data
    parser.EntityDeclHandler = units.entity
    languages: set[str] = set()
    found = False
    ended = False
    while not ended:
        chunk = file.read(CHUNK)
        ended = not chunk
        parser.Parse(chunk, ended)
        for unit in units.take():
            texts = dict(_texts(unit))
            languages.update(texts)
            one, other = texts.get(base(source)), texts.get(base(target))
            if one and other:
                found = True
                yield one, other
    if units.root != "tmx":
        raise CatalogError(shown, 1, "not a TMX file; export it as TMX 1.4")
    if not found:
        has = ", ".join(sorted(languages)) or "no text"
        reason = f"no text in both {source} and {target} (it has {has}); check the languages"
        raise CatalogError(shown, 0, reason)


def base(language: str) -> str:
    """Return a language code alone: `vi` for `vi-VN` and `vi_VN`, `sr` for `sr@latin`."""
    return language.partition("@")[0].replace("_", "-").partition("-")[0].lower()


class _Units:
    """Collects the `tu` elements, and forgets everything around them."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.root = ""
        """The name of the file's first element."""
        self._done: list[Element] = []
        self._unit: TreeBuilder | None = None
        self._size = 0
        self._depth = 0

    def entity(self, *declaration: object) -> None:
        """Refuse a declaration: entities can make a small file grow without end."""
        raise CatalogError(
            self.shown, 0, f"it declares the entity {declaration[0]}; export it without a DTD"
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self.root = self.root or tag
        if tag == "tu":
            self._unit, self._size, self._depth = TreeBuilder(), 0, 0
        if self._unit is not None:
            self._grow(1)
            self._depth += 1
            if self._depth > DEEPEST:
                raise CatalogError(self.shown, 0, "a unit is nested too deep; remove it")
            self._unit.start(tag, attributes)

    def end(self, tag: str) -> None:
        """End an element."""
        if self._unit is not None:
            element = self._unit.end(tag)
            self._depth -= 1
            if tag == "tu":
                self._done.append(element)
                self._unit = None

    def data(self, data: str) -> None:
        """Take in text."""
        if self._unit is not None:
            self._grow(len(data))
            self._unit.data(data)

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > LONGEST:
            raise CatalogError(self.shown, 0, "a unit has over a million characters; remove it")

    def take(self) -> list[Element]:
        """Return the units that are complete, and forget them."""
        done, self._done = self._done, []
        return done


def _texts(unit: Element) -> Iterator[tuple[str, str]]:
    """Yield the base language and the text of each variant of a unit."""
    for variant in unit.iter("tuv"):
        code = next((variant.attrib[key] for key in LANGUAGE if key in variant.attrib), "")
        segment = variant.find("seg")
        if code and segment is not None:
            yield base(code), " ".join("".join(_prose(segment)).split())


def _prose(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in PROSE:
            yield from _prose(child)
        yield child.tail or ""
