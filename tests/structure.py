"""What a page is to a reader of Markdown that knows nothing of polybook's own grammar.

markdown-it-py with MyST's plugins, put together here a second time and parsed with inline content;
directives are read by a few lines of our own. `structure` is all that a translation must keep,
`english` is the words that readers would still see in English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

import yaml
from markdown_it import MarkdownIt
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

VERBATIM = re.compile(
    r"code.*|math|raw|.*include|eval-rst|mermaid|bibliography|index|prompt|csv-table|glue.*|"
    r"tableofcontents|contents|frobnicate"
)
"""Directives whose body is not for translators; the last one nobody knows."""
PROSE_OPTION = re.compile(r":?(?:alt|caption|title|subtitle|description):.*")
CELL_OPTION = re.compile(r" +(?:alt|caption):.*")
TITLED = re.compile(
    r"admonition|contents|dropdown|.*table|card|tab-item|exercise|prf:.*|topic|sidebar|rubric|grid-item-card"
)
BODY_BEGINS_ABOVE = re.compile(
    r"note|tip|warning|important|caution|attention|danger|hint|error|seealso|margin|aside"
)
"""Directives without an argument: what stands on the opening line is their body's first line."""
WORD = re.compile(r"[A-Za-z]{2,}")
LABEL = re.compile(r"\s*\$?\s*\([\w-]+\)\s*")
ALERT = re.compile(r"\[![A-Z]+\]")
ADDRESS = re.compile(r"\w+://\S+|\S+@\S+\.\w+")
TOCTREE_TITLE = re.compile(r"^(.*)(<[^<>]+>)\s*$")
D2L_MARK = re.compile(
    r"( *)((?::(?:label|eqlabel|width|bibliography|begin_tab):`[^`]*`|:end_tab:)\s*)+"
)
ROLE_NAME = re.compile(r":[a-z]+:\Z")
"""What stands before the backticks of a role in d2l, as the end of a text."""
Sign = tuple[object, ...]


@cache
def reader() -> MarkdownIt:
    """Make the independent parser."""
    md = MarkdownIt("commonmark").enable("table")
    md.use(front_matter_plugin).use(myst_block_plugin).use(myst_role_plugin)
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    md.use(dollarmath_plugin, double_inline=True).use(colon_fence_plugin).use(amsmath_plugin)
    md.use(deflist_plugin).use(fieldlist_plugin).use(substitution_plugin).use(attrs_block_plugin)
    after = ("image", "code_inline", "link_close", "span_close")
    return md.use(attrs_plugin, after=after, spans=True, span_after="footnote_ref")


@cache
def d2l_reader() -> MarkdownIt:
    """Make the independent parser of d2l Markdown: CommonMark, tables and formulas."""
    md = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin, double_inline=True)
    return md.use(front_matter_plugin).use(amsmath_plugin)


def parse(text: str, dialect: str = ""):
    if dialect == "d2l":
        return d2l_reader().parse(without_marks(text))
    return reader().parse(text)


def without_marks(text: str) -> str:
    """Turn every line of d2l's marks into a comment, which is a block of its own as well."""
    lines = []
    in_code = False
    for line in text.split("\n"):
        in_code ^= line.lstrip().startswith("```")
        mark = D2L_MARK.fullmatch(line)
        lines.append(f"{mark[1]}<!-- {mark[2]} -->" if mark and not in_code else line)
    return "\n".join(lines)


def is_directive(token) -> str:
    """Return the name of the directive that a fence is, or nothing."""
    match = re.match(r"\{([^{}\s]+)\}", token.info.strip())
    return match[1] if token.type in ("fence", "colon_fence") and match else ""


def options_end(lines: list[str]) -> int:
    """Return how many lines of a directive's body are its options."""
    if lines and lines[0].startswith("---"):
        ends = (number for number, line in enumerate(lines[1:], 2) if line.startswith("---"))
        return next(ends, len(lines))
    count = 0
    while count < len(lines) and re.match(r"\s*:(?!::)", lines[count]):
        count += 1
    return count


def structure(text: str, dialect: str = "") -> list[Sign]:
    """Return all that a translation must keep: blocks, code, math, links, HTML, targets."""
    return [sign for token in parse(text, dialect) for sign in _signs(token)]


