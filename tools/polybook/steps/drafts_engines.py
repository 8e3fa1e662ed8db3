"""The engines of one run: the memory, and what is asked for what it does not have."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from polybook.catalog.memory import Memory
from polybook.catalog.pool import Key
from polybook.engines.engine import Draft, EngineSetting, Limits, Request
from polybook.steps.drafts_prompt import Examples

EXAMPLES = 3
"""Close pairs that go with a text."""


class Unasked:
    """Stands for an engine that cannot be opened, to say what would be sent to it."""

    version = ""
    limits = Limits()

    def __init__(self, setting: EngineSetting) -> None:
        self.name = setting.name
        self.host = urlsplit(setting.url).netloc

    def draft(self, requests: Sequence[Request]) -> Sequence[Draft]:
        """Draft nothing."""
        return [Draft(reason="not asked") for _ in requests]

    def close(self) -> None:
        """Let go of nothing."""


def examples(memory: Memory) -> Examples:
    """Return what gives the closest pairs that people have made."""

    def closest(key: Key) -> Sequence[tuple[str, str]]:
        found = memory.closest(key[1], EXAMPLES)
        return [(match.english, match.translation) for match in found]

    return closest
