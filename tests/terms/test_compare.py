from tests.terms.tables import glossary_of


def outcome(glossary, english, translation):
    """Return (term, uses, found, avoided, English that is left) of each term."""
    return [
        (one.headword.term, len(one.uses), one.found, one.avoided, [use.text for use in one.left])
        for one in glossary.comparer.compare(english, translation)
    ]


def test_a_form_covers_as_much_as_its_english_needs():
    glossary = glossary_of("network,mạng,strict", "neural network,mạng nơ-ron,strict")
    english = "A neural network, not another network."
    assert outcome(glossary, english, "Một mạng nơ-ron.") == [
        ("neural network", 1, 1, [], []),
        ("network", 1, 0, [], []),
    ]
    assert outcome(glossary, english, "Một mạng nơ-ron, không phải mạng nơ-ron khác.") == [
        ("neural network", 1, 2, [], []),
        ("network", 1, 1, [], []),
    ]


def test_an_avoided_form_inside_an_accepted_one_does_not_count():
    glossary = glossary_of("loss,mất mát,strict,mất", "gain,được,strict")
    assert outcome(glossary, "loss", "mất mát")[0][3] == []
    assert outcome(glossary, "loss", "mất mát, rồi mất")[0][3] == ["mất"]


def test_zero_widths_and_blanks_around_hyphens_are_not_seen():
    glossary = glossary_of("autoencoder,mã hóa - giải mã,strict")
    assert outcome(glossary, "autoencoder", "kiến\u200b mã\u200b hóa-giải mã")[0][2] == 1


def test_a_loan_is_found_however_it_is_written():
    glossary = glossary_of("minibatch,minibatch|lô nhỏ,strict")
    assert outcome(glossary, "minibatches", "các mini-batch")[0][2] == 1


def test_to_look_for_one_loan_counts_no_other_one_twice():
    glossary = glossary_of("minibatch,,keep", "tensor,,keep")
    english = "A tensor, a tensor and a minibatch"
    found = outcome(glossary, english, "Một tensor và các mini-batches")
    assert [one[:3] for one in found] == [("tensor", 2, 1), ("minibatch", 1, 1)]


def test_other_languages_inflect():
    glossary = glossary_of("neural network,réseau de neurones,strict", language="fr")
    assert outcome(glossary, "neural networks", "Les réseaux de neurones.")[0][2] == 1
    assert outcome(glossary, "neural networks", "Les filets.")[0][2] == 0


def test_no_terms_in_the_english_is_nothing_to_compare():
    assert outcome(glossary_of("loss,mất mát,strict"), "Hello", "mất mát") == []