def _signs(token) -> Iterator[Sign]:
    if token.type == "inline":
        yield ("inline", *_inline_signs(token.children))
    elif token.type == "front_matter":
        yield ("front matter", *_without_prose(token.content.split("\n")))
    elif token.type == "html_block":
        yield ("html", *html_tags(token.content))
    elif name := is_directive(token):
        yield from _directive_signs(token, name)
    elif token.type == "colon_fence":
        yield (token.type, token.markup, token.info)
        yield from structure(token.content)
        yield ("end",)
    else:
        yield (token.type, token.tag, token.level, token.markup, token.info, token.content,
               token.hidden, *token.attrs.items())  # fmt: skip


def _directive_signs(token, name: str) -> Iterator[Sign]:
    lines = token.content.split("\n")
    options = options_end(lines)
    argument = token.info.strip().partition("}")[2]
    body = "\n".join(lines[options:])
    if BODY_BEGINS_ABOVE.fullmatch(name):
        body = argument + "\n" * (1 + bool(options)) + body
    if TITLED.fullmatch(name) or BODY_BEGINS_ABOVE.fullmatch(name):
        argument = ""
    elif name.startswith("version"):
        argument = argument.split()[0]
    yield ("directive", name, token.markup, argument)
    yield ("options", *_without_prose(lines[:options], cell=name == "code-cell"))
    if VERBATIM.fullmatch(name):
        yield ("verbatim", body)
    elif name == "glossary":
        yield ("terms", *(line for line in lines if line[:1].strip()))
    elif name == "toctree":
        yield ("toctree", *(TOCTREE_TITLE.sub(r"\2", line) for line in body.split("\n")))
    else:
        yield from structure(body)
    yield ("end",)


def _without_prose(lines: list[str], *, cell: bool = False) -> list[str]:
    kept = []
    prose = False
    indent = 0
    for line in lines:
        goes_on = prose and (not line or len(line) - len(line.lstrip()) > indent)
        prose = goes_on or bool(PROSE_OPTION.fullmatch(line))
        if not goes_on:
            prose = prose or (cell and bool(CELL_OPTION.fullmatch(line)))
            indent = len(line) - len(line.lstrip())
        if not prose:
            kept.append(line)
    return kept


def _inline_signs(children) -> Iterator[Sign]:
    for child in children or ():
        if child.type in ("text", "text_special", "softbreak"):
            continue
        if child.type == "html_inline":
            yield ("html", *html_tags(child.content))
        elif child.type == "image":
            yield ("image", child.attrs["src"], *_inline_signs(child.children))
        elif child.type == "myst_role":
            target = re.search(r"(?s)<([^<>]*)>\Z", child.content)
            name = child.meta["name"]
            free = name in ("abbr", "guilabel", "kbd", "menuselection", "sub", "sup")
            yield ("role", name, "" if free else target[1] if target else child.content)
        else:
            attrs = {key: value for key, value in child.attrs.items() if key != "title"}
            # A line break in a formula is a blank.
            yield (child.type, child.markup, " ".join(child.content.split()), *attrs.items())


class _Tags(HTMLParser):
    """Collects tags and comments, without the attributes that are text for readers."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Sign] = []

    def handle_starttag(self, tag, attrs):
        kept = [one for one in attrs if one[0] not in ("alt", "title", "aria-label")]
        self.found.append((tag, *kept))

    def handle_endtag(self, tag):
        self.found.append(("/" + tag,))

    def handle_comment(self, data):
        self.found.append(("!--", data))


def html_tags(content: str) -> list[Sign]:
    """Return the tags of a piece of HTML."""
    tags = _Tags()
    tags.feed(content)
    tags.close()
    return tags.found


def english(text: str, dialect: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts with words in ASCII letters: what they stand in, and the text."""
    parents = ["page"]
    for token in parse(text, dialect):
        if token.type == "inline":
            parent = next((one for one in reversed(parents) if one != "paragraph"), "")
            for found in _inline_english(token.children):
                yield "formula label" if LABEL.fullmatch(found) else f"text in {parent}", found
        elif token.type == "html_block":
            shown = re.sub(r"(?is)<!--.*?-->|<(script|style|pre)\b.*?</\1>|<[^<>]*>", " ",
                           token.content)  # fmt: skip
            yield from (("HTML", line) for line in _worded([shown]))
        elif name := is_directive(token):
            yield from _directive_english(token, name)
        elif token.type == "colon_fence":
            yield from english(token.content)
        elif token.nesting == 1:
            parents.append(token.type.removesuffix("_open"))
        elif token.nesting == -1:
            parents.pop()


