"""Text for terminals and logs: whatever a book holds, a line stays one line and does nothing.

File names, catalogs and glossaries come from anywhere. A terminal obeys escape sequences, and the
log of a build obeys lines that begin with `::`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from polybook.catalog.memory_difference import Stretch
    from polybook.config import Config
    from polybook.model.finding import Finding

UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Return the text on one line, with an escape for each character that would act on it."""
    if text.isprintable():
        return text  # nearly always, and told at once
    return UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def say(text: str, *, err: bool = False) -> None:
    """Print one line, to stderr with `err`."""
    click.echo(visible(text), err=err)


def write(document: str) -> None:
    """Print a document for programs as it is, with `?` for half a character of a file name."""
    # Not `click.echo`, which looks for colours in all of it.
    sys.stdout.write(document.encode("utf-8", "replace").decode() + "\n")
    sys.stdout.flush()


def marked(stretches: Sequence[Stretch], *, color: bool = True) -> str:
    """Return two texts as one line: [-what is gone-]{+what is new+}, as wdiff marks it."""
    parts = []
    for stretch in stretches:
        if stretch.same:
            parts.append(visible(stretch.old))
            continue
        old = f"[-{visible(stretch.old)}-]" if stretch.old else ""
        new = f"{{+{visible(stretch.new)}+}}" if stretch.new else ""
        parts += (click.style(old, fg="red"), click.style(new, fg="green")) if color else (old, new)
    return "".join(parts)


def page_place(config: Config, finding: Finding) -> str:
    """Return where the unit stands on its page, in brackets, unless the finding's place is that."""
    page = config.source_path(finding.page)
    if not finding.page or finding.path == page:
        return ""
    return f" ({page}:{finding.page_line})" if finding.page_line else f" ({page})"
