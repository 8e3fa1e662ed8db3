"""The book's glossary: the directive `polybook-glossary`, and `{term}` links to its rows.

The tables of all languages are read. An edition lists its own language's terms beside the source
language's; the edition in the source language lists the terms of every language. Which rows there
are, and their ids, is the same in every edition, so that links to them hold.

What stands in a table of terms is text, never markup: it goes into the page as text nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_id, make_refnode

from polybook.sphinx import words
from polybook.sphinx.findings import warn
from polybook.sphinx.languages import name_in, tag
from polybook.sphinx.project import Edition
from polybook.sphinx.state import TermPage, flat, term_pages
from polybook.sphinx.terms import Terms, terms_of
from polybook.terms.glossary import Term
from polybook.terms.language import colon
from polybook.terms.order import order_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

DIRECTIVE = "polybook-glossary"
CLASS = "polybook-glossary"
ALSO = "polybook-also"
"""The class of accepted forms that are not the best."""
WIDEST = 40
"""Characters of a column in plain text."""


@dataclass(slots=True)
class Row:
    """One term of the book, in all languages."""

    source: str
    """In the source language."""
    terms: dict[str, Term] = field(default_factory=dict)
    """By language."""
    target: nodes.target = field(default_factory=nodes.target)
    """What links to it lead to."""

    def forms(self, language: str) -> tuple[str, ...]:
        """Return the accepted forms as readers see them, best first; none if it has none."""
        term = self.terms.get(language)
        forms = (shown(form) for form in term.translations) if term else ()
        return tuple(form for form in forms if form)


def shown(form: str) -> str:
    """Return a form of the table as dictionaries print it: optional words in round brackets."""
    return flat(form).replace("[", "(").replace("]", ")")


def rows_of(terms: Terms) -> list[Row]:
    """Return the terms of all languages, in the order of the source language."""
    rows: dict[tuple[str, str], list[Row]] = {}
    for language, loaded in terms.loaded.items():
        for term in loaded.glossary.terms:
            # One word may stand in two rows: as a noun and as a verb, here and there.
            same = rows.setdefault((flat(term.term), term.pos), [])
            _row_of(term, language, same).terms.setdefault(language, term)
    key = order_of(terms.edition.config.source_language)
    every = (row for same in rows.values() for row in same)
    return sorted(every, key=lambda row: key(row.source))


def _row_of(term: Term, language: str, same: list[Row]) -> Row:
    """Return the row of a term among those of the same word, which may be a new one.

    Contexts are in the words of each table, so that of two languages need not agree: a row that
    has nothing in this language will do.
    """
    contexts = [{one.context for one in row.terms.values()} for row in same]
    free = [row for row in same if language not in row.terms]
    fitting = [row for row, known in zip(same, contexts, strict=True) if term.context in known]
    for row in (*fitting, *free):
        if row.terms.get(language, term).context == term.context:
            return row
    same.append(Row(flat(term.term)))
    return same[-1]


class GlossaryPage(SphinxDirective):
    """Puts the table of the book's terms where it stands."""

    def run(self) -> list[nodes.Node]:
        """Return the table; nothing where the book has no terms yet."""
        terms = terms_of(self.env.app)
        edition, language = terms.edition, terms.edition.language
        for path in terms.files:
            self.env.note_dependency(path)
        warn(terms.faults)
        rows = rows_of(terms)
        term_pages(self.env)[self.env.docname] = TermPage(terms.files, self._name(rows))
        if not rows:
            return []
        if any(row.forms(language) for row in rows):
            return [_own_table(edition, rows)]
        return [_source_table(edition, rows)]

    def _name(self, rows: Iterable[Row]) -> dict[str, str]:
        """Give each row its id; return them by the terms."""
        document = self.state.document
        found: dict[str, str] = {}
        for row in rows:
            row.target["ids"].append(make_id(self.env, document, "term", row.source))
            document.note_explicit_target(row.target)
            found.setdefault(row.source.casefold(), row.target["ids"][0])
        return found


