import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybook.checks import TERMS
from polybook.terms.glossary import Level
from polybook.terms.load import read_glossary
from polybook.terms.table import read_table, write_row
from tests.helpers import ROOT
from tests.terms.tables import COLUMNS, glossary_of

PATH = "glossary/vi.csv"


def load(text):
    data = text if isinstance(text, bytes) else text.encode()
    return read_glossary(data, PATH, "vi")


def said(loaded):
    return [(one.line, str(one.severity), one.message) for one in loaded.findings]


def names(loaded):
    return [term.term for term in loaded.glossary.terms]


def test_every_column_is_read():
    row = 'loss,độ mất mát|mất mát,strict,tổn thất|lỗi,noun,model,"a, b",https://x.example/1'
    [term] = load(f"{COLUMNS}\n{row}\n").glossary.terms
    assert term.translations == ("độ mất mát", "mất mát")
    assert (term.level, term.avoid, term.pos) == (Level.STRICT, ("tổn thất", "lỗi"), "noun")
    assert (term.context, term.note, term.line) == ("model", "a, b", 2)
    assert term.discussion == "https://x.example/1"


def test_a_byte_order_mark_windows_line_ends_and_quotes_are_read():
    table = f'\ufeff{COLUMNS}\r\n"loss","a ""b"" c",strict,,,,,\r\n'
    loaded = load(table)
    assert (said(loaded), loaded.glossary.terms[0].translations) == ([], ('a "b" c',))


def test_no_level_is_advisory_and_levels_may_have_capitals():
    first, second = glossary_of("loss,mất mát", "weight,trọng số,Strict").terms
    assert (first.level, second.level) == (Level.ADVISORY, Level.STRICT)


def test_blank_lines_and_comments_are_no_rows():
    assert names(load(f"# our terms\n\n{COLUMNS}\n# a comment\nloss,mất mát,,,,,,\n,,,,,,,\n")) == [
        "loss"
    ]


def test_a_bad_row_is_a_finding_and_the_others_load():
    loaded = load(
        f"{COLUMNS}\n"
        "one,một,strict,,,,,\n"
        "two,hai,strickt,,,,,\n"
        "three,ba\n"
        ",bốn,,,,,,\n"
        "five,năm [nhé,,,,,,\n"
        "six,sáu,,,,,,\n"
    )
    assert names(loaded) == ["one", "six"]
    assert said(loaded) == [
        (4, "error", "2 cells where the header has 8; write a comma for each empty cell"),
        (3, "error", 'unknown level "strickt"; did you mean strict?'),
        (5, "error", "the term is empty; write the English in the first column"),
        (6, "error", "a bracket in translation has no partner; write [optional words]"),
    ]  # fmt: skip


def test_a_quote_that_nobody_closes_costs_one_row():
    loaded = load(f'{COLUMNS}\n"one,một,strict,,,,,\ntwo,hai,strict,,,,,\n')
    assert names(loaded) == ["two"]
    [(line, severity, message)] = said(loaded)
    assert (line, severity) == (2, "error")
    assert message.startswith("a quote is opened and not closed")


def test_a_quote_that_closes_rows_later_costs_one_row():
    loaded = load(f'{COLUMNS}\n"one,một,,,,,,\ntwo,hai,,,,,,\nthree,"ba",,,,,,\n')
    assert names(loaded) == ["two", "three"]


def test_columns_that_are_missing_or_unknown_are_said():
    loaded = load("term,translation,levle\nloss,mất mát,strict\n")
    assert names(loaded) == ["loss"]
    assert said(loaded)[0] == (
        1, "warning", 'unknown column "levle" is left alone; did you mean level?',
    )  # fmt: skip
    missing = "there is no columns level, avoid, pos, context, note, discussion"
    assert said(loaded)[1:] == [(1, "note", f"{missing}; add what you need to the first line")]


def test_without_the_column_term_there_are_no_terms():
    loaded = load("word,translation\nloss,mất mát\n")
    assert names(loaded) == []
    assert any("there is no column term" in message for _, _, message in said(loaded))


def test_other_separators_are_recognised():
    loaded = load("term;translation;level\nloss;mất mát;strict\n")
    [(line, severity, message)] = said(loaded)
    assert (line, severity) == (1, "error")
    assert message.startswith("the cells are separated by semicolons; save it with commas")
    assert "`polybook glossary import`" in message


def test_a_first_line_that_names_no_column_is_one_finding():
    [(line, severity, message)] = said(load("English,Vietnamese\nloss,mất mát\n"))
    assert (line, severity) == (1, "error")
    assert message.endswith(f"begin with the line {COLUMNS}")


@pytest.mark.parametrize(
    ("row", "said_of_it"),
    [
        ("loss,]mất[ mát,,,,,,", "has no partner"),
        ("loss,[[mất]] mát,,,,,,", "has no partner"),
        ("loss,[],,,,,,", "has no word"),
        ("loss,mất mát,,[ ],,,,", "has no word"),
        ("lo\x1b[31mss,mất mát,,,,,,", "the control character U+001B is in it"),
        ("loss,mất mát,,,,,a\x00b,", "the control character U+0000 is in it"),
        ("loss,mất mát,a,b,c,d,e,f,g", "put a cell with a comma in quotes"),
        (f"loss,mất mát,,,,,{'x' * 140_000},", "a cell has over 131072 characters"),
    ],
)
def test_such_a_row_is_no_term(row, said_of_it):
    loaded = load(f"{COLUMNS}\n{row}\nsix,sáu,,,,,,\n")
    assert names(loaded) == ["six"]
    [(line, severity, message)] = said(loaded)
    assert (line, severity) == (2, "error")
    assert said_of_it in message


def test_a_term_that_begins_like_a_comment_is_read_as_it_was_written():
    row = write_row(("#include", "lệnh nạp", "", "", "", "", "", ""), "\n")
    assert names(load(f"{COLUMNS}\n{row}")) == ["#include"]


def test_rows_that_are_not_utf8_are_left_out():
    loaded = load(f"{COLUMNS}\none,một,,,,,,\n".encode() + b"two,h\xe3i,,,,,,\n")
    assert names(loaded) == ["one"]
    assert said(loaded) == [(3, "error", "not UTF-8; save the file as UTF-8")]


def test_utf16_is_one_finding():
    loaded = load(f"{COLUMNS}\n".encode("utf-16"))
    assert [one.code for one in loaded.findings] == ["glossary-unreadable"]


def test_an_empty_file_is_an_empty_glossary():
    assert said(load("")) == []


@given(st.binary(max_size=200) | st.text(alphabet='a,"|[]*\n\r\ufeff#;ắ', max_size=80))
def test_nothing_in_a_file_raises(data):
    data = data if isinstance(data, bytes) else data.encode()
    for whole in (data, f"{COLUMNS}\n".encode() + data):
        loaded = load(whole)
        faults = [fault for rule in TERMS for fault in rule.check_terms(loaded.glossary)]
        assert all(one.line >= 0 and one.message for one in (*loaded.findings, *faults))


@given(st.binary(max_size=60) | st.text(alphabet='ab,"\n\r', max_size=60).map(str.encode))
def test_the_lines_of_all_rows_are_the_file(data):
    whole = f"{COLUMNS}\n".encode() + data
    table = read_table(whole, PATH)
    text = "".join(row.raw for row in table.rows)
    assert text.encode("utf-8", "surrogateescape") == whole


def test_the_book_s_own_glossary_has_no_fault():
    loaded = load((ROOT / PATH).read_bytes())
    assert (said(loaded), len(loaded.glossary.terms) > 100) == ([], True)
