from dataclasses import replace

import pytest

from polybook.checks import english_left
from tests.checks.books import said, said_of_book, setting_for, sheet_of
from tests.checks.pairs import SETTING, setting_of

STEP = "translate it or list it under `allow`"


def found(english, translation, setting=SETTING):
    page = sheet_of((english, translation))
    rows = said(english_left, page, setting) + said_of_book(english_left, page, setting=setting)
    return [(severity, message.removesuffix(f"; {STEP}")) for severity, _, message in rows]


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("We use deep learning.", "Ta dùng học sâu (deep learning)."),
        ("We use deep learning.", "Ta dùng học sâu (*deep learning*)."),
        ("We use deep learning.", "Ta dùng *deep learning*."),
        ('The word "learning" is long.', 'Từ "learning" khá dài.'),
        ("See learning.py, d2l.ai and ann@home.org.", "Xem learning.py, d2l.ai và ann@home.org."),
        ("Call `learning` or $learning$.", "Gọi `learning` hoặc $learning$."),
        ("It takes 3 min.", "Mất 3 min."),
        ("We can run on a long song.", "Ta can run on a long song."),
        ("Thanks to Ann Lee, joe, sad, and Mary Poe.", "Cảm ơn Ann Lee, joe, sad, và Mary Poe."),
        ("Python and PyTorch", "Python và PyTorch"),
        ("See [the forum](f.md).", "Xem [the forum](f.md)."),
        ("![Book structure](b.svg) shows it.", "![Book structure](b.svg) cho thấy."),
        ("We read *The end of the road is here*.", 'Ta đọc "The end of the road is here".'),
        ("In Hanoi", "Tại Hanoi, framework"),
        ("The &lt;pad&gt; token", "Ký hiệu &lt;pad&gt;"),
    ],
)
def test_what_may_stay(english, translation):
    assert found(english, translation) == []


def test_a_single_word_is_a_note_once_a_page():
    page = sheet_of(
        ("The gradient is zero.", "Cái gradient bằng không."),
        ("A gradient of a gradient", "Một gradient của gradient"),
    )
    message = f'"gradient" was left in English (3 times on this page); {STEP}'
    assert said_of_book(english_left, page) == [("note", "one.md", message)]


def test_what_a_translation_of_the_glossary_has_is_a_loan():
    setting = setting_of("glossary: logistic regression,hồi quy logistic")
    page = sheet_of(("The logistic of the softmax", "Cái logistic của softmax"))
    assert len(said_of_book(english_left, page)) == 2
    notes = said_of_book(english_left, page, setting=setting)
    assert [message.split('"')[1] for _, _, message in notes] == ["softmax"]


def test_what_most_of_the_book_keeps_is_a_loan():
    page = sheet_of(*((f"The gradient is {n}.", f"Cái gradient bằng {n}.") for n in range(8)))
    other = sheet_of(*((f"The gradient was {n}.", f"Độ dốc bằng {n}.") for n in range(9)))
    assert said_of_book(english_left, page) == []
    assert len(said_of_book(english_left, page, other)) == 1


@pytest.mark.parametrize(
    ("english", "faults"),
    [
        ("The gradients were {}.", 1),
        ("The mini-gradient was {}.", 0),
        ("The gradient-free way was {}.", 0),
        ("The subgradient was {}.", 0),
        ("The gradient2 was {}.", 0),
    ],
)
def test_who_says_a_loan_says_the_word_itself_or_its_plural(english, faults):
    page = sheet_of(*((f"The gradient is {n}.", f"Cái gradient bằng {n}.") for n in range(8)))
    other = sheet_of(*((english.format(n), f"Độ dốc bằng {n}.") for n in range(9)))
    assert len(said_of_book(english_left, page, other)) == faults


def test_what_the_english_has_in_italics_too_is_no_gloss():
    english = "We speak of *weight decay* and *context* here."
    assert found(english, "Ta nói về *weight decay* và *context* ở đây.") == [
        ("warning", '"weight decay" was left in English'),
        ("note", '"context" was left in English'),
    ]
    assert found(english, "Ta nói về suy giảm (*weight decay*) và bối cảnh (*context*).") == []


def test_words_side_by_side_are_a_warning_and_words_apart_are_not():
    english = "We like weight decay, and dropout."
    assert found(english, "Ta thích weight decay và dropout.") == [
        ("warning", '"weight decay" was left in English'),
        ("note", '"dropout" was left in English'),
    ]


@pytest.mark.parametrize("code", ["vi", "fr", "de"])
def test_a_sentence_left_in_english_is_an_error_in_every_language(code):
    english = "First we compute the loss over the whole batch, and then we stop."
    translation = "Zuerst compute the loss over the whole batch, und mehr."
    assert found(english, translation, setting_for(code)) == [
        ("error", '"compute the loss over the whole batch" was left in English')
    ]


def test_a_sentence_goes_on_over_a_formula_and_is_cut_where_it_is_long():
    english = "Note that for any $x$ in the set we have found so far there is one more such set."
    ((severity, message),) = found(english, f"Lưu ý {english[5:]}")
    assert severity == "error"
    assert message.startswith('"that for any in the set we have found so far')
    assert message.endswith(' ..." was left in English')


def test_a_whole_sentence_in_brackets_is_no_gloss():
    english = "It falls, since the loss is what we want to make small."
    inside = "the loss is what we want to make small"
    assert found(english, f"Nó giảm ({inside}).") == [("error", f'"{inside}" was left in English')]


def test_french_words_that_english_has_too_are_not_seen():
    english = "The table has a simple structure, a code and a conclusion."
    french = "La table a une structure simple, un code et une conclusion."
    assert found(english, french, setting_for("fr")) == []


def test_words_that_may_stay_are_said_by_the_book():
    english, translation = "We like weight decay.", "Ta thích weight decay."
    assert found(english, translation, replace(SETTING, allow=frozenset({"weight decay"}))) == []
    assert found(english, translation, setting_of("glossary: weight decay,,keep")) == []


def test_terms_of_the_glossary_are_judged_by_the_check_of_terms():
    setting = setting_of("glossary: weight decay,suy giảm trọng số,strict")
    assert found("We like weight decay.", "Ta thích weight decay.", setting) == []


def test_the_same_text_is_left_to_another_check():
    assert found("The loss falls as we go on.", "The loss falls as we go on.") == []


def test_a_term_at_the_head_of_a_sentence_is_a_term():
    setting = setting_of("glossary: deep learning,học sâu,strict")
    assert found("Deep learning works.", "Deep learning chạy tốt.", setting) == []
