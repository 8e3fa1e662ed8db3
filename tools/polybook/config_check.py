"""The table `[check]` of the configuration: what the book's checks go by.

Nothing is imported for it unless it names a check: then all checks are, to tell whether the name is
one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from polybook.config_table import Table, nearest
from polybook.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SEVERITIES = tuple(str(severity) for severity in Severity)
TONES = ("new", "old")
"""Where Vietnamese writes the tone of open syllables with a glide: hoà (new), hòa (old)."""

Options = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class CheckTable:
    """How this book is checked, defaults filled in."""

    select: tuple[str, ...] = ()
    """The codes to look for; none: all."""
    ignore: tuple[str, ...] = ()
    """The codes not to look for."""
    severity: tuple[tuple[str, Severity], ...] = ()
    """(code, how bad its findings are in this book)."""
    fail: Severity = Severity.ERROR
    """The least severity that gives exit code 1."""
    baseline: str = ""
    """The file of known findings, relative to the project; empty: there is none."""
    allow: tuple[str, ...] = ()
    """Words and texts that may stay as they are in the source language."""
    minutes: tuple[tuple[str, float], ...] = (("posts/**", 6),)
    """(glob, most minutes) of pages that must not take longer to read; the first match counts."""
    languages: tuple[tuple[str, Options], ...] = ()
    """By language: what only it has, as (key, value): `tone`, `speed`, `complete`."""

    def options(self, language: str) -> dict[str, Any]:
        """Return the options of one language."""
        return dict(dict(self.languages).get(language, ()))


_KEYS = ("select", "ignore", "severity", "fail", "baseline", "allow", "minutes")
OPTIONS = {
    "tone": 'where Vietnamese writes the tone: "new" (hoà) or "old" (hòa)',
    "speed": "words, as the language counts them, that a reader reads in a minute",
    "complete": "how many texts of a hundred must be translated",
}
"""The keys of a language's own table, and what they say."""


def read_check(parent: Table, languages: Sequence[str]) -> CheckTable:
    """Read `[check]`; raises ConfigError for its first fault."""
    if "check" not in parent.values:
        return CheckTable()
    table = parent.table("check")
    table.check_keys((*_KEYS, *languages))
    default = CheckTable()
    return CheckTable(
        select=_codes(table, "select"),
        ignore=_codes(table, "ignore"),
        severity=_severities(table),
        fail=_severity(table, "fail", table.values.get("fail", str(default.fail))),
        baseline=_baseline(table),
        allow=table.strings("allow", default.allow),
        minutes=_minutes(table, default.minutes),
        languages=tuple((one, _options(table, one)) for one in languages if one in table.values),
    )


def check_codes(codes: Iterable[str]) -> str | None:
    """Say what is wrong with the first of `codes` that no check has; None when all are known."""
    # Imported only to answer: it brings every parser.
    from polybook.checks import ALL

    known = tuple(rule.CODE for rule in ALL)
    for code in codes:
        if code not in known:
            close = nearest(code, known)
            step = close if close.startswith("did") else "`polybook check --list-checks` has all"
            return f'no check is called "{code}"; {step}'
    return None


def _known(table: Table, key: str, codes: Sequence[str]) -> None:
    if codes and (fault := check_codes(codes)):
        raise table.fault(f"`{key}`: {fault}")


def _codes(table: Table, key: str) -> tuple[str, ...]:
    codes = table.strings(key, ())
    _known(table, key, codes)
    return codes


def _severity(table: Table, key: str, value: object) -> Severity:
    if value not in SEVERITIES:
        known = nearest(str(value), SEVERITIES)
        raise table.fault(f'`{key}`: "{value}" is no severity; {known}')
    return Severity[str(value).upper()]


def _severities(table: Table) -> tuple[tuple[str, Severity], ...]:
    values = table.values.get("severity", {})
    if not isinstance(values, dict):
        raise table.fault('`severity` must be a table, such as math-kept = "warning"')
    _known(table, "severity", tuple(values))
    return tuple((code, _severity(table, code, value)) for code, value in values.items())


def _baseline(table: Table) -> str:
    if "baseline" not in table.values:
        return ""
    what = 'a file inside the project, such as baseline = "checks.baseline"'
    return table.path("baseline", table.string("baseline", "checks.baseline"), what)


def _minutes(table: Table, default: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    if "minutes" not in table.values:
        return default
    values = table.globbed("minutes", '"posts/**" = 6').values
    for glob, value in values.items():
        _number(table, f'"{glob}" in `minutes`', value, 1, 6)
    return tuple(values.items())


def _number(table: Table, key: str, value: object, least: float, example: float) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not least <= float(str(value)) < float("inf"):
        raise table.fault(f"{key} must be a number, {least:g} or more, such as {example:g}")


def _options(parent: Table, language: str) -> Options:
    table = parent.table(language)
    table.check_keys(tuple(OPTIONS))
    values = table.values
    if "tone" in values and values["tone"] not in TONES:
        raise table.fault(f'`tone` must be "{TONES[0]}" (hoà) or "{TONES[1]}" (hòa)')
    if "speed" in values:
        _number(table, "`speed`", values["speed"], 1, 230)
    if "complete" in values:
        _number(table, "`complete`", values["complete"], 0, 95)
        if values["complete"] > 100:
            raise table.fault("`complete` is a share of a hundred; write at most 100")
    return tuple(values.items())
