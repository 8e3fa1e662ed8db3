"""What is sent to an engine for one unit: its text masked, its terms, what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from polybook.catalog.pool import Key
from polybook.catalog.units import plain
from polybook.checks.texts import Text, read_unit
from polybook.engines.engine import Context, Draft, Limits, Request, Retry
from polybook.engines.masking import Masked, mask
from polybook.engines.unmasking import unmask
from polybook.formats.inline import Reading
from polybook.formats.page import Page
from polybook.model.unit import Unit
from polybook.steps.drafts_ask import HELD
from polybook.steps.drafts_sentences import split_sentences
from polybook.terms.glossary import Glossary, Term

Examples = Callable[[Key], Sequence[tuple[str, str]]]
"""Gives close pairs (English, translation) from the memory for a message, closest first."""

NEAR = 400
"""Characters of a neighbour that are sent: enough to see what is spoken of."""
AFTER = "continues after the formula "
BEFORE = "continues the sentence before the formula "
"""How the notes of two units begin whose sentence runs on over the formula that they name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine's drafts for one unit come to."""

    msgstr: str = ""
    """The translation; empty where there is none that could be used."""
    fault: str = ""
    """Why there is none, in one sentence without a full stop."""
    masked: str = ""
    """What the engine said, as it said it."""
    held: bool = False
    """True when the unit was not sent, since the run may send no more."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """The requests for one unit: its whole text, or a request for each sentence."""

    parts: tuple[tuple[Masked, Request], ...]

    @property
    def requests(self) -> tuple[Request, ...]:
        """What to send, in the order of the text."""
        return tuple(request for _, request in self.parts)

    def read(self, drafts: Sequence[Draft]) -> Answer:
        """Return what the drafts, one for each request, come to."""
        texts = []
        for (masked, _), draft in zip(self.parts, drafts, strict=True):
            if draft is HELD:
                return Answer(held=True)
            if draft.reason or not draft.text.strip():
                reason = draft.reason or "the engine answered nothing"
                return Answer(fault=reason, masked=draft.text)
            found = unmask(masked, draft.text)
            if not found.text.strip():
                return Answer(fault=found.fault, masked=draft.text)
            texts.append(found.text)
        return Answer("".join(texts), masked=" ".join(draft.text for draft in drafts))

    def told(self, answer: Answer, fault: str) -> Attempt:
        """Return the same request with what was wrong with the answer to it."""
        retry = Retry(answer.masked, fault)
        return Attempt(tuple((masked, replace(one, retry=retry)) for masked, one in self.parts))


class Prompts:
    """Makes the requests for the units of one page."""

    def __init__(
        self,
        page: Page,
        glossary: Glossary,
        limits: Limits,
        examples: Examples,
        contexts: dict[Key, Context],
    ) -> None:
        """Take in the page; `contexts` are those of units that another page has as well.

        The same text is the same request wherever it stands, so the first page says what is around
        it, and engines are asked once.
        """
        self._page = page
        self._glossary = glossary
        self._limits = limits
        self._examples = examples
        self._contexts = contexts

    def whole(self, number: int) -> Attempt:
        """Return the request for a unit, by sentences where it is longer than the engine takes."""
        text = self._text(number)
        attempt = self._attempt(number, [text.raw])
        if len(attempt.parts[0][0].text) > self._limits.characters:
            return self.sentences(number) or attempt
        return attempt

    def sentences(self, number: int) -> Attempt | None:
        """Return a request for each sentence of a unit; None where there is but one."""
        text = self._text(number)
        sentences = split_sentences(text.raw, text.reading)
        return self._attempt(number, sentences) if len(sentences) > 1 else None

    def _attempt(self, number: int, texts: Sequence[str]) -> Attempt:
        unit = self._page.units[number]
        context = self._contexts.setdefault(unit.key, self._context(number))
        parts = []
        for text in texts:
            masked = mask(text, lambda one: self._read(unit, one))
            terms = self._terms(unit, text)
            request = Request(masked.text, terms, context, hidden=masked.hidden)
            parts.append((masked, request))
        return Attempt(tuple(parts))

    def _text(self, number: int) -> Text:
        unit = self._page.units[number]
        return read_unit(unit.msgid, unit.kind, self._page.references)

    def _read(self, unit: Unit, text: str) -> Reading:
        return read_unit(text, unit.kind, self._page.references).reading

    def _terms(self, unit: Unit, text: str) -> tuple[Term, ...]:
        """Return the terms that occur in a text, in the order of their first use."""
        if not self._glossary.terms:
            return ()
        seen = read_unit(text, unit.kind, self._page.references).seen
        uses = self._glossary.matcher.source.find(seen)
        rows = [row for use in uses for headword in use.headwords for row in headword.rows]
        return tuple(dict.fromkeys(rows))

    def _context(self, number: int) -> Context:
        units = self._page.units
        unit = units[number]
        before = units[number - 1].msgid if number else ""
        after = units[number + 1].msgid if number + 1 < len(units) else ""
        return Context(
            page=self._page.name,
            heading=" > ".join(map(plain, unit.headings)),
            before=before if len(before) <= NEAR else "… " + before[-NEAR:].partition(" ")[2],
            after=after if len(after) <= NEAR else after[:NEAR].rpartition(" ")[0] + " …",
            continues=continuation(units, number),
            examples=tuple(self._examples(unit.key)),
            msgctxt=unit.context,
        )


def continuation(units: Sequence[Unit], number: int) -> str:
    """Return the other half of a sentence that runs on over a formula, with the formula."""
    for note in units[number].notes:
        if note.startswith(AFTER):
            formula = note.removeprefix(AFTER)
            rest = (unit for unit in units[number + 1 :] if BEFORE + formula in unit.notes)
            if other := next(rest, None):
                return f"{formula} {other.msgid}"
        elif note.startswith(BEFORE):
            formula = note.removeprefix(BEFORE)
            rest = (unit for unit in reversed(units[:number]) if AFTER + formula in unit.notes)
            if other := next(rest, None):
                return f"{other.msgid} {formula}"
    return ""
