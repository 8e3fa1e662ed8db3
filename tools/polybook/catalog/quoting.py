r"""PO's strings: what stands between quotation marks, in both directions.

Reading accepts what gettext accepts (octal and hexadecimal escapes too); writing gives what
`msgcat --no-wrap` gives: named escapes only, every other character as itself.
"""

from __future__ import annotations

import re

_STRING = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"[ \t\f\v]*')
_BYTES = r"(?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}))+"
_BYTE = re.compile(r"\\(?:x([0-9A-Fa-f]+)|([0-7]+))")
_ESCAPE = re.compile(rf"{_BYTES}|\\.")
_NAMED = {
    "\\\\": "\\",
    '\\"': '"',
    "\\n": "\n",
    "\\t": "\t",
    "\\r": "\r",
    "\\a": "\a",
    "\\b": "\b",
    "\\f": "\f",
    "\\v": "\v",
}
_CONTROL = re.compile(r"[\t\r\a\b\f\v]")
_CONTROL_NAMES = {value: name for name, value in _NAMED.items() if value not in '\\"\n'}
_HELD = "\0"  # stands for a backslash while the other escapes are read; no catalog may hold it


def unquote(quoted: str) -> str:
    """Return the text of one or more quoted strings that stand on one line.

    Raises ValueError with a reason when the quoting is broken or an escape means nothing.
    """
    inner = quoted[1:-1]
    if quoted[:1] == '"' == quoted[-1:] and len(quoted) > 1:
        # Nearly all lines hold one string with few kinds of escapes: plain replacement is fastest.
        plain = inner.replace("\\\\", _HELD) if "\\" in inner else inner
        if '"' not in plain or plain.count('"') == plain.count('\\"'):
            plain = plain.replace('\\"', '"').replace("\\n", "\n")
            if "\\" not in plain:
                return plain.replace(_HELD, "\\")
    end, strings = 0, []
    while match := _STRING.match(quoted, end):
        end = match.end()
        strings.append(_ESCAPE.sub(_resolve, match[1]))
    if end < len(quoted):
        raise ValueError(
            'the quotation marks are broken; close the string, write inner ones as \\"'
        )
    return "".join(strings)


def _resolve(match: re.Match[str]) -> str:
    """Return what one escape means; raises ValueError when it means nothing."""
    escape = match[0]
    if escape in _NAMED:
        return _NAMED[escape]
    values = [int(hexa, 16) if hexa else int(octal, 8) for hexa, octal in _BYTE.findall(escape)]
    try:
        text = bytes(values).decode()
    except ValueError:
        text = ""
    if not text or _HELD in text:
        raise ValueError(f"the escape {escape} means nothing; write a backslash itself as \\\\")
    return text


def quote(text: str, prefix: str = "") -> str:
    """Return `text` quoted as `msgcat --no-wrap` does, without a newline at the end.

    A text with a line break inside gets an empty first string and one string for each of its lines;
    `prefix` (such as `#| `) begins every line after the first.
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if _CONTROL.search(escaped):
        escaped = _CONTROL.sub(lambda match: _CONTROL_NAMES[match[0]], escaped)
    if "\n" not in escaped:
        return f'"{escaped}"'
    lines = escaped.split("\n")
    last = lines.pop()
    strings = [f'"{line}\\n"' for line in lines]
    if last:
        strings.append(f'"{last}"')
    if len(strings) == 1:
        return strings[0]
    return f"\n{prefix}".join(['""', *strings])
