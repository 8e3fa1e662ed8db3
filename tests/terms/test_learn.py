"""Levels and suggestions, on small texts and on a reviewed edition of a real book."""

import csv
import hashlib
import json

import pytest

from polybook.formats.inline import read_inline
from polybook.formats.prose import mask
from polybook.terms.glossary import Glossary, Level, Term
from polybook.terms.learn import Sample, follow, level_of, lower_bound
from polybook.terms.suggest import likelihood_ratio, suggest
from tests.align import align_pages
from tests.helpers import corpora, corpus
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


def human_glossary():
    path = corpora() / "d2l-vn-glossary.tsv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    forms = ((row, tuple(one.strip() for one in row["targets"].split(";"))) for row in rows)
    return Glossary("vi", "", tuple(Term(row["term"], targets) for row, targets in forms))


def failing(glossary, strict, samples):
    """Return the share of the units with a strict term whose translation misses one."""
    wanted = [headword for headword in glossary.matcher.headwords if headword.term in strict]
    tried = failed = 0
    for sample in samples:
        found = glossary.comparer.compare(sample.english, sample.translation)
        outcomes = [one for one in found if one.headword in wanted]
        tried += bool(outcomes)
        failed += any(not one.found for one in outcomes)
    assert tried > 200
    return failed / tried


@pytest.mark.slow
def test_a_strict_list_is_learned_that_tells_people_from_machines():
    """Levels are learned on half of the files of the human edition, and tried on the other half."""
    glossary, human, machine = human_glossary(), human_units(), machine_units()
    assert len(machine) > 5000
    for half in (0, 1):
        learned_from = [one for one in human if _half(one.page) == half]
        records = follow(glossary, learned_from).values()
        strict = {one.headword.term for one in records if one.level is Level.STRICT}
        assert len(strict) > 30
        assert failing(glossary, strict, [one for one in human if _half(one.page) != half]) < 0.03
        assert failing(glossary, strict, machine) > 0.4


def _half(page):
    return hashlib.sha256(page.encode()).digest()[0] % 2
