"""One regular expression for thousands of forms, each prefix written once.

Python's `re` tries the branches of an alternation one by one. Factored by common prefixes, 5,000
terms cost what a handful does: the way of the trie in Aho and Corasick (1975), left to `re`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

Node = dict[str, Any]
"""By character: what may follow. The key "" says that a form ends here."""
LEAF: Node = {"": {}}

SOURCE = {" ": r"[\s*-]+"}
"""What may stand for a character of an English form: blanks for hyphens, and marks of emphasis.

Hyphens and apostrophes of other kinds are made plain first: in sets like these, they would take
nine times as long to compile.
"""
TARGET = {" ": r"[\s*]+", "-": r"\s?-\s?"}
"""The same of a translation, where a hyphen is part of the word."""


def trie_pattern(forms: Iterable[str], wide: Mapping[str, str]) -> str:
    """Return a pattern that matches the longest of `forms`, which are folded, at one place.

    `wide` says what may stand for single characters: `SOURCE` or `TARGET`.
    """
    root: Node = {}
    for form in sorted(set(forms)):
        node = root
        for char in form:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(root, wide)


def _pattern(node: Node, wide: Mapping[str, str]) -> str:
    """Return the pattern of all that may follow."""
    prefix = ""
    while len(node) == 1 and "" not in node:
        [(char, node)] = node.items()
        prefix += wide.get(char) or re.escape(char)
    single = [char for char, rest in node.items() if rest == LEAF and char and char not in wide]
    branches = [
        (wide.get(char) or re.escape(char)) + _pattern(rest, wide)
        for char, rest in node.items()
        if char and char not in single
    ]
    if single:
        chars = "".join(map(re.escape, single))
        branches.append(f"[{chars}]" if len(single) > 1 else chars)
    if not branches:
        return prefix
    if len(branches) == 1 and "" not in node:
        return prefix + branches[0]
    return f"{prefix}(?:{'|'.join(branches)}){'?' if '' in node else ''}"
