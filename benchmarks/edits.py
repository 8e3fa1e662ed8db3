"""A year of an author's edits, made by a seed: the same book and seed give the same edits.

Invariant: the old text of an edit stood once among the book's paragraphs and headings, so whatever
is attached to its new text after an update came from there, or from a wrong match.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from blocks import HEADING, WORD, Block, count_messages, cut, join, message_of, outside

# Of 12,000 messages about a thousand change in a year; list items and cells count as messages too.
SHARE = 0.08

_LINK = re.compile(r"(?<=\]\()https?://[^()\s]+(?=\))")
_SENTENCE_END = re.compile(r"(?<=[a-z]{2}\.)\s(?=[A-Z])")
_RENAMES = ("{} in Practice", "{} Revisited", "A Closer Look at {}", "{}, Step by Step")


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit, its texts as messages: soft line breaks are spaces, heading marks are off."""

    kind: str
    """typo, reorder, move, split, link, heading, add or delete."""
    page: str
    """Where the old text stood (an added text: where it stands)."""
    old: str
    """The message before; empty for an added one."""
    new: str
    """The message after; empty for a deleted one; a split's two are parted by a blank line."""
    to_page: str
    """Where the new text stands: another page for a moved one."""


@dataclass(slots=True)
class _Book:
    """The blocks of every page, and the order in which they are offered for editing."""

    pages: dict[str, list[Block]]
    rng: random.Random
    queue: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def take(self, suits: Callable[[Block], object]) -> Block | None:
        """Return the next block that suits and that nothing has touched yet."""
        for number, block in enumerate(self.queue):
            if suits(block):
                del self.queue[number]
                return block
        return None


def edit_book(pages: dict[str, str], seed: int) -> tuple[dict[str, str], list[Edit]]:
    """Return the book as its authors left it a year later, and what they did.

    `pages` maps a page's name to its Markdown. About 8 % of the messages change: typos, reordered
    paragraphs, paragraphs moved to another page, split paragraphs, changed links, renamed
    headings, new and deleted paragraphs. A block is edited once at most; code, math, lists, tables
    and directives are left alone. The result depends on the pages and the seed only.
    """
    book = _read(pages, random.Random(seed))
    wanted = round(SHARE * sum(map(count_messages, pages.values())))
    edits: list[Edit] = []
    tired: set[str] = set()
    while len(edits) < wanted and len(tired) < len(_KINDS):
        kind = book.rng.choices(list(_KINDS), [share for share, _ in _KINDS.values()])[0]
        made = _KINDS[kind][1](book) if kind not in tired else []
        if not made:
            tired.add(kind)
        edits += made
    return {name: join(blocks) for name, blocks in book.pages.items()}, edits


def _read(pages: dict[str, str], rng: random.Random) -> _Book:
    blocks = {name: cut(name, pages[name]) for name in sorted(pages)}
    prose = [
        block for name in blocks for block in blocks[name] if block.kind in ("heading", "paragraph")
    ]
    times: dict[str, int] = {}
    for block in prose:
        times[block.message] = times.get(block.message, 0) + 1
    queue = [block for block in prose if times[block.message] == 1]
    rng.shuffle(queue)
    words = sorted({word for block in queue for word in WORD.findall(block.text)})
    return _Book(blocks, rng, queue, words)


def _paragraph(block: Block) -> bool:
    return block.kind == "paragraph"


def _change(kind: str, block: Block, text: str) -> list[Edit]:
    old, block.text = block.message, text
    return [Edit(kind, block.page, old, block.message, block.page)]


def _typo(book: _Book) -> list[Edit]:
    """Swap two inner letters of a word, as an author mends or makes a slip."""
    block = book.take(lambda block: _paragraph(block) and any(outside(WORD, block.text)))
    if block is None:
        return []
    start, end = book.rng.choice([match.span() for match in outside(WORD, block.text)])
    word = block.text[start:end]
    places = [at for at in range(1, len(word) - 2) if word[at] != word[at + 1]] or [0]
    at = book.rng.choice(places)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return _change("typo", block, block.text[:start] + swapped + block.text[end:])


def _reorder(book: _Book) -> list[Edit]:
    """Swap a paragraph with another one of its page."""
    first = book.take(_paragraph)
    if first is None:
        return []
    second = book.take(lambda block: _paragraph(block) and block.page == first.page)
    if second is None:
        return _typo(book)  # a page with one paragraph has nothing to reorder
    first.text, second.text = second.text, first.text
    return [
        Edit("reorder", block.page, block.message, block.message, block.page)
        for block in (first, second)
    ]


def _move(book: _Book) -> list[Edit]:
    """Move a paragraph behind one of another page."""
    block = book.take(_paragraph)
    behind = book.take(lambda other: _paragraph(other) and block and other.page != block.page)
    if block is None or behind is None:
        return []
    book.pages[block.page].remove(block)
    _insert(book, behind, block)
    return [Edit("move", block.page, block.message, block.message, behind.page)]


def _insert(book: _Book, behind: Block, block: Block) -> None:
    blocks = book.pages[behind.page]
    block.gap, behind.gap = behind.gap, "\n\n"
    blocks.insert(blocks.index(behind) + 1, block)


def _split(book: _Book) -> list[Edit]:
    """Split a paragraph at the end of a sentence."""
    block = book.take(lambda block: _paragraph(block) and any(outside(_SENTENCE_END, block.text)))
    if block is None:
        return []
    found = book.rng.choice(list(outside(_SENTENCE_END, block.text)))
    old, halves = block.message, (block.text[: found.start()], block.text[found.end() :])
    block.text = "\n\n".join(halves)
    return [Edit("split", block.page, old, "\n\n".join(map(message_of, halves)), block.page)]


def _link(book: _Book) -> list[Edit]:
    """Send a link to another place, its text unchanged."""
    block = book.take(lambda block: _paragraph(block) and _LINK.search(block.text))
    if block is None:
        return []
    text = _LINK.sub(lambda url: url[0].rstrip("/") + "/stable", block.text, count=1)
    return _change("link", block, text)


def _heading(book: _Book) -> list[Edit]:
    """Rename a heading; a label below it stays."""
    block = book.take(lambda block: block.kind == "heading")
    if block is None:
        return []
    name = book.rng.choice(_RENAMES).format(block.message)
    return _change("heading", block, HEADING.sub(lambda head: head[1] + name, block.text, count=1))


def _add(book: _Book) -> list[Edit]:
    """Write a new paragraph: words of the book, in an order it never had."""
    behind = book.take(_paragraph)
    if behind is None:
        return []
    words = book.rng.choices(book.words, k=book.rng.randint(12, 60))
    block = Block(behind.page, " ".join(words).capitalize() + ".", "", "paragraph")
    _insert(book, behind, block)
    return [Edit("add", block.page, "", block.message, block.page)]


def _delete(book: _Book) -> list[Edit]:
    """Delete a paragraph."""
    block = book.take(_paragraph)
    if block is None:
        return []
    book.pages[block.page].remove(block)
    return [Edit("delete", block.page, block.message, "", block.page)]


# How often each happens: small mending is most of what happens to a book that is out.
_KINDS: dict[str, tuple[int, Callable[[_Book], list[Edit]]]] = {
    "typo": (40, _typo),
    "reorder": (8, _reorder),
    "move": (8, _move),
    "split": (8, _split),
    "link": (8, _link),
    "heading": (8, _heading),
    "add": (12, _add),
    "delete": (8, _delete),
}
