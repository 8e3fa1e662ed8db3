"""What a check is given: texts that are read once, pairs of them, a page beside its catalog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from polybook.catalog.catalog import Catalog
from polybook.formats.acting import is_too_long
from polybook.formats.emphasis import Emphasis
from polybook.formats.html import TAG
from polybook.formats.inline import Inline, InlineKind, Reading, read_text
from polybook.formats.page import Page
from polybook.formats.prose import mask
from polybook.model.entry import Entry
from polybook.model.finding import Finding, Severity
from polybook.model.once import once
from polybook.model.span import Span
from polybook.model.unit import Kind, Unit
from polybook.terms.glossary import Glossary, Level
from polybook.terms.language import Language

PROTECTED = "\ufffc"
"""What stands for a protected character: the object replacement character."""


@dataclass(frozen=True)
class Text:
    """One text of a unit, and what an inline parse says of it."""

    raw: str
    """The msgid or the msgstr."""
    reading: Reading = field(default_factory=Reading)

    @property
    def tokens(self) -> tuple[Inline, ...]:
        """The protected tokens in order."""
        return self.reading.tokens

    @property
    def emphasis(self) -> tuple[Emphasis, ...]:
        """What is emphasised, in the order of its closing marks."""
        return self.reading.emphasis

    @property
    def stray(self) -> tuple[Span, ...]:
        """Asterisks, underscores and backticks that readers see as such."""
        return self.reading.stray

    def of(self, *kinds: InlineKind) -> list[Inline]:
        """Return the tokens of these kinds, in order."""
        return [token for token in self.tokens if token.kind in kinds]

    @once
    def prose(self) -> str:
        """Return the text with every protected character turned into a blank; as long as `raw`.

        Link texts, alt texts and role titles stay, and so do the marks of emphasis.
        """
        if not self.tokens or PROTECTED in self.raw:
            return mask(self.raw, self.tokens)
        return self.solid.replace(PROTECTED, " ")

    @once
    def solid(self) -> str:
        """As `prose`, but protected characters are U+FFFC, which is no blank and no letter."""
        return mask(self.raw, self.tokens, PROTECTED) if self.tokens else self.raw

    @once
    def seen(self) -> str:
        """As `solid`, the underscores of emphasis blanked: to patterns they are letters."""
        shown = self.solid
        for one in self.emphasis:
            if self.raw[one.span.start] == "_":
                blank = " " * one.marks
                inner = one.inner.of(shown)
                shown = blank.join((shown[: one.span.start], inner, shown[one.span.end :]))
        return shown

    @once
    def words(self) -> list[str]:
        """Return what stands between blanks in `solid`: words with marks, protected tokens."""
        return self.solid.split()


def read_unit(text: str, kind: Kind, references: Mapping[str, Any] | None = None) -> Text:
    """Read one text of a unit of this kind.

    Front matter is no Markdown; of HTML blocks and labels of pictures, only tags are markup.
    `references` are the page's link reference definitions.
    """
    if kind is Kind.FRONT_MATTER:
        return Text(text)
    if kind in (Kind.HTML, Kind.LABEL):
        found = TAG.finditer(text)
        tags = (Inline(InlineKind.HTML, Span(*match.span()), match[0]) for match in found)
        return Text(text, Reading(tuple(tags)))
    return Text(text, read_text(text, references))


@dataclass(frozen=True, eq=False)
class Pair:
    """One unit's English and its translation, side by side."""

    unit: Unit
    entry: Entry
    english: Text
    translation: Text
    page: str = ""
    """The whole page in English, as its file holds it."""

    @once
    def same_tokens(self) -> bool:
        """Whether both texts have the same protected tokens, as written, in whatever order.

        Of tokens that readers see a part of, the other part counts, and where it leads. This is
        what most pairs are.
        """
        ours, theirs = self.english.tokens, self.translation.tokens
        if len(ours) != len(theirs):
            return False
        return sorted(map(_written, ours)) == sorted(map(_written, theirs))


