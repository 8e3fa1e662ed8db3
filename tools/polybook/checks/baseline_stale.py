"""The baseline holds only what is still to be found.

A baseline lets an old book start green: it lists the findings that are known, and `check` is silent
about those. When one of them has been put right, its line should go, or the next fault of its kind
in that entry would pass unseen. `polybook check --write-baseline` drops all such lines.

Bad:

    ["locales/vi/LC_MESSAGES/intro.po","math-kept","5d1f0a3c92be",1,"Let $x$ be real."]

Good:

    no such line, once the formula is back

Known limits: nothing is said of languages and checks that the run did not look at, nor with
`--since`.
"""

from __future__ import annotations

from polybook.model.finding import Severity

CODE = "baseline-stale"
SEVERITY = Severity.NOTE
