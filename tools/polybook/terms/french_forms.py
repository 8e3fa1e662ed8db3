"""The forms of French words: plurals, feminines, and what becomes of a verb.

As with English, forms are made by rule and a form that no text has costs nothing; so where two are
possible (finals, finaux; minimums, minima) both are made. The rules are those of school grammars
(M. Grevisse, Le bon usage; Bescherelle, La conjugaison).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

SMALL = (
    "à au aux avec ce contre dans de des du en entre et hors la le les non ou par pour sans sous"
    " sur un une vers"
)
GRAMMAR = frozenset(SMALL.split())
"""Words of a term that keep their form."""
MOST = 400
"""Forms of one term; of a longer one all words are in the singular, or all in the plural."""

PLURALS = (
    ("al", ("aux", "als")),
    ("ail", ("aux", "ails")),
    ("au", ("aux", "aus")),
    ("eu", ("eux", "eus")),
    ("ou", ("ous", "oux")),
    ("um", ("ums", "a")),  # minimum
)
SINGULARS = (("eaux", "eau"), ("aux", "al"), ("eux", "eu"), ("s", ""))
"""Of terms that stand in the table in the plural: données."""
FEMININES = (
    ("teur", ("trice", "teuse")),
    ("eur", ("euse", "eure")),
    ("eux", ("euse",)),
    ("oux", ("ouse", "ousse")),
    ("if", ("ive",)),
    ("el", ("elle",)),
    ("ul", ("ulle",)),
    ("en", ("enne",)),
    ("on", ("onne",)),
    ("er", ("ère",)),
    ("et", ("ette", "ète")),
    ("c", ("que", "che")),
    ("gu", ("guë", "güe")),
    ("eau", ("elle",)),
    ("os", ("osse",)),
    ("as", ("asse",)),
    ("ais", ("aisse",)),
    ("e", ("e",)),
)

FAMILIES = {
    "prendre": ("prend", "pren", "prenn", "prendr", "pris"),
    "mettre": ("met", "mett", "mett", "mettr", "mis"),
    "battre": ("bat", "batt", "batt", "battr", "battu"),
    "tenir": ("tien", "ten", "tienn", "tiendr", "tenu"),
    "venir": ("vien", "ven", "vienn", "viendr", "venu"),
    "cevoir": ("çoi", "cev", "çoiv", "cevr", "çu"),
    "voir": ("voi", "voy", "voi", "verr", "vu"),
    "crire": ("cri", "criv", "criv", "crir", "crit"),
    "uire": ("ui", "uis", "uis", "uir", "uit"),
    "dire": ("di", "dis", "dis", "dir", "dit"),
    "lire": ("li", "lis", "lis", "lir", "lu"),
    "indre": ("in", "ign", "ign", "indr", "int"),
    "soudre": ("sou", "solv", "solv", "soudr", "solu"),
    "suivre": ("sui", "suiv", "suiv", "suivr", "suivi"),
    "vivre": ("vi", "viv", "viv", "vivr", "vécu"),
    "croître": ("croî", "croiss", "croiss", "croîtr", "cru"),
    "aître": ("aî", "aiss", "aiss", "aîtr", "u"),
    "faire": ("fai", "fais", "fais", "fer", "fait"),
    "clure": ("clu", "clu", "clu", "clur", "clu"),
    "courir": ("cour", "cour", "cour", "courr", "couru"),
    "partir": ("par", "part", "part", "partir", "parti"),
    "sortir": ("sor", "sort", "sort", "sortir", "sorti"),
    "servir": ("ser", "serv", "serv", "servir", "servi"),
    "sentir": ("sen", "sent", "sent", "sentir", "senti"),
    "ir": ("i", "iss", "iss", "ir", "i"),
    "re": ("", "", "", "r", "u"),
}
"""By the end of the infinitive, the longest first: the stems of je, nous and ils in the present, of
the future, and the participle."""
SINGULAR = ("", "s", "t")
PLURAL = ("ons", "ez", "ant", "ais", "ait", "ions", "iez", "aient")
THIRD = ("ent", "e", "es")
FUTURE = ("ai", "as", "a", "ons", "ez", "ont", "ais", "ait", "ions", "iez", "aient")
AGREEING = ("", "e", "s", "es")
OPEN = ("ons", "ant", "ais", "ait", "aient", "a", "as", "ai", "âmes", "âtes", "ât")
"""Endings of verbs in -er before which c and g are soft: plaçons, mangeons."""
CLOSED = ("er", "ez", "ions", "iez", "é", "ée", "és", "ées", "èrent")
MUTE = ("e", "es", "ent", *(f"er{ending}" for ending in FUTURE))
"""Endings that are not heard, or whose e is not: the vowel before opens, as in il règle."""


def inflect(form: str, pos: str) -> tuple[str, ...]:
    """Return the forms of a term in lower case, the dictionary form first.

    `pos` is its part of speech; without one it is taken for a noun. Of a verb with words after it,
    only the verb changes; in other terms each word may stand in the plural.
    """
    first, blank, rest = form.partition(" ")
    kind = pos.strip().lower()
    if kind.startswith("v"):
        return tuple(dict.fromkeys((form, *(one + blank + rest for one in verb_forms(first)))))
    if kind.startswith("adv"):
        return (form,)
    kinds = [tuple(_forms(word, adjective=kind.startswith("adj"))) for word in form.split(" ")]
    count = 1
    for one in kinds:
        count *= len(one)
    if count > MOST:
        kinds = [(forms[0], forms[min(1, len(forms) - 1)]) for forms in kinds]
        return tuple(dict.fromkeys(" ".join(one) for one in zip(*kinds, strict=True)))
    return tuple(dict.fromkeys(" ".join(one) for one in product(*kinds)))


def _forms(word: str, *, adjective: bool) -> dict[str, None]:
    """Return the forms of one word of a noun or adjective."""
    elided, mark, rest = word.rpartition("'")
    if rest in GRAMMAR or not rest.replace("-", "").isalpha():
        return {word: None}
    found = {rest, *plurals(rest)} if not adjective else {rest, *plurals(rest), *feminines(rest)}
    ordered = (rest, *plurals(rest), *sorted(found))
    return dict.fromkeys(elided + mark + one for one in ordered)


def plurals(word: str) -> tuple[str, ...]:
    """Return the plurals of a noun or adjective, or the singular of one that is in the plural."""
    for ending, others in PLURALS:
        if word.endswith(ending):
            return tuple(word.removesuffix(ending) + one for one in others)
    if word[-1:] not in "sxz":
        return (f"{word}s",)
    if len(word) > 4:
        for ending, single in SINGULARS:
            if word.endswith(ending):
                return (word.removesuffix(ending) + single,)
    return ()


def feminines(word: str) -> tuple[str, ...]:
    """Return the feminine forms of an adjective, in the singular and in the plural."""
    for ending, others in FEMININES:
        if word.endswith(ending):
            found = [word.removesuffix(ending) + one for one in others]
            break
    else:
        found = [f"{word}e"]
    return tuple(form for one in found for form in (one, f"{one}s"))


def verb_forms(verb: str) -> Iterator[str]:
    """Yield the forms of a verb, by its infinitive; of what is none, the word itself."""
    yield verb
    if verb.endswith("er"):
        yield from _first_group(verb.removesuffix("er"))
        return
    for ending, (single, plural, third, future, participle) in FAMILIES.items():
        if verb.endswith(ending):
            base = verb.removesuffix(ending)
            yield from (base + single + one for one in SINGULAR)
            yield from (base + plural + one for one in PLURAL)
            yield from (base + third + one for one in THIRD)
            yield from (base + future + one for one in FUTURE)
            yield from (base + participle + one for one in AGREEING)
            return


def _first_group(base: str) -> Iterator[str]:
    """Yield the forms of a verb in -er, whose infinitive is `base` with that ending."""
    soft = {"c": f"{base[:-1]}ç", "g": f"{base}e"}.get(base[-1:], base)
    yield from (soft + ending for ending in OPEN)
    yield from (base + ending for ending in CLOSED)
    yield from (stem + ending for stem in _mute_stems(base) for ending in MUTE)


def _mute_stems(base: str) -> Iterator[str]:
    """Yield what a stem may become before an ending that is not heard."""
    yield base
    if base.endswith("y"):
        yield f"{base[:-1]}i"  # essayer: il essaie
    vowel = next((at for at in (-2, -3) if base[at:][:1] in ("e", "é")), 0)
    if vowel and not set(base[vowel + 1 :]) & set("aeiouyéèê"):
        yield f"{base[:vowel]}è{base[vowel + 1 :]}"  # régler: il règle
        if vowel == -2 and base[-1] in "lt":
            yield base + base[-1]  # appeler: il appelle
