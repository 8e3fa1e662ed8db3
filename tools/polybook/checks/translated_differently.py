"""The same English has the same translation throughout the book.

Readers know where they are by headings, column names and the like, and take another word for
another thing. Only whole texts are compared. Where the English itself means two things, its author
tells them apart by a context, and then nothing is said. Texts that differ in their letter case or
their end punctuation are compared too, which is a note.

Bad:

    one.po:  msgid "Exercises"  msgstr "Bài tập"
    two.po:  msgid "Exercises"  msgstr "Luyện tập"

Good:

    one.po:  msgid "Exercises"  msgstr "Bài tập"
    two.po:  msgid "Exercises"  msgstr "Bài tập"

Known limits: the most frequent translation is taken for the right one, of equals the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from polybook.checks.texts import Fault, Row, Setting
from polybook.checks.wording import bare, quoted
from polybook.model.finding import Severity

CODE = "translated-differently"
SEVERITY = Severity.WARNING


def check_book(rows: Sequence[Row], setting: Setting) -> Iterator[tuple[Row, Fault]]:
    """Yield a fault for each translation that is not what the same English has elsewhere."""
    groups: dict[tuple[str | None, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.context, bare(row.msgid)), []).append(row)
    for group in groups.values():
        if len(group) == 1 or len({row.msgstr for row in group}) == 1:
            continue
        said = [setting.language.fold(bare(row.msgstr)) for row in group]
        ((usual, times), *others) = Counter(said).most_common()
        if not others:
            continue
        model = group[said.index(usual)]
        texts = {row.msgid for row, text in zip(group, said, strict=True) if text == usual}
        places = f"in {model.page}" if times == 1 else f"in {times} places, such as {model.page}"
        for row, text in zip(group, said, strict=True):
            if text != usual:
                message = f"{quoted(row.msgid)} is {quoted(model.msgstr)} {places}"
                severity = None if row.msgid in texts else Severity.NOTE
                yield row, Fault(f"{message}; translate it the same way here", severity)
