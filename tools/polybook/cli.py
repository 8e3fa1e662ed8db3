"""The command line: parse, dispatch, print. What commands do stands in steps/, one verb a file.

Nothing heavy is imported before a command runs, so that `--help` and completion are quick.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from polybook import __version__
from polybook.cli_adopt import adopt
from polybook.cli_check import check
from polybook.cli_config import load_config
from polybook.cli_glossary import glossary
from polybook.cli_memory import memory
from polybook.cli_repair import repair
from polybook.cli_review import review
from polybook.cli_text import say
from polybook.cli_translate import translate
from polybook.model.errors import PolybookError, UsageError

Command = TypeVar("Command", bound=Callable[..., Any])

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
TARGETS = ("html", "notebooks", "posts", "library", "epub", "pdf")


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
@click.option(
    "-C",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Work in DIR, as git and make do.",
)
@click.pass_context
def cli(context: click.Context, folder: Path) -> None:
    """Translate books that run: notebooks and Markdown to gettext catalogs and back.

    Authors write pages in the source folder; `extract` and `update` bring them to translators as PO
    files; `merge` and `build` make the edition. Code is never touched.

    Exit codes: 0 clean, 1 findings, 2 wrong usage or configuration, 3 a bug in polybook.
    """
    context.obj = folder


def language_argument(command: Command) -> Command:
    """Add the argument LANG, a language that the configuration names."""
    return click.argument("language", metavar="LANG")(command)


cli.add_command(adopt)
cli.add_command(check)
cli.add_command(glossary)
cli.add_command(memory)
cli.add_command(repair)
cli.add_command(review)
cli.add_command(translate)


@cli.command(short_help="Set up a book of your own.")
@click.option("--source", metavar="DIR", help="Folder of the book's pages.")
@click.option("--source-language", metavar="LANG", default="en", show_default=True,
              help="The language of its pages.")  # fmt: skip
@click.option("--language", "languages", metavar="LANG", multiple=True,
              help="A language to translate into; may be repeated.")  # fmt: skip
@click.option("--project", metavar="NAME", help="The book's short name.")
@click.option("--yes", is_flag=True, help="Ask nothing; take what was not given by a guess.")
@click.pass_context
def init(
    context: click.Context,
    source: str | None,
    source_language: str,
    languages: tuple[str, ...],
    project: str | None,
    yes: bool,
) -> None:
    """Set up a book of your own: write polybook.toml, so that `extract` works at once."""
    from polybook import cli_print
    from polybook.steps import init as step

    root: Path = context.obj
    if not root.is_dir():
        raise UsageError(f"{root}: no such folder")
    ask = not yes and sys.stdin.isatty()
    guess = step.guess_source(root)
    name = root.resolve().name or "book"
    if source is None:
        source = click.prompt("Folder of the book's pages", default=guess) if ask else guess
    if project is None:
        project = click.prompt("Short name of the book", default=name) if ask else name
    if not languages:
        found = " ".join(step.guess_languages(root))
        question = "Translate into (language codes, such as fr or pt_BR)"
        answer = click.prompt(question, default=found or None) if ask else found
        languages = tuple(answer.replace(",", " ").split())
    config, made = step.init(
        root,
        project=project,
        source=source,
        source_language=source_language,
        languages=languages,
    )
    cli_print.initialised(config, made)


@cli.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when something would change.")
@click.pass_context
def extract(context: click.Context, check: bool) -> None:
    """Read every page and write its template to locales/pot."""
    from polybook import cli_print
    from polybook.steps.extract import extract as step

    config = load_config(context)
    with cli_print.progress("Reading pages") as progress:
        report = step(config, cli_print.now(), check=check, progress=progress)
    cli_print.extracted(report, check=check)


@cli.command(short_help="Bring the catalogs of LANG up to the pages.")
@language_argument
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when something would change.")
@click.option("-v", "--verbose", is_flag=True, help="Name every entry that changed.")
@click.pass_context
def update(context: click.Context, language: str, check: bool, verbose: bool) -> None:
    """Bring the catalogs of LANG up to the pages; no translation is ever lost."""
    from polybook import cli_print
    from polybook.steps.update import update as step

    config = load_config(context, language)
    with cli_print.progress("Reading pages") as progress:
        report = step(config, language, cli_print.now(), check=check, progress=progress)
    cli_print.updated(report, check=check, verbose=verbose)


@cli.command(short_help="Write the whole source folder in LANG.")
@language_argument
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where to write the tree; by default build/LANG/source.",
)
@click.option("--fuzzy", is_flag=True, help="Put fuzzy translations in as well.")
@click.pass_context
def merge(context: click.Context, language: str, out: Path | None, fuzzy: bool) -> None:
    """Write the whole source folder in LANG: pages translated, all other files copied."""
    from polybook import cli_print
    from polybook.steps.merge import merge as step

    config = load_config(context, language)
    folder = config.build_dir / language / "source" if out is None else context.obj / out
    with cli_print.progress("Merging pages") as progress:
        report = step(config, language, folder, fuzzy=fuzzy, progress=progress)
    cli_print.merged(report)


@cli.command(short_help="Show how much of the book stands in each language.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@click.option(
    "--badge",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Also write DIR/translated-LANG.svg for each language.",
)
@click.pass_context
def stats(context: click.Context, style: str, badge: Path | None) -> None:
    """Show how much of the book stands in each language.

    A text counts as translated when it has a translation that is not fuzzy. Whether the edition can
    take that translation, `check` says.
    """
    from polybook import cli_print
    from polybook.steps.stats import stats as step

    config = load_config(context)
    with cli_print.progress("Reading pages") as progress:
        report = step(config, progress)
    cli_print.counted(report, style, badge and context.obj / badge)


@cli.command(short_help="Build the edition of LANG.")
@click.argument("language", metavar="LANG")
@click.argument("target", type=click.Choice(TARGETS), default="html")
@click.option("--tab", metavar="TAB", help="Of a library: only that of this code tab.")
@click.pass_context
def build(context: click.Context, language: str, target: str, tab: str | None) -> None:
    """Build the edition of LANG: a site (html), notebooks, posts, a library, an EPUB, or a PDF.

    LANG may be the source language too. Warnings of Sphinx are errors. Posts are a folder that
    Jekyll builds as it is. Pages in d2l Markdown make one notebook for each of their code tabs, and
    a library of the code that they mark with #@save. A PDF needs XeLaTeX.
    """
    from polybook import cli_print
    from polybook.steps import build_sphinx

    config = load_config(context)
    if language != config.source_language:
        load_config(context, language)
    if tab is not None and target != "library":
        raise UsageError("--tab is for `build LANG library`; a site's tab is set in [d2l]")
    if target == "library":
        from polybook.steps.library import build_library

        report = build_library(config, language, tab)
    elif target == "posts":
        from polybook.steps.posts import build_posts

        with cli_print.progress("Writing posts") as progress:
            report = build_posts(config, language, progress)
    elif target == "notebooks":
        from polybook.steps.build import build_notebooks

        with cli_print.progress("Merging notebooks") as progress:
            report = build_notebooks(config, language, progress)
    else:
        targets = {
            "html": build_sphinx.build_html,
            "epub": build_sphinx.build_epub,
            "pdf": build_sphinx.build_pdf,
        }
        report = targets[target](config, language)
    cli_print.built(report)


def main() -> None:
    """Run the command line, and turn every error into one line and an exit code."""
    # Looking for cycles of garbage takes a tenth of the time, and commands end before it matters.
    gc.set_threshold(500_000, 20, 20)
    try:
        cli.main(prog_name="polybook", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except PolybookError as error:
        say(f"polybook: {error}", err=True)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("polybook: interrupted; files are whole, run the command again", err=True)
        sys.exit(130)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            # Whoever read us has seen enough, as with `polybook check | head`.
            sys.stderr.close()
            sys.exit(0)
        say(f"polybook: {error.filename or 'system'}: {error.strerror or error}", err=True)
        sys.exit(2)
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo("polybook: this is a bug in polybook; please report the lines above", err=True)
        sys.exit(3)
    finally:
        gc.freeze()  # nor is it worth looking at what is left at the end
