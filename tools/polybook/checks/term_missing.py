"""A term of the glossary is translated as the glossary has it.

Readers learn a subject by its words. A word that changes from page to page looks like a new idea.
Which terms bind, and how strictly, is said in the glossary: a strict one that is missing is an
error, an advisory one a note. Endings, hyphens, capitals and where the tone mark stands make no
difference, and the term may be said less often than in the English.

Bad:

    Glossary:    loss function, hàm mất mát, strict
    English:     The loss function is convex.
    Translation: Hàm tổn thất là hàm lồi.

Good:

    Translation: Hàm mất mát là hàm lồi.

Known limits: a word that is no term here ("this means that", where "mean" is a term) is taken for
one; make such a term advisory, or waive the finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.terms_used import bare, outcomes
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity
from polybook.terms.glossary import Level

CODE = "term-missing"
SEVERITY = Severity.ERROR


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each term that the translation has in no accepted form."""
    for outcome in outcomes(pair, setting):
        headword, uses = outcome.headword, len(outcome.uses)
        if outcome.found >= uses or headword.level is Level.KEEP:
            continue
        if not any(row.translations for row in headword.rows):
            continue
        strict = headword.level is Level.STRICT
        if outcome.found:
            if strict:
                less = f"{uses} times and the translation less often ({outcome.found})"
                message = f'the English has "{headword.term}" {less}; see that both say the same'
                yield Fault(message, Severity.NOTE)
        elif not outcome.avoided and not bare(pair, outcome):
            message = f'"{headword.term}" is not translated as the glossary has it'
            yield Fault(f"{message}; write {headword.best}", SEVERITY if strict else Severity.NOTE)
