import pytest

from polybook.catalog.comments import (
    Provenance,
    Waiver,
    draft_of,
    read_provenance,
    read_waivers,
)
from polybook.model.entry import Entry

MACHINE = "polybook: machine (libretranslate, 2024-02-28)"


def test_provenance_is_read_as_it_is_written():
    provenance = Provenance("libretranslate", "2024-02-28")
    assert str(provenance) == MACHINE
    assert read_provenance(["a note", MACHINE]) == provenance


@pytest.mark.parametrize(
    ("engine", "fuzzy", "previous", "unread"),
    [
        ("deepl", True, None, True),
        ("deepl", False, None, False),
        ("deepl", True, "The English of then.", False),
        ("memory", True, "The English that it was made for.", True),
    ],
)
def test_a_draft_is_unread_until_its_flag_is_gone(engine, fuzzy, previous, unread):
    made = Provenance(engine, "2024-02-28")
    entry = Entry("Now.", "Nay.", fuzzy=fuzzy, comments=(str(made),), previous_msgid=previous)
    assert draft_of(entry) == (made if unread else None)


@pytest.mark.parametrize("engine", ["openai (gpt, mini)", "deepl"])
def test_an_engine_may_have_any_name(engine):
    provenance = Provenance(engine, "2024-02-28")
    assert read_provenance([str(provenance)]) == provenance


@pytest.mark.parametrize("line", ["machine (a, b)", "polybook: machine", "polybook: machine ()"])
def test_other_comments_are_no_provenance(line):
    assert read_provenance([line]) is None


@pytest.mark.parametrize(
    ("line", "waiver"),
    [
        ("polybook: ignore term-missing - the verb", Waiver("term-missing", "the verb")),
        ("polybook:ignore term-missing — a - b", Waiver("term-missing", "a - b")),
        ("  polybook: ignore math-kept  ", Waiver("math-kept")),
        ("polybook: ignore math-kept -", Waiver("math-kept")),
        ("polybook: ignore math-kept - ", Waiver("math-kept")),
    ],
)
def test_waivers_are_comments(line, waiver):
    assert read_waivers(Entry("a", comments=("a note", line))) == (waiver,)
    assert read_waivers(Entry("a", comments=(str(waiver),))) == (waiver,)


@pytest.mark.parametrize(
    "line", ["ignore math-kept - x", "polybook: ignore", "polybook: ignored x"]
)
def test_other_comments_are_no_waivers(line):
    assert read_waivers(Entry("a", comments=(line,))) == ()


def test_the_flags_of_weblate_are_waivers_without_a_reason():
    entry = Entry("a", comments=("polybook: ignore b - c",), flags=("ignore-same", "no-wrap"))
    assert read_waivers(entry) == (Waiver("b", "c"), Waiver("same", flag=True))