def _own_table(edition: Edition, rows: Sequence[Row]) -> nodes.table:
    """Return the terms of this edition's language beside those of the source language."""
    language, source = edition.language, edition.config.source_language
    key = order_of(language)
    ordered = sorted(rows, key=lambda row: key((row.forms(language) or (row.source,))[0]))
    heads = [_head(language, language), _head(source, language)]
    notes = any(_note(row, language) for row in rows)
    if notes:
        heads.append(words.label(language, words.NOTE))
    cells = []
    for row in ordered:
        english = _forms([row.source], source, language)
        own = _forms(row.forms(language), language, language)
        # What nobody has translated stays as it is.
        cells.append([own or [one.deepcopy() for one in english], english])
        if notes:
            cells[-1].append(_text(_note(row, language)))
    return _table(heads, zip(ordered, cells, strict=True))


def _source_table(edition: Edition, rows: Sequence[Row]) -> nodes.table:
    """Return the terms of the source language with their translations into every other."""
    here = edition.language
    languages = [one for one in edition.config.languages if any(row.forms(one) for row in rows)]
    source = edition.config.source_language
    heads = [_head(one, here) for one in (source, *languages)]
    cells = (
        [_text(row.source), *(_forms(row.forms(one), one, here) for one in languages)]
        for row in rows
    )
    return _table(heads, zip(rows, cells, strict=True))


def _head(language: str, here: str) -> str:
    name = name_in(language, here)
    return name[:1].upper() + name[1:]


def _note(row: Row, language: str) -> str:
    term = row.terms.get(language)
    parts = (term.context, term.note) if term else ()
    return colon(language).join(flat(part) for part in parts if part)


def _text(text: str) -> list[nodes.Node]:
    return [nodes.paragraph("", "", nodes.Text(text))] if text else []


def _foreign(text: str, language: str, here: str = "") -> nodes.Node:
    """Return text in a language that may be another than the page's.

    The class becomes the attribute `lang`. It is not the paragraph's, since Sphinx's typographic
    quotes complain of paragraphs in languages they do not know.
    """
    if language == here:
        return nodes.Text(text)
    return nodes.inline("", "", nodes.Text(text), classes=[f"language-{tag(language)}"])


def _forms(forms: Sequence[str], language: str, here: str) -> list[nodes.Node]:
    """Return the best form, and the others below it."""
    if not forms:
        return []
    found = [nodes.paragraph("", "", _foreign(forms[0], language, here))]
    if others := ", ".join(forms[1:]):
        label = nodes.Text(f"{words.label(here, words.OR)} ")
        also = nodes.paragraph("", "", label, _foreign(others, language, here), classes=[ALSO])
        found.append(also)
    return [*found]


def _table(
    heads: Sequence[str], rows: Iterable[tuple[Row, Sequence[Sequence[nodes.Node]]]]
) -> nodes.table:
    """Return a table, its rows with the targets of links to them."""
    head = _row([_text(one) for one in heads])
    body = nodes.tbody("")
    for row, cells in rows:
        made = _row(cells)
        next(made.findall(nodes.paragraph)).insert(0, row.target)
        body += made
    group = nodes.tgroup("", cols=len(heads))
    group += [nodes.colspec("", colwidth=width) for width in _widths([head, *body])]
    group += [nodes.thead("", head), body]
    # Cells are shown as they are written, straight quotes and all.
    return nodes.table("", group, classes=[CLASS, "longtable"], support_smartquotes=False)


def _widths(rows: Iterable[nodes.Node]) -> list[int]:
    """Return the widths of the columns in characters, which pages of plain text need."""
    columns = zip(*(row.children for row in rows), strict=True)
    return [min(max(len(cell.astext()) for cell in column), WIDEST) for column in columns]


def _row(cells: Iterable[Sequence[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *cell) for cell in cells))


def find_term(
    app: Sphinx, env: BuildEnvironment, node: Any, contnode: nodes.TextElement
) -> nodes.reference | None:
    """Resolve a `{term}` that no glossary of Sphinx's own has: an author's entry comes first."""
    if (node.get("refdomain"), node.get("reftype")) != ("std", "term"):
        return None
    name = flat(node["reftarget"]).casefold()
    for docname, page in sorted(term_pages(env).items()):
        if name in page.ids:
            return make_refnode(app.builder, node["refdoc"], docname, page.ids[name], contnode)
    return None


def outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],  # noqa: ARG001  Sphinx calls with all five
    changed: set[str],  # noqa: ARG001
    removed: set[str],  # noqa: ARG001
) -> list[str]:
    """Return the glossary pages if a table is new; Sphinx itself watches those that were there."""
    files = set(terms_of(app).files)
    return [docname for docname, page in term_pages(env).items() if files - set(page.files)]
