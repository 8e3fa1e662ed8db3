"""Different English has different translations.

Two things that readers cannot tell apart by their names may be one thing too few. Often both are
right, so this is a note: look at it once.

Bad:

    one.po:  msgid "Validation"  msgstr "Kiểm tra"
    two.po:  msgid "Testing"     msgstr "Kiểm tra"

Good:

    one.po:  msgid "Validation"  msgstr "Kiểm định"
    two.po:  msgid "Testing"     msgstr "Kiểm tra"

Known limits: English texts that differ in number, articles, letter case and punctuation only are
one text here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from polybook.checks.texts import Fault, Row, Setting
from polybook.checks.wording import bare, quoted
from polybook.model.finding import Severity

CODE = "translated-alike"
SEVERITY = Severity.NOTE

ARTICLES = frozenset({"a", "an", "the"})
NUMBER = re.compile(r"(?<=\w{2})(?:ies|es|s|y|e)\Z")
"""What is left out at the end of a word, so that one and many are the same."""
WORD = re.compile(r"\w+")


def check_book(
    rows: Sequence[Row],
    setting: Setting,  # noqa: ARG001  the protocol's
) -> Iterator[tuple[Row, Fault]]:
    """Yield a fault for each translation that stands for other English before."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(bare(row.msgstr), []).append(row)
    for translation, group in groups.items():
        if len(group) == 1 or not WORD.search(translation):
            continue
        texts: dict[str, Row] = {}
        for row in group:
            texts.setdefault(row.msgid, row)
        different: dict[str, Row] = {}
        for text, row in texts.items():
            different.setdefault(_stem(bare(text)), row)
        first, *others = different.values()
        for row in others:
            message = f"this is also the translation of {quoted(first.msgid)} in {first.page}"
            yield row, Fault(f"{message}; see that readers can tell the two apart")


def _stem(text: str) -> str:
    words = (word for word in WORD.findall(text) if word not in ARTICLES)
    return " ".join(NUMBER.sub("", word) for word in words)
