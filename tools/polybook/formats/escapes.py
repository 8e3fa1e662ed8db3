r"""JSON's escapes of characters above ASCII, for files that hold nothing but ASCII."""

from __future__ import annotations

import re

ESCAPES = re.compile(r"(?<!\\)((?:\\\\)*)((?:\\u[0-9a-f]{4})+)")
ONE = re.compile(r"\\u([0-9a-f]{4})")
ABOVE_ASCII = re.compile("[^\x00-\x7f]")


def unescaped(text: str) -> str:
    """Return JSON `text` with its escapes of characters above ASCII read; others stay."""
    return ESCAPES.sub(lambda match: match[1] + _read(match[2]), text)


def escaped(text: str) -> str:
    """Return JSON `text` with all characters above ASCII written as `json.dumps` writes them."""
    return ABOVE_ASCII.sub(lambda match: _written(match[0]), text)


def _read(escapes: str) -> str:
    """Read one run of escapes; halves of a character that belong together become one."""
    units = [int(code, 16) for code in ONE.findall(escapes)]
    chars = "".join(map(chr, units)).encode("utf-16-le", "surrogatepass")
    whole = chars.decode("utf-16-le", "surrogatepass")
    return "".join(_written(char) if char < "\x80" else char for char in whole)


def _written(char: str) -> str:
    data = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{data[at]:02x}{data[at + 1]:02x}" for at in range(0, len(data), 2))
