import pytest

from polybook.terms.english import surface_forms


@pytest.mark.parametrize(
    ("term", "pos", "form"),
    [
        ("matrix", "noun", "matrices"),
        ("vertex", "", "vertices"),
        ("index", "noun", "indexes"),
        ("index", "noun", "indices"),
        ("hypothesis", "noun", "hypotheses"),
        ("minimum", "noun", "minima"),
        ("radius", "noun", "radii"),
        ("formula", "noun", "formulae"),
        ("lemma", "noun", "lemmata"),
        ("criterion", "noun", "criteria"),
        ("half", "noun", "halves"),
        ("mouse", "noun", "mice"),
        ("policy", "noun", "policies"),
        ("class", "noun", "classes"),
        ("batch", "noun", "batches"),
        ("neural network", "noun", "neural networks"),
        ("rate of change", "noun", "rates of change"),
        ("fit", "verb", "fitting"),
        ("fit", "verb", "fitted"),
        ("model", "verb", "modelled"),
        ("model", "verb", "modeled"),
        ("converge", "verb", "converging"),
        ("apply", "verb", "applied"),
        ("choose", "verb", "chosen"),
        ("roll out", "verb", "rolled out"),
        ("cross-entropy", "noun", "cross entropy"),
        ("mini-batch", "noun", "minibatches"),
        ("minibatch", "noun", "mini batches"),
        ("time step", "noun", "timestep"),
        ("regularisation", "noun", "regularization"),
        ("standardize", "verb", "standardised"),
        ("behaviour", "noun", "behaviors"),
        ("Bayes’ theorem", "noun", "bayes' theorem"),
    ],
)
def test_this_is_a_surface_form(term, pos, form):
    assert form in surface_forms(term, pos)


@pytest.mark.parametrize(
    ("term", "pos", "form"),
    [
        ("mean", "noun", "meant"),
        ("convex", "adj", "convexes"),
        ("four", "noun", "for"),
        ("neuron", "noun", "neura"),
        ("proof", "noun", "prooves"),
    ],
)
def test_this_is_none(term, pos, form):
    assert form not in surface_forms(term, pos)


def test_the_dictionary_form_is_first_and_no_form_stands_twice():
    forms = surface_forms("Loss  Function", "noun")
    assert forms == ("loss function", "loss functions")
