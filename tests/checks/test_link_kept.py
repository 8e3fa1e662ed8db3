"""Links to the same page in the edition's language, where the configuration allows its host."""

from dataclasses import replace

import pytest

from polybook.checks import link_kept
from tests.checks.books import setting_for
from tests.checks.pairs import pair_of

ENGLISH = "See [this](https://en.wikipedia.org/wiki/Luhn_algorithm)."


def said(translation, *hosts):
    setting = replace(setting_for("es"), hosts=frozenset(hosts))
    return [fault.message for fault in link_kept.check(pair_of(ENGLISH, translation), setting)]


def test_the_language_s_own_wikipedia_may_stand_for_the_english_one():
    own = "Véase [esto](https://es.wikipedia.org/wiki/Algoritmo_de_Luhn)."
    assert said(own, "es.wikipedia.org") == []
    assert len(said(own)) == 1


@pytest.mark.parametrize("host", ["fr.wikipedia.org", "es.wikibooks.org"])
def test_another_site_stands_for_nothing(host):
    other = f"Véase [esto](https://{host}/wiki/Luhn_algorithm)."
    assert said(other, host) == [
        "link https://en.wikipedia.org/wiki/Luhn_algorithm is missing; copy it from the English"
    ]


def test_a_link_that_is_new_beside_the_english_one_needs_its_host_only():
    both = (
        "Véase [esto](https://en.wikipedia.org/wiki/Luhn_algorithm) y [más](https://a.example/x)."
    )
    assert said(both, "a.example") == []
    assert len(said(both)) == 1
