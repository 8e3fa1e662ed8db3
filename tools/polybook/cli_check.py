"""The command `check`: its options, and what it does in which order."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from polybook.cli_config import load_config
from polybook.config_check import SEVERITIES
from polybook.model.errors import UsageError
from polybook.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from polybook.config import Config
    from polybook.model.finding import Finding
    from polybook.steps.baseline import Baseline
    from polybook.steps.check import Checked
    from polybook.steps.choice import Choice

FOR_PEOPLE = ("text", "github")
FORMATS = (*FOR_PEOPLE, "json", "sarif", "junit")


@dataclass(frozen=True, slots=True)
class Options:
    """The command line of one run."""

    style: str
    severity: str | None
    fail_on: str | None
    since: str | None
    fix: bool
    baseline: Path | None
    write_baseline: bool

    def least_shown(self, fail: Severity) -> Severity:
        """Return the least severity that is shown: people see how many notes there are."""
        if self.severity:
            return Severity[self.severity.upper()]
        return min(Severity.WARNING, fail) if self.style in FOR_PEOPLE else Severity.NOTE


def _codes(_context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> list[str]:
    """Split `--select a,b --select c` into codes."""
    codes = [code for one in given for code in one.replace(",", " ").split()]
    if given and not codes and option.name == "select":
        raise UsageError("--select: no check is named; leave the option out to look for all")
    return codes


@click.command()
@click.argument("language", metavar="[LANG]", required=False)
@click.option("--select", metavar="CODES", multiple=True, callback=_codes,
              help="Look for these only; a list with commas, or repeated.")  # fmt: skip
@click.option("--ignore", metavar="CODES", multiple=True, callback=_codes,
              help="Do not look for these.")  # fmt: skip
@click.option("--severity", type=click.Choice(SEVERITIES), metavar="LEVEL",
              help="Show findings from LEVEL on: note, warning or error. "
              "By default text and github show warnings and errors, the others all.")  # fmt: skip
@click.option("--fail-on", type=click.Choice(SEVERITIES), metavar="LEVEL",
              help="Exit with 1 for findings from LEVEL on; by default for errors.")  # fmt: skip
@click.option("--format", "style", type=click.Choice(FORMATS), default="text", show_default=True,
              help="For people, for GitHub's pages, or for programs.")  # fmt: skip
@click.option("--since", metavar="REV",
              help="Report only what changed since REV, a revision of git; of a branch, since "
              "HEAD left it.")  # fmt: skip
@click.option("--fix", is_flag=True, help="First put right what can be without risk, and say what.")
@click.option("--baseline", metavar="FILE", type=click.Path(path_type=Path),
              help="Leave out the findings that FILE lists as known.")  # fmt: skip
@click.option("--write-baseline", is_flag=True,
              help="Write the present warnings and errors to the baseline.")  # fmt: skip
@click.option("--list-checks", is_flag=True, help="List every check, and do nothing else.")
@click.pass_context
def check(
    context: click.Context,
    /,
    language: str | None,
    select: Sequence[str],
    ignore: Sequence[str],
    list_checks: bool,
    **options: object,
) -> None:
    """Check the translations of LANG, or of every language.

    A translation that would change the structure of its page, or add something that acts, stays out
    of the book, and readers see the source language. The other findings keep nothing out: correct
    what they name.
    """
    from polybook import cli_findings

    if list_checks:
        cli_findings.listed(str(options["style"]))
        return
    from polybook.steps.choice import choose

    config = load_config(context, language)
    chosen = Options(**options)  # type: ignore[arg-type]  # click gives just these
    if chosen.write_baseline and chosen.since is not None:
        raise UsageError("--write-baseline needs the whole book; leave out --since")
    choice = choose(config, select, ignore)
    languages = config.languages if language is None else (language,)
    if chosen.fix:
        _fix(config, languages, choice, chosen)
    reports = _check(config, languages, choice, chosen)
    stale = _apply_baseline(context, config, reports, choice, chosen)
    if stale is None:
        return
    fail = Severity[chosen.fail_on.upper()] if chosen.fail_on else config.check.fail
    shown = chosen.least_shown(fail)
    cli_findings.checked(config, reports, stale, chosen.style, shown, fail)
    findings = [*stale, *(finding for report in reports for finding in report.findings)]
    if any(finding.severity >= fail for finding in findings):
        sys.exit(1)


def _check(
    config: Config, languages: Sequence[str], choice: Choice, options: Options
) -> list[Checked]:
    from polybook.cli_print import progress
    from polybook.steps.check import check as step
    from polybook.steps.check import drop_repeats

    reports = []
    for language in languages:
        with progress(f"Checking {language}") as bar:
            reports.append(step(config, language, choice, options.since, bar))
    drop_repeats(reports)
    return reports


def _fix(config: Config, languages: Sequence[str], choice: Choice, options: Options) -> None:
    from polybook.cli_findings import fixed
    from polybook.cli_print import progress
    from polybook.steps.fix import fix as step

    for language in languages:
        with progress(f"Fixing {language}") as bar:
            report = step(config, language, choice, options.since, bar)
        # What programs read from stdout stays a single document.
        fixed(report, to_stderr=options.style != "text")


def _apply_baseline(
    context: click.Context,
    config: Config,
    reports: Sequence[Checked],
    choice: Choice,
    options: Options,
) -> list[Finding] | None:
    """Take out what is known, and return notes about the rest; None when a baseline was written."""
    file = _baseline_file(context, config, options)
    if file is None:
        return []
    from polybook.steps import baseline as step

    shown = _shown(config, file)
    looked_at = [report.language for report in reports]
    all_of_them = len(looked_at) == len(config.languages)
    scope = step.Scope(config, None if all_of_them else looked_at, choice)
    if not options.write_baseline:
        baseline = step.read_baseline(file, shown)
        return step.apply(baseline, reports, None if options.since is not None else scope)
    old: Baseline = step.read_baseline(file, shown) if file.exists() else step.Baseline(shown)
    least = Severity[options.severity.upper()] if options.severity else Severity.WARNING
    count, new = step.write_baseline(file, old, reports, min(least, config.check.fail), scope)
    unseen = f", {new:,} of them new" if new and old.lines else ""
    click.echo(f"wrote {shown}: {count:,} known finding{'' if count == 1 else 's'}{unseen}")
    return None


def _baseline_file(context: click.Context, config: Config, options: Options) -> Path | None:
    if options.baseline is not None:
        return Path(context.obj) / options.baseline
    if config.check.baseline:
        return config.root / config.check.baseline
    if options.write_baseline:
        step = 'add --baseline FILE, or `baseline = "checks.baseline"` to [check]'
        raise UsageError(f"--write-baseline: which file? {step}")
    return None


def _shown(config: Config, file: Path) -> str:
    """Return a file's path relative to the project where it is inside it."""
    path = file.resolve()
    inside = path.is_relative_to(config.root)
    return path.relative_to(config.root).as_posix() if inside else str(file)
