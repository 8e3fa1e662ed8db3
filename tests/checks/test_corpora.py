"""What the checks find in real translations: enough in a machine's, next to nothing in a good one.

The bounds leave room for small changes of a check; the comment beside each has what was measured.
A list of digests says of every error in the reviewed edition what a reader judged it to be.
"""

from collections import Counter
from functools import cache

import pytest

from polybook.checks.texts import Setting
from polybook.model.finding import Severity
from polybook.terms.glossary import Glossary
from polybook.terms.language import ENGLISH, language
from tests import editions
from tests.editions import HUMAN, MACHINE, PREFACE, Judged
from tests.helpers import ROOT, corpora

pytestmark = pytest.mark.slow

JUDGED = ROOT / "tests" / "checks" / "judged.tsv"
"""Verdict, digest of code and msgid, code: of the errors in the reviewed edition."""
MOST_FALSE = 5
"""False errors in 1,000 units that a reviewed edition may give."""


@cache
def judged(name: str) -> Judged:
    return editions.judge(
        editions.load(name, corpora()), Setting(language("vi"), ENGLISH, Glossary("vi"))
    )


def verdicts() -> dict[str, str]:
    lines = (line.split("\t") for line in JUDGED.read_text("utf-8").splitlines())
    return {digest: verdict for verdict, digest, _ in lines}


@pytest.mark.parametrize(
    ("code", "units", "most"),
    [
        ("alt-text-english", 1, 1),  # 1
        ("blank-before-punctuation", 1, 1),  # 1, with two blanks in it
        ("code-kept", 1, 1),  # 1
        ("emphasis-spacing", 4, 7),  # 5
        ("stray-markup", 1, 3),  # 2
        ("link-text-english", 5, 5),  # 5, with 7 links
        ("name-kept", 1, 1),  # 1, with 2 names
        ("vi-year", 3, 3),  # 3
        ("english-left", 16, 30),  # 17
        ("doubled-word", 2, 2),  # 2
        ("unknown-word", 1, 1),  # 1
    ],
)
def test_the_defects_of_the_preface_are_found(code, units, most):
    assert units <= editions.units_with(judged(PREFACE).of(code)) <= most


def test_the_changed_names_of_the_preface_are_found():
    # 30 of the 31 by reading: one finding speaks of a name that is lost and one that is made up.
    assert 29 <= len(judged(PREFACE).of("names-kept")) <= 33


@pytest.mark.parametrize(
    ("code", "least", "most"),
    [
        ("alt-text-english", 190, 215),  # 204
        ("code-kept", 9, 12),  # 10
        ("emphasis-spacing", 750, 850),  # 795
        ("entity-kept", 24, 30),  # 26
        ("image-kept", 3, 4),  # 3
        ("doubled-word", 20, 35),  # 26
        ("length-ratio", 46, 60),  # 48
        ("link-kept", 5, 9),  # 6
        ("math-kept", 30, 52),  # 36
        ("number-kept", 12, 24),  # 13
        ("role-kept", 16, 20),  # 17
        ("same-as-english", 200, 260),  # 239
        ("stray-markup", 170, 200),  # 186
        ("vi-year", 37, 40),  # 38
    ],
)
def test_the_defects_of_the_machine_edition_are_found(code, least, most):
    assert least <= editions.units_with(judged(MACHINE).of(code)) <= most


def test_the_headings_that_swallowed_the_next_block_are_all_found():
    found = [one for one in judged(MACHINE).of("length-ratio") if one.severity is Severity.ERROR]
    assert len(found) == 46


def test_what_an_engine_wrote_for_markup_it_could_not_keep_is_all_found():
    leaks = ("293624", "3617", "73229363620", "293616", "3620", "https732293614")
    said = [
        one.message for code in ("number-kept", "link-kept") for one in judged(MACHINE).of(code)
    ]
    for leak in leaks:
        assert any(leak in message.split() for message in said), leak


def test_all_but_a_few_units_of_the_machine_edition_are_paired():
    assert judged(MACHINE).units > 7_000  # 7,087 of 7,168


def test_the_machine_edition_is_far_above_a_hundred_errors_in_a_thousand():
    assert judged(MACHINE).rate(Severity.ERROR) > 200  # 240


def test_the_reviewed_edition_has_few_false_errors():
    # What nobody has judged yet counts as false: read it, and write down what it is.
    known = verdicts()
    errors = [one for one in judged(HUMAN).findings if one.severity is Severity.ERROR]
    false = [one for one in errors if known.get(editions.digest(one)) != "real"]
    rate = 1000 * len(false) / judged(HUMAN).units
    assert rate < MOST_FALSE, Counter(
        (one.code, known.get(editions.digest(one), "not judged")) for one in false
    )


def test_the_list_of_judged_errors_is_in_order():
    lines = JUDGED.read_text("utf-8").splitlines()
    assert lines == sorted(set(lines), key=lambda line: (line.split("\t")[2], line))
    assert {line.split("\t")[0] for line in lines} == {"false", "real"}
