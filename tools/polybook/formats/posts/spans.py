"""Inline Markdown of MyST as kramdown reads it: formulas, bars, braces, links.

kramdown knows `$$` only, in lines as well; a bar may make a table of a paragraph; and an address of
MyST leads to a file of the book, not of the blog. https://kramdown.gettalong.org/syntax.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from polybook.formats.inline import Inline, InlineKind, read_inline
from polybook.formats.posts.liquid import raw

BAR = re.compile(r"(?<!\\)\|")
BRACES = re.compile(r"\{(?=:)")
BAR_IN_FORMULA = re.compile(r"(?P<norm>\\\|)|\|")
COLUMNS = re.compile(r"\\begin\{(?:array|tabular)\}")
"""Formulas whose bars are lines between columns."""
ATTRIBUTE = re.compile(r"([\w-]+)=([^\s\"'}]+)")
SOURCE = re.compile(r"(?i)(?<=\s)(src|href|poster|data)=([\"'])([^\"']*)\2")
ROLE = "the role {name} is MyST's; Jekyll shows {raw}, so write what readers should see"
SUBSTITUTION = "the substitution {raw} is MyST's; Jekyll shows it as it stands, so write its text"
SPAN = "the attributes of {raw} are MyST's; Jekyll shows them, so write HTML"


@dataclass(slots=True)
class Spans:
    """Changes the inline Markdown of one page."""

    link: Callable[[str], str]
    """Says where a link or picture leads in the blog."""
    references: Mapping[str, Any] = field(default_factory=dict)
    """Link reference definitions by normalised label."""
    faults: list[tuple[int, str]] = field(default_factory=list)
    """(offset in the text, what Jekyll cannot show), of the last text that was changed."""

    def change(self, text: str, *, cell: bool = False) -> str:
        """Return inline Markdown as kramdown is to read it; `cell`: as a table's cell."""
        self.faults = []
        tokens = read_inline(text, self.references)
        changed = self._stretch(text, 0, len(text), list(tokens), cell=cell)
        alone = not cell and len(tokens) == 1 and tokens[0].kind is InlineKind.MATH
        if alone and tokens[0].raw == text.strip() and not text.strip().startswith("$$"):
            return changed.replace("$$", "\\$$", 1)  # or else it would be a formula on its own
        return changed

    def _stretch(self, text: str, start: int, end: int, tokens: list[Inline], *, cell: bool) -> str:
        """Return [start, end) of `text` changed, taking the tokens in it off the list."""
        parts: list[str] = []
        while tokens and tokens[0].span.start < end:
            token = tokens.pop(0)
            if token.span.start < start:
                continue  # inside one that was written already
            parts.append(plain(text[start : token.span.start], cell=cell))
            parts.append(self._token(text, token, tokens, cell=cell))
            start = token.span.end
        parts.append(plain(text[start:end], cell=cell))
        return "".join(parts)

    def _token(self, text: str, token: Inline, tokens: list[Inline], *, cell: bool) -> str:
        kind = token.kind
        if kind in (InlineKind.LINK, InlineKind.IMAGE) and token.prose is not None:
            prose = self._stretch(text, token.prose.start, token.prose.end, tokens, cell=cell)
            after = text[token.prose.end : token.span.end]
            new = self.link(token.target)
            if new != token.target:
                after = _with_target(after, token.target, new)
            return text[token.span.start : token.prose.start] + prose + after
        if kind is InlineKind.MATH:
            return formula(token.raw)
        if kind is InlineKind.CODE:
            return raw(token.raw.replace("\\|", "|") if cell else token.raw)
        if kind is InlineKind.HTML:
            return self.html(token.raw)
        if kind is InlineKind.ATTRIBUTES:
            return self._attributes(token)
        said = {InlineKind.ROLE: ROLE, InlineKind.SUBSTITUTION: SUBSTITUTION}.get(kind)
        if said:
            name = "{" + token.name + "}"
            self.faults.append((token.span.start, said.format(name=name, raw=token.raw)))
        return raw(token.raw)

    def html(self, text: str) -> str:
        """Return HTML as it stands, but for the files that it names, which are the blog's."""
        parts = []
        done = 0
        for match in SOURCE.finditer(text):
            new = self.link(match[3])
            if new != match[3]:
                parts += [raw(text[done : match.start()]), f'{match[1]}="{new}"']
                done = match.end()
        return "".join([*parts, raw(text[done:])])

    def _attributes(self, token: Inline) -> str:
        if not token.raw.startswith("{") or token.raw.startswith("{:"):
            if token.raw.startswith("["):
                self.faults.append((token.span.start, SPAN.format(raw=token.raw)))
            return raw(token.raw)
        return attribute_list(token.raw)


def plain(text: str, *, cell: bool) -> str:
    """Return text between tokens: a bar stays a bar, braces stay braces."""
    text = BRACES.sub(r"\\{", text) if "{:" in text else text
    if "|" in text and not cell:
        text = BAR.sub(r"\\|", text)
    return re.sub(r"\{\{|\{%", lambda match: raw(match[0]), text)


def formula(written: str) -> str:
    """Return a formula in a line of text as kramdown knows it, in two dollars on either side."""
    if not written.startswith("$"):
        return raw(without_bars(written))  # in brackets, which kramdown leaves to MathJax as well
    double = written.startswith("$$")
    inside = written[2:-2] if double else written[1:-1]
    style = "\\displaystyle " if double else ""
    return raw(f"$${style}{without_bars(inside)}$$")


def without_bars(tex: str) -> str:
    r"""Return TeX with `\vert` for each bar, which kramdown would take for a table's."""
    if "|" not in tex or COLUMNS.search(tex):
        return tex
    return BAR_IN_FORMULA.sub(lambda bar: "\\Vert " if bar["norm"] else "\\vert ", tex)


def attribute_list(written: str) -> str:
    """Return MyST's `{.a #b width=50%}` as kramdown writes it."""
    inside = ATTRIBUTE.sub(r'\1="\2"', written.strip()[1:-1])
    return "{: " + inside.strip() + "}"


def _with_target(after: str, target: str, new: str) -> str:
    """Return what follows a link's text with `new` in the place of `target`."""
    if target in after:
        return after.replace(target, new, 1)
    # Written with escapes or as a reference: only an inline destination can be replaced.
    match = re.match(r"\]\(\s*(<[^>]*>|[^\s)]*)", after)
    return after[: match.start(1)] + new + after[match.end(1) :] if match else after
