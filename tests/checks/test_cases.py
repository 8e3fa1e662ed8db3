"""Every case file of tests/cases/checks: a unit, its translation, exactly what a check says of it.

A case of a rule for pairs has English, translation and findings. Before the English may stand a
line `kind: heading` or `kind: front matter`, for units that are no paragraphs, and before that
lines `glossary: term,translation,level,avoid` for the terms of the case, or one `language: fr`.
"""

from pathlib import Path

import pytest

from polybook.checks import ALL, LANGUAGE, PAIR
from tests.checks.pairs import pair_of, setting_of
from tests.helpers import ROOT, read_cases

FOLDER = ROOT / "tests" / "cases" / "checks"
RULES = {
    Path(rule.__file__).stem: rule
    for rule in (*PAIR, *(rule for rules in LANGUAGE.values() for rule in rules))
}
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case.title}")
    for path in sorted(FOLDER.glob("*.txt"))
    for case in read_cases(path, 3)
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_check_says_exactly_this(name, case):
    english, translation, expected = case.parts
    rule = RULES[name]
    found = [
        f"{fault.severity or rule.SEVERITY}: {fault.message}"
        for fault in rule.check(pair_of(english, translation), setting_of(english))
    ]
    assert found == expected.splitlines()
    assert bool(found) == case.title.startswith("fail:")


def test_every_pair_check_has_a_case_file_of_its_own():
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(RULES)


def test_every_check_fires_and_stays_silent_in_its_cases():
    for path in FOLDER.glob("*.txt"):
        verdicts = {case.title.partition(":")[0] for case in read_cases(path, 3)}
        assert verdicts == {"fail", "pass"}, path.name


def test_the_codes_are_those_of_the_files():
    names = [Path(rule.__file__).stem for rule in ALL]
    assert [rule.CODE for rule in ALL] == [name.replace("_", "-") for name in names]


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.CODE)
def test_every_docstring_is_a_page_of_the_manual(rule):
    page = rule.__doc__
    for part in ("\n\nBad:\n\n", "\n\nGood:\n\n", "\n\nKnown limits: "):
        assert page.count(part) == 1, part
    assert page.index("Bad:") < page.index("Good:") < page.index("Known limits:")
    assert page.split("\n", 1)[0].endswith(".")
