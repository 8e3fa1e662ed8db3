"""What an engine is: it gets texts with their protected tokens masked, and returns drafts.

An engine only asks. Whether a draft may stand is decided above it, by the checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from polybook.model.errors import PolybookError
from polybook.terms.glossary import Glossary, Term


class EngineError(PolybookError):
    """An engine cannot go on: quota used up, host not reachable, program gone.

    What the configuration or the environment lacks, as a key, is a ConfigError before it begins.

    The message is one sentence with the next step, and never holds a key.
    """

    exit_code = 1


class AnswerError(Exception):
    """One request got no answer that can be used; others may. The message is the reason.

    Between an engine and what it asks with; above engines, a reason stands in the draft.
    """

    def __init__(self, reason: str, status: int = 0) -> None:
        super().__init__(reason)
        self.status = status
        """The HTTP status, 0 where there is none."""


@dataclass(frozen=True, slots=True)
class EngineSetting:
    """What `[engines.NAME]` of the configuration says of one engine."""

    name: str
    """The engine's name: memory, libretranslate, deepl, openai, google, command."""
    url: str = ""
    """Address of the service, such as `https://api-free.deepl.com`; empty for local engines.
    Nothing is sent anywhere else."""
    model: str = ""
    """The model to ask for, where the service has several."""
    command: tuple[str, ...] = ()
    """The program of the engine `command` with its arguments."""
    timeout: float = 60.0
    """Seconds to wait for one answer."""
    parallel: int = 2
    """Requests under way at once."""
    price: float = 0.0
    """What a million characters sent cost, in whatever currency, for the progress line."""


@dataclass(frozen=True, slots=True)
class Languages:
    """From which language into which, by gettext's names."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a text; engines that cannot use it leave it out."""

    page: str = ""
    """Name of the page."""
    heading: str = ""
    """The heading path down to the text, joined by ` > `."""
    before: str = ""
    """The English of the unit before, empty at the start of a page."""
    after: str = ""
    """The English of the unit after."""
    continues: str = ""
    """The other half of a sentence that runs on over a formula, with the formula."""
    examples: tuple[tuple[str, str], ...] = ()
    """Close pairs (English, translation) from the memory, closest first."""
    msgctxt: str | None = None
    """The unit's msgctxt: the same words with another one are another message (memory only)."""


@dataclass(frozen=True, slots=True)
class Retry:
    """What was wrong with the draft before."""

    draft: str
    """The draft before, masked."""
    fault: str
    """What to do better, in one English sentence for the engine."""


@dataclass(frozen=True, slots=True)
class Request:
    """One text to draft."""

    text: str
    """The English with protected tokens masked, as `masking.mask` does it. The memory rewrites
    nothing, so it gets the English as written."""
    terms: tuple[Term, ...] = ()
    """The glossary's terms that occur in the text."""
    context: Context = Context()
    retry: Retry | None = None
    hidden: tuple[tuple[int, str], ...] = ()
    """What stands behind the tags `<x id="1"/>`, as `Masked.hidden` has it: engines that read know
    better what to write around a formula when they see it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An engine's answer to one request."""

    text: str = ""
    """The translation, still masked; empty when there is none."""
    reason: str = ""
    """Why there is none, or why the one that there is cannot be used, in one sentence."""
    exact: bool = False
    """True when a person has approved this very translation of this very text (memory only)."""
    previous: str = ""
    """The English that the draft was made for, where it is another: the entry's previous msgid
    (memory only)."""
    score: float = 0.0
    """How like the two English texts are, in percent; 100 when they are the same (memory only)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine can take and do."""

    texts: int = 1
    """Texts in one request."""
    characters: int = 5000
    """Characters in one request."""
    told: bool = False
    """True when a retry can say what was wrong: chat engines and programs."""
    overhead: int = 0
    """Characters that go with each text beside what its request holds: instructions to a model."""


class Engine(Protocol):
    """One source of drafts."""

    @property
    def name(self) -> str:
        """The engine's name in the configuration and in the provenance comment."""
        ...

    @property
    def version(self) -> str:
        """What the answers depend on beside the text: model, prompt version. Part of cache keys."""
        ...

    @property
    def host(self) -> str:
        """The host that texts are sent to, empty when they stay on this machine."""
        ...

    @property
    def limits(self) -> Limits:
        """What it can take and do."""
        ...

    def draft(self, requests: Sequence[Request]) -> Sequence[Draft]:
        """Return a draft for each of `requests`, in their order, within `limits`.

        A text that it cannot do has a reason instead. Time-outs, 429 and 5xx have been retried
        before. May be called from several threads at once. Raises EngineError when nothing more
        can be asked.
        """
        ...

    def close(self) -> None:
        """Let go of connections and programs."""
        ...


class OpenEngine(Protocol):
    """What each engine's module offers as `open_engine`."""

    def __call__(self, setting: EngineSetting, languages: Languages, glossary: Glossary) -> Engine:
        """Return the engine, ready to work; raises ConfigError when it cannot be."""
        ...
