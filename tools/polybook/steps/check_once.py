"""What two checks say of one thing, said once.

A link that leads to another host, a role with another target: a check of kept tokens finds it, and
so does the merge guard, which keeps the translation out of the book.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from polybook.checks import code_kept, entity_kept, html_kept, math_kept, safe_markup
from polybook.checks.needless import OF_TOKENS
from polybook.model.finding import Finding

OF_MARKUP = OF_TOKENS - {code_kept.CODE, math_kept.CODE} | {html_kept.CODE, entity_kept.CODE}
"""The checks of what the merge guard judges as well."""
NAMED = re.compile(
    r"(?s)the translation (?:adds|loses) the "
    r"(?:template tag|HTML|role|image|link target|link host|footnote) (.+), wh(?:ich|ose) "
)
"""What a refusal speaks of."""
UNTIL = "; until then readers see the English"


def said_once(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, those of one entry that speak of one thing as one.

    The worst stays; of two that are equally bad, the one that names the English.
    """
    refused = {
        (finding.path, finding.line): number
        for number, finding in enumerate(findings)
        if finding.code == safe_markup.CODE and finding.line
    }
    gone: set[int] = set()
    told = list(findings)
    for number, finding in enumerate(findings):
        if finding.code not in OF_MARKUP:
            continue
        refusal = refused.get((finding.path, finding.line))
        if refusal is None or not _names(finding, findings[refusal]):
            continue
        if finding.severity < findings[refusal].severity:
            gone.add(number)
        elif refusal not in gone:
            gone.add(refusal)
            told[number] = replace(finding, message=finding.message + UNTIL)
    return [finding for number, finding in enumerate(told) if number not in gone]


def _names(finding: Finding, refusal: Finding) -> bool:
    """Tell whether a finding speaks of the token that a translation is refused for."""
    named = NAMED.match(refusal.message)
    return named is not None and _bare(named[1]) in _bare(finding.message)


def _bare(text: str) -> str:
    return "".join(unquote(text).split())
