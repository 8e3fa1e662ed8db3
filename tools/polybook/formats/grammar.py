"""The adapter to markdown-it-py: block structure with exact places, and inline tokens.

This is the grammar that MyST-Parser itself uses, with the same plugins, so what is cut here is what
Sphinx will see. Blocks are parsed without their inline content, which extraction does not need.
Where the text of a block stands, which markdown-it-py does not record, is in `Token.meta["lines"]`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
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
from polybook.formats.formulas import one_formula
from polybook.formats.lines import Lines
from polybook.formats.recording import BlockRule, recording

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
UNDER = frozenset({"table", "lheading"})
"""Rules that look at the line below: what is in no text of `Lines` that is not underlined."""


class Grammar(MarkdownIt):
    """markdown-it, which also takes a drawing in its own address for a picture, as Jupyter does."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  markdown-it's name
        """Tell whether `url` can be the target of a link or a picture."""
        return url.lower().startswith("data:image/svg+xml") or super().validateLink(url)


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
    for rule in ruler.__rules__:
        if rule.name == "math_block":
            rule.fn = one_formula(rule.fn)
    ruler.getRules("")  # compiles the chains
    cached = cast(dict[str, list[BlockRule]], ruler.__cache__)
    for chain in ("", "paragraph", "reference", "blockquote", "list", "footnote_def"):
        rules = [
            (rule.name, recording(rule.fn) if not chain and rule.name in LEAVES else rule.fn)
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
