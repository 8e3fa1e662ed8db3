"""What a translation may not add: anything that acts.

A PO file is data. Whatever stands in it, a msgstr must not bring in a role, HTML tag, attribute,
template tag, link host or TeX command that the English unit has not. The rules compare raw texts,
on the strict side, so that they hold in every program that may show the page: Sphinx, Jupyter,
GitHub, Jekyll, LaTeX.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from polybook.formats.html import tags, well_nested, without_remarks
from polybook.formats.inline import TEMPLATE_ADDRESS, Inline, InlineKind, read_inline
from polybook.formats.kept import CONTROL, could_act, is_endless, only_kept
from polybook.formats.prose import covered
from polybook.formats.tex import new_tex
from polybook.model.unit import Kind, Quoting, Unit

OPENING = ("<", "{%", "[^")
"""What in the English asks for a partner: a tag for its end, a reference for its note."""
TEMPLATE = re.compile(rf"{TEMPLATE_ADDRESS.pattern}|\{{[{{%#].*?[}}%#]\}}|\{{[{{%#]")
"""Jinja, Liquid and MyST substitutions, which act inside code and formulas too; of a link's
destination that has one, all."""
TEMPLATE_BLOCK = re.compile(r"(?s)\{%.*?%\}")
BRACES = re.compile(r"\{(?=[:.#]|[^{}]*=)[^{}]*\}?|(?<=[\])`])\{[^{}]*\}?|\{[^{}\s]+\}(?=`)")
"""Attribute lists and role names, of MyST, kramdown and Pandoc; not a set in braces in prose."""
DIRECTIVE = re.compile(r"(?:`{3}|~{3}|:{3})[ \t]*(\{[^{}\s]+\})")
"""The begin of a MyST directive, also where it comes to stand in the middle of a line."""
ESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)\\<")
"""An angle bracket that begins no tag."""
FORMULA_ATTRIBUTES = re.compile(r"\{:[^{}]*\}?")
"""What acts in kramdown where a formula seems to be."""
BOOKS_OWN = re.compile(r"https?://([^/?#]*)(?:[/?#]|\Z)", re.IGNORECASE)
"""An address whose host a book may allow: nothing but a name before the path."""
ADDRESS = re.compile(
    r"([A-Za-z][A-Za-z0-9+.-]*):(//)?([^/?#\s<>\"'`)\]]*)|(www\.[^/?#\s<>\"'`)\]]*)"
)
AUTHORITY = r"[^/?#\s<>\"'`)\]，。、；：！？）】」』”’»…]*"
BARE_HOST = re.compile(
    rf"[a-z][a-z0-9+.-]{{0,30}}://{AUTHORITY}|(?<![:/])//{AUTHORITY}|www\.{AUTHORITY}", re.I
)
MAIL = re.compile(
    r"(?:mailto|xmpp):\S*|[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,255}(?:\.[\w-]{1,255})+",
    re.I | re.A,
)
SCRIPT = re.compile(r"(?:javascript|vbscript):", re.I)
HOSTS = (
    (BARE_HOST, ("//", "w.", "W."), "link host"),
    (MAIL, ("@", "o:", "O:", "p:", "P:"), "mail address"),
    (SCRIPT, (":",), "script address"),
)
"""What leads somewhere, and before each what no match is without."""
TRAILING = ".,;:!?'\"*_~"
"""What ends a sentence, not an address."""
DESTINATION = re.compile(
    r"\]\(\s*([^\s)]*[/.:#&][^\s)]*|[^\s)]+(?=\s*\)))|(?m:^)[ \t>]*\[[^\]\n]+\]:[ \t]*(\S+)"
)
"""A link or a definition of one, in whatever way other readers of Markdown may take it."""
OTHER_BLOCK = re.compile(
    r"(?m)\A(?:#{1,6}[^\s#]|\*\[[^\]\n]+\]:|\^[ \t]*\Z)|^[ \t]*\|(?=.*\|)|\\\n\|"
)
"""A heading without a blank (Jupyter), an abbreviation or an end mark (kramdown), a table."""
LONGEST = 5000
"""What a msgstr may have beyond ten times its msgid: reading markup takes time by the square."""
MOST_PARTS = 20_000
"""Words and marks that a msgstr may have: twice those of the longest unit that is read."""
LONGEST_SHOWN = 200
"""Characters of what was added that a finding shows."""
LINKS = frozenset({InlineKind.LINK, InlineKind.AUTOLINK, InlineKind.URL})


def what_acts(
    unit: Unit, msgstr: str, references: Mapping[str, Any], hosts: Collection[str] = ()
) -> str | None:
    """Say what `msgstr` does to `unit` that no translation may, or None when it does nothing.

    `references` are the link reference definitions of the page, `hosts` those that any translation
    may lead to. The answer ends a sentence that begins with "the translation": ``adds the link host
    evil.example, which ...``.
    """
    if msgstr == unit.msgid:
        return None
    if is_too_long(unit.msgid, msgstr):
        return "is many times as long as the English; shorten it"
    if msgstr.strip() and not any(c.isprintable() and not c.isspace() for c in msgstr):
        return "has nothing that can be seen; write a text, or leave it empty"
    could = "|" in msgstr or msgstr[:1] in ("#", "*", "^")
    if could and (block := OTHER_BLOCK.search(msgstr)) and not OTHER_BLOCK.search(unit.msgid):
        return f"is a block to other readers of Markdown, by {block[0].strip()}; write it otherwise"
    # The options of directives are Markdown to MyST; front matter and HTML are read as they stand.
    verbatim = unit.kind in (Kind.HTML, Kind.FRONT_MATTER)
    if not any(map(unit.msgid.__contains__, OPENING)):
        if not could_act(msgstr):
            return None
        if not verbatim and not references and only_kept(unit.msgid, msgstr):
            return None
    if unit.quoting is Quoting.MARKDOWN and not verbatim:
        msgstr = without_remarks(msgstr, unit.msgid)
    english = _Text(unit.msgid, () if verbatim else read_inline(unit.msgid, references))
    english.escapes = not verbatim and unit.quoting is not Quoting.YAML
    other = _Text(msgstr, () if verbatim else read_inline(msgstr, references), hosts)
    for rule in RULES:
        if what := rule(english, other):
            if len(what) > LONGEST_SHOWN:  # a picture may be in its own address
                what = f"{what[: LONGEST_SHOWN // 2]} … {what[-LONGEST_SHOWN // 2 :]}"
            return f"adds {what}, which the English does not have; take it out"
    return _footnotes(english, other)


def is_too_long(msgid: str, msgstr: str) -> bool:
    """Tell whether a translation is longer than any can be, so that nobody need read it."""
    return len(msgstr) > LONGEST + 10 * len(msgid) or is_endless(msgstr, MOST_PARTS)


class _Text:
    """A text with its inline tokens, and the parts of it that each rule looks at."""

    def __init__(self, raw: str, tokens: tuple[Inline, ...], hosts: Collection[str] = ()) -> None:
        self.raw = raw
        self.tokens = tokens
        self.hosts = hosts
        self.escapes = False
        """Whether a backslash takes the meaning of the sign after it."""

    def of(self, *kinds: InlineKind) -> list[Inline]:
        return [token for token in self.tokens if token.kind in kinds]

    def may_lead(self, address: str) -> bool:
        """Tell whether an address is of a host that the book allows to all its translations."""
        return leads_to(address, self.hosts)

    def without(self, tokens: Iterable[Inline]) -> str:
        return covered(self.raw, sorted((one.span.start, one.span.end) for one in tokens))


def _bare(english: _Text, other: _Text, more: Iterable[Inline] = ()) -> str:
    """Return the text without code, and without the formulas that the English has as well.

    A formula that is new may be HTML in disguise to a renderer that knows no dollar signs.
    """
    known = Counter(token.raw for token in english.of(InlineKind.MATH))
    left_out = other.of(InlineKind.CODE)
    for token in other.of(InlineKind.MATH):
        if known[token.raw] > 0:
            known[token.raw] -= 1
            left_out.append(token)
    return other.without((*left_out, *more))


def _new(theirs: Iterable[str], ours: Iterable[str]) -> str | None:
    known = set(ours)
    return next((one for one in theirs if one not in known), None)


def _controls(_english: _Text, other: _Text) -> str | None:
    found = CONTROL.search(other.raw)
    return f"the character U+{ord(found[0]):04X}" if found else None


def _templates(english: _Text, other: _Text) -> str | None:
    ours, theirs = (
        ["".join(tag.split()) for tag in TEMPLATE.findall(text.raw)] for text in (english, other)
    )
    if found := _new(theirs, ours):
        return f"the template tag {found}"
    if not any(tag.strip("{}%-") == "raw" for tag in ours):
        # But for what is shown between `raw` and `endraw`, which would act anywhere else, values
        # may stand in any order.
        ours, theirs = (TEMPLATE_BLOCK.findall(text.raw) for text in (english, other))
    if theirs != ours:
        return "template tags in another order or number"
    return None


def _tags(english: _Text, other: _Text) -> str | None:
    # Roles are code to other renderers, and links in angle brackets are judged by their targets.
    apart = (InlineKind.ROLE, InlineKind.AUTOLINK)
    bare, added = (_bare(english, text, text.of(*apart)) for text in (english, other))
    if english.escapes and ESCAPED.search(bare):
        # Readers of the English see that its backslash works, as it does not everywhere.
        bare, added = (ESCAPED.sub(r"\1  ", text) for text in (bare, added))
    ours, theirs = tags(bare), tags(added)
    if found := _new(theirs, ours):
        return f"the HTML {found}"
    if theirs != ours and not well_nested(theirs):
        return "HTML tags that are not closed in order"
    return None


def _braces(english: _Text, other: _Text) -> str | None:
    hidden = (InlineKind.CODE, InlineKind.MATH)
    known = {token.raw for token in english.of(*hidden)}
    ours = BRACES.findall(english.without(english.of(*hidden)))
    ours += FORMULA_ATTRIBUTES.findall(_bare(english, english))
    # A formula in brackets is text to Markdown: only the English can say that it is one.
    theirs = BRACES.findall(
        other.without(one for one in other.of(*hidden) if one.raw[0] != "\\" or one.raw in known)
    )
    theirs += FORMULA_ATTRIBUTES.findall(_bare(english, other))
    return f"the braces {found}" if (found := _new(theirs, ours)) else None


def _directives(english: _Text, other: _Text) -> str | None:
    ours, theirs = (DIRECTIVE.findall(text.raw) for text in (english, other))
    return f"the directive {found}" if (found := _new(theirs, ours)) else None


def _roles(english: _Text, other: _Text) -> str | None:
    ours, theirs = (
        [f"{{{role.name}}}`{role.target}`" for role in text.of(InlineKind.ROLE)]
        for text in (english, other)
    )
    return f"the role {found}" if (found := _new(theirs, ours)) else None


def _targets(english: _Text, other: _Text) -> str | None:
    images = {image.target for image in english.of(InlineKind.IMAGE)}
    for image in other.of(InlineKind.IMAGE):
        if image.target not in images:
            return f"the image {image.target}"
    places = {_place(link.target) for link in english.of(*LINKS)}
    for link in other.of(*LINKS):
        known = link.target.startswith("#") or _place(link.target) in places
        if not (known or other.may_lead(link.target)):
            return f"the link target {link.target}"
    ours = set(DESTINATION.findall(english.raw))
    judged = {token.prose.end for token in other.tokens if token.prose is not None}
    for match in DESTINATION.finditer(_bare(english, other)):
        known = match.start() in judged or match.groups("") in ours
        if not (known or other.may_lead(match[1] or match[2])):
            return f"the link target {match[1] or match[2]}"
    return None


def leads_to(address: str, hosts: Collection[str]) -> bool:
    """Tell whether an address is on the web, at one of these hosts and nowhere else."""
    match = BOOKS_OWN.match(address) if hosts else None
    return match is not None and match[1].lower() in hosts


def _place(target: str) -> str:
    """Return scheme and host of an address, all of one without a host, the path of a file."""
    if target.startswith("//"):
        return target.lower()
    match = ADDRESS.match(target)
    if match and (match[2] or match[4]):
        return match[0].lower()
    return target if match else target.partition("#")[0]


def _hosts(english: _Text, other: _Text) -> str | None:
    bare = _bare(english, other)
    for pattern, signs, name in HOSTS:
        if not any(sign in bare for sign in signs):
            continue
        known = {text.lower().rstrip(TRAILING) for text in pattern.findall(english.raw)}
        for text in pattern.findall(bare):
            found = text.rstrip(TRAILING)
            if found.lower() not in known and found != "//" and not other.may_lead(found):
                return f"the {name} {found}"
    return None


def _tex(english: _Text, other: _Text) -> str | None:
    ours, theirs = (
        [token.raw[3:-3] if token.raw[0] == "\\" else token.raw for token in maths]
        for maths in (english.of(InlineKind.MATH), other.of(InlineKind.MATH))
    )
    return new_tex(english.raw, ours, other.raw, theirs)


RULES = (_controls, _templates, _directives, _tags, _braces, _roles, _targets, _hosts, _tex)
"""Each says what a translation adds, if anything; a refusal names what the first of them finds."""


def _footnotes(english: _Text, other: _Text) -> str | None:
    ours, theirs = (
        [note.raw for note in text.of(InlineKind.FOOTNOTE)] for text in (english, other)
    )
    if found := _new(theirs, ours):
        return f"adds the footnote {found}, which the English does not have; take it out"
    if found := _new(ours, theirs):
        return f"loses the footnote {found}, whose note nothing leads to then; put it back"
    return None
