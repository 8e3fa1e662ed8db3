"""What `translate` did, or would do."""

from __future__ import annotations

from dataclasses import dataclass, field

from polybook.model.finding import Finding
from polybook.steps.drafts_ask import Tally


@dataclass(frozen=True, slots=True)
class Refusal:
    """A text that stays untranslated, and why."""

    path: str
    """Its catalog."""
    page: str
    page_line: int
    place: str
    """What it is and where: `paragraph in Defining the Model`."""
    msgid: str
    reason: str
    """One sentence without a full stop."""


@dataclass(slots=True)
class Translated:
    """What `translate` did, or would do."""

    language: str
    engine: str
    """The engine with its model."""
    host: str = ""
    """The host that texts are sent to; empty when they stay on this machine."""
    price: float = 0.0
    """What a million characters cost."""
    open: int = 0
    """Texts without a translation, before."""
    done: int = 0
    """How many of them have been dealt with, for showing progress."""
    drafted: int = 0
    """Texts that the engine has drafted."""
    remembered: int = 0
    """Texts that the memory has filled, fuzzy."""
    approved: int = 0
    """Texts that the memory has filled with what a person has approved for the same text."""
    refusals: list[Refusal] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    written: list[str] = field(default_factory=list)
    """Catalogs, relative to the project."""
    findings: list[Finding] = field(default_factory=list)
    fault: str = ""
    """Why the engine can be asked no more, or not yet."""
    forgot: bool = False
    """True when the stored answers were damaged, and are begun anew."""
    interrupted: bool = False

    @property
    def left(self) -> int:
        """Texts that have no translation after the run."""
        return self.open - self.drafted - self.remembered - self.approved

    @property
    def cost(self) -> float:
        """What the texts sent cost."""
        return self.price * self.tally.billed / 1_000_000
