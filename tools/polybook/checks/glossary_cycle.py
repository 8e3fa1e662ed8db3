"""Translations do not lead in a circle.

Where the translation of a term is itself a term, whose translation leads back to the first, a table
was filled in the wrong direction somewhere, and what is right for one row is wrong for the other.

Bad:

    slope,gradient,strict,,,,,
    gradient,slope,strict,,,,,

Good:

    slope,độ dốc,strict,,,,,
    gradient,,keep,,,,,

Known limits: only the first way onward from each term is followed.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.texts import Fault
from polybook.model.finding import Severity
from polybook.terms.forms import squeeze
from polybook.terms.glossary import Glossary
from polybook.terms.match import Headword

CODE = "glossary-cycle"
SEVERITY = Severity.ERROR


def check_terms(glossary: Glossary) -> Iterator[Fault]:
    """Yield a fault for each circle of terms."""
    headwords = glossary.matcher.headwords
    by_term = {squeeze(headword.term.lower()): headword for headword in headwords}
    done: set[Headword] = set()
    for headword in headwords:
        path: list[Headword] = []
        at: Headword | None = headword
        while at is not None and at not in done and at not in path:
            path.append(at)
            following = (by_term.get(form) for form in at.accepted)
            # A word that is accepted as its own translation leads nowhere.
            at = next((one for one in following if one is not None and one is not path[-1]), None)
        if at is not None and at in path:
            circle = path[path.index(at) :]
            names = " -> ".join(f'"{one.term}"' for one in (*circle, at))
            message = f"translations lead in a circle: {names}; translate one in another way"
            yield Fault(message, line=at.rows[0].line)
        done.update(path)
