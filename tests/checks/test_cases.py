from pathlib import Path

import pytest

from polybook.checks import ALL
from polybook.formats.inline import read_inline
from tests.helpers import ROOT, read_cases

FOLDER = ROOT / "tests" / "cases" / "checks"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case.title}")
    for path in sorted(FOLDER.glob("*.txt"))
    for case in read_cases(path, 3)
]


@pytest.mark.parametrize("case", CASES)
def test_a_check_says_exactly_this(case):
    english, translation, expected = case.parts
    tokens = read_inline(english), read_inline(translation)
    found = [f"{rule.CODE}: {message}" for rule in ALL for message in rule.check(*tokens)]
    assert found == expected.splitlines()


def test_every_check_has_a_case_file_of_its_own():
    assert {path.stem for path in FOLDER.glob("*.txt")} == {
        rule.CODE.replace("-", "_") for rule in ALL
    }


def test_every_check_fires_and_stays_silent_in_its_cases():
    for path in FOLDER.glob("*.txt"):
        verdicts = {case.title.partition(":")[0] for case in read_cases(path, 3)}
        assert verdicts == {"fail", "pass"}, path.name


def test_the_codes_are_those_of_the_files():
    names = [Path(rule.__file__).stem for rule in ALL]
    assert [rule.CODE for rule in ALL] == [name.replace("_", "-") for name in names]
