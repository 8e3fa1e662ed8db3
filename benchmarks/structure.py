"""The blocks of a page by two grammars, to compare a merged page with its source."""

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.field_list import fieldlist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

_MYST = (
    amsmath_plugin,
    colon_fence_plugin,
    deflist_plugin,
    fieldlist_plugin,
    footnote_plugin,
    front_matter_plugin,
    myst_block_plugin,
)

# Blocks whose every character counts: a changed fence is a changed program.
_VERBATIM = ("fence", "code_block", "math_block", "math_block_label", "amsmath")


def shape(text: str, *, myst: bool) -> list[tuple[str, ...]]:
    """Return the blocks of a page in order, with the whole text of those that are verbatim.

    Read as MyST, a formula between double dollars is a block, and verbatim; read as CommonMark
    with tables, the grammar that most peers have, it is the text of a paragraph.
    """
    return [
        (token.type, token.tag, token.info, token.content)
        if token.type in _VERBATIM
        else (token.type, token.tag)
        for token in _grammar(myst).parse(text)
    ]


@cache
def _grammar(myst: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    if myst:
        parser.use(dollarmath_plugin, allow_labels=True)
        for plugin in _MYST:
            parser.use(plugin)
    # What stands inside a block is not compared, so it need not be parsed.
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser
