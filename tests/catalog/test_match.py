import random

from rapidfuzz import fuzz, process

from polybook.catalog.match import THRESHOLD, Matcher

SYLLABLES = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "xy", "gra", "ste", "lin", "que"]


def words(rng, count):
    vocabulary = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]
    # As in real prose, a few words are everywhere and most are rare.
    return [vocabulary[int(rng.paretovariate(0.6)) % len(vocabulary)] for _ in range(count)]


def test_the_index_finds_what_comparing_with_all_finds():
    rng = random.Random(5)
    texts = [" ".join(words(rng, rng.randint(1, 60))) for _ in range(1500)]
    matcher = Matcher(texts)
    asked = missed = worse = 0
    for text in rng.sample(texts, 300):
        edited = text.split()
        for _ in range(1 + len(edited) // 6):
            edited[rng.randrange(len(edited))] = words(rng, 1)[0]
        query = " ".join(edited)
        exhaustive = process.extractOne(query, texts, scorer=fuzz.ratio, score_cutoff=THRESHOLD)
        if exhaustive:
            found = matcher.near(query)
            asked += 1
            missed += not found
            worse += bool(found) and found[0][1] < exhaustive[1]
    assert asked > 250
    assert missed <= asked * 0.01
    assert worse <= asked * 0.03


def test_short_texts_without_a_common_word_are_found():
    matcher = Matcher(["Summary", "Exercise", "A much longer text that is unlike"])
    assert matcher.near("Exercises")[0][0] == 1
    assert matcher.near("Summaries")[0][0] == 0
    assert matcher.near("zzz") == []


def test_texts_without_any_known_word_have_no_candidates():
    assert Matcher(["one two three four five six"]).near("?" * 40) == []
    assert Matcher([]).near("one two three four five six") == []


def test_score_looks_at_the_given_texts_only():
    matcher = Matcher(["the same text", "the same text!"])
    assert [index for index, _ in matcher.score("the same text", [1])] == [1]
