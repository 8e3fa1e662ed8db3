"""A term that stays in English has the level keep, and no translation.

The level and the translation would say two things. A term that is its own translation with another
level is a warning: it works, and surprises the next translator.

Bad:

    tensor,ten-xơ,keep,,,,,
    kernel,kernel,strict,,,,,

Good:

    tensor,,keep,,,,,
    kernel,hạt nhân,strict,,,,,

Known limits: a loan beside a translation (`framework|bộ khung`) is right with every other level,
and so is a word that happens to be the same (`section` in French), where it is not known what the
words of the language look like.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.texts import Fault
from polybook.model.finding import Severity
from polybook.terms.glossary import Glossary, Level

CODE = "glossary-keep"
SEVERITY = Severity.ERROR


def check_terms(glossary: Glossary) -> Iterator[Fault]:
    """Yield a fault for each row whose level and translations contradict each other."""
    own_word = glossary.matcher.language.is_word
    for row in glossary.terms:
        others = [one for one in row.translations if one.lower() != row.term.lower()]
        if row.level is Level.KEEP and others:
            message = f'"{row.term}" stays in English and has the translation "{others[0]}"'
            yield Fault(f"{message}; delete it, or choose another level", line=row.line)
        elif own_word and row.level is not Level.KEEP and row.translations and not others:
            message = f'"{row.term}" is translated by itself; set the level keep'
            yield Fault(message, Severity.WARNING, line=row.line)
