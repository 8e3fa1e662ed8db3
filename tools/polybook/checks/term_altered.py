"""A term that the glossary keeps in English stands in the translation as it is.

Such terms are names of programs, or words that the field says in English; readers look for them in
other books and in code. Endings may go: "gradients" may become "gradient".

Bad:

    Glossary:    embedding, keep
    English:     The embedding has 64 dimensions.
    Translation: Phép nhúng có 64 chiều.

Good:

    Translation: Embedding có 64 chiều.

Known limits: capitals count only where the glossary has one after the first letter (NumPy).
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.terms_used import outcomes
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity
from polybook.terms.glossary import Level

CODE = "term-altered"
SEVERITY = Severity.WARNING


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each kept term that the translation has not, or spells in another way."""
    for outcome in outcomes(pair, setting):
        headword = outcome.headword
        if headword.level is not Level.KEEP or outcome.avoided:
            continue
        term = headword.term
        if not outcome.found:
            yield Fault(f'"{term}" stays in English and is not here; write it as it is')
        elif term[1:] != term[1:].lower():
            shown = pair.translation.seen
            written = {term, *(use.text for use in outcome.uses)}
            if not any(one in shown for one in written):
                yield Fault(f'"{term}" is written with other capitals here; write "{term}"')
