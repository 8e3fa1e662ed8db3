"""From the bytes of a file to a page: which format, which regions, which units."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePosixPath

from polybook.formats import d2l, jekyll, notebook, svg
from polybook.formats.d2l import is_d2l
from polybook.formats.jekyll import is_jekyll
from polybook.formats.markdown import read_region
from polybook.formats.page import LineEnds, Page, Region
from polybook.formats.view import clean
from polybook.formats.walk import MOST_PARTS, Walk
from polybook.model.charset import likely_charset
from polybook.model.errors import PageError
from polybook.model.finding import Finding, Severity

SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".ipynb": "notebook"}
"""How a page's format is recognised when the configuration does not name it."""
BOM = "\ufeff"

REGION_UNREADABLE = "region-unreadable"
TEXT_UNREADABLE = "text-unreadable"


def recognise(name: str) -> str | None:
    """Return the format of the page called `name`, or None when it is no page."""
    return SUFFIXES.get(PurePosixPath(name).suffix.lower())


def recognise_dialect(name: str, text: str) -> str:
    """Return the format of a Markdown page by what is written in it."""
    if is_d2l(text):
        return d2l.NAME
    return jekyll.NAME if is_jekyll(name, text) else "markdown"


def decode(data: bytes, name: str) -> str:
    """Decode a page's bytes; raises PageError with the line of the first byte that is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"not UTF-8 (byte 0x{data[error.start]:02x})"
        raise PageError(name, line, f"{what}; {_way_out(data)}") from error


def _way_out(data: bytes) -> str:
    """Say how a file that is not UTF-8 may be read."""
    charset = likely_charset(data)
    if not charset:
        return "it is no text; leave it out"
    return f"convert it, for instance with `iconv -f {charset} -t UTF-8`"


def read_page(
    name: str,
    text: str,
    kind: str,
    front_matter: Sequence[str] = (),
    hosts: Collection[str] = (),
) -> Page:
    """Cut the file `text` into a page of units.

    `kind` is the format: a value of SUFFIXES, or the name of a dialect; `front_matter` the keys
    whose values are translated, `hosts` what translations may lead to besides. Raises PageError
    where the file is not of that format. A region that the grammar cannot take becomes a finding
    and stays as it is.
    """
    if kind == svg.NAME:
        return svg.read_svg(name, text)
    regions = tuple(notebook.regions(text, name) if kind == "notebook" else _whole(text))
    dialect = kind if kind in (d2l.NAME, jekyll.NAME) else ""
    walk = Walk(front_matter, dialect)
    shapes, findings = _read_regions(walk, regions, name)
    return Page(
        name=name,
        text=text,
        units=tuple(walk.units),
        regions=regions,
        shapes=shapes,
        texts=tuple(walk.texts),
        spans=tuple(walk.spans),
        titles=tuple(walk.titles),
        places=tuple(walk.places),
        whole=frozenset(walk.whole),
        front_matter=tuple(front_matter),
        dialect=dialect,
        hosts=frozenset(hosts),
        references=walk.references,
        unknown=frozenset(walk.unknown),
        findings=findings,
    )


def _read_regions(
    walk: Walk, regions: Iterable[Region], name: str
) -> tuple[tuple[tuple[object, ...], ...], tuple[Finding, ...]]:
    """Read all regions into `walk`; return the shape of each, and what could not be read."""
    shapes: list[tuple[object, ...]] = []
    findings: list[Finding] = []
    for number, region in enumerate(regions):
        try:
            read_region(walk, region.text, number)
        except Exception as error:
            findings.append(_unreadable(name, number, error))
        shapes.append(tuple(walk.shape))
        walk.shape.clear()
    if walk.broken:
        findings.append(_not_text(name, walk.broken))
    if walk.endless:
        findings.append(_no_paragraph(name, walk.endless))
    return tuple(shapes), tuple(findings)


def _whole(text: str) -> Iterable[Region]:
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text else "\n"
    return (Region((clean(text, start=1 if text.startswith(BOM) else 0),), LineEnds(newline)),)


def _unreadable(name: str, region: int, error: Exception) -> Finding:
    message = (
        f"part {region + 1} of the page cannot be read ({type(error).__name__}); "
        "it stays in the source language: simplify its Markdown"
    )
    return Finding(REGION_UNREADABLE, Severity.ERROR, message, page=name)


def _not_text(name: str, count: int) -> Finding:
    message = (
        f"{count} units hold half a surrogate pair (\\ud800 to \\udfff) and stay in the source "
        "language: remove the broken character"
    )
    return Finding(TEXT_UNREADABLE, Severity.ERROR, message, page=name)


def _no_paragraph(name: str, count: int) -> Finding:
    message = (
        f"{count} {'unit has' if count == 1 else 'units have'} over {MOST_PARTS:,} words and marks "
        f"and {'stays' if count == 1 else 'stay'} in the source language: part the paragraph"
    )
    return Finding(TEXT_UNREADABLE, Severity.ERROR, message, page=name)
