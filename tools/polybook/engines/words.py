"""What services say of themselves, made fit for one line of a message, without keys."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

LONGEST = 200
"""Characters of a line."""
SHORTEST_PART = 6
"""Characters of a key that give it away, as services quote it: `sk-abc***xyz`."""
TITLE = re.compile(r"(?is)<title[^>]*>(.*?)</title>")
WORD = re.compile(r"[^\s\"'`,;(){}\[\]<>]+")
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


def one_line(text: str) -> str:
    """Return `text` as one line of at most `LONGEST` characters, without a full stop at its end."""
    line = " ".join(UNSEEN.sub(" ", text).split()).rstrip(".")
    return line if len(line) <= LONGEST else line[: LONGEST - 3] + "..."


def without_key(text: str, key: str) -> str:
    """Return `text` without the key, and without words that hold an end of it."""
    if not key:
        return text
    text = text.replace(key, "***")
    ends = {key[:SHORTEST_PART], key[-SHORTEST_PART:]}
    if len(key) <= SHORTEST_PART:
        return text
    return WORD.sub(lambda match: "***" if any(end in match[0] for end in ends) else match[0], text)


def said(body: bytes) -> str:
    """Return the words in the body of an error, wherever the service puts them; empty without."""
    text = body[: 2**16].decode("utf-8", "replace")
    try:
        return one_line(" - ".join(dict.fromkeys(_messages(json.loads(text)))))
    except (ValueError, RecursionError):
        title = TITLE.search(text[: 2**12])
        return one_line(html.unescape(title[1])) if title else ""


def is_page(body: bytes) -> bool:
    """Tell whether a body is HTML: of a proxy, a login, another program."""
    return body.lstrip()[:1] == b"<"


def _messages(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name in ("error", "message", "detail", "errors"):
            yield from _messages(value.get(name))
    elif isinstance(value, list):
        for one in value[:3]:
            yield from _messages(one)
