"""The commands `glossary ...`: look after the table of terms of a language."""

from __future__ import annotations

from pathlib import Path

import click

from polybook.cli_config import load_config

STYLE = click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs.",
)
LANGUAGE = click.argument("language", metavar="LANG")


@click.group()
def glossary() -> None:
    """Look after the terms of a language: glossary/LANG.csv.

    One term a row, in the columns term, translation, level, avoid, pos, context, note, discussion.
    `polybook check` holds the translations to it.
    """


@glossary.command("check")
@click.argument("language", metavar="[LANG]", required=False)
@STYLE
@click.pass_context
def check_command(context: click.Context, language: str | None, style: str) -> None:
    """Check the table itself, of LANG or of every language.

    `polybook check` looks for the same, but for terms that the source never uses. What each code
    that begins with `glossary-` means is in the manual; `polybook check --list-checks` has a line
    for each. `ignore` and the severities of the configuration hold here too.
    """
    from polybook import cli_glossary_print, cli_print
    from polybook.steps.glossary_check import check_glossary

    config = load_config(context, language)
    reports = []
    for one in config.languages if language is None else (language,):
        with cli_print.progress("Reading pages") as progress:
            reports.append(check_glossary(config, one, progress))
    cli_glossary_print.judged(reports, style)


@glossary.command("lookup")
@LANGUAGE
@click.argument("word", nargs=-1, required=True)
@STYLE
@click.pass_context
def lookup_command(
    context: click.Context, language: str, word: tuple[str, ...], style: str
) -> None:
    """Look WORD up, in English or in LANG, in whatever form it was met.

    Exits with 1 when the glossary does not have it.
    """
    from polybook import cli_glossary_print
    from polybook.steps.glossary_lookup import lookup

    config = load_config(context, language)
    cli_glossary_print.looked_up(lookup(config, language, " ".join(word)), style)


@glossary.command("suggest", short_help="Suggest new terms, and levels for old ones.")
@LANGUAGE
@click.option("--limit", metavar="N", type=click.IntRange(1), default=40, show_default=True,
              help="Suggest at most N new terms.")  # fmt: skip
@STYLE
@click.pass_context
def suggest_command(context: click.Context, language: str, limit: int, style: str) -> None:
    """Suggest terms that the book uses and the glossary does not have, and levels.

    The source is searched for frequent phrases. Where people have translated them, the likely
    translation is shown with the share of units that have it, and the level which that supports.
    Terms whose level asks for more, or less, than the translations do are listed as well.
    """
    from polybook import cli_glossary_print, cli_print
    from polybook.steps.glossary_suggest import suggest_terms

    config = load_config(context, language)
    with cli_print.progress("Reading pages") as progress:
        report = suggest_terms(config, language, limit, progress)
    cli_glossary_print.suggested(report, style)


@glossary.command("export")
@LANGUAGE
@click.option("--to", "target", type=click.Choice(["tbx", "csv", "tsv"]), required=True,
              help="tbx: for term bases; csv: for Weblate; tsv: for DeepL.")  # fmt: skip
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help="Write to FILE, not to the standard output.")  # fmt: skip
@click.pass_context
def export_command(context: click.Context, language: str, target: str, out: Path | None) -> None:
    """Write the glossary of LANG in a format that other programs read."""
    from polybook import cli_glossary_print
    from polybook.steps.glossary_files import export_glossary

    config = load_config(context, language)
    path = None if out is None else context.obj / out
    cli_glossary_print.exported(export_glossary(config, language, target), path)


@glossary.command("import", short_help="Merge the terms of FILE into the glossary of LANG.")
@LANGUAGE
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when something would change.")
@STYLE
@click.pass_context
def import_command(
    context: click.Context, language: str, file: Path, check: bool, style: str
) -> None:
    """Merge the terms of FILE (.csv, .tsv or .tbx) into the glossary of LANG.

    New terms are added at the end; of a term that is there, empty cells are filled and new forms
    added. Nothing is lost: rows that do not change keep their bytes. Exits with 1 when a row of
    FILE could not be taken; the others are. Semicolons, tabs and UTF-16, as spreadsheets write
    them, are read as well.
    """
    from polybook import cli_glossary_print
    from polybook.steps.glossary_files import import_glossary

    config = load_config(context, language)
    report = import_glossary(config, language, context.obj / file, check=check)
    cli_glossary_print.imported(report, style, check=check)
