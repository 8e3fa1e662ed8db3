"""What a translation may not add: anything that acts.

A PO file is data. Whatever stands in it, a msgstr must not bring in a role, HTML tag, attribute,
template tag, link host or TeX command that the English unit has not. The rules are sets and
multisets over the raw text, on the strict side, so that they hold in every renderer that may show
the page: Sphinx, Jupyter, GitHub, Jekyll.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from polybook.formats.html import tags, well_nested
from polybook.formats.inline import Inline, InlineKind, read_inline
from polybook.formats.kept import could_act, only_kept
from polybook.model.unit import Kind, Quoting, Unit

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]")
TEMPLATE = re.compile(r"\{[{%#].*?[}%#]\}|\{[{%#]")
"""Jinja, Liquid and MyST substitutions; they act inside code and formulas too."""
BRACES = re.compile(r"\{(?=[:.#]|[^{}]*=)[^{}]*\}?|(?<=[\])`])\{[^{}]*\}?|\{[^{}\s]+\}(?=`)")
"""Attribute lists and role names, of MyST, kramdown and Pandoc; not a set in braces in prose."""
ADDRESS = re.compile(
    r"([A-Za-z][A-Za-z0-9+.-]*):(//)?([^/?#\s<>\"'`)\]]*)|(www\.[^/?#\s<>\"'`)\]]*)"
)
BARE_HOST = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#\s<>\"'`)\]]*|www\.[^/?#\s<>\"'`)\]]*", re.I
)
MAIL = re.compile(r"(?:(?:mailto|xmpp):\S*|[^\s@<>()\[\]]+@[^\s@<>()\[\]]+\.[^\s@<>()\[\]]+)", re.I)
TEX_COMMAND = re.compile(r"\\[A-Za-z]+")
TEX_TEXT = frozenset(
    {r"\text", r"\textrm", r"\textit", r"\textbf", r"\mathrm", r"\mathbf", r"\mathit"}
    | {r"\operatorname", r"\mbox", r"\quad", r"\qquad"}
)
"""TeX commands that only set text, which a translated formula may need."""
DESTINATION = re.compile(r"\]\(\s*([^\s)]*)|(?m:^)[ \t>]*\[[^\]\n]+\]:[ \t]*(\S+)")
"""A link or a definition of one, in whatever way other readers of Markdown may take it."""
LINKS = frozenset({InlineKind.LINK, InlineKind.AUTOLINK, InlineKind.URL})


def what_acts(unit: Unit, msgstr: str, references: Mapping[str, Any]) -> str | None:
    """Name what `msgstr` adds to `unit` that acts, or None when it adds nothing.

    `references` are the link reference definitions of the page. The answer is half a sentence, such
    as ``the link host evil.example``.
    """
    verbatim = unit.kind is Kind.HTML or unit.quoting is Quoting.YAML
    if msgstr == unit.msgid or not could_act(msgstr):
        return None
    if not verbatim and not references and only_kept(unit.msgid, msgstr):
        return None
    if control := CONTROL.search(msgstr):
        return f"the control character U+{ord(control[0]):04X}"
    english = _Text(unit.msgid, () if verbatim else read_inline(unit.msgid, references))
    other = _Text(msgstr, () if verbatim else read_inline(msgstr, references))
    for added in (_templates, _tags, _braces, _roles, _targets, _hosts, _footnotes, _tex):
        if what := added(english, other):
            return what
    return None


class _Text:
    """A text with its inline tokens, and the parts of it that each rule looks at."""

    def __init__(self, raw: str, tokens: tuple[Inline, ...]) -> None:
        self.raw = raw
        self.tokens = tokens

    def of(self, *kinds: InlineKind) -> list[Inline]:
        return [token for token in self.tokens if token.kind in kinds]

    def without(self, tokens: Iterable[Inline]) -> str:
        chars = list(self.raw)
        for token in tokens:
            for place in range(token.span.start, token.span.end):
                chars[place] = " "
        return "".join(chars)


def _bare(english: _Text, other: _Text) -> str:
    """Return the text without code, and without the formulas that the English has as well.

    A formula that is new may be HTML in disguise to a renderer that knows no dollar signs.
    """
    known = Counter(token.raw for token in english.of(InlineKind.MATH))
    left_out = other.of(InlineKind.CODE)
    for token in other.of(InlineKind.MATH):
        if known[token.raw] > 0:
            known[token.raw] -= 1
            left_out.append(token)
    return other.without(left_out)


def _first(added: Counter[str]) -> str | None:
    return next(iter(+added), None)


def _templates(english: _Text, other: _Text) -> str | None:
    added = Counter(TEMPLATE.findall(other.raw)) - Counter(TEMPLATE.findall(english.raw))
    return f"the template tag {found}" if (found := _first(added)) else None


def _tags(english: _Text, other: _Text) -> str | None:
    ours, theirs = tags(_bare(english, english)), tags(_bare(english, other))
    if found := _first(Counter(theirs) - Counter(ours)):
        return f"the HTML {found}"
    if well_nested(ours) and not well_nested(theirs):
        return "HTML tags that are not closed in order"
    return None


def _braces(english: _Text, other: _Text) -> str | None:
    hidden = (InlineKind.CODE, InlineKind.MATH)
    ours = BRACES.findall(english.without(english.of(*hidden)))
    theirs = BRACES.findall(other.without(other.of(*hidden)))
    return f"the braces {found}" if (found := _first(Counter(theirs) - Counter(ours))) else None


def _roles(english: _Text, other: _Text) -> str | None:
    ours = Counter(f"{{{role.name}}}`{role.target}`" for role in english.of(InlineKind.ROLE))
    theirs = Counter(f"{{{role.name}}}`{role.target}`" for role in other.of(InlineKind.ROLE))
    return f"the role {found}" if (found := _first(theirs - ours)) else None


def _targets(english: _Text, other: _Text) -> str | None:
    images = {image.target for image in english.of(InlineKind.IMAGE)}
    for image in other.of(InlineKind.IMAGE):
        if image.target not in images:
            return f"the image {image.target}"
    places = {_place(link.target) for link in english.of(*LINKS)}
    for link in other.of(*LINKS):
        if not link.target.startswith("#") and _place(link.target) not in places:
            return f"the link target {link.target}"
    ours = set(DESTINATION.findall(english.raw))
    judged = {token.prose.end for token in other.tokens if token.prose is not None}
    for match in DESTINATION.finditer(other.without(other.of(InlineKind.CODE, InlineKind.MATH))):
        if match.start() not in judged and match.groups("") not in ours:
            return f"the link target {match[1] or match[2]}"
    return None


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
    for pattern, name in ((BARE_HOST, "link host"), (MAIL, "mail address")):
        known = {text.lower() for text in pattern.findall(english.raw)}
        for text in pattern.findall(bare):
            if text.lower() not in known:
                return f"the {name} {text}"
    return None


def _footnotes(english: _Text, other: _Text) -> str | None:
    known = {note.raw for note in english.of(InlineKind.FOOTNOTE)}
    new = (note.raw for note in other.of(InlineKind.FOOTNOTE) if note.raw not in known)
    return f"the footnote {found}" if (found := next(new, None)) else None


def _tex(english: _Text, other: _Text) -> str | None:
    known = set(TEX_COMMAND.findall(english.raw)) | TEX_TEXT
    for formula in other.of(InlineKind.MATH):
        for command in TEX_COMMAND.findall(formula.raw):
            if command not in known:
                return f"the TeX command {command}"
    return None
