"""The command `adopt`: its options, and what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from polybook.cli_config import load_config

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from polybook.model.finding import Finding
    from polybook.steps.adopt import AdoptedReport

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("language", metavar="LANG")
@click.option("--source", metavar="PATH", type=PATH,
              help="The English that was translated, a page or a folder.")  # fmt: skip
@click.option("--translation", metavar="PATH", type=PATH,
              help="The translation, a page or a folder; without --source, bilingual pages with "
              "the English in comments.")  # fmt: skip
@click.option("--po", metavar="FILE", type=PATH, multiple=True,
              help="A PO file of any origin, such as a compendium.")  # fmt: skip
@click.option("--tmx", metavar="FILE", type=PATH, multiple=True, help="A translation memory.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when something would change.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@click.pass_context
def adopt(
    context: click.Context,
    language: str,
    source: Path | None,
    translation: Path | None,
    po: tuple[Path, ...],
    tmx: tuple[Path, ...],
    check: bool,
    style: str,
) -> None:
    """Fill the catalogs of LANG from a translation that was made outside.

    Only sure pairs of texts count as translated. Doubtful ones are fuzzy, with the reason beside
    them. Translations that are there already stay as they are.
    """
    from polybook import cli_print
    from polybook.steps.adopt import Material
    from polybook.steps.adopt import adopt as step

    config = load_config(context, language)
    folder: Path = context.obj
    material = Material(
        source and folder / source,
        translation and folder / translation,
        tuple(folder / path for path in po),
        tuple(folder / path for path in tmx),
    )
    with cli_print.progress("Reading the translation") as progress:
        report = step(config, language, material, cli_print.now(), check=check, progress=progress)
    changed = bool(report.written or report.removed)
    if style == "json":
        click.echo(json.dumps(_document(report), ensure_ascii=False, indent=2))
        cli_print.finish((), changed=check and changed)
        cli_print.finish(finding for finding in report.findings if _is_error(finding))
        return
    _lines(report, check=check)
    cli_print.finish(report.findings, changed=check and changed)


def _is_error(finding: Finding) -> bool:
    return str(finding.severity) == "error"


def _lines(report: AdoptedReport, *, check: bool) -> None:
    from polybook.cli_print import plural

    would = "would " if check else ""
    for name in report.written:
        click.echo(f"{would}{'write' if check else 'wrote'} {name}")
    for name in report.removed:
        click.echo(f"{would}{'remove' if check else 'removed'} {name}")
    offers = report.offers
    of = f" of {plural(offers.units, 'text')}" if offers.units else ""
    click.echo(f"{offers.paired:,}{of} paired: {offers.certain:,} for certain")
    for doubt, count in offers.doubts.most_common():
        click.echo(f"  {count:,} fuzzy: {doubt}")
    if offers.untranslated:
        click.echo(f"{offers.untranslated:,} left in English")
    if offers.alone or offers.extra:
        click.echo(f"{offers.alone:,} without a translation, {offers.extra:,} not in the English")
    kept = f"; {report.kept:,} kept what they had" if report.kept else ""
    filled = f"{plural(report.filled, 'message')} filled, {report.fuzzy:,} of them fuzzy"
    click.echo(f"{report.language}: {would and 'would be '}{filled}{kept}")


def _document(report: AdoptedReport) -> Mapping[str, object]:
    offers = report.offers
    return {
        "language": report.language,
        "written": report.written,
        "removed": report.removed,
        "counts": {
            "units": offers.units,
            "paired": offers.paired,
            "certain": offers.certain,
            "untranslated": offers.untranslated,
            "alone": offers.alone,
            "extra": offers.extra,
            "filled": report.filled,
            "fuzzy": report.fuzzy,
            "kept": report.kept,
        },
        "doubts": dict(offers.doubts.most_common()),
        "findings": _rows(report.findings),
    }


def _rows(findings: Sequence[Finding]) -> list[Mapping[str, object]]:
    return [
        {
            "code": finding.code,
            "severity": str(finding.severity),
            "path": finding.path,
            "line": finding.line,
            "message": finding.message,
            "msgid": finding.msgid,
            "msgstr": finding.msgstr,
        }
        for finding in findings
    ]
