"""A term stands once in the glossary, or once in each of its senses.

Of two rows for one word nobody knows which binds. A word that means two things has two rows, told
apart by `pos` or `context`, and both translations are accepted. Hyphens and capitals make no two
words of one.

Bad:

    loss,mất mát,strict,,,,,
    loss,tổn thất,strict,,,,,

Good:

    bias,hệ số điều chỉnh,strict,,noun,model,,
    bias,độ chệch,strict,,noun,estimator,,

Known limits: a word and its plural count as two terms.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.texts import Fault
from polybook.model.finding import Severity
from polybook.terms.glossary import Glossary, Term

CODE = "glossary-duplicate"
SEVERITY = Severity.ERROR


def check_terms(glossary: Glossary) -> Iterator[Fault]:
    """Yield a fault for each row whose term and sense a row above it has."""
    for headword in glossary.matcher.headwords:
        seen: dict[tuple[str, str], Term] = {}
        for row in headword.rows:
            first = seen.setdefault((row.pos.lower(), row.context.lower()), row)
            if first is not row:
                message = f'"{row.term}" is in line {first.line} already'
                step = "join both rows, or give each its sense in the columns pos and context"
                yield Fault(f"{message}; {step}", line=row.line)
