"""The command `review`: asks what to do with each entry, and does it.

On a terminal a key is enough; from a pipe a line is read for each, so that scripts can review.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

import click

from polybook import cli_review_print
from polybook.cli_config import load_config
from polybook.cli_text import say

if TYPE_CHECKING:
    from polybook.model.finding import Finding
    from polybook.steps.review import Review
    from polybook.steps.review_shown import Shown

KEYS = {
    "a": "accept it: it is a translation from now on",
    "e": "edit it in $EDITOR, and accept what you wrote",
    "s": "skip it: it stays as it is",
    "b": "go back to the one before, and take back what you decided",
    "r": "reject it: the entry is empty, and this draft does not come again",
    "q": "quit; the next review goes on here",
    "?": "help",
}
PROMPT = "[a]ccept [e]dit [s]kip [b]ack [r]eject [q]uit [?] "
CUT = "# ------------------------ >8 ------------------------"
"""The line from which on nothing counts in an editor, as in git's commit messages."""
BELOW = "# All from the line above on is left out."


@click.command(short_help="Walk through the drafts of LANG.")
@click.argument("language", metavar="LANG")
@click.argument("pages", metavar="[PAGE]...", nargs=-1)
@click.option("--engine", metavar="NAME", help="Only the drafts of this engine.")
@click.pass_context
def review(context: click.Context, language: str, pages: Sequence[str], engine: str | None) -> None:
    r"""Walk through what is fuzzy in LANG, on all pages or on each PAGE, and decide on it.

    Engines' drafts come first, then translations whose English has changed. Each shows the English,
    the translation, what the checks find, the terms, and what was made of like texts. Each decision
    is saved at once. The next review goes on where this one ends.

    From a pipe, one key a line: printf 'a\ns\nq\n' | polybook review vi
    """
    from polybook import cli_print
    from polybook.config_engines import check_engine
    from polybook.steps.drafts_cache import Answers
    from polybook.steps.drafts_pages import Pages
    from polybook.steps.memory import open_memory
    from polybook.steps.review import Review

    config = load_config(context, language)
    if engine is not None:
        check_engine(engine)
    with open_memory(config, language) as memory, closing(Answers(config.build_dir)) as answers:
        chosen = Pages(tuple(pages), context.obj)
        walk = Review(config, language, memory, answers, chosen, engine or "")
        try:
            _walk(walk)
        finally:
            cli_review_print.farewell(walk, language)
        cli_print.finish(walk.findings)


def _walk(walk: Review) -> None:
    """Show one entry after the other, until the end or until it is enough."""
    if behind := walk.total - walk.left:
        click.echo(f"going on where the last review was; {behind:,} before it")
    while (one := walk.show()) is not None:
        cli_review_print.shown(one, walk.total - walk.left + 1, walk.total)
        while (key := _key(PROMPT)) not in (*DEEDS, "q"):
            _help(key)
        if key == "q":
            return
        DEEDS[key](walk, one)


def _help(key: str) -> None:
    if key not in ("?", ""):
        say(f"there is no key {key}")
    for name, text in KEYS.items():
        click.echo(f"  {name}  {text}")


def _accept(walk: Review, one: Shown) -> None:
    errors = walk.errors(one, one.entry.msgstr)
    if errors and _key("it has errors; accept it all the same? [y/n] ") != "y":
        return
    _told(saved=walk.approve(one, one.entry.msgstr))


def _edit(walk: Review, one: Shown) -> None:
    """Have the translation edited until nothing is wrong with it, or until it is enough."""
    text = one.entry.msgstr
    errors: Sequence[Finding] = one.findings
    while True:
        edited = _edited(one, text, errors)
        if not edited:
            return
        text = edited
        errors = walk.errors(one, text)
        cli_review_print.findings(errors)
        key = _key("[e]dit again, [a]ccept it all the same, [n]either ") if errors else "a"
        if key == "a":
            _told(saved=walk.approve(one, text))
        if key != "e":
            return


def _edited(one: Shown, text: str, errors: Sequence[Finding]) -> str:
    """Return what was written in the editor; empty, and told why, when there is nothing to save."""
    from polybook.steps.drafts_workers import UNWRITABLE

    notes = cli_review_print.notes(one, errors)
    page = "\n".join([text, "", CUT, BELOW, *(f"# {line}".rstrip() for line in notes), ""])
    try:
        saved = click.edit(page, extension=".md")
    except click.ClickException as error:
        say(error.format_message())
        return ""
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        say(f"what was edited cannot be read ({reason}); the entry stays as it is")
        return ""
    except ValueError as error:
        say(f"$EDITOR is no command ({error}); the entry stays as it is")
        return ""
    if saved is None:
        click.echo("nothing was saved in the editor; the entry stays as it is")
        return ""
    lines = saved.replace("\r\n", "\n").split("\n")
    end = next((n for n, line in enumerate(lines) if line.rstrip() in (CUT, BELOW)), len(lines))
    found = "\n".join(lines[:end]).strip("\n")
    if not found.strip():
        click.echo("the translation is empty, so the entry stays as it is; r rejects it")
        return ""
    if unwritable := UNWRITABLE.search(found):
        name = f"U+{ord(unwritable[0]):04X}"
        click.echo(f"no catalog can hold the character {name}, so the entry stays as it is")
        return ""
    return found


def _skip(walk: Review, _one: Shown) -> None:
    walk.skip()


def _back(walk: Review, _one: Shown) -> None:
    if not walk.back():
        click.echo("there is nothing before that could be taken back")


def _reject(walk: Review, one: Shown) -> None:
    _told(saved=walk.reject(one))


DEEDS: Mapping[str, Callable[[Review, Shown], None]] = {
    "a": _accept,
    "e": _edit,
    "s": _skip,
    "b": _back,
    "r": _reject,
}


def _told(*, saved: bool) -> None:
    if not saved:
        click.echo("the entry has changed on disk since it was shown; here is what stands there")


def _key(prompt: str) -> str:
    """Return the next key, in lower case: `q` at the end of the input, none for an empty line."""
    click.echo(prompt, nl=False)
    if sys.stdin.isatty():
        try:
            key = click.getchar()
        except EOFError:
            key = "q"
        except KeyboardInterrupt:
            click.echo()
            raise
    else:
        line = sys.stdin.buffer.readline()
        key = line.decode("utf-8", "replace").strip()[:1] if line else "q"
    key = key.lower() if key.isprintable() else ""
    click.echo(key)
    return key
