from polybook.checks import term_mixed
from polybook.checks.texts import Sheet
from polybook.formats.page import Page
from tests.checks.pairs import pair_of, setting_of

DATASET = "glossary: dataset,tập dữ liệu|bộ dữ liệu,advisory\n"


def said(table, *pairs):
    made = tuple(pair_of(*pair) for pair in pairs)
    sheet = Sheet(Page("one.md", ""), None, "one.po", made)
    return [
        (fault.entry.msgstr, fault.message)
        for fault in term_mixed.check_sheet(sheet, setting_of(table))
    ]


def test_the_rarer_of_two_forms_is_a_note_at_its_first_place():
    found = said(
        DATASET,
        ("Load the dataset.", "Nạp tập dữ liệu."),
        ("The dataset is small.", "Bộ dữ liệu này nhỏ."),
        ("Datasets differ.", "Các tập dữ liệu khác nhau."),
    )
    message = '"dataset" is "bộ dữ liệu" here and "tập dữ liệu" in 2 of 3 units of the page'
    assert found == [("Bộ dữ liệu này nhỏ.", f"{message}; say it in one way")]


def test_one_form_all_through_is_right():
    assert said(DATASET, ("A dataset.", "Tập dữ liệu."), ("The dataset.", "Tập dữ liệu.")) == []


def test_a_form_and_a_part_of_it_are_one_form():
    table = "glossary: loss,độ mất mát|mất mát,strict\n"
    assert said(table, ("The loss.", "Độ mất mát."), ("A loss.", "Mất mát.")) == []


def test_rows_for_two_senses_may_both_be_used():
    table = "glossary: bias,hệ số điều chỉnh,strict,,noun,model\nglossary: bias,độ chệch,strict\n"
    assert said(table, ("The bias.", "Hệ số điều chỉnh."), ("A bias.", "Độ chệch.")) == []
