"""The prose of a unit: what is left when its inline tokens are taken out, and how long it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from polybook.formats.html import visible
from polybook.formats.inline import Inline, InlineKind, inline_parser, read_inline

WORD = re.compile(r"[^\W\d_]{2,}|[^\W\d_\x00-\x7f]")
"""Two letters, or one that is not ASCII (a Chinese word, a Vietnamese "ở")."""
WORDS = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
"""Words as readers count them: "don't", "3.14" and "well-kept" are one each."""
MARKUP = re.compile(r"[`$\\<{\[&]|://")
PLAIN_WORD = re.compile(r"[^`$\\<{\[!&:]*?(?:[^\W\d_]{2,}+|[^\W\d_\x00-\x7f])(?![\w.+-]{0,40}:)")
"""A word that stands before anything that could be markup: the common case, decided cheaply."""

ENVIRONMENT = re.compile(r"(?s)\\begin\{([A-Za-z]+\*?)\}.*?\\end\{\1\}")
"""TeX that Jupyter typesets wherever it stands, and that the rules for formulas do not know."""


def has_prose(text: str) -> bool:
    """Tell whether `text` has a word to translate outside its protected tokens."""
    if PLAIN_WORD.match(text):
        return True
    if "\\begin{" in text:
        text = ENVIRONMENT.sub(" ", text)
    if not WORD.search(text):
        return False
    tokens = read_inline(text)
    if WORD.search(mask(text, tokens)):
        return True
    return any(WORD.search(visible(tag.raw)) for tag in tokens if tag.kind is InlineKind.HTML)


def count_words(text: str) -> int:
    """Return how many words of `text` there are to translate: markup and its targets left out."""
    if MARKUP.search(text):
        text = mask(text, read_inline(text))
    return len(WORDS.findall(text))


def plain_text(text: str) -> str:
    """Return the text and code of `text` without markup, formulas left out.

    This is what MyST-Parser makes a heading's slug from (`compute_unique_slug`).
    """
    tokens: list[Token] = []
    md = inline_parser()
    md.inline.parse(text, md, {}, tokens)
    kinds = ("text", "text_special", "code_inline")
    return "".join(token.content for token in tokens if token.type in kinds)


def mask(text: str, tokens: Sequence[Inline], filler: str = " ") -> str:
    """Return `text` with every protected character turned into `filler`; as long as `text`."""
    return covered(text, _hidden(tokens), filler)


def covered(text: str, spans: Iterable[tuple[int, int]], filler: str = " ") -> str:
    """Return `text` with `filler` for each character of these stretches, given in order."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        if end > done:
            begin = max(start, done)
            parts += (text[done:begin], filler * (end - begin))
            done = end
    return "".join((*parts, text[done:]))


def _hidden(tokens: Sequence[Inline]) -> list[tuple[int, int]]:
    """Return the stretches, in order, of the tokens that are not prose."""
    found: list[tuple[int, int]] = []
    for token in tokens:
        if token.prose is None:
            found.append((token.span.start, token.span.end))
        else:
            found += [
                (token.span.start, token.prose.start),
                (token.prose.end, token.span.end),
            ]
    return sorted(found)


def protected(text: str) -> tuple[str, ...]:
    """Return what a translation must hold as it stands: code, math, targets, URLs, HTML, in order.

    Two texts whose prose is the same and whose protected strings differ are the same sentence with,
    say, another link: this is what *edited along* means in catalog/update.
    """
    found: list[str] = []
    for token in read_inline(text):
        if token.prose is None:
            found.append(token.raw)
        else:
            found.append(text[token.prose.end : token.span.end])
    return tuple(found)
