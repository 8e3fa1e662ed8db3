"""A reference to a section names it as the section is named.

A table of contents, "see the section on ..." and the heading itself are translated far from each
other, and each time somebody finds other words. Readers then look for a section that is not there.

Bad:

    heading:  msgid "Weight Decay"         msgstr "Suy giảm trọng số"
    link:     msgid "[Weight decay](wd)"   msgstr "[Phân rã trọng số](wd)"

Good:

    link:     msgid "[Weight decay](wd)"   msgstr "[Suy giảm trọng số](wd)"

Known limits: only links and roles whose English text is a heading's, word for word, are compared;
of several headings with the same English any translation will do. Blanks make no other name, and
nor do endings in a language whose endings are not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os.path import commonprefix

from polybook.checks.texts import Fault, Row, Setting
from polybook.checks.wording import bare, quoted
from polybook.model.finding import Severity
from polybook.model.unit import Kind

CODE = "heading-mismatch"
SEVERITY = Severity.WARNING


def check_book(rows: Sequence[Row], setting: Setting) -> Iterator[tuple[Row, Fault]]:
    """Yield a fault for each link that has a heading's English text and not its translation."""
    linking = [row for row in rows if row.links]
    headings: dict[str, list[str]] = {}
    for row in rows if linking else ():
        if row.kind is Kind.HEADING:
            headings.setdefault(bare(row.msgid), []).append(row.msgstr)
    fold = setting.language.fold
    for row in linking:
        for target, english, translation in row.links:
            names = headings.get(bare(english), ())
            # Another site's page may well have the same name; English left is a fault of its own.
            if not (names and target) or "://" in target or bare(translation) == bare(english):
                continue
            said = fold(bare(translation)).split()
            known = [fold(bare(name)).split() for name in names]
            free = setting.language.inflect is None
            if not any(
                _are_same(said, name) or (free and _are_alike(said, name)) for name in known
            ):
                message = f"the section {quoted(english)} is called {quoted(names[0])}"
                yield row, Fault(f"{message}; use its name in the link")


def _are_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two texts have the same letters, wherever their blanks are."""
    return "".join(one) == "".join(other)


def _are_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether words in a row may be forms of the same words, whose endings nobody knows."""
    return len(one) == len(other) and all(
        2 * len(commonprefix(words)) > max(map(len, words))  # noqa: RUF071  letter by letter
        for words in zip(one, other, strict=True)
    )
