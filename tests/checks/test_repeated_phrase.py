"""A first look at the words of a text never hides a phrase that comes three times in a row."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from polybook.checks.repeated_phrase import LONGEST, _comes_again

WORDS = st.lists(st.sampled_from(["a", "b", "c", "."]), max_size=40)


def comes_again(words):
    """As the check says it: three words come again soon, and the first of them once more."""
    places = {}
    for place in range(len(words) - 2):
        places.setdefault(tuple(words[place : place + 3]), []).append(place)
    for (first, *_), found in places.items():
        for one, two in pairwise(found):
            beside = words[max(0, 2 * one - two) : 2 * one - two + 1] if 2 * one >= two else []
            beside += words[2 * two - one : 2 * two - one + 1]
            if two - one <= LONGEST and first in beside:
                return True
    return False


@given(WORDS)
def test_the_quick_look_is_what_it_says(words):
    assert _comes_again(words) == comes_again(words)


def test_a_loop_is_seen_and_words_that_come_twice_are_not():
    assert _comes_again(["ta", "học", "từ", "đây", "học", "từ", "đây", "học", "từ", "đây"])
    assert not _comes_again(["ta", "học", "từ", "đây", "và", "học", "từ", "đây", "nữa"])
