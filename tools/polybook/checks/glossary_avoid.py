"""What is accepted for a term is not to be avoided as well.

A form in both columns of a row can be neither right nor wrong. A form that is to be avoided for one
term and right for another is a note: in a text with both terms it cannot be judged.

Bad:

    loss,mất mát|tổn thất,strict,tổn thất,,,,

Good:

    loss,mất mát,strict,tổn thất,,,,

Known limits: the two columns are compared as they are written, optional words and all.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.texts import Fault
from polybook.model.finding import Severity
from polybook.terms.glossary import Glossary
from polybook.terms.match import Headword

CODE = "glossary-avoid"
SEVERITY = Severity.ERROR


def check_terms(glossary: Glossary) -> Iterator[Fault]:
    """Yield a fault for each form to avoid that is accepted, for this term or for another."""
    targets: dict[str, Headword] = {}
    for headword in glossary.matcher.headwords:
        for form in headword.accepted:
            targets.setdefault(form, headword)
    for headword in glossary.matcher.headwords:
        for form, written in headword.avoided.items():
            other = targets.get(form)
            if other is not None:
                message = f'"{written}" is to be avoided for "{headword.term}"'
                message += f' and is right for "{other.term}"; see that no text has both'
                yield Fault(message, Severity.NOTE, line=headword.rows[0].line)
        for row in headword.rows:
            for form in row.avoid:
                if form in row.translations:
                    message = f'"{form}" is accepted and to be avoided; delete one of the two'
                    yield Fault(message, line=row.line)
