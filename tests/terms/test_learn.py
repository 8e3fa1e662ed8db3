"""Levels and suggestions, on small texts and on a reviewed edition of a real book."""

import json

import pytest

from polybook.formats.inline import read_inline
from polybook.formats.prose import mask
from polybook.terms.glossary import Glossary, Level
from polybook.terms.learn import Sample, follow, level_of, lower_bound
from polybook.terms.suggest import likelihood_ratio, suggest
from tests.align import align_pages
from tests.helpers import corpora, corpus
from tests.strict import HALVES, half, human_glossary, strict_terms, tried
from tests.terms.tables import glossary_of


@pytest.mark.parametrize(
    ("term", "units", "followed", "pages", "level"),
    [
        ("neural network", 2, 2, 2, None),
        ("neural network", 3, 3, 1, Level.STRICT),
        ("cross-entropy", 20, 19, 2, Level.STRICT),
        ("neural network", 10, 9, 5, Level.ADVISORY),
        ("model", 20, 20, 9, None),
        ("model", 200, 200, 3, None),
        ("model", 200, 199, 9, Level.STRICT),
        ("model", 200, 150, 9, Level.ADVISORY),
    ],
)
def test_levels_need_evidence(term, units, followed, pages, level):
    assert level_of(term, units, followed, pages) == level


def test_the_bounds_are_those_of_the_textbooks():
    assert lower_bound(9, 10) == pytest.approx(0.6524, abs=1e-3)
    assert likelihood_ratio(10, 20, 20, 40) == 0
    # Dunning's own table: "the swiss", 110 of 2442 and 111 of 29114 around it.
    assert likelihood_ratio(110, 2552, 221, 31777) == pytest.approx(270.72, abs=0.01)


def samples_of(*pairs, page="one.md"):
    return [Sample(page, english, translation) for english, translation in pairs]


TRAINING = samples_of(
    ("The hidden layer is wide.", "Tầng ẩn này rộng."),
    ("A hidden layer learns.", "Một tầng ẩn biết học."),
    ("Remove the hidden layer.", "Hãy bỏ tầng ẩn đi."),
    ("The hidden layers of the net.", "Các tầng ẩn của mạng."),
    ("It rains in the morning.", "Buổi sáng trời mưa."),
    ("Now it is late.", "Bây giờ đã muộn."),
    ("Nobody is here.", "Không có ai ở đây."),
    ("He went home.", "Anh ấy đã về nhà."),
    ("Come again soon.", "Hẹn sớm gặp lại."),
    ("All is well.", "Mọi thứ đều ổn."),
)


def test_a_frequent_phrase_is_suggested_with_its_translation():
    [first, *_] = suggest(Glossary("vi"), TRAINING, 5)
    assert (first.term, first.count, first.pages) == ("hidden layer", 4, 1)
    assert (first.likely.text, first.likely.hits, first.likely.units) == ("tầng ẩn", 4, 4)


def test_a_term_of_the_glossary_is_not_suggested():
    glossary = glossary_of("hidden layer,tầng ẩn,strict,,noun")
    assert "hidden layer" not in [one.term for one in suggest(glossary, TRAINING, 5)]


def test_without_translations_phrases_are_suggested_all_the_same():
    [first, *_] = suggest(Glossary("vi"), [Sample(one.page, one.english) for one in TRAINING], 5)
    assert (first.term, first.likely) == ("hidden layer", None)


def test_records_count_units():
    glossary = glossary_of("hidden layer,tầng ẩn,advisory,,noun")
    [record] = follow(glossary, TRAINING).values()
    assert (record.units, record.followed, record.pages, record.level) == (
        4, 4, {"one.md"}, Level.STRICT,
    )  # fmt: skip


def seen(text):
    return mask(text, read_inline(text), "\ufffc")


def human_units():
    lines = (corpora() / "d2l-vn-pairs.jsonl").read_text("utf-8").splitlines()
    rows = map(json.loads, lines)
    return [Sample(row["f"], seen(row["en"]), seen(row["vi"])) for row in rows if row["vi"]]


def machine_units():
    """Return the units of pages that have as many blocks in both languages."""
    english = {name.split("/", 1)[1]: data for name, data in corpus("d2l-en-v0.17.5").items()}
    units = []
    for name, data in corpus("d2l-mt-vi").items():
        source = english[name.split("/", 1)[1]]
        aligned = align_pages(name, source.decode(), data.decode())
        units += [Sample(name, seen(one.msgid), seen(other.msgid)) for one, other in aligned.pairs]
    return units


@pytest.mark.slow
def test_a_strict_list_is_learned_that_tells_people_from_machines():
    """Levels are learned on half of the files of the human edition, and tried on the other half."""
    glossary = human_glossary(corpora())
    human, machine = human_units(), machine_units()
    assert len(machine) > 5000
    for one in HALVES:
        strict = strict_terms(glossary, [unit for unit in human if half(unit.page) == one])
        assert len(strict) > 30
        people = tried(glossary, strict, [unit for unit in human if half(unit.page) != one])
        engine = tried(glossary, strict, machine)
        assert min(people.asked, engine.asked) > 200
        assert people.failed < 0.03 * people.asked
        assert engine.failed > 0.4 * engine.asked
