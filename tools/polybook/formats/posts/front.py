"""Front matter of posts: read whole, and changed at single keys; every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from polybook.formats.frontmatter import scalar

if TYPE_CHECKING:
    from yaml.nodes import Node

FRONT = re.compile(
    r"\A(?P<open>\ufeff?---[ \t]*(?P<end>\r\n|\r|\n))(?P<yaml>.*?)"
    r"(?P<close>^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z))",
    re.DOTALL | re.MULTILINE,
)
TAG_KEYS = ("tags", "tag")
FLOW = re.compile(r"[,\[\]{}]")
"""What ends an item of a list in brackets."""
TEXT = "tag:yaml.org,2002:str"

Change = tuple[int, int, str]


def split_front(text: str) -> tuple[str, str, str, str]:
    """Cut `text` into the opening line, the YAML, the closing line, and the body.

    The first three are empty where there is no front matter.
    """
    match = FRONT.match(text)
    if match is None:
        return "", "", "", text
    return match["open"], match["yaml"], match["close"], text[match.end() :]


def read_front(source: str) -> dict[str, Any]:
    """Return the values of the YAML mapping `source`; raises ValueError where it is none."""
    import yaml  # 30 ms that most commands do not need

    try:
        found = yaml.safe_load(source)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error).replace("\n", " ")) from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError("it is no list of keys and values")
    return {str(key): value for key, value in found.items()}


def read_config(source: str) -> dict[str, Any]:
    """Return the settings of a `_config.yml`; none where it cannot be read."""
    try:
        return read_front(source)
    except ValueError:
        return {}


def with_keys(source: str, keys: Mapping[str, str]) -> str:
    """Return the YAML mapping `source` with each of `keys`, its value written in YAML on one line.

    A key that is there already gets the new value where the old one is a scalar, and keeps it
    otherwise. New keys come last, in the order given.
    """
    newline = "\r\n" if "\r\n" in source else "\n"
    changes: list[Change] = []
    known = set()
    for name, node in _members(source):
        known.add(name)
        if name in keys and _is_scalar(node):
            end = node.start_mark.index + len(_written(source, node))
            blank = " " if source[node.start_mark.index - 1] not in " \t\n" else ""
            changes.append((node.start_mark.index, end, blank + keys[name]))
    text = _changed(source, changes)
    if text and not text.endswith(("\n", "\r")):
        text += newline
    return text + "".join(f"{key}: {keys[key]}{newline}" for key in keys if key not in known)


def with_tags(source: str, table: Mapping[str, str]) -> str:
    """Return `source` with its tags in other words; the list's style and its quotes stay.

    `table` has the tags of the edition by those of the source. Tags that it lacks stay.
    """
    changes: list[Change] = []
    for name, node in _members(source):
        if name not in TAG_KEYS:
            continue
        if _is_scalar(node):
            changes += _one_text(source, name, node, table)
            continue
        for item in _items(node):
            if _is_scalar(item) and item.value in table:
                start = item.start_mark.index
                written = _written(source, item)
                text = scalar(table[item.value], written)
                if source[node.start_mark.index] == "[" and text[:1] not in "\"'":
                    text = quoted(text)
                changes.append((start, start + len(written), text))
    return _changed(source, changes)


def _one_text(source: str, name: str, node: Node, table: Mapping[str, str]) -> Iterator[Change]:
    """Yield the change of tags that stand in one text: `tags` is cut at blanks, `tag` is not."""
    words = [node.value] if name == "tag" else str(node.value).split()
    found = [table.get(word, word) for word in words]
    if found != words:
        start = node.start_mark.index
        written = _written(source, node)
        apart = name == "tags" and any(" " in word for word in found)
        text = flow_list(found) if apart else scalar(" ".join(found), written)
        yield start, start + len(written), text


def tags_of(front: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the tags of a post as Jekyll reads them: `tag` is one, a text of `tags` several."""
    found: list[str] = [str(front["tag"])] if isinstance(front.get("tag"), str) else []
    tags = front.get("tags", ())
    found += tags.split() if isinstance(tags, str) else map(str, tags or ())
    return tuple(dict.fromkeys(found))


def quoted(text: str) -> str:
    """Return a scalar in quotes where it could not stand in a list in brackets without."""
    return f'"{text}"' if text[:1] not in "\"'" and FLOW.search(text) else text


def plain(text: str) -> str:
    """Return `text` as a YAML scalar on one line."""
    return scalar(text, "plain")


def flow_list(items: list[str]) -> str:
    """Return `items` as a YAML list on one line."""
    return "[" + ", ".join(quoted(plain(item)) for item in items) + "]"


def flow_map(items: Mapping[str, str]) -> str:
    """Return `items` as a YAML mapping on one line."""
    return "{" + ", ".join(f"{plain(key)}: {quoted(plain(items[key]))}" for key in items) + "}"


def _members(source: str) -> Iterator[tuple[str, Node]]:
    import yaml

    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return  # reading it has said so
    if isinstance(root, yaml.MappingNode):
        for key, node in root.value:
            yield str(key.value), node


def _is_scalar(node: Node) -> bool:
    import yaml

    return isinstance(node, yaml.ScalarNode)


def _items(node: Node) -> list[Node]:
    import yaml

    return node.value if isinstance(node, yaml.SequenceNode) else []


def _written(source: str, node: Node) -> str:
    """Return a scalar as it is written, the line breaks that end a block scalar left out."""
    return source[node.start_mark.index : node.end_mark.index].rstrip(" \r\n")


def _changed(source: str, changes: list[Change]) -> str:
    for start, end, text in sorted(changes, reverse=True):
        source = source[:start] + text + source[end:]
    return source
