"""The commands `memory ...`: what has been translated before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from polybook.cli_config import load_config
from polybook.cli_text import marked, say, visible, write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from polybook.steps.memory import LookedUp
    from polybook.steps.memory_files import Exported, Imported

LANGUAGE = click.argument("language", metavar="LANG")
PATH = click.Path(path_type=Path)
INDENT = " " * 7


@click.group()
def memory() -> None:
    """Look after the translation memory of a language.

    It has every translation of the catalogs, and of PO and TMX files that were imported. It needs
    no care: its database in the build folder follows the files, and may be deleted at any time.
    """


@memory.command("lookup", short_help="Show how a text, or one like it, was translated.")
@LANGUAGE
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", metavar="N", type=click.IntRange(1), default=5, show_default=True,
              help="Show at most N, but all translations of the same text.")  # fmt: skip
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="Text for people, JSON for programs.")  # fmt: skip
@click.pass_context
def lookup_command(
    context: click.Context, language: str, text: tuple[str, ...], limit: int, style: str
) -> None:
    """Show how TEXT, or an English text like it, was translated.

    Of a text that is only like it, [-what it says-]{+what TEXT says+} marks the difference. Exits
    with 1 when there is none.
    """
    from polybook import cli_print
    from polybook.steps.memory import lookup

    config = load_config(context, language)
    with cli_print.progress("Reading catalogs") as progress:
        found = lookup(config, language, " ".join(text), limit, progress)
    if style == "json":
        write(json.dumps(_document(found), ensure_ascii=False, indent=2))
    else:
        _show(found)
    _warn(found.homeless)
    cli_print.finish(found.findings, changed=not found.matches)


@memory.command("import", short_help="Add PO and TMX files to the memory of LANG.")
@LANGUAGE
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
@click.option("--unreviewed", is_flag=True,
              help="No person stands behind them: they are only ever offered.")  # fmt: skip
@click.option("--replace", is_flag=True, help="Put them in place of files of the same name.")
@click.pass_context
def import_command(
    context: click.Context,
    language: str,
    files: tuple[Path, ...],
    unreviewed: bool,
    replace: bool,
) -> None:
    """Add FILE... (.po or .tmx) to the memory of LANG.

    They are copied as they are into the folder `memory` beside the language's catalogs, and are
    part of the project from then on. To take one out of the memory, delete it there.
    """
    from polybook import cli_print
    from polybook.steps.memory_files import import_memory

    config = load_config(context, language)
    folder: Path = context.obj
    with cli_print.progress("Reading files") as progress:
        report = import_memory(
            config,
            language,
            [folder / file for file in files],
            reviewed=not unreviewed,
            replace=replace,
            progress=progress,
        )
    _imported(report)
    cli_print.finish(report.findings)


@memory.command("export", short_help="Write the memory of LANG to FILE.")
@LANGUAGE
@click.argument("file", metavar="FILE", type=PATH)
@click.pass_context
def export_command(context: click.Context, language: str, file: Path) -> None:
    """Write the memory of LANG to FILE, whose name ends in .tmx or .po.

    What people have translated, also of texts that are no longer in the book; no drafts.
    """
    from polybook import cli_print
    from polybook.steps.memory_files import export_memory

    config = load_config(context, language)
    path = context.obj / file
    report = export_memory(config, language, path, cli_print.now())
    _exported(report, path)
    cli_print.finish(report.findings)


def _show(found: LookedUp) -> None:
    from polybook.catalog.memory_difference import difference

    for number, match in enumerate(found.matches):
        if number:
            click.echo()
        score = f"{int(match.score)} %"
        uses = f", {match.uses} times" if match.uses > 1 else ""
        context = f" [{match.context}]" if match.context else ""
        say(f"{score:<7}{match.state.name.lower()}{context}  {match.origin}{uses}")
        click.echo(f"{INDENT}{marked(difference(match.english, found.text))}")
        click.echo(f"{INDENT}{click.style(visible(match.translation), bold=True)}")
    if not found.matches:
        say("the memory has nothing like it", err=True)


def _document(found: LookedUp) -> Mapping[str, object]:
    from polybook.catalog.memory_difference import difference

    return {
        "text": found.text,
        "matches": [
            {
                "score": round(match.score, 1),
                "state": match.state.name.lower(),
                "english": match.english,
                "translation": match.translation,
                "context": match.context,
                "uses": match.uses,
                "origin": match.origin,
                "difference": [
                    [stretch.old, stretch.new] for stretch in difference(match.english, found.text)
                ],
            }
            for match in found.matches
        ],
    }


def _imported(report: Imported) -> None:
    from polybook.cli_print import plural

    for kept in report.files:
        drafts = f", {kept.drafts:,} of them drafts" if kept.drafts else ""
        did = "now" if kept.new else "already"
        say(f"{kept.name}: {plural(kept.pairs, 'translation')}{drafts}; {did} {kept.path}")
    texts = plural(report.texts, "text")
    say(f"the memory has {texts} with {plural(report.translations, 'translation')}")
    _warn(report.homeless)


def _exported(report: Exported, path: Path) -> None:
    from polybook.cli_print import plural

    say(f"wrote {plural(report.pairs, 'translation')} to {path}")
    if report.rivals:
        rivals = plural(report.rivals, "other translation")
        say(f"{rivals} of the same text left out, for which a PO file has no place; .tmx has")


def _warn(homeless: str) -> None:
    if homeless:
        step = "the memory works, but is read anew each time"
        say(f"note: the database cannot be kept in the build folder ({homeless}); {step}", err=True)
