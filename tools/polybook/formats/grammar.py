"""The adapter to markdown-it-py: block structure with exact places, and inline tokens.

This is the grammar that MyST-Parser itself uses, with the same plugins, so what is cut here is what
Sphinx will see. Blocks are parsed without their inline content, which extraction does not need.
`Token.meta["lines"]` holds what markdown-it-py does not record: where the text of a block stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from itertools import pairwise
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.field_list import fieldlist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.substitution import substitution_plugin

from polybook.formats import d2l, jekyll
from polybook.formats.lines import Lines

BlockRule = Callable[[StateBlock, int, int, bool], bool]
Rules = Mapping[str, tuple[BlockRule, ...]]

LEAVES = frozenset(
    {"paragraph", "heading", "lheading", "table", "deflist", "fieldlist", "html_block", "fence"}
    | {"colon_fence", "front_matter", "kramdown_table"}
)
"""Rules whose tokens carry text of their own. Containers nest these and need no recording."""


FIRST_CHARACTERS = {
    "front_matter": "-",
    "colon_fence": ":",
    "math_block": "$",
    "substitution_block": "{",
    "attr": "{",
    "fence": "`~",
    "amsmath": "\\",
    "myst_line_comment": "%",
    "blockquote": ">",
    "myst_block_break": "+",
    "myst_target": "(",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
    "fieldlist": ":",
    d2l.MARK: ":",
    jekyll.MARK: "{^*+-0123456789",
    "kramdown_table": "|",
}
"""What the first character of a line must be for a rule to match; rules not named take any."""


DIRECTIVE = re.compile(r"\s*\{[^{}\s]+\}(?:\s|\Z)")
"""What the words after a fence begin with where it is a directive."""
UNDER = frozenset({"table", "lheading"})
"""Rules that look at the line below: what is in no text of `Lines` that is not underlined."""


class Grammar(MarkdownIt):
    """markdown-it, which also takes a drawing in its own address for a picture, as Jupyter does."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  markdown-it's name
        """Tell whether `url` can be the target of a link or a picture."""
        return url.lower().startswith("data:image/svg+xml") or super().validateLink(url)


