"""translate: fill what has no translation, from the memory and from an engine, as drafts.

Nothing that is there is touched. Catalogs are written page by page, as their drafts are done; each
answer of an engine is stored before that. So a run may end at any time, and the next one goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field

from polybook.catalog.catalog import Catalog
from polybook.catalog.comments import MEMORY
from polybook.catalog.pool import has_translation
from polybook.catalog.units import describe
from polybook.config import Config
from polybook.config_engines import find_engine
from polybook.engines.engine import Engine, EngineError, EngineSetting, Languages
from polybook.engines.memory import MemoryEngine
from polybook.engines.registry import open_engine
from polybook.formats.page import Page
from polybook.model.errors import CatalogError, ConfigError, PageError
from polybook.steps.book import File, catalog_finding, load_page, open_book
from polybook.steps.catalogs import catalog_path, writing
from polybook.steps.choice import choose
from polybook.steps.drafts_ask import Asker, Talk
from polybook.steps.drafts_cache import Answers
from polybook.steps.drafts_engines import Unasked, examples
from polybook.steps.drafts_judge import make_judge
from polybook.steps.drafts_pages import Pages
from polybook.steps.drafts_save import save_drafts
from polybook.steps.glossary import load_glossary, stamp_of
from polybook.steps.memory import memory_findings, open_memory
from polybook.steps.setting import setting_of
from polybook.steps.translate_page import Drafting, Filled, fill_page
from polybook.steps.translate_report import Refusal, Translated
from polybook.steps.update import Ready, bring_up, settled, write_catalogs
from polybook.terms.glossary import Glossary

Watch = Callable[[Translated], object]
"""Called when answers have come, with the report as it is then."""
Result = tuple[File, Page, Filled]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be drafted, and how."""

    pages: Pages = field(default_factory=Pages)
    engine: str = ""
    """The engine's name; empty: the configured one."""
    most: int | None = None
    """How many texts the engine may be sent."""
    dry_run: bool = False
    """Whether only to say what would be done; nothing is sent, nothing is written."""


def translate(
    config: Config,
    language: str,
    now: str,
    order: Order,
    watch: Watch = lambda _report: None,
) -> Translated:
    """Draft what has no translation in `language`, and bring its catalogs up to their pages.

    `now` is the date for headers and drafts, as `2024-02-28 09:30+0000`. Raises UsageError when
    there is no such engine, ConfigError when it cannot work as it is configured. What stops a run
    that has begun is in the report.
    """
    setting = find_engine(config.engines, order.engine or config.translate.engine)
    run = _Run(config, language, order, setting, watch)
    with ExitStack() as stack:
        answers = stack.enter_context(closing(Answers(config.build_dir)))
        run.report.forgot = answers.replaced
        run.bring_up(now)
        drafting = run.prepare(stack, answers, now)
        run.save_updated(now)
        asker = Asker(
            drafting.engine,
            run.languages,
            answers,
            parallel=setting.parallel,
            most=order.most,
            send=not order.dry_run,
            watch=run.answered,
        )
        run.report.tally = asker.tally
        try:
            with closing(asker.run(run.talks(drafting))) as results:
                for result in results:
                    run.finish(*result)
        except EngineError as error:
            run.report.fault = str(error)
        except KeyboardInterrupt:
            run.report.interrupted = True
    return run.report


