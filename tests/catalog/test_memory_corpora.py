"""On a real translation: the word index finds what comparing with every text would find."""

from __future__ import annotations

import json
import random

import pytest
from rapidfuzz import fuzz, process

from polybook.catalog.memory import ALIKE
from polybook.catalog.memory_fill import prose_of
from polybook.formats.prose import protected
from polybook.model.entry import Entry
from tests.catalog.memories import remember
from tests.helpers import corpora


def edited(text: str, rng: random.Random) -> str:
    """Return the text with up to four in ten of its words dropped or swapped with the next."""
    words = text.split()
    for _ in range(int(len(words) * rng.uniform(0, 0.4))):
        at = rng.randrange(len(words))
        if rng.random() < 0.5 and len(words) > 1:
            del words[at]
        else:
            words[at : at + 2] = reversed(words[at : at + 2])
    return " ".join(words)


@pytest.fixture
def pairs():
    path = corpora() / "d2l-vn-pairs.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = [(" ".join(row["en"].split()), " ".join(row["vi"].split())) for row in rows]
    return {english: translation for english, translation in texts if translation}


def test_the_likest_of_all_is_found(tmp_path, pairs, figure):
    prose = [prose_of(text, protected) for text in pairs]
    rng = random.Random(1)
    asked = [edited(text, rng) for text in rng.sample(list(pairs), 300)]
    missed = []
    with remember(tmp_path, {"all": [Entry(*pair) for pair in pairs.items()]}) as memory:
        for text in asked:
            own = prose_of(text, protected)
            best = process.extractOne(own, prose, scorer=fuzz.ratio, score_cutoff=60)
            found = memory.lookup(text, limit=1)
            if best and (not found or found[0].score < min(best[1], ALIKE) - 1e-6):
                missed.append((text, best[0]))
    figure("missed", f"{len(missed)} of {len(asked)}")
    assert len(missed) <= 0.01 * len(asked), missed


def test_every_text_is_found_itself(tmp_path, pairs):
    with remember(tmp_path, {"all": [Entry(*pair) for pair in pairs.items()]}) as memory:
        assert memory.counts() == (len(pairs), len(pairs))
        for text, translation in list(pairs.items())[::10]:
            match = memory.approved(text)
            assert match is not None
            assert match.translation == translation
