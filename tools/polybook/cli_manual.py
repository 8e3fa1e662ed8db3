"""The reference page of all commands, made of the commands themselves.

`python -m polybook.cli_manual docs/reference/commands.md` writes it; a test compares it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from polybook.cli import cli

HEAD = """\
# Commands

<!-- Made by `make docs` from the command line's own help; change that instead. -->

Every command works in the current folder, or in the one that `-C` names before it.
`polybook COMMAND --help` prints on a terminal what stands here.

| exit code | meaning |
| --- | --- |
| 0 | clean |
| 1 | findings: the book has a fault, named with file and line |
| 2 | wrong usage or configuration |
| 3 | a bug in polybook |
| 130 | interrupted; no file is half-written |

"""


def commands_page() -> str:
    """Return the page, as Markdown."""
    with click.Context(cli, info_name="polybook") as context:
        rows = list(_commands(cli, context))
    table = [
        f"| [{path}](#{path.replace(' ', '-')}) | {command.get_short_help_str(200)} |"
        for path, command, _ in rows
    ]
    sections = [_section(path, command, context) for path, command, context in rows]
    return HEAD + "\n".join(["| Command | |", "| :-- | :-- |", *table, "", *sections])


def _commands(
    group: click.Group, context: click.Context, path: str = ""
) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Yield every command with its path, such as `glossary check`, and its context."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        below = click.Context(command, parent=context, info_name=name)
        here = f"{path} {name}".strip()
        if isinstance(command, click.Group):
            yield from _commands(command, below, here)
        else:
            yield here, command, below


def _section(path: str, command: click.Command, context: click.Context) -> str:
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [f"## {path}", "", "```text", f"polybook {path} {usage}".rstrip(), "```"]
    lines += [*_paragraphs(command.help or ""), ""]
    options = [_option(one, context) for one in command.get_params(context)]
    if shown := [row for row in options if row]:
        lines += ["| Option | |", "| :-- | :-- |", *shown, ""]
    return "\n".join(lines)


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the lines of a command's help; what is set off by spaces stays as it is."""
    for paragraph in text.split("\n\n"):
        if paragraph.startswith("\b\n"):
            yield from ("", "```text", paragraph.removeprefix("\b\n"), "```")
        else:
            yield from ("", " ".join(paragraph.split()))


def _option(parameter: click.Parameter, context: click.Context) -> str:
    """Return the row of an option; of an argument, which the usage shows, nothing."""
    record = parameter.get_help_record(context)
    if record is None or isinstance(parameter, click.Argument) or "--help" in parameter.opts:
        return ""
    name, text = (" ".join(part.split()).replace("|", "\\|") for part in record)
    return f"| `{name}` | {text} |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(commands_page(), "utf-8", newline="\n")
