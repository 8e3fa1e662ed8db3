"""The rules of a glossary itself, whatever the book says."""

import pytest

from polybook.checks import TERMS, glossary_unused
from polybook.terms.load import read_glossary
from tests.terms.tables import COLUMNS, glossary_of


def said(*rows):
    glossary = glossary_of(*rows)
    return [
        (fault.line, str(fault.severity or rule.SEVERITY), rule.CODE)
        for rule in TERMS
        for fault in rule.check_terms(glossary)
    ]


FAULTS = {
    "a term twice": (["loss,mất mát,strict", "loss,tổn thất,strict"],
                     [(3, "error", "glossary-duplicate")]),
    "a term twice, hyphenated": (["mini-batch,lô,strict", "mini batch,mẻ,strict"],
                                 [(3, "error", "glossary-duplicate")]),
    "no translation": (["loss,,strict"], [(2, "error", "glossary-empty")]),
    "kept and translated": (["loss,mất mát,keep"], [(2, "error", "glossary-keep")]),
    "its own translation": (["tensor,tensor,strict"], [(2, "warning", "glossary-keep")]),
    "accepted and to be avoided": (["loss,mất mát,strict,mất mát"],
                                   [(2, "error", "glossary-avoid")]),
    "to be avoided for one, right for another": (
        ["layer,tầng,strict,lớp", "class,lớp,strict"], [(2, "note", "glossary-avoid")]),
    "one translation for two": (["mean,trung bình,strict", "average,trung bình,strict"],
                                [(3, "note", "glossary-target")]),
    "a circle": (["slope,gradient,strict", "gradient,slope,strict"],
                 [(2, "error", "glossary-cycle")]),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), FAULTS.values(), ids=FAULTS)
def test_this_is_wrong(rows, expected):
    assert said(*rows) == expected


RIGHT = {
    "two senses": ["bias,hệ số điều chỉnh,strict,,noun,model", "bias,độ chệch,strict,,noun,people"],
    "a kept term": ["gradient,,keep", "tensor,tensor,keep"],
    "a loan beside a translation": ["framework,framework|bộ khung,advisory"],
    "a translation that is another term": ["loop,vòng lặp,strict", "kernel,hạt nhân,strict"],
}


@pytest.mark.parametrize("rows", RIGHT.values(), ids=RIGHT)
def test_this_is_right(rows):
    assert said(*rows) == []


def test_every_rule_has_a_fault_that_it_finds():
    assert {expected[0][2] for _, expected in FAULTS.values()} == {rule.CODE for rule in TERMS}


def test_a_word_may_be_the_same_in_a_language_whose_words_nobody_knows():
    french = glossary_of("section,section,advisory", language="fr")
    assert [fault for rule in TERMS for fault in rule.check_terms(french)] == []


@pytest.mark.parametrize("cell", ["=1+1", "+84", "-x", "@SUM(A1)"])
def test_a_cell_that_a_spreadsheet_runs_is_an_error(cell):
    table = f"{COLUMNS}\nloss,mất mát,strict,,,,{cell},\n"
    findings = read_glossary(table.encode(), "vi.csv", "vi").findings
    assert [(one.line, one.code) for one in findings] == [(2, "glossary-formula")]


def test_a_term_that_the_source_has_not_is_a_note():
    glossary = glossary_of("loss,mất mát", "weight,trọng số")
    assert [fault.line for fault in glossary_unused.check_uses(glossary, {"loss": 3})] == [3]
