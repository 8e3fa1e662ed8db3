"""Front matter and directive options: YAML values found and written in place, never dumped."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from polybook.model.span import Span

if TYPE_CHECKING:
    import yaml

SAFE_PLAIN = re.compile(
    r"[^\W\d_][^\n\r#:\\\"'\[\]{}&*!|>%@`\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*"
)
"""Texts that YAML reads back as the same string without quotes, on the safe side."""
UNSAFE_IN_QUOTES = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
OPTION_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]*):[ \t]+(?P<value>\S.*?)[ \t]*")
OPTION_COMMENT = re.compile(r"[ \t]+#.*")
DEEPEST = 2
"""Mappings around the deepest value that is looked for; aliases can nest without an end."""
YAML_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
"""Plain scalars that YAML 1.1 reads as something else than text."""


@dataclass(frozen=True, slots=True)
class Value:
    """One translatable value of a YAML mapping."""

    key: str
    text: str
    span: Span
    """The scalar as written, quotes included, the line breaks that end a block scalar not."""


def values(source: str, keys: Collection[str]) -> Iterator[Value]:
    """Yield the text values of `keys` in the YAML mapping `source`.

    A key inside another mapping is the path to it, with points: `mystnb.figure.caption`. Raises
    ValueError where `source` is no YAML.
    """
    if not any(key.rpartition(".")[2] in source for key in keys):
        return
    import yaml  # 30 ms that most pages do not need

    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error).replace("\n", " ")) from error
    for path, node in _scalars(root):
        if path not in keys or node.tag != "tag:yaml.org,2002:str":
            continue
        start = node.start_mark.index
        if source[start] in "&!":
            continue  # an anchor or a tag belongs to the value: replacing it would break an alias
        end = start + len(source[start : node.end_mark.index].rstrip(" \n"))
        yield Value(path.rpartition(".")[2], node.value, Span(start, end))


def _scalars(node: yaml.Node | None, path: str = "") -> Iterator[tuple[str, yaml.Node]]:
    """Yield the scalars of a mapping and of those in it, each with its path.

    What is written in braces inside another mapping is left alone: there, commas end a text.
    """
    import yaml

    if not isinstance(node, yaml.MappingNode) or (path and node.flow_style):
        return
    for key, value in node.value:
        inner = f"{path}.{key.value}" if path else str(key.value)
        if isinstance(value, yaml.ScalarNode):
            yield inner, value
        elif inner.count(".") < DEEPEST:
            yield from _scalars(value, inner)


def option_values(source: str, keys: Collection[str]) -> Iterator[Value]:
    """Yield the text values of `keys` in directive options, which MyST reads more freely than YAML.

    There `alt: A bowl: "round"` and `alt: [x] y` are plain text up to the end of the line.
    """
    try:
        yield from list(values(source, keys))
        return
    except ValueError:
        pass
    lines = source.split("\n")
    start = 0
    for line, following in zip(lines, (*lines[1:], ""), strict=True):
        match = OPTION_LINE.fullmatch(line)
        if match and match["key"] in keys and following[:1] not in (" ", "\t"):
            yield from _option_line(match, start)
        start += len(line) + 1


def _option_line(match: re.Match[str], start: int) -> Iterator[Value]:
    try:
        found = list(values(match[0], (match["key"],)))
    except ValueError:
        found = []
        if match["value"][0] not in "\"'|>&!":
            text = OPTION_COMMENT.sub("", match["value"])
            at = match.start("value")
            found = [Value(match["key"], text, Span(at, at + len(text)))]
    for value in found:
        yield replace(value, span=Span(start + value.span.start, start + value.span.end))


def scalar(text: str, written: str) -> str:
    """Write `text` as a YAML scalar on one line, in the quotes of `written` where they will do."""
    if written[:1] == "'" and not UNSAFE_IN_QUOTES.search(text) and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    plain = written[:1] not in "\"'|>" and SAFE_PLAIN.fullmatch(text) and text == text.strip()
    if plain and text.lower() not in YAML_WORDS:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return UNSAFE_IN_QUOTES.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
