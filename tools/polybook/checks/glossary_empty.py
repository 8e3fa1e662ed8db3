"""A term has a translation, unless it stays in English.

A row without one asks for nothing: no translation can be held to it, and readers of the glossary
learn nothing from it.

Bad:

    learning rate,,strict,,,,,

Good:

    learning rate,tốc độ học,strict,,,,,
    gradient,,keep,,,,,

Known limits: none.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.texts import Fault
from polybook.model.finding import Severity
from polybook.terms.glossary import Glossary, Level

CODE = "glossary-empty"
SEVERITY = Severity.ERROR


def check_terms(glossary: Glossary) -> Iterator[Fault]:
    """Yield a fault for each row without a translation whose level is not keep."""
    for row in glossary.terms:
        if row.level is not Level.KEEP and not row.translations:
            message = f'"{row.term}" has no translation; write one, or set the level keep'
            yield Fault(message, line=row.line)
