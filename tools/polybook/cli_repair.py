"""The command `repair`: its options, and what it says about each file."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from polybook.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from polybook.steps.repair import Chosen, RepairedFile
    from polybook.steps.repair_text import Undone


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a file is damaged.")
@click.option("--stdout", "to_stdout", is_flag=True, help="Print the repaired text; write nothing.")
@click.option("--language", metavar="LANG",
              help="The language of the text, which decides where bytes were lost; by default what "
              "its letters tell, else the book's only language.")  # fmt: skip
@click.option("--force", is_flag=True, help="Write also what cannot be proved.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@click.pass_context
def repair(
    context: click.Context,
    files: tuple[str, ...],
    check: bool,
    to_stdout: bool,
    language: str | None,
    force: bool,
    style: str,
) -> None:
    """Repair files whose UTF-8 was read in a wrong code page: tiáº¿ng becomes tiếng.

    Letters that lost bytes on the way are chosen by the language, and the doubtful ones are listed.
    The proof is built in: damaging the repaired text again must give the file, byte for byte.
    """
    from polybook.steps.repair import repair as step

    if to_stdout and (check or style == "json" or len(files) > 1):
        raise UsageError("--stdout prints the text of one file; leave out --check and --format")
    root: Path = context.obj
    reports = step(root, files, language, write=not (check or to_stdout), force=force)
    if style == "json":
        click.echo(json.dumps(_document(reports), ensure_ascii=False, indent=2))
    else:
        _lines(reports, check=check, to_stderr=to_stdout)
    if to_stdout and not reports[0].is_unread:
        sys.stdout.buffer.write(reports[0].data)
        sys.stdout.flush()
    damaged = any(report.undone is not None for report in reports)
    if any(report.findings for report in reports) or (check and damaged):
        sys.exit(1)


def _lines(reports: Sequence[RepairedFile], *, check: bool, to_stderr: bool) -> None:
    from polybook.cli_text import say

    for report in reports:
        for one in report.doubtful:
            say(_doubt(report, one), err=to_stderr)
        for finding in report.findings:
            say(str(finding), err=True)
        if report.undone is not None:
            say(_diagnosis(report, report.undone, check=check), err=to_stderr)
        elif not report.findings:
            say(f"{report.name}: not damaged, nothing to repair", err=to_stderr)


def _doubt(report: RepairedFile, one: Chosen) -> str:
    others = ", ".join(f"{char} {share:.0%}" for char, share in one.choice.others)
    instead = f"; else {others}" if others else ""
    return (
        f"{report.name}:{one.line}:{one.column}: doubtful “{one.after}”"
        f" {one.choice.certainty:.0%}{instead}: {one.context}"
    )


def _diagnosis(report: RepairedFile, undone: Undone, *, check: bool) -> str:
    from polybook.cli_print import plural

    # The last reading is undone first; people want to hear what happened first.
    pages = ", then ".join(model.code_page for model in reversed(undone.models))
    told = [f"UTF-8 read as {pages}", plural(undone.characters, "damaged character")]
    if report.chosen:
        doubtful = f"{len(report.doubtful):,} of them" if report.doubtful else "none"
        told.append(f"{len(report.chosen):,} had lost bytes, {doubtful} doubtful")
    if undone.kept:
        told.append(f"{plural(undone.kept, 'letter')} that {_were(undone.kept)} right stayed")
    told.append("proved" if undone.proved else "not proved")
    verb = "wrote" if report.written else "damaged" if check else "repaired"
    end = f"; run `polybook repair {report.name}`" if check else ""
    return f"{verb} {report.name}: {', '.join(told)}{end}"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _document(reports: Sequence[RepairedFile]) -> Mapping[str, object]:
    return {
        "files": [_file(report) for report in reports],
        "counts": {
            "damaged": sum(report.undone is not None for report in reports),
            "written": sum(report.written for report in reports),
            "choices": sum(len(report.chosen) for report in reports),
            "doubtful": sum(len(report.doubtful) for report in reports),
        },
    }


def _file(report: RepairedFile) -> Mapping[str, object]:
    undone = report.undone
    return {
        "path": report.name,
        "damaged": undone is not None,
        "code_pages": [model.code_page for model in reversed(undone.models)] if undone else [],
        "language": undone.language if undone else "",
        "characters": undone.characters if undone else 0,
        "kept": undone.kept if undone else 0,
        "proved": undone.proved if undone else False,
        "written": report.written,
        "choices": list(_choices(report)),
        "findings": [
            {"code": finding.code, "severity": str(finding.severity), "line": finding.line,
             "message": finding.message}
            for finding in report.findings
        ],
    }  # fmt: skip


def _choices(report: RepairedFile) -> Iterator[Mapping[str, object]]:
    for one in report.chosen:
        choice = one.choice
        yield {
            "line": one.line,
            "column": one.column,
            "before": one.before,
            "after": one.after,
            "character": choice.char,
            "certainty": round(choice.certainty, 4),
            "doubtful": not choice.sure,
            "others": {char: round(share, 4) for char, share in choice.others},
            "context": one.context,
        }
