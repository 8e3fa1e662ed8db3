"""Adopting bilingual pages: the English stands in an HTML comment before each translated block.

<!--
# Data Manipulation
-->

# Thao tác với Dữ liệu
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from polybook.catalog.item import Item
from polybook.config import Config
from polybook.formats.page import Page
from polybook.formats.reading import read_page
from polybook.model.errors import PageError
from polybook.model.finding import Finding, Severity
from polybook.steps.adopt_damage import check_damage
from polybook.steps.adopt_files import MARKDOWN, read_given
from polybook.steps.adopt_pages import Sheet, Side, Task, make_sheet, make_side

COMMENT = re.compile(r"(?ms)^[ \t]*<!--(?P<text>.*?)-->[ \t]*$")
INLINE = re.compile(r"[ \t]*<!--(?:(?!-->).)*-->")
"""A comment inside a line: a note of a translator, which no reader sees."""
RULE = re.compile(r"={4,}|-{6,}")
"""What only the comments have that mark where somebody's part begins."""
MARK = "polybook-"
BILINGUAL = 0.3
"""Share of the translated texts that follow a comment with English in a bilingual page."""


def read_bilingual(config: Config, task: Task) -> Sheet | Finding:
    """Read a bilingual page as a page and its translation."""
    try:
        page = read_given(config, task.theirs)
        check_damage(page)
    except PageError as error:
        return Finding(error.code, Severity.ERROR, error.reason, path=error.path, line=error.line)
    kind = page.dialect or MARKDOWN
    comments: list[tuple[str, int]] = []

    def numbered(match: re.Match[str]) -> str:
        line = page.text.count("\n", 0, match.start("text")) + 1
        comments.append((match["text"], line))
        # As many lines as before, so that places stay true.
        breaks = "\n" * match[0].count("\n")
        return f"<!--{MARK}{len(comments) - 1}{breaks}-->"

    text = INLINE.sub(
        lambda match: match[0] if MARK in match[0] else "", COMMENT.sub(numbered, page.text)
    )
    theirs = make_side(read_page(page.name, text, kind, config.front_matter))
    ours: list[Item] = []
    lines: list[int] = []
    for item in theirs.items:
        if item.place >= 0:
            continue
        ours.append(item)
        number = item.fixed.removeprefix("html_block").removeprefix("<!--" + MARK)
        if number != item.fixed and number.endswith("-->"):
            comment, line = comments[int(number.removesuffix("-->"))]
            for text_item, at in _english(page, comment, line, kind):
                ours.append(replace(text_item, place=len(lines)))
                lines.append(at)
    if sum(item.unit for item in ours) < max(1, BILINGUAL * len(theirs.lines)):
        reason = "no English in comments before the translation; give the English with --source"
        return Finding("page-unreadable", Severity.ERROR, reason, path=page.name)
    english = Side(page.name, tuple(ours), tuple(lines), {})
    return make_sheet(task.catalog, english, theirs, stated=True)


def _english(page: Page, comment: str, line: int, kind: str) -> Iterator[tuple[Item, int]]:
    """Yield the texts of a comment, with their lines in the file."""
    if RULE.search(comment):
        return
    side = make_side(read_page(page.name, comment.strip("\r\n") + "\n", kind))
    skipped = len(comment) - len(comment.lstrip("\r\n"))
    first = line + comment[:skipped].count("\n")
    for item in side.items:
        if item.place >= 0:
            yield item, first + side.lines[item.place] - 1
