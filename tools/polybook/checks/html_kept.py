"""HTML tags stay, with their attributes; so do attribute lists in braces.

A tag that is lost takes its link or its style along, and one that is not closed takes in the rest
of the page. Texts in `alt`, `title`, `aria-label` and `placeholder` are for readers and translated.
How a tag is written does not matter: `<br>` and `<br />` are one. A comment is nobody's loss; a new
one is a warning, since what translators tell each other stands above the entry.

Bad:

    English:     Press <kbd class="key">Enter</kbd>.
    Translation: Nhấn <kbd class="phím">Enter</kbd>.

Good:

    Translation: Nhấn phím <kbd class="key">Enter</kbd>.

Known limits: a tag whose place is taken by Markdown of the same looks, such as `*` for `<em>`, is
missed.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.kept import compare
from polybook.checks.texts import Fault, Pair, Setting, Text
from polybook.formats.html import ATTRIBUTE, NAME, TEXT_ATTRIBUTE, tags
from polybook.formats.inline import Inline, InlineKind
from polybook.model.finding import Severity
from polybook.model.unit import Kind

CODE = "html-kept"
SEVERITY = Severity.ERROR

WHOLE = ("script", "style")
"""Elements whose content is kept as well."""


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each tag or attribute list that was lost, changed or made up."""
    # Of a block, scripts and styles are kept as well, which are no tokens.
    if pair.same_tokens and pair.unit.kind is not Kind.HTML:
        return
    raw = pair.english.raw
    if pair.unit.kind is Kind.HTML:
        ours, theirs = (
            [(_tag(tag), tag) for tag in tags(text.raw)]
            for text in (pair.english, pair.translation)
        )
    else:
        ours, theirs = list(_markup(pair.english)), list(_markup(pair.translation))
    known = {tag for _, tag in ours}
    for key, tag in theirs:
        if not key and tag not in known:
            message = f"a comment stands in the text, {tag}; move it above the entry as `# ...`"
            yield Fault(message, Severity.WARNING)
    # Where `&lt;mask&gt;` became a tag, entity-kept speaks of it.
    theirs = [one for one in theirs if one[1].replace("<", "&lt;").replace(">", "&gt;") not in raw]
    yield from compare("HTML", _kept(ours), _kept(theirs))


def _kept(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return tags but for comments, which have no key."""
    return [one for one in found if one[0]]


def _markup(text: Text) -> Iterator[tuple[str, str]]:
    for token in text.of(InlineKind.HTML):
        yield _tag(token.raw), token.raw
    for token in text.of(InlineKind.ATTRIBUTES):
        shown = _list(token)
        yield " ".join(shown.strip("{}").split()), shown


def _tag(tag: str) -> str:
    """Return what of a tag must be kept, attributes in order of name; nothing for a comment."""
    if tag.startswith("<!--"):
        return ""
    name = NAME.match(tag)
    if name is None or name[2].lower() in WHOLE:
        return " ".join(tag.split())
    attributes = sorted(
        part[1].strip().lower() + (part[2] or "").strip().lstrip("= \t\n").strip("\"'")
        for part in ATTRIBUTE.finditer(tag, name.end())
        if part[1] and not TEXT_ATTRIBUTE.fullmatch(part[0])
    )
    return " ".join((name[0].lower(), *attributes))


def _list(token: Inline) -> str:
    """Return an attribute list in its braces, without the text that it is given to."""
    if token.prose is None:
        return token.raw
    return token.raw[token.prose.end + 1 - token.span.start :]
