"""The source uses the terms of its glossary.

A term that no page has may be misspelt, or left from a chapter that is gone. It may also be meant
for a chapter to come, so this is a note. `polybook glossary check` always looks for it, and
`polybook check` only where it is selected by name: every page has to be read for it.

Bad:

    stochastic gradint descent,hạ gradient ngẫu nhiên,strict,,,,,

Good:

    stochastic gradient descent,hạ gradient ngẫu nhiên,strict,,,,,

Known limits: a term that stands in code alone counts as unused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from polybook.checks.texts import Fault
from polybook.model.finding import Severity
from polybook.terms.glossary import Glossary

CODE = "glossary-unused"
SEVERITY = Severity.NOTE


def check_uses(glossary: Glossary, used: Mapping[str, int]) -> Iterator[Fault]:
    """Yield a fault for each term that the source never uses; `used` counts by `Headword.term`."""
    for headword in glossary.matcher.headwords:
        if not used.get(headword.term):
            message = f'"{headword.term}" is nowhere in the source; will a page need it?'
            yield Fault(message, line=headword.rows[0].line)
