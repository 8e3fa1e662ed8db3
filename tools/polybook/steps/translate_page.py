"""Drafts for one page: what the memory has, then the engine's answers, one retry, the verdict.

Only entries without a translation are filled, and only with what passes the merge guard and every
check that is an error in this book. Pure but for the memory: no file is opened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from polybook.catalog.catalog import Catalog
from polybook.catalog.comments import Provenance, read_provenance
from polybook.catalog.pool import Key, has_translation
from polybook.checks import FIXES, length_ratio, same_as_english
from polybook.checks.texts import make_pair
from polybook.engines.engine import Context, Draft, Engine, Request
from polybook.formats.page import Page
from polybook.model.entry import Entry
from polybook.model.finding import Finding, Severity
from polybook.steps.drafts_ask import Talk
from polybook.steps.drafts_cache import rejection
from polybook.steps.drafts_judge import Judge
from polybook.steps.drafts_prompt import Answer, Attempt, Examples, Prompts
from polybook.steps.fix import fix_text
from polybook.terms.glossary import Glossary

UNFIT = frozenset({length_ratio.CODE, same_as_english.CODE})
"""Checks whose every finding an engine's draft must be without, however bad: half an answer, an
engine that went on talking, and one that gave the English back."""
NEAR = 85.0
"""Likeness of the English, in percent, from which on what the memory has is a better draft than an
engine's; below, engines that read examples are shown it."""
REJECTED = "a reviewer has rejected this translation; translate it in another way"
MOST_REASONS = 3
"""Findings of one draft that a reason names."""


@dataclass(frozen=True)
class Drafting:
    """What the drafts of one run go by."""

    judge: Judge
    glossary: Glossary
    memory: Engine
    engine: Engine
    """What is asked for what the memory does not have; the memory itself: nothing is."""
    model: str
    """The engine with its model, for the comment of a draft."""
    date: str
    """The day, as `2024-02-28`."""
    rejected: frozenset[tuple[str, str, str]]
    """What people have rejected, as `Answers.rejected` has it."""
    examples: Examples
    contexts: dict[Key, Context] = field(default_factory=dict)
    """What is around texts that several pages have, as the first page that is drafted has it."""


@dataclass(frozen=True, slots=True)
class Left:
    """A text that stays untranslated, and why."""

    key: Key
    number: int
    """The number of its unit on the page."""
    reason: str
    """One sentence without a full stop."""


@dataclass(slots=True)
class Filled:
    """What came of one page."""

    entries: dict[Key, Entry] = field(default_factory=dict)
    """The entries with their drafts."""
    approved: set[Key] = field(default_factory=set)
    """Those that a person has approved for the same text."""
    remembered: set[Key] = field(default_factory=set)
    """Those that came from the memory, the approved ones among them."""
    left: list[Left] = field(default_factory=list)


def open_units(page: Page, catalog: Catalog) -> dict[Key, int]:
    """Return the texts of a page without any translation, each with its first unit's number."""
    found: dict[Key, int] = {}
    for number, unit in enumerate(page.units):
        entry = catalog.by_key.get(unit.key)
        if entry is not None and not has_translation(entry) and entry.msgid_plural is None:
            found.setdefault(unit.key, number)
    return found


def fill_page(run: Drafting, page: Page, catalog: Catalog, path: str) -> Talk[Filled]:
    """Have a conversation about the open texts of `page`, whose catalog stands at `path`."""
    work = _Work(run, page, catalog, path)
    work.remember()
    if run.engine is not run.memory:
        yield from work.ask()
    left = [Left(key, work.open[key], why) for key, why in work.reasons.items()]
    work.done.left = sorted(left, key=lambda one: one.number)
    return work.done


