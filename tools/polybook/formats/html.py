"""HTML in Markdown: what of it readers see, and which tags it has."""

from __future__ import annotations

import re

HIDDEN = re.compile(r"(?is)<!--.*?(?:-->|\Z)|<(script|style|textarea|pre)\b.*?(?:</\1\s*>|\Z)")
TAG = re.compile(r"<[/!?]?[A-Za-z!?-][^<>]*>?")
"""A tag, a comment or the beginning of one that nothing closes."""
ACTIVE = re.compile(r"(?is)<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|" + TAG.pattern)
"""What a translation must keep: comments, scripts and styles whole, all other tags one by one."""
ATTRIBUTE = re.compile(
    r"""(\s*[^\s"'<>/=]+)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?(?=[\s/>]|\Z)|(.)""", re.S
)
"""One attribute as browsers read it, or a character that belongs to none."""
TEXT_ATTRIBUTE = re.compile(
    r"""\s(?:alt|title|aria-label|placeholder)\s*=\s*(?:"([^"<>`]*)"|'([^'<>`]*)')""", re.I
)
"""Attributes whose value is text for readers; nothing in the value can end it."""
REMARK = re.compile(
    r"<!-- ?(?!(?i:begin|end|esi|excerpt|i18n|ko|more|polybook|read|start|toc)\b)"
    r"(?=(?:[^<>]*?[^\W\d_]+){3}|(?:TODO|FIXME|XXX)\b)"
    r"[^\W_](?:[\w \u0300-\u036f.,;:?!'\"()+“”‘’…–—]|-(?!-))*?(?<!-)-->"
)
"""A comment that is words from one person to another: nothing in it means anything to a program.

Markers that programs know are of one word or two, or begin with one of those words: Jekyll's and
others' `<!-- more -->`, `<!-- toc -->`, edge servers' `<!--esi`, Knockout's `<!-- ko if: x -->`.
"""
NAME = re.compile(r"<(/?)([A-Za-z][\w:-]*)")
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
"""Elements that have no end tag: https://html.spec.whatwg.org/#void-elements"""


def visible(content: str) -> str:
    """Return the text of an HTML block that readers see or hear, blanks for all the rest."""
    shown = HIDDEN.sub(" ", content)
    spoken = " ".join(double or single for double, single in TEXT_ATTRIBUTE.findall(shown))
    return TAG.sub(" ", shown) + " " + spoken


def tags(content: str) -> list[str]:
    """Return the tags of `content` as written, their text attributes taken out."""
    return [_without_texts(match[0]) for match in ACTIVE.finditer(content)]


def _without_texts(tag: str) -> str:
    """Return `tag` without its text attributes, cut at the borders that browsers see."""
    name = NAME.match(tag)
    if name is None or name[2].lower() in ("script", "style"):
        return tag
    kept = (
        "" if TEXT_ATTRIBUTE.fullmatch(part[0]) else part[0]
        for part in ATTRIBUTE.finditer(tag, name.end())
    )
    return name[0] + "".join(kept)


def without_remarks(content: str, known: str) -> str:
    """Return `content`, as long as before, with a blank for each character of new remarks.

    Those that `known` has as well stay.
    """
    return REMARK.sub(lambda match: match[0] if match[0] in known else " " * len(match[0]), content)


def well_nested(found: list[str]) -> bool:
    """Tell whether every start tag is closed by its own end tag, in order."""
    open_tags: list[str] = []
    for tag in found:
        match = NAME.match(tag)
        if match is None or tag.endswith("/>") or match[2].lower() in VOID:
            continue
        if not match[1]:
            open_tags.append(match[2].lower())
        elif not open_tags or open_tags.pop() != match[2].lower():
            return False
    return not open_tags
