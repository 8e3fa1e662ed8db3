r"""What TeX a translation may hold: formulas are programs, to MathJax as to LaTeX.

`\href` runs scripts in MathJax, `\input` reads files in LaTeX, and `^^5c` spells a backslash. So a
translation has no command that the English has not, but for those that only set text or a sign.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

COMMAND = re.compile(r"\\[A-Za-z]+")
TEXT_COMMANDS = frozenset(
    {r"\text", r"\textrm", r"\textit", r"\textbf", r"\mathrm", r"\mathbf", r"\mathit"}
    | {r"\operatorname", r"\mbox", r"\quad", r"\qquad"}
)
"""Commands that only set text, which a translated formula may need."""
SIGNS = """
    times cdot div pm mp ast star circ bullet le leq ge geq ne neq lt gt ll gg approx equiv sim
    simeq cong propto in notin ni subset subseteq supset supseteq cup cap setminus emptyset forall
    exists neg land lor to gets mapsto rightarrow leftarrow leftrightarrow Rightarrow Leftarrow
    Leftrightarrow implies iff infty partial nabla sum prod int ldots cdots dots vdots prime degree
    alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma
    tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega ell
"""
HARMLESS = TEXT_COMMANDS | {f"\\{name}" for name in SIGNS.split()}
"""What a translation may have that its English has not: `7×7` may become a formula."""
DELIMITER = re.compile(r"\\\\[(\[)\]]|\$\$")
"""Other ways to begin and end a formula: of Jupyter, kramdown, MathJax."""
UNSAFE = re.compile(r"\^\^|%|\\[()\[\]]|\]\(|[`#~]")
"""In a formula: TeX's spelled characters and comments, the end of math, markup of other readers."""


def new_tex(
    english: str, formulas: Collection[str], other: str, theirs: Sequence[str]
) -> str | None:
    """Name the TeX that the text `other`, with the formulas `theirs`, adds to `english`.

    Commands count wherever they stand: some reader may see a formula anywhere.
    """
    known = {*COMMAND.findall(english), *HARMLESS}
    for command in COMMAND.findall(other):
        if command not in known:
            return f"the TeX command {command}"
    delimiters = Counter(DELIMITER.findall(other)) - Counter(DELIMITER.findall(english))
    for delimiter in delimiters:
        return f"the formula mark {delimiter}"
    unsafe = {mark for formula in formulas for mark in UNSAFE.findall(formula)}
    for formula in theirs:
        if formula in formulas:
            continue
        for mark in UNSAFE.findall(formula):
            if mark not in unsafe:
                return f"{mark} in a formula"
        if formula.count("{") != formula.count("}"):
            return "a formula whose braces do not match"
    return None
