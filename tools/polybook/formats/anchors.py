"""Links to headings, which move when the headings are translated.

`[text](page.md#the-slug)` names a heading by its text. In the merged tree the heading has another
text and so another slug; the link's fragment is changed to match. Two ways of naming are known:
GitHub's, which MyST follows, and Jupyter's, which keeps case and only replaces blanks.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import quote, unquote

from polybook.formats.inline import InlineKind, read_inline
from polybook.formats.links import change_texts, exchange
from polybook.formats.page import Edit, Page
from polybook.formats.prose import plain_text
from polybook.formats.text import canonical
from polybook.model.span import Span

Renames = Mapping[str, Mapping[str, str]]
"""By page name: fragments of the source page, and what they are in the merged page."""

NOT_IN_SLUG = re.compile(r"[^\w\- ]")
FRAGMENT_LINK = re.compile(
    rb"""\]\([^()\s]*#[^()\s]|\]:\s*\S*#\S|%\}#\S|(?i:href)\s*=\s*["'][^"'\s]*#[^"'\s]"""
)
"""What a page must have for any of this to be worth a look."""
TEMPLATES = frozenset({InlineKind.TEMPLATE, InlineKind.SUBSTITUTION})
DESTINATION = re.compile(r"<?([^\s<>()#]*)#([^\s<>()]+)>?")
TAG = re.compile(r"\{%-?\s*(?P<tag>post_url|link)\s+(?P<path>[^\s%]+?)\s*-?%\}#(?P<id>[^\s#]+)\Z")
"""How Jekyll names a post or a page of the site, and a heading of it."""
HREF = re.compile(
    r"""<a\s(?:[^<>]*?\s)?href\s*=\s*(?P<mark>["'])(?P<path>[^"'#:\s]*)#(?P<id>[^"'\s]+)(?P=mark)""",
    re.IGNORECASE,
)
SAFE = "-_.!~*;/?:@=+$,"
"""ASCII that may stand in a fragment as it is, in HTML too: no quotation mark, no ampersand."""


def slug(text: str) -> str:
    """Return GitHub's slug of a heading, as MyST-Parser's `github_slugify` makes it."""
    return NOT_IN_SLUG.sub("", text.lower().replace(" ", "-"))


def jupyter_id(text: str) -> str:
    """Return the id that Jupyter gives a heading: blanks become hyphens, all else stays."""
    return text.replace(" ", "-")


def renames(page: Page, msgstrs: Mapping[int, str]) -> dict[str, str]:
    """Return the fragments of the page's headings that `msgstrs`, by unit number, will change."""
    texts = list(page.texts)
    for number, msgstr in msgstrs.items():
        texts[page.places[number]] = canonical(msgstr, page.units[number])
    before = [plain_text(page.texts[number]) for number in page.titles]
    after = [plain_text(texts[number]) for number in page.titles]
    changed: dict[str, str] = {}
    for name in (jupyter_id, slug):
        pairs = zip(_unique(map(name, before)), _unique(map(name, after)), strict=True)
        changed |= {old: new for old, new in pairs if old != new and old and new}
    return changed


def _unique(names: Iterable[str]) -> Iterator[str]:
    """Give each name that comes again a number: `a`, `a-1`, `a-2`."""
    seen: set[str] = set()
    for name in names:
        unique, number = name, 0
        while unique in seen:
            number += 1
            unique = f"{name}-{number}"
        seen.add(unique)
        yield unique


def linked_pages(page: Page, find: Callable[[str], str | None]) -> set[str]:
    """Return the names of the pages whose headings `page` links to.

    `find` gives the name of the page at a path relative to the source folder, suffix or not.
    """
    pages = set()
    for text in page.texts:
        for _, path, _ in _fragment_links(text, page):
            target = resolve(page.name, path, find)
            if target:
                pages.add(target)
    return pages


def resolve(page: str, path: str, find: Callable[[str], str | None]) -> str | None:
    """Return the page that the link path `path` on `page` leads to, or None."""
    if not path:
        return page
    base = "" if path.startswith("/") else posixpath.dirname(page)
    return find(posixpath.normpath(posixpath.join(base, unquote(path).lstrip("/"))))


def relink(
    page: Page,
    msgstrs: Mapping[int, str],
    known: Renames,
    find: Callable[[str], str | None],
    links: Mapping[str, str],
) -> tuple[dict[int, str], list[Edit]]:
    """Return the msgstrs with their links changed to match, and edits for all other links.

    `links` are the edition's own targets, by the source's.
    """

    def moved(text: str) -> str:
        if links:
            text = exchange(text, links, page.references)
        for span, path, fragment in reversed(list(_fragment_links(text, page))):
            target = resolve(page.name, path, find)
            new = known.get(target or "", {}).get(unquote(fragment))
            if new is not None:
                encoded = "".join(char if ord(char) > 127 else quote(char, SAFE) for char in new)
                text = text[: span.start] + encoded + text[span.end :]
        return text

    def could(text: str) -> bool:
        return ("#" in text and bool(known)) or any(target in text for target in links)

    return change_texts(page, msgstrs, moved, could)


def _fragment_links(text: str, page: Page) -> Iterator[tuple[Span, str, str]]:
    """Yield the links of `text` that name a heading: span of the fragment, path, fragment."""
    if "#" not in text:
        return
    for token in read_inline(text, page.references):
        tag = TAG.search(token.raw) if token.kind in TEMPLATES else None
        if tag:
            start = token.span.start
            path = f"{_folder(page, tag['tag'])}/{tag['path']}"
            yield Span(start + tag.start("id"), start + tag.end("id")), path, tag["id"]
        if token.kind is InlineKind.HTML and (tag := HREF.match(token.raw)):
            start = token.span.start
            yield Span(start + tag.start("id"), start + tag.end("id")), tag["path"], tag["id"]
        if token.kind is not InlineKind.LINK or token.prose is None:
            continue
        match = DESTINATION.match(text, token.prose.end + 2, token.span.end)
        if text.startswith("](", token.prose.end) and match and ":" not in match[1]:
            yield Span(match.start(2), match.end(2)), match[1], match[2]


def _folder(page: Page, tag: str) -> str:
    """Return the folder, from the site's root, that Jekyll looks in for what `tag` names."""
    if tag == "link":
        return ""
    before, found, _ = f"/{page.name}".partition("/_posts/")
    return f"{before}/_posts" if found else "/_posts"