class _Run:
    """One run: what its stages share."""

    def __init__(
        self,
        config: Config,
        language: str,
        order: Order,
        setting: EngineSetting,
        watch: Watch,
    ) -> None:
        self.config = config
        self.language = language
        self.languages = Languages(config.source_language, language)
        self.order = order
        self.setting = setting
        self.watch = watch
        self.report = Translated(
            language, " ".join(f"{setting.name} {setting.model}".split()), price=setting.price
        )
        self.settled = 0
        """Texts of the pages that are finished."""
        self.before = 0
        """Answers that had come when the last page was."""

    def bring_up(self, now: str) -> None:
        """Bring the catalogs up to the pages, in memory, and see what is to be done."""
        self.book = open_book(self.config)
        self.chosen = self.order.pages.choose(self.config, self.language, self.book.pages)
        self.take(bring_up(self.config, self.language, self.book, now))
        self.report.findings += self.ready.findings

    def take(self, ready: Ready) -> None:
        """Go by catalogs that were brought up."""
        self.ready = ready
        self.files = [file for file in self.chosen if file.catalog in ready.result.catalogs]
        self.report.open = sum(_open(self.catalog(file)) for file in self.files)

    def prepare(self, stack: ExitStack, answers: Answers, now: str) -> Drafting:
        """Open the memory and the engine; both are closed with the stack."""
        config, language = self.config, self.language
        glossary = load_glossary(config, language).glossary
        setting = setting_of(config, language, stamp_of(config, language))
        memory = stack.enter_context(open_memory(config, language))
        told = {finding.path for finding in self.report.findings}
        self.report.findings += [one for one in memory_findings(memory) if one.path not in told]
        recall = MemoryEngine(memory)
        engine: Engine = recall
        if self.setting.name != MEMORY:
            engine = stack.enter_context(closing(self.open_engine(glossary)))
            self.report.host = engine.host
        return Drafting(
            judge=make_judge(config, language, self.book, setting, choose(config)),
            glossary=glossary,
            memory=recall,
            engine=engine,
            model=self.report.engine,
            date=now[: len("2024-02-28")],
            rejected=answers.rejected(language),
            examples=examples(memory) if engine.limits.told else lambda _key: (),
        )

    def open_engine(self, glossary: Glossary) -> Engine:
        """Open the engine; when nothing is to be sent, it may be one that lacks a key yet."""
        try:
            return open_engine(self.setting, self.languages, glossary)
        except ConfigError as error:
            if not self.order.dry_run or not (self.setting.url or self.setting.command):
                raise
            self.report.fault = str(error)
            return Unasked(self.setting)

    def catalog(self, file: File) -> Catalog:
        """Return the catalog of a page, brought up to it."""
        return self.ready.result.catalogs[file.catalog]

    def save_updated(self, now: str) -> None:
        """Write the catalogs that the pages have changed, before anything is drafted.

        Otherwise a run that goes on would take what is not written yet for new texts, and give them
        the drafts of texts like them. What somebody has written since they were read is kept.
        """
        if self.order.dry_run:
            self.report.written = self.write_updated()
            return

        def again() -> Ready:
            return bring_up(self.config, self.language, self.book, now)

        with writing(self.config):
            self.take(settled(self.config, self.language, self.ready, again))
            self.report.written = self.write_updated()

    def write_updated(self) -> list[str]:
        """Write the catalogs that the pages have changed, none in a dry run; return their paths."""
        names = {file.catalog for file in self.files}.intersection(self.ready.result.changed)
        changed = {name: self.ready.result.catalogs[name] for name in sorted(names)}
        check = self.order.dry_run
        return write_catalogs(self.config, self.language, changed, check=check)

    def talks(self, drafting: Drafting) -> Iterator[Talk[Result]]:
        """Yield the conversation about each page that has something to draft."""
        for file in self.files:
            if _open(self.catalog(file)):
                try:
                    page = load_page(self.config, file)
                except PageError:
                    continue  # it was told when the catalogs were brought up
                yield self.talk(drafting, file, page)

    def talk(self, drafting: Drafting, file: File, page: Page) -> Talk[Result]:
        """Have the conversation about one page."""
        path = catalog_path(self.config, self.language, file.catalog)
        filled = yield from fill_page(drafting, page, self.catalog(file), path)
        return file, page, filled

    def answered(self) -> None:
        """Tell how far the run has come."""
        tally = self.report.tally
        under_way = max(0, tally.answered - self.before)
        self.report.done = min(self.report.open, max(self.report.done, self.settled + under_way))
        self.watch(self.report)

    def finish(self, file: File, page: Page, filled: Filled) -> None:
        """Write the drafts of a page, and count them."""
        report = self.report
        if not self.order.dry_run:
            self.save(file, filled)
        approved, remembered = len(filled.approved), len(filled.remembered)
        report.approved += approved
        report.remembered += remembered - approved
        report.drafted += len(filled.entries) - remembered
        path = catalog_path(self.config, self.language, file.catalog)
        for left in filled.left:
            unit = page.units[left.number]
            place = describe(unit)
            refusal = Refusal(path, page.name, page.line(unit), place, unit.msgid, left.reason)
            report.refusals.append(refusal)
        self.settled += _open(self.catalog(file))
        self.before = report.tally.answered
        self.answered()

    def save(self, file: File, filled: Filled) -> None:
        """Write a catalog with its drafts."""
        path = catalog_path(self.config, self.language, file.catalog)
        try:
            saved = save_drafts(self.config, self.language, file.catalog, filled.entries)
        except CatalogError as error:
            self.report.findings.append(catalog_finding(error))
            return
        if saved and path not in self.report.written:
            self.report.written.append(path)


def _open(catalog: Catalog) -> int:
    """Return how many texts have no translation."""
    return sum(not has_translation(entry) and entry.msgid_plural is None for entry in catalog.live)