@dataclass(frozen=True, slots=True)
class Line:
    """Where one line of a block's text stands, container prefixes left out."""

    start: int
    end: int
    indent: int = 0
    """Blanks that a partly used tab stands for, before `start`."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """What block parsing found in one text."""

    tokens: Sequence[Token]
    references: Mapping[str, Any]
    """Link reference definitions by normalised label: `href`, `title`."""


def parse_blocks(text: str, dialect: str = "") -> Blocks:
    r"""Parse the block structure of `text`, which has `\n` line ends only.

    `dialect` is empty for MyST, else the name of what the page is written in instead. Raises
    whatever the grammar raises on text it cannot take; callers treat that as junk.
    """
    md = parser(dialect)
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    if text:
        state = Lines(text, md, env, tokens)
        md.block.tokenize(state, 0, state.lineMax)
    return Blocks(tokens, env.get("references", {}))


@cache
def parser(dialect: str = "") -> MarkdownIt:
    """Return this process's one parser of a dialect, its block rules wrapped to record places.

    `$$` in the middle of a line opens a display formula, as in Jupyter and on GitHub. MyST-Parser
    by default takes every single `$` there, and the prose between two such formulas for a third.
    """
    md = Grammar("commonmark").enable("table")
    if dialect == d2l.NAME:
        md.use(front_matter_plugin).use(dollarmath_plugin, double_inline=True)
        md.use(amsmath_plugin).use(d2l.d2l_plugin)
        _dispatch(md.block.ruler)
        return md
    if dialect == jekyll.NAME:
        md.use(front_matter_plugin).use(dollarmath_plugin, double_inline=True)
        md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
        md.use(deflist_plugin).use(jekyll.jekyll_plugin)
        _dispatch(md.block.ruler)
        return md
    md.use(front_matter_plugin).use(myst_block_plugin).use(myst_role_plugin)
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    md.use(dollarmath_plugin, double_inline=True).use(colon_fence_plugin).use(amsmath_plugin).use(
        deflist_plugin
    )
    md.use(fieldlist_plugin).use(substitution_plugin).use(attrs_block_plugin)
    md.use(
        attrs_plugin,
        after=("image", "code_inline", "link_close", "span_close"),
        spans=True,
        span_after="footnote_ref",
    )
    _dispatch(md.block.ruler)
    return md


def _dispatch(ruler: Ruler[BlockRule]) -> None:
    """Put one rule in each chain of the ruler, which asks only the rules that can match a line.

    Nearly every line of a book begins with a letter, and nearly every rule wants another character:
    asking none of them takes off a third of the time. Only the chain that makes tokens records; the
    others ask whether a line ends a paragraph and make none.
    """
    ruler.getRules("")  # compiles the chains
    cached = cast(dict[str, list[BlockRule]], ruler.__cache__)
    for chain in ("", "paragraph", "reference", "blockquote", "list", "footnote_def"):
        rules = [
            (rule.name, _recording(rule.fn) if not chain and rule.name in LEAVES else rule.fn)
            for rule in ruler.__rules__
            if rule.enabled and (not chain or chain in rule.alt)
        ]
        cached[chain] = [_first_match(rules)]


def _first_match(rules: Sequence[tuple[str, BlockRule]]) -> BlockRule:
    """Return a rule that tries `rules` in order, but for those that another character begins."""
    known = _by_first(rules)
    plain = _by_first([(name, rule) for name, rule in rules if name not in UNDER])

    def match(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        place = state.bMarks[start] + state.tShift[start]
        table, others = known if state.underlined else plain  # type: ignore[attr-defined]  # Lines
        for rule in table.get(state.src[place : place + 1], others):
            if rule(state, start, end, silent):
                return True
        return False

    return match


def _by_first(rules: Sequence[tuple[str, BlockRule]]) -> tuple[Rules, tuple[BlockRule, ...]]:
    """Return the rules by the first character of a line, and those for any other character."""
    firsts = {char for name, _ in rules for char in FIRST_CHARACTERS.get(name, "")}
    table = {
        char: tuple(rule for name, rule in rules if char in FIRST_CHARACTERS.get(name, char))
        for char in firsts
    }
    # A blank is no first character, but in the first line of a field, which is written over.
    table[" "] = tuple(rule for _, rule in rules)
    return table, tuple(rule for name, rule in rules if name not in FIRST_CHARACTERS)


def _recording(rule: BlockRule) -> BlockRule:
    """Wrap a block rule so that each token with text gets `meta["lines"]`.

    The line marks of the state are those of the innermost container while the rule runs, and only
    then: this is the one moment when the places are known.
    """

    @wraps(rule)
    def record(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        _record(state, state.tokens[first:])
        return True

    return record


def _record(state: StateBlock, tokens: Sequence[Token]) -> None:
    row: list[Line] = []
    row_line = -1
    parent = None
    for token in tokens:
        if "lines" in token.meta:
            pass  # a rule inside this one recorded it, with the marks of the inner container
        elif token.type == "inline" and token.map is not None:
            first, last = token.map
            if parent is not None and parent.type in ("th_open", "td_open"):
                if first != row_line:
                    row, row_line = _cells(state, first), first
                token.meta["lines"] = (row.pop(0),) if row else ()
            elif parent is not None and parent.type == "heading_open" and parent.markup[0] == "#":
                token.meta["lines"] = (_heading(state, first, token.content),)
            elif parent is not None and parent.type == "fieldlist_name_open":
                start = _line(state, first).start + 1
                end = start + len(token.content)
                token.meta["lines"] = (_trimmed(state.src, start, end),)
            else:
                token.meta["lines"] = tuple(
                    _line(state, n) for n in range(first, max(last, first + 1))
                )
        elif _has_body(token) and token.map is not None:
            token.meta["lines"] = _body(state, token)
            token.meta["open"] = _line(state, token.map[0])
        elif token.type == "html_block" and token.map is not None:
            first, last = token.map
            token.meta["lines"] = tuple(
                _dedented(state, n, state.blkIndent) for n in range(first, last)
            )
        elif token.type == "front_matter" and token.map is not None:
            start = state.bMarks[token.map[0] + 1]
            token.meta["lines"] = (Line(start, start + len(token.content)),)
        parent = token


def _has_body(token: Token) -> bool:
    """Tell whether a token is a fence whose lines are read: no code."""
    return token.type == "colon_fence" or (
        token.type == "fence" and DIRECTIVE.match(token.info) is not None
    )


def _line(state: StateBlock, number: int) -> Line:
    start, end = state.bMarks[number] + state.tShift[number], state.eMarks[number]
    # The first line of a field's body is written over with blanks up to where its text begins.
    while start < end and state.src[start] in " \t":
        start += 1
    return Line(min(start, end), end)


def _heading(state: StateBlock, number: int, content: str) -> Line:
    line = _line(state, number)
    hashes = len(state.src[line.start : line.end]) - len(
        state.src[line.start : line.end].lstrip("#")
    )
    start = state.src.find(content, line.start + hashes, line.end)
    return Line(start, start + len(content))


def _cells(state: StateBlock, number: int) -> list[Line]:
    """Cut a table row at its unescaped pipes, as the GFM table rule does."""
    line = _line(state, number)
    text = state.src[line.start : line.end].strip(" \t")
    offset = state.src.find(text, line.start) if text else line.start
    cuts = [-1]
    escaped = False
    for place, char in enumerate(text):
        if char == "|" and not escaped:
            cuts.append(place)
        escaped = char == "\\"
    cuts.append(len(text))
    cells = [(a + 1, b) for a, b in pairwise(cuts)]
    if cells and cells[0][0] == cells[0][1]:
        cells.pop(0)
    if cells and cells[-1][0] == cells[-1][1]:
        cells.pop()
    return [_trimmed(state.src, offset + a, offset + b) for a, b in cells]


def _trimmed(text: str, start: int, end: int) -> Line:
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return Line(start, end)


def _body(state: StateBlock, token: Token) -> tuple[Line, ...]:
    """Return the content lines of a fence, its own indent taken off."""
    if not token.content or token.map is None:
        return ()
    count = token.content.count("\n") + (not token.content.endswith("\n"))
    first = token.map[0] + 1
    indent = state.sCount[token.map[0]]
    return tuple(_dedented(state, n, indent) for n in range(first, first + count))


def _dedented(state: StateBlock, number: int, indent: int) -> Line:
    """Find where a line begins once `indent` columns are off: the rule of StateBlock.getLines."""
    start = first = state.bMarks[number]
    end = state.eMarks[number]
    width = 0
    while first < end and width < indent:
        char = state.src[first]
        if char == "\t":
            width += 4 - (width + state.bsCount[number]) % 4
        elif char == " " or first - start < state.tShift[number]:
            width += 1
        else:
            break
        first += 1
    return Line(first, end, max(width - indent, 0))
