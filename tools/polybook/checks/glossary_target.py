"""Two terms do not have the same best translation.

Readers of the translation cannot tell the two apart, and a text that sets one against the other
says nothing. Sometimes that is right: the English has two words for one thing.

Bad:

    mean,trung bình,strict,,,,,
    median,trung bình,strict,,,,,

Good:

    mean,trung bình,strict,,,,,
    median,trung vị,strict,,,,,

Known limits: only the best translations are compared, those that are accepted as well are not.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.texts import Fault
from polybook.model.finding import Severity
from polybook.terms.glossary import Glossary, Level
from polybook.terms.match import Headword

CODE = "glossary-target"
SEVERITY = Severity.NOTE


def check_terms(glossary: Glossary) -> Iterator[Fault]:
    """Yield a fault for each term whose best translation is that of a term above it."""
    best: dict[str, Headword] = {}
    for headword in glossary.matcher.headwords:
        form = next(iter(headword.accepted), "")
        if headword.level is Level.KEEP or not headword.rows[0].translations or not form:
            continue
        first = best.setdefault(form, headword)
        if first is not headword:
            row = headword.rows[0]
            message = f'"{headword.term}" and "{first.term}" are both "{row.best}"'
            yield Fault(f"{message}; readers cannot tell them apart", line=row.line)