def _worded(texts) -> Iterator[str]:
    bare = ((text, ROLE_NAME.sub("", ADDRESS.sub("", ALERT.sub("", text)))) for text in texts)
    return (text for text, left in bare if WORD.search(left))


def _inline_english(children) -> Iterator[str]:
    linked = False
    for child in children or ():
        if child.type == "link_open":
            linked = child.markup == "autolink"
        elif child.type == "link_close":
            linked = False
        elif child.type == "image":
            yield from _inline_english(child.children)
        elif child.type in ("text", "text_special") and not linked:
            yield from _worded([child.content])
        elif child.type == "myst_role" and re.search(r"<[^<>]*>\Z", child.content):
            yield from _worded([child.content.rpartition("<")[0]])


def _directive_english(token, name: str) -> Iterator[tuple[str, str]]:
    lines = token.content.split("\n")
    options = options_end(lines)
    for line in lines[:options]:
        if name == "code-cell" and CELL_OPTION.fullmatch(line):
            (caption,) = yaml.safe_load(line).values()
            yield from (("option", found) for found in _inline_english(parse(caption)[1:2]))
        elif PROSE_OPTION.fullmatch(line):
            value = re.sub(r"\s#.*", "", line.partition(": ")[2])
            yield from (("option", found) for found in _worded([value]))
    if TITLED.fullmatch(name):
        title = token.info.strip().partition("}")[2]
        yield from (("title", found) for found in _inline_english(parse(title)[1:2]))
    body = "\n".join(lines[options:])
    if BODY_BEGINS_ABOVE.fullmatch(name):
        body = token.info.strip().partition("}")[2] + "\n\n" + body
    if VERBATIM.fullmatch(name):
        if name not in ("math", "raw", "glue:math") and not name.startswith("code"):
            yield from ((f"body of {name}", found) for found in _worded([body]))
    elif name == "glossary":
        terms = [line for line in lines[options:] if line[:1].strip()]
        yield from (("glossary term", found) for found in _worded(terms))
        yield from english("\n".join(line.strip() for line in lines if not line[:1].strip()))
    elif name == "toctree":
        titles = [TOCTREE_TITLE.match(line) for line in lines[options:]]
        yield from (("toctree", found) for found in _worded(t[1] for t in titles if t))
    else:
        yield from english(body)


def acting(text: str) -> Counter[Sign]:
    """Return all in a page that acts in a reader's browser or in Sphinx, with how often."""
    return Counter(sign for token in parse(text) for sign in _acting(token))


def _acting(token) -> Iterator[Sign]:
    attrs = {key: str(value) for key, value in token.attrs.items()}
    if href := attrs.pop("href", None):
        yield ("place", urlsplit(href).scheme, urlsplit(href).netloc, "" if "//" in href else href)
    if src := attrs.pop("src", None):
        yield ("image", src)
    if token.type in ("html_inline", "html_block"):
        found = html_tags(token.content)
        yield from (("html", *tag) for tag in found if not is_remark(token, tag))
    elif token.type == "myst_role":
        target = re.search(r"(?s)<([^<>]*)>\Z", token.content)
        yield ("role", token.meta["name"], target[1] if target else token.content)
    elif token.type in ("substitution_inline", "substitution_block", "footnote_ref"):
        yield (token.type, token.content, str(token.meta.get("label")))
        attrs = {}
    elif "math" in token.type:
        yield from (("tex", command) for command in re.findall(r"\\[A-Za-z]+", token.content))
    attrs = {key: value for key, value in attrs.items() if key not in ("alt", "title", "style")}
    if attrs and token.type != "html_inline":
        yield ("attributes", *sorted(attrs.items()))
    for child in token.children or ():
        yield from _acting(child)
    if name := is_directive(token):
        yield ("directive", name)
        lines = token.content.split("\n")
        if not VERBATIM.fullmatch(name) and name != "toctree":
            yield from acting("\n".join(lines[options_end(lines) :])).elements()


def is_remark(token, tag: Sign) -> bool:
    """Tell whether a tag is a comment in a text that is words and nothing a program would know."""
    return (
        token.type == "html_inline"
        and tag[0] == "!--"
        and (tag[1] == " TODO " or len(re.findall(r"\w+", str(tag[1]))) > 2)
        and not re.search(r"[^\w\s.,;:?!'\"()-]|--|\A\S", str(tag[1]))
    )


def blocks(text: str) -> list[Sign]:
    """Return the structure without what translators may move in a text: its inline tokens."""
    return [sign[:1] if sign[0] == "inline" else sign for sign in structure(text)]
