"""The library that a d2l book saves: what `#@save` marks in the code of one tab.

The rules are d2lbook's (https://book.d2l.ai/user/save.html and its library.py): a mark on a line of
its own saves what follows without a blank line, and the indented lines below that; a mark at the
end of a line saves that line and goes on in the same way. Aliases are declared in `config.ini`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from configparser import ConfigParser
from dataclasses import dataclass, field

SAVE = re.compile(r"[ \t]*#[ \t]*@save\b.*")
NAME = re.compile(r"[A-Za-z_]\w*")
PATH = re.compile(r"[A-Za-z_][\w.]*(?:\(\)\.[A-Za-z_][\w.]*)*")
"""What an alias may stand for: `random.normal`, `detach().numpy`."""


@dataclass(frozen=True, slots=True)
class Library:
    """What `config.ini` says of one tab's library, in a section such as `[library-pytorch]`."""

    file: str
    """Where it is written, relative to the build folder: `d2l/torch.py`."""
    base: str = ""
    """The module that simple aliases come from, by its name in the library: `torch`."""
    simple: tuple[tuple[str, str], ...] = ()
    """(name, attribute of `base`): `ones = torch.ones`."""
    fluent: tuple[tuple[str, str], ...] = ()
    """(name, method of the first argument): `numpy(x)` is `x.detach().numpy()`."""
    plain: str = ""
    """Python that is taken as it is."""
    faults: tuple[str, ...] = field(default=())
    """What in the section cannot be used."""


def read_library(text: str, tab: str, default_file: str) -> Library:
    """Read the section of `tab` in the text of a `config.ini`; without one, there are no aliases.

    Raises configparser.Error where the text is no such file.
    """
    parser = ConfigParser(interpolation=None)
    parser.read_string(text)
    name = f"library-{tab}"
    section: Mapping[str, str] = parser[name] if parser.has_section(name) else {}
    faults: list[str] = []
    simple = tuple(_pairs(section.get("simple_alias", ""), faults))
    fluent = tuple(_pairs(section.get("fluent_alias", ""), faults))
    plain = "\n".join(line.strip() for line in section.get("alias", "").strip().splitlines())
    return Library(
        section.get("lib_file", default_file).strip(),
        section.get("lib_name", "").strip(),
        simple,
        fluent,
        plain,
        tuple(faults),
    )


def tabs_in(text: str) -> tuple[str, ...]:
    """Return the tabs that the text of a `config.ini` lists. Raises configparser.Error."""
    parser = ConfigParser(interpolation=None)
    parser.read_string(text)
    found = parser.get("build", "tabs", fallback="")
    return tuple(name.strip() for name in found.split(",") if name.strip())


def _pairs(text: str, faults: list[str]) -> Iterator[tuple[str, str]]:
    for part in re.split(r"[,\n]", text):
        if not part.strip():
            continue
        # d2lbook writes `exp(` so that its own search finds calls only.
        name, _, value = part.strip().removesuffix("(").partition("->")
        name, value = name.strip(), value.strip() or name.strip()
        if NAME.fullmatch(name) and PATH.fullmatch(value):
            yield name, value
        else:
            faults.append(f"the alias {part.strip()} is no name; write it as name -> other.name")


def saved_code(code: str) -> str:
    """Return what the marks of one code cell save; empty when there is none."""
    lines = code.split("\n")
    saved: list[str] = []
    done = 0
    for number, line in enumerate(lines):
        if number < done or not (mark := SAVE.search(line)):
            continue
        if line[: mark.start()].strip():
            saved.append(line[: mark.start()].rstrip())
        done = _end(lines, number + 1)
        saved += (_unmarked(one) for one in lines[number + 1 : done])
    return "\n".join(saved).strip("\n")


def _unmarked(line: str) -> str:
    return SAVE.sub("", line).rstrip()


def _end(lines: Sequence[str], start: int) -> int:
    """Return the line after what is saved from line `start` on."""
    while start < len(lines) and lines[start] and not lines[start].startswith(" "):
        start += 1
    while start < len(lines) and (not lines[start] or lines[start].startswith(" ")):
        start += 1
    return start


def write_library(blocks: Sequence[tuple[str, str]], library: Library, title: str) -> str:
    """Return the module of (page, saved code) blocks in book order, aliases last."""
    parts = [f'"""{title}. Made from the book\'s own pages by polybook; edit those instead."""']
    parts += (f"# {page}\n{code}" for page, code in blocks)
    aliases = [library.plain] if library.plain else []
    if library.base:
        aliases += (f"{name} = {library.base}.{value}" for name, value in library.simple)
    aliases += (
        f"{name} = lambda x, *args, **kwargs: x.{value}(*args, **kwargs)"
        for name, value in library.fluent
    )
    if aliases:
        parts.append("\n".join(("# Aliases", *aliases)))
    return "\n\n\n".join(parts) + "\n"