def _written(token: Inline) -> str:
    if token.prose is None:
        return token.raw
    start = token.span.start
    before, after = token.raw[: token.prose.start - start], token.raw[token.prose.end - start :]
    return before + after + token.target


def make_pair(unit: Unit, entry: Entry, page: Page | None = None) -> Pair:
    """Read both texts of a unit of `page` that is translated.

    A translation that no page takes, however it goes on, is not read: that could take for ever.
    """
    references = page.references if page else None
    english = read_unit(unit.msgid, unit.kind, references)
    translation = Text(entry.msgstr)
    if not is_too_long(unit.msgid, entry.msgstr):
        translation = read_unit(entry.msgstr, unit.kind, references)
    return Pair(unit, entry, english, translation, page.text if page else "")


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check says: of the pair it was given, or of the place it names."""

    message: str
    """What is wrong and what to do, one sentence without a full stop."""
    severity: Severity | None = None
    """Set where it is not the check's own."""
    entry: Entry | None = None
    """The entry that it speaks of, where the check was given more than one."""
    unit: Unit | None = None
    """The unit that it speaks of, where the check was given more than one."""
    line: int = 0
    """1-based line of the catalog, where no entry stands for it."""
    source: bool = False
    """True where it speaks of the English page itself, whatever the language."""


@dataclass(frozen=True)
class Sheet:
    """A page with its catalog in one language."""

    page: Page
    catalog: Catalog | None
    """None for a page that nobody has begun to translate."""
    path: str
    """The catalog's, relative to the project; the file need not exist."""
    pairs: tuple[Pair, ...]
    """The units that readers see translated, each msgid once."""
    refused: Mapping[int, Finding] = field(default_factory=dict)
    """By unit number: what the merge guard keeps out of the page, and why."""
    older: tuple[Catalog, ...] = ()
    """Versions of the catalog to compare with, from git, where they differ from it."""


class Row(NamedTuple):
    """One translated unit of a language, for checks that look across pages.

    A tuple, since a book has many: they are made, and sent from process to process, in less time.
    """

    path: str
    """Its catalog."""
    line: int
    """1-based line in the catalog."""
    page: str
    page_line: int
    kind: Kind
    level: int
    """1 to 6 for a heading, else 0."""
    context: str | None
    msgid: str
    msgstr: str
    links: tuple[tuple[str, str, str], ...] = ()
    """(target, English link text, translated link text) of each link that both texts have."""
    left: tuple[str, ...] = ()
    """The English words that stand alone in it."""


@dataclass(frozen=True, eq=False)
class Setting:
    """What one run goes by: the language, its terms, what the book's configuration says."""

    language: Language
    source_language: Language
    glossary: Glossary
    allow: frozenset[str] = frozenset()
    """Words and texts that may stay as they are in English, as the configuration lists them."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """The language's own table of the configuration, such as {"tone": "new"}."""
    minutes: Sequence[tuple[str, float]] = ()
    """(glob, most minutes) of pages that must not take longer to read; the first match counts."""

    hosts: frozenset[str] = frozenset()
    """The web hosts that any translation may lead to."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Addresses that differ in this edition, by the source's; translations may hold either."""

    @cached_property
    def written(self) -> frozenset[str]:
        """The words that the glossary writes as translations, and what may stay in English."""
        texts = (text for term in self.glossary.terms for text in term.translations)
        return self.allowed | {word for text in texts for word in text.lower().split()}

    @cached_property
    def allowed(self) -> frozenset[str]:
        """What may stay in English, in lower case: what is listed, terms that are kept, words."""
        kept = {term.term for term in self.glossary.terms if term.level is Level.KEEP}
        texts = {text.lower() for text in (*self.allow, *kept)}
        return frozenset(texts | {word for text in texts for word in text.split()})


def refusals(sheet: Sheet, code: str) -> Iterator[Fault]:
    """Yield what the merge guard keeps out of the page by the rule `code`."""
    for number, finding in sorted(sheet.refused.items()):
        if finding.code == code and sheet.catalog is not None:
            unit = sheet.page.units[number]
            entry = sheet.catalog.by_key[unit.key]
            yield Fault(finding.message, entry=entry, unit=unit)
