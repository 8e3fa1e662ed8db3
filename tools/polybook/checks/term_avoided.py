"""A form that the glossary forbids is not used.

Forms to avoid are those that translators and machines fall into: they mean something else, or
belong to another term. They count only where the English has the term, and not inside an accepted
form.

Bad:

    Glossary:    learning rate, tốc độ học, avoid tỷ lệ học
    English:     Try a smaller learning rate.
    Translation: Hãy thử một tỷ lệ học nhỏ hơn.

Good:

    Translation: Hãy thử một tốc độ học nhỏ hơn.

Known limits: where the term is translated rightly as often as the English has it, the forbidden
form may belong to another word of the sentence, so that is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.terms_used import outcomes
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity

CODE = "term-avoided"
SEVERITY = Severity.ERROR


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each forbidden form that stands for a term of the English."""
    for outcome in outcomes(pair, setting):
        headword = outcome.headword
        for form in outcome.avoided:
            message = f'"{headword.avoided_forms[form]}" must not stand for "{headword.term}"'
            doubtful = outcome.found >= len(outcome.uses)
            yield Fault(f"{message}; write {headword.best}", Severity.WARNING if doubtful else None)
