"""No blank stands before a mark that ends something, unless the language wants one.

English and Vietnamese write `word:`, French `mot :`. A line may break at the blank, and then the
next one begins with the mark.

Bad:

    English:     It works, and well.
    Translation: Nó chạy , và chạy tốt .

Good:

    Translation: Nó chạy, và chạy tốt.

Known limits: where the English has a blank before the same mark, it is fine. A blank that is
missing in a language which wants one is for `no-break-blank`. `check --fix` mends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybook.checks.mend import keeps_layout, replaced
from polybook.checks.place import excerpt
from polybook.checks.texts import Fault, Pair, Setting
from polybook.model.finding import Severity
from polybook.model.span import Span

CODE = "blank-before-punctuation"
SEVERITY = Severity.WARNING

COULD = re.compile(r"[,.;:!?)\]»”](?<=[ \u00a0\u202f\t].)")
# A mark beside another is a smiley, an ellipsis, or part of something that is no sentence; after a
# backslash, the blank keeps the mark from being escaped.
LEFT = r"(?<=[^\s\\.,:;!?|/<>=+-])"
# A number at the beginning of a line would become a list: `1 .`.
LIST = r"(?<!^\d)(?<!^\d\d)(?<!^\d{3})(?<!^\d{4})"
RIGHT = r"(?=[ \u00a0\n)\]»”\"’*_]|\Z)(?!\s*[.:;!?-])"
BLANK = re.compile(
    LEFT + LIST + r"[ \u00a0\u202f\t]++(?![:;][()])([,.;:!?)\]»”])" + RIGHT, re.MULTILINE
)


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each mark with a blank before it, once for each mark."""
    if not COULD.search(pair.translation.solid) or keeps_layout(pair.unit):
        return
    fine = _fine(pair, setting)
    found = list(BLANK.finditer(pair.translation.solid))
    for match in found:
        if match[1] not in fine:
            fine.add(match[1])
            often = sum(one[1] == match[1] for one in found)
            times = f" ({often} times)" if often > 1 else ""
            place = excerpt(pair.translation.raw, Span(*match.span()))
            yield Fault(f"a blank stands before {match[1]} in {place}{times}; take it out")


def fix(pair: Pair, setting: Setting) -> str:
    """Return the translation without blanks before the marks that take none."""
    fine = _fine(pair, setting)
    return replaced(
        pair.translation, BLANK, lambda match: match[0] if match[1] in fine else match[1]
    )


def _fine(pair: Pair, setting: Setting) -> set[str]:
    """Return the marks that take a blank in this language, or have one in the English."""
    fine = set(setting.language.punctuation.blank_before)
    return fine.union(match[1] for match in BLANK.finditer(pair.english.solid))
