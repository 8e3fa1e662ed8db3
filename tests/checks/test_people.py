"""Comma lists of names, told from all other lists; and the list of a real preface."""

import pytest

from polybook.checks import name_kept, names_kept
from polybook.checks.people import name_lists
from polybook.checks.texts import Setting
from polybook.model.finding import Severity
from polybook.terms.glossary import Glossary, Term
from polybook.terms.language import ENGLISH, Language
from tests.align import align_pages
from tests.checks.pairs import SETTING, pair_of
from tests.helpers import corpora


def listed(text):
    return [[name.of(text) for name in one] for one in name_lists(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We thank Ann Lee, Bo van Dyke and Mary Poe for it.", "Ann Lee|Bo van Dyke|Mary Poe"),
        ("Ann Lee, Bo A. Day, and Mary (Mia) Poe.", "Ann Lee|Bo A. Day|Mary (Mia) Poe"),
        ("By: @ann, joe42, Mary Poe & Bo Day", "@ann|joe42|Mary Poe|Bo Day"),
        ("Together with Ann Lee, **Bo Day**, Mary Poe (all here)", "Ann Lee|Bo Day|Mary Poe"),
        ("When Ann Lee, Bo Day, and Mary Poe met, all was done.", "Ann Lee|Bo Day|Mary Poe"),
    ],
)
def test_a_list_of_names_is_seen(text, names):
    assert listed(text) == [names.split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "regression, classification, and clustering",
        "However, in practice, Adam, SGD, and others work.",
        "Use NumPy, SciPy, and PyTorch.",
        "For Linux, macOS, and PowerShell there is one.",
        "Ann Lee and Bo Day",
        "In Paris, London, and Rome",
        "the values 1, 2, 3, and 4",
        "",
    ],
)
def test_other_lists_are_not(text):
    assert listed(text) == []


def test_a_long_list_may_have_names_of_one_word():
    text = "joe42, ann, Bo Day, lgov, Mary Poe, vim-3, tpdi, Li Na, mtn"
    assert [len(one) for one in listed(text)] == [9]


def test_a_term_of_the_glossary_is_no_name():
    glossary = Glossary("vi", terms=(Term("machine learning"),))
    pair = pair_of("Amazon Web, Google Sky, Machine Learning", "Amazon Web, Google Sky, học máy")
    assert list(names_kept.check(pair, Setting(SETTING.language, ENGLISH, glossary))) == []
    assert len(list(names_kept.check(pair, SETTING))) == 1


def test_names_may_touch_letters_of_a_script_without_blanks():
    setting = Setting(Language("zh"), ENGLISH, Glossary("zh"))
    pair = pair_of("We thank Ann Lee, Bo Day and Mary Poe.", "感谢Ann Lee、Bo Day和Mary Poe。")
    assert list(names_kept.check(pair, setting)) == []
    pair = pair_of("Train with PyTorch here.", "在这里使用PyTorch训练。")
    assert list(name_kept.check(pair, setting)) == []


def test_every_name_that_a_machine_spoiled_in_a_real_preface_is_found():
    folder = corpora() / "seeds"
    texts = [(folder / f"preface.{code}.md").read_text("utf-8") for code in ("en", "vi")]
    pairs = [
        pair_of(english.msgid, other.msgid)
        for english, other in align_pages("preface.md", *texts).pairs
        if english.msgid.count(",") > 100
    ]
    assert len(pairs) == 1
    assert [len(one) for one in name_lists(pairs[0].english.prose)] == [218]
    faults = list(names_kept.check(pairs[0], SETTING))
    # Counted by reading: 29 names that became others, and one that is said twice.
    assert len(faults) == 30
    assert {fault.severity for fault in faults} <= {None, Severity.ERROR}
