"""The names of languages: gettext's, and what each service calls them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

TRADITIONAL = frozenset({"TW", "HK", "MO"})
"""Where Chinese is written in traditional characters."""


@dataclass(frozen=True, slots=True)
class Code:
    """A language by gettext's name, in its parts."""

    language: str
    script: str = ""
    region: str = ""

    @property
    def bcp47(self) -> str:
        """The name that the web uses: `pt-BR`, `zh-Hans`."""
        return "-".join(filter(None, (self.language, self.script, self.region)))


def read_code(name: str) -> Code:
    """Return the parts of gettext's name; Chinese always has a script."""
    parts = name.partition("@")[0].split("_")
    script = next((part for part in parts[1:] if len(part) == 4), "")
    region = next((part for part in parts[1:] if len(part) in (2, 3)), "")
    if parts[0] == "zh":
        return Code("zh", script or ("Hant" if region in TRADITIONAL else "Hans"))
    return Code(parts[0], script, region)


def nearest_code(name: str, known: Iterable[str]) -> str:
    """Return what a service with these codes calls a language, empty when it does not know it."""
    code = read_code(name)
    by_name = {one.lower(): one for one in known}
    wanted = (code.bcp47, f"{code.language}-{code.region}", f"{code.language}-{code.script}",
              code.language)  # fmt: skip
    return next((by_name[one.lower()] for one in wanted if one.lower() in by_name), "")
