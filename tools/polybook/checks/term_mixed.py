"""A page says a term in one way.

The glossary accepts several forms of some terms. Readers of one page who meet two of them for the
same English wonder whether there is a difference.

Bad:

    Glossary:    dataset, tập dữ liệu|bộ dữ liệu
    English:     Load the dataset. / The dataset is small.
    Translation: Nạp tập dữ liệu. / Bộ dữ liệu này nhỏ.

Good:

    Translation: Nạp tập dữ liệu. / Tập dữ liệu này nhỏ.

Known limits: a term whose forms are for different senses is a note all the same, unless each sense
has a row of its own in the glossary.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.terms_used import outcomes
from polybook.checks.texts import Fault, Pair, Setting, Sheet
from polybook.model.finding import Severity
from polybook.terms.compare import Outcome
from polybook.terms.forms import shortest
from polybook.terms.match import Headword

CODE = "term-mixed"
SEVERITY = Severity.NOTE


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each term that a page translates in two ways, at the rarer one."""
    places: dict[Headword, dict[str, list[Pair]]] = {}
    for pair in sheet.pairs:
        for outcome in outcomes(pair, setting):
            headword = outcome.headword
            if len(headword.rows) == 1 and len(headword.rows[0].translations) > 1:
                for form in _forms(outcome):
                    places.setdefault(headword, {}).setdefault(form, []).append(pair)
    for headword, by_form in places.items():
        if len(by_form) > 1:
            often, *rest = sorted(by_form, key=lambda form: -len(by_form[form]))
            units = sum(map(len, by_form.values()))
            for form in rest:
                other = f'"{often}" in {len(by_form[often])} of {units} units of the page'
                message = f'"{headword.term}" is "{form}" here and {other}; say it in one way'
                place = by_form[form][0]
                yield Fault(message, entry=place.entry, unit=place.unit)


def _forms(outcome: Outcome) -> Iterator[str]:
    """Yield the accepted forms of a unit as the table has them; the longest of those that nest."""
    forms = outcome.headword.forms
    for form in outcome.forms:
        written = forms[form]
        if not any(form in other and forms[other] != written for other in forms):
            yield shortest(written)
