"""A term that has a translation is not left in English.

Nearly always it was overlooked, or a machine took it for a name. English beside the translation, in
brackets, quotes or italics, is help for readers and is right.

Bad:

    Glossary:    deep learning, học sâu
    English:     Welcome to deep learning.
    Translation: Chào mừng bạn đến với deep learning.

Good:

    Translation: Chào mừng bạn đến với học sâu (*deep learning*).

Known limits: only terms of the glossary are seen, and names only where the English has the name too
and a neighbouring word begins with a capital.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.terms_used import bare, outcomes
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity
from polybook.terms.glossary import Level

CODE = "term-untranslated"
SEVERITY = Severity.ERROR


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each term that stands in the translation in English only."""
    for outcome in outcomes(pair, setting):
        left = outcome.left and bare(pair, outcome)
        if left:
            severity = None if outcome.headword.level is Level.STRICT else Severity.WARNING
            message = f'"{left[0].text}" is left in English; write {outcome.headword.best}'
            yield Fault(message, severity)
