from polybook.checks import wrong_english
from tests.checks.pairs import SETTING
from tests.checks.sheets import catalog_of, sheet_of

OLD = "Divide the error by two."
NEW = "Divide the error by four."
MSGSTR = "Hãy chia sai số cho hai."


def entry(msgid, msgstr=MSGSTR, flag=""):
    return f'{flag}msgid "{msgid}"\nmsgstr "{msgstr}"\n\n'


def said(now, *older, page=NEW):
    sheet = sheet_of(page + "\n", catalog_of(now), *map(catalog_of, older))
    found = list(wrong_english.check_sheet(sheet, SETTING))
    return [(fault.entry.msgid, fault.message) for fault in found]


MESSAGE = (
    f'this is the translation of "{OLD}", which stood here before; correct it, or mark it fuzzy'
)


def test_new_english_with_the_old_translation_and_no_fuzzy_is_found():
    assert said(entry(NEW), entry(OLD)) == [(NEW, MESSAGE)]


def test_without_history_nothing_is_said():
    assert said(entry(NEW)) == []


def test_fuzzy_entries_say_it_themselves():
    assert said(entry(NEW, flag="#, fuzzy\n"), entry(OLD)) == []


def test_a_corrected_translation_is_in_order():
    assert said(entry(NEW, "Hãy chia sai số cho bốn."), entry(OLD)) == []


def test_a_bad_merge_is_found_against_either_parent():
    ours = entry(NEW, flag=f'#, fuzzy\n#| msgid "{OLD}"\n')
    theirs = entry(OLD, "Ta hãy chia sai số cho hai.")
    merged = entry(NEW, "Ta hãy chia sai số cho hai.")
    assert said(merged, ours, theirs) == [(NEW, MESSAGE)]
    assert said(merged, theirs, ours) == [(NEW, MESSAGE)]


def test_what_one_version_has_as_it_is_now_was_looked_at_there():
    assert said(entry(NEW), entry(OLD), entry(NEW)) == []


def test_a_translation_whose_english_still_stands_is_shared_not_left_behind():
    assert said(entry(OLD) + entry(NEW), entry(OLD), page=f"{OLD}\n\n{NEW}") == []


def test_english_that_changed_in_marks_and_case_only_is_the_same():
    assert (
        said(entry("Divide the Error, by two!"), entry(OLD), page="Divide the Error, by two!") == []
    )


def test_short_translations_may_serve_several_english_texts():
    now, before = entry("In short", "Nói tóm lại"), entry("Summary", "Nói tóm lại")
    assert said(now, before, page="In short") == []


def test_a_drafted_translation_of_the_old_english_was_nobody_s_word():
    assert said(entry(NEW), entry(OLD, flag="#, fuzzy\n")) == []


def test_long_english_is_shortened():
    long = "word " * 30
    ((_, message),) = said(entry(NEW), entry(long.strip()))
    assert "…" in message
    assert len(message) < 150
