"""What one run of `check` looks for, and how bad it finds it: the configuration and the options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from polybook.checks import ALL
from polybook.config import Config
from polybook.config_check import check_codes
from polybook.model.errors import UsageError
from polybook.model.finding import Finding, Severity

DEFAULTS: Mapping[str, Severity] = {rule.CODE: rule.SEVERITY for rule in ALL}
"""How bad each code's findings are, unless a fault or the configuration says otherwise."""


@dataclass(frozen=True)
class Choice:
    """The codes that a run looks for, and this book's severities."""

    select: frozenset[str] = frozenset()
    """The codes to look for; empty: all."""
    ignore: frozenset[str] = frozenset()
    """The codes not to look for."""
    severity: Mapping[str, Severity] = field(default_factory=dict)

    def wants(self, code: str) -> bool:
        """Tell whether the run looks for findings of this code."""
        return code not in self.ignore and (not self.select or code in self.select)

    def judge(self, finding: Finding) -> Finding:
        """Return the finding as bad as this book takes it.

        A check's own severity becomes the configured one; what the check itself takes more lightly
        stays as it is, and never becomes worse than the configured one.
        """
        wanted = self.severity.get(finding.code)
        if wanted is None or finding.severity == wanted:
            return finding
        own = finding.severity == DEFAULTS.get(finding.code)
        severity = wanted if own else min(wanted, finding.severity)
        return replace(finding, severity=severity)


EVERYTHING = Choice()


def choose(config: Config, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Choice:
    """Return what to look for: the command line's codes after the configuration's.

    What the command line selects is looked for even where the configuration ignores it. Raises
    UsageError for a code that no check has, and when no check is left: that book would be green
    whatever stands in it.
    """
    for option, codes in (("--select", select), ("--ignore", ignore)):
        if fault := check_codes(codes):
            raise UsageError(f"{option}: {fault}")
    table = config.check
    ignored = frozenset(table.ignore) - frozenset(select)
    selected = frozenset(select or table.select)
    choice = Choice(selected, ignored | frozenset(ignore), dict(table.severity))
    if not any(choice.wants(code) for code in DEFAULTS):
        raise UsageError("no check is left to look for: all that are selected are ignored as well")
    return choice