class _Work:
    """One page on its way."""

    def __init__(self, run: Drafting, page: Page, catalog: Catalog, path: str) -> None:
        self.run = run
        self.page = page
        self.catalog = catalog
        self.path = path
        self.open = open_units(page, catalog)
        self.reasons: dict[Key, str] = {}
        self.done = Filled()

    def remember(self) -> None:
        """Fill what the memory has."""
        keys = list(self.open)
        page = self.page.name
        requests = [Request(key[1], context=Context(page, msgctxt=key[0])) for key in keys]
        drafts = self.run.memory.draft(requests) if requests else ()
        least = 0.0 if self.run.engine is self.run.memory else NEAR
        found = {
            key: draft
            for key, draft in zip(keys, drafts, strict=True)
            if draft.text and draft.score >= least
        }
        entries = {key: self.remembered(key, draft) for key, draft in found.items()}
        self.settle(entries)
        for key in entries.keys() & self.done.entries.keys():
            self.done.remembered.add(key)
            if not entries[key].fuzzy:
                self.done.approved.add(key)

    def remembered(self, key: Key, draft: Draft) -> Entry:
        """Return the entry with a translation that the memory has."""
        if draft.exact:
            return replace(self.catalog.by_key[key], msgstr=draft.text, text=None)
        entry = self.drafted(key, draft.text, self.run.memory.name)
        return replace(entry, previous_msgid=draft.previous or None)

    def drafted(self, key: Key, msgstr: str, engine: str) -> Entry:
        """Return the entry with a draft: fuzzy, and with a comment that says who made it."""
        entry = self.catalog.by_key[key]
        kept = [line for line in entry.comments if not read_provenance([line])]
        comment = str(Provenance(engine, self.run.date))
        return replace(entry, msgstr=msgstr, fuzzy=True, comments=(*kept, comment), text=None)

    def ask(self) -> Talk[None]:
        """Ask the engine for what is still open, and once more for what did not stand."""
        run = self.run
        prompts = Prompts(self.page, run.glossary, run.engine.limits, run.examples, run.contexts)
        first = {
            key: prompts.whole(number)
            for key, number in self.open.items()
            if key not in self.done.entries
        }
        answers = yield from _answers(first)
        self.take(answers)
        again = {
            key: attempt
            for key, answer in answers.items()
            if key in self.reasons and not answer.held
            if (attempt := self.again(prompts, first[key], key, answer))
        }
        if again:
            self.take((yield from _answers(again)))

    def again(self, prompts: Prompts, attempt: Attempt, key: Key, answer: Answer) -> Attempt | None:
        """Return the second request for a text; None where it would be the first one again."""
        if not answer.masked or len(attempt.parts) > 1:
            return None  # there was no answer, or it was asked for sentence by sentence already
        if self.run.engine.limits.told:
            return attempt.told(answer, self.reasons[key])
        return prompts.sentences(self.open[key])

    def take(self, answers: Mapping[Key, Answer]) -> None:
        """Judge answers and keep what may stand."""
        drafts: dict[Key, Entry] = {}
        for key, answer in answers.items():
            self.reasons.pop(key, None)
            if answer.held:
                continue
            if answer.fault:
                self.reasons[key] = answer.fault
            else:
                draft = self.drafted(key, answer.msgstr, self.run.model)
                drafts[key] = self.mended(key, draft)
        self.settle(drafts)

    def mended(self, key: Key, draft: Entry) -> Entry:
        """Return a draft with what `check --fix` would put right in it: blanks, tone marks."""
        judge = self.run.judge
        pair = make_pair(self.page.units[self.open[key]], draft, self.page)
        rules = [rule for rule in FIXES if judge.choice.wants(rule.CODE)]
        text = fix_text(pair, self.page, rules, judge.setting)
        return draft if text is None else replace(draft, msgstr=text)

    def settle(self, drafts: Mapping[Key, Entry]) -> None:
        """Keep those drafts that may stand beside each other, and the reasons of the others."""
        for key, entry in drafts.items():
            if rejection(key, entry.msgstr) in self.run.rejected:
                self.reasons[key] = REJECTED
            else:
                self.done.entries[key] = entry
        judged = self.run.judge.findings(self.page, self.catalog, self.path, self.done.entries)
        for key, findings in judged.items():
            if against := [one for one in findings if self.is_against(key, one)]:
                del self.done.entries[key]
                self.reasons[key] = _reason(against)

    def is_against(self, key: Key, finding: Finding) -> bool:
        """Tell whether a draft may not stand with this finding."""
        fuzzy = self.done.entries[key].fuzzy
        return finding.severity >= Severity.ERROR or (fuzzy and finding.code in UNFIT)


def _answers(attempts: Mapping[Key, Attempt]) -> Talk[dict[Key, Answer]]:
    """Ask for all attempts in one turn."""
    drafts = list((yield [one for attempt in attempts.values() for one in attempt.requests]))
    answers: dict[Key, Answer] = {}
    for key, attempt in attempts.items():
        count = len(attempt.parts)
        answers[key] = attempt.read(drafts[:count])
        del drafts[:count]
    return answers


def _reason(findings: Sequence[Finding]) -> str:
    messages = dict.fromkeys(finding.message for finding in findings)
    return "; ".join(list(messages)[:MOST_REASONS])
