from polybook.terms.glossary import Level, Term
from polybook.terms.merge import Did, merge
from polybook.terms.table import read_table

TABLE = '''\ufeffterm,translation,owner,level,avoid,pos,context,note\r
# the first chapter\r
loss,"mất mát",Lan,strict,tổn thất,noun,,\r
\r
gradient,gradient,,keep,,,,"a ""b"""\r
bias,độ chệch,,strict,,,estimator,'''


def merged(*terms, table=TABLE):
    done = merge(read_table(table.encode(), "vi.csv"), terms, "vi")
    return done.data.decode(), [(one.did, one.detail) for one in done.changes]


def test_what_is_there_already_changes_no_byte():
    terms = (Term("Loss", ("Mất mát",)), Term("gradient", ("Gradients",)))
    assert merged(*terms) == (TABLE, [(Did.SAME, ""), (Did.SAME, "")])


def test_forms_with_optional_words_are_known_by_all_their_ways():
    table = "term,translation,avoid\noutlier,[giá trị] ngoại lai,điểm [dữ liệu] lạ\n"
    same = Term("outlier", ("[giá trị] ngoại lai",), avoid=("điểm [dữ liệu] lạ",))
    shorter = Term("outlier", ("ngoại lai",), avoid=("điểm lạ",))
    assert merged(same, shorter, table=table) == (table, [(Did.SAME, "")] * 2)
    wider = Term("outlier", ("[điểm] ngoại lai",), avoid=("[điểm] dị thường", "giá trị ngoại lai"))
    text, _ = merged(wider, table=table)
    row = "[điểm] ngoại lai|[giá trị] ngoại lai,điểm [dữ liệu] lạ|[điểm] dị thường"
    assert text == f"term,translation,avoid\noutlier,{row}\n"


def test_a_new_term_comes_last_and_all_else_keeps_its_bytes():
    text, changes = merged(Term("weight", ("trọng số",), Level.STRICT, note="a, b"))
    assert text == TABLE + '\r\nweight,trọng số,,strict,,,,"a, b"\r\n'
    assert changes == [(Did.ADDED, "trọng số")]


def test_a_new_translation_comes_first_and_the_old_one_stays():
    text, changes = merged(Term("loss", ("độ mất mát",)))
    old, new = 'loss,"mất mát",Lan,', "loss,độ mất mát|mất mát,Lan,"
    assert text == TABLE.replace(old, new)
    assert changes == [(Did.CHANGED, "now độ mất mát|mất mát")]


def test_empty_cells_are_filled_and_full_ones_stay():
    text, changes = merged(Term("loss", ("mất mát",), pos="verb", note="new"), Term(
        "loss", ("mất mát",), pos="noun", context="model", note="new"))  # fmt: skip
    assert "loss,mất mát,Lan,strict,tổn thất,noun,model,new\r\n" in text
    assert changes[0][0] is Did.ADDED  # a verb is not the noun
    assert changes[1] == (Did.CHANGED, "context filled; note filled")


def test_a_form_to_avoid_is_not_taken_as_a_translation():
    text, changes = merged(Term("loss", ("tổn thất",)))
    assert text == TABLE
    assert changes == [(Did.SAME, '"tổn thất" is to be avoided here and was left out')]


def test_a_kept_term_gets_no_translation():
    text, changes = merged(Term("gradient", ("độ dốc",)))
    assert text == TABLE
    assert changes == [(Did.SAME, 'stays in English here, so "độ dốc" was left out')]


def test_another_sense_is_another_row():
    text, changes = merged(Term("bias", ("hệ số điều chỉnh",), context="model"))
    assert text.endswith("\r\nbias,hệ số điều chỉnh,,advisory,,,model,\r\n")
    assert changes == [(Did.ADDED, "hệ số điều chỉnh")]


def test_formulas_are_refused():
    text, changes = merged(Term("=HYPERLINK(1)", ("x",)), Term("a", ("@b",)))
    assert text == TABLE
    assert [did for did, _ in changes] == [Did.REFUSED] * 2


def test_line_breaks_in_a_cell_become_blanks():
    text, _ = merged(Term("weight", ("trọng\nsố",)))
    assert text.endswith("\r\nweight,trọng số,,advisory,,,,\r\n")


def test_without_a_table_one_is_made():
    text, _ = merged(Term("loss", ("mất mát",), Level.STRICT), table="")
    assert text == (
        "term,translation,level,avoid,pos,context,note,discussion\nloss,mất mát,strict,,,,,\n"
    )


def test_merging_twice_is_merging_once():
    terms = (Term("loss", ("độ mất mát",), note="x"), Term("weight", ("trọng số",)))
    once, _ = merged(*terms)
    twice, changes = merged(*terms, table=once)
    assert twice == once
    assert {did for did, _ in changes} == {Did.SAME}
