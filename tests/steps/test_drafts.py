"""The parts of drafting that have promises of their own: sentences, store, asking, pages."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybook.engines.engine import Context, Draft, Languages, Request, Retry
from polybook.formats.inline import read_text
from polybook.model.errors import UsageError
from polybook.steps.drafts_cache import FILE, Answers, AnswersError, answer_key, rejection
from polybook.steps.drafts_pages import Pages
from polybook.steps.drafts_sentences import split_sentences
from polybook.terms.glossary import Term
from tests.drafts import FakeEngine

VIETNAMESE = Languages("en", "vi")
KEY = (None, "Loss")


def sentences(text: str) -> list[str]:
    return split_sentences(text, read_text(text))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One step. Then two! More?", ["One step. ", "Then two! ", "More?"]),
        ("See Fig. 3, e.g. Adam, cf. Eq. Two.", ["See Fig. 3, e.g. Adam, cf. Eq. Two."]),
        ("It is 3.14 by A. Person et al. Yes.", ["It is 3.14 by A. Person et al. Yes."]),
        ("`a. B` is. $x. Y$ too.", ["`a. B` is. $x. Y$ too."]),
        ("*One. Two.* Three.", ["*One. Two.* ", "Three."]),
        ("[One. Two](a.md). **Three.** End", ["[One. Two](a.md). ", "**Three.** ", "End"]),
        ("我们学习。然后测试！好", ["我们学习。", "然后测试！", "好"]),
        ('He said "Go." Then "Stop!" Yes', ['He said "Go." ', 'Then "Stop!" ', "Yes"]),
        ("lower case. not a start", ["lower case. not a start"]),
        ("", [""]),
    ],
)
def test_texts_are_cut_between_sentences(text, parts):
    assert sentences(text) == parts


@given(st.text(alphabet="aB. *_`$[](){}!?<>/\\\n1我。", max_size=60))
def test_sentences_join_to_the_text_and_no_token_is_cut(text):
    parts = sentences(text)
    assert "".join(parts) == text
    ends = {len("".join(parts[:count])) for count in range(1, len(parts))}
    for token in read_text(text).tokens:
        assert not any(token.span.start < end < token.span.end for end in ends)


def test_answers_outlive_the_process_that_stored_them(tmp_path):
    with closing(Answers(tmp_path)) as answers:
        answers.keep({b"1": Draft("một"), b"2": Draft("hai", "too long")})
    with closing(Answers(tmp_path)) as answers:
        assert answers.find([b"1", b"2", b"3"]) == {
            b"1": Draft("một"), b"2": Draft("hai", "too long"),
        }  # fmt: skip
        assert not answers.replaced


def test_rejections_are_of_one_language_and_one_message(tmp_path):
    with closing(Answers(tmp_path)) as answers:
        answers.reject("vi", KEY, "Mất")
        answers.reject("fr", ("", "Loss"), "Perte")
        assert answers.rejected("vi") == {rejection(KEY, "Mất")}
        assert rejection(("", "Loss"), "Perte") != rejection(KEY, "Perte")
        answers.take_back("vi", KEY, "Mất")
        assert answers.rejected("vi") == frozenset()
        assert len(answers.rejected("fr")) == 1


@pytest.mark.parametrize(
    "content",
    [b"garbage" * 500, b"SQLite format 3\0" + os.urandom(5000), b"\0" * 4096],
    ids=["text", "random", "zeros"],
)
def test_a_foreign_file_is_replaced(tmp_path, content):
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_bytes(content)
    with closing(Answers(tmp_path)) as answers:
        assert answers.replaced
        answers.keep({b"1": Draft("một")})
        assert answers.find([b"1"]) == {b"1": Draft("một")}


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_a_torn_file_is_replaced(tmp_path, keep):
    path = tmp_path / FILE
    with closing(Answers(tmp_path)) as answers:
        answers.keep({bytes([n]): Draft(str(n) * 500) for n in range(100)})
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * keep)])
    with closing(Answers(tmp_path)) as answers:
        assert answers.replaced
        assert answers.find([b"\1"]) == {}


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE rejected",
        "DROP TABLE answers",
        "CREATE TRIGGER t BEFORE INSERT ON answers BEGIN SELECT RAISE(ABORT, 'no'); END",
        "CREATE VIEW more AS SELECT 1",
    ],
)
def test_a_file_with_other_tables_is_replaced(tmp_path, statement):
    with closing(Answers(tmp_path)) as answers:
        answers.keep({b"a": Draft("một")})
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        database.execute(statement)
    with closing(Answers(tmp_path)) as answers:
        assert answers.replaced
        assert not answers.rejected("vi")
        answers.keep({b"a": Draft("hai")})
        assert answers.find([b"a"]) == {b"a": Draft("hai")}


def test_texts_that_are_none_are_no_reason_to_stop(tmp_path):
    with closing(Answers(tmp_path)) as answers:
        answers.keep({b"a": Draft("một")})
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        database.execute("UPDATE answers SET text = CAST(x'61ff' AS TEXT)")
        database.execute("INSERT INTO rejected VALUES ('vi', '', CAST(x'ff' AS TEXT), '')")
    with closing(Answers(tmp_path)) as answers:
        assert answers.find([b"a"]) == {b"a": Draft("a\ufffd")}
        assert answers.rejected("vi") == {("", "\ufffd", "")}


def test_a_database_of_another_program_is_replaced(tmp_path):
    path = tmp_path / FILE
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE answers (key, text, reason)")
        database.execute("INSERT INTO answers VALUES (x'31', 'forged', '')")
    with closing(Answers(tmp_path)) as answers:
        assert answers.find([b"1"]) == {}


def test_where_nothing_can_be_stored_nothing_is_asked(tmp_path):
    (tmp_path / FILE).mkdir(parents=True)
    with pytest.raises(AnswersError, match="the answers of engines must be stored"):
        Answers(tmp_path)


def test_it_is_not_closed_under_a_thread_that_stores(tmp_path):
    ended: list[Exception] = []

    def store(answers, number):
        try:
            while True:
                answers.keep({b"%d" % number: Draft("x" * 1000)})
        except AnswersError as error:
            ended.append(error)

    for _ in range(5):
        answers = Answers(tmp_path)
        threads = [threading.Thread(target=store, args=(answers, one)) for one in range(3)]
        for thread in threads:
            thread.start()
        answers.close()
        for thread in threads:
            thread.join(30)
    assert len(ended) == 15


def test_two_processes_may_begin_at_once(tmp_path):
    faults = []

    def work(number: int) -> None:
        try:
            with closing(Answers(tmp_path)) as answers:
                for n in range(20):
                    answers.keep({b"%d %d" % (number, n): Draft("x")})
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with closing(Answers(tmp_path)) as answers:
        assert len(answers.find([b"%d %d" % (a, b) for a in range(4) for b in range(20)])) == 80


BASE = Request("A text", (Term("loss", ("mất mát",)),), Context("a.md", "A > B", "x", "y", "z"))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (BASE, True),
        (
            Request(BASE.text, BASE.terms, Context("a.md", "A > B", "x", "y", "z", (("e", "v"),))),
            True,
        ),
        (Request(BASE.text, (Term("loss", ("mất mát",), line=7),), BASE.context), True),
        (Request("Another", BASE.terms, BASE.context), False),
        (Request(BASE.text, (), BASE.context), False),
        (Request(BASE.text, (Term("loss", ("lỗ",)),), BASE.context), False),
        (Request(BASE.text, BASE.terms, Context("a.md", "A > C", "x", "y", "z")), False),
        (Request(BASE.text, BASE.terms, BASE.context, Retry("d", "f")), False),
        (Request(BASE.text, BASE.terms, BASE.context, hidden=((1, "$x$"),)), False),
    ],
)
def test_an_answer_is_found_by_what_was_asked(other, same):
    engine = FakeEngine()
    keys = {answer_key(engine, VIETNAMESE, one) for one in (BASE, other)}
    assert (len(keys) == 1) == same


def test_another_version_or_language_is_another_answer():
    one, other = FakeEngine(), FakeEngine()
    other.version = "2"
    assert answer_key(one, VIETNAMESE, BASE) != answer_key(other, VIETNAMESE, BASE)
    assert answer_key(one, VIETNAMESE, BASE) != answer_key(one, Languages("en", "fr"), BASE)


@pytest.fixture
def book(project):
    from polybook.config import load
    from polybook.steps.book import open_book

    config = load(project.root)
    pages = open_book(config).pages

    def chosen(*given: str, folder=project.root) -> list[str]:
        return [file.name for file in Pages(given, folder).choose(config, "vi", pages)]

    chosen.root = project.root
    return chosen


@pytest.mark.parametrize(
    "given",
    [
        "chapters/one", "chapters/one.md", "source_en/chapters/one.md",
        "./source_en/chapters/../chapters/one.md", "locales/vi/LC_MESSAGES/chapters/one.po",
        "chapters/o*", "chapters/one.*",
    ],
)  # fmt: skip
def test_a_page_is_named_in_any_way_that_people_try(book, given):
    assert book(given) == ["chapters/one.md"]


@pytest.mark.parametrize(
    "given",
    [
        "chapters",
        "chapters/",
        "source_en/chapters",
        "chapters/*",
        "locales/vi/LC_MESSAGES/chapters",
    ],
)
def test_a_folder_names_its_pages(book, given):
    assert book(given) == ["chapters/one.md", "chapters/two.ipynb"]


def test_paths_are_relative_to_the_folder_of_the_command(book):
    assert book("one.md", folder=book.root / "source_en/chapters") == ["chapters/one.md"]
    assert len(book("source_en")) == len(book(".")) == len(book()) == 3
    assert book("index", "chapters/two") == ["chapters/two.ipynb", "index.md"]


@pytest.mark.parametrize("given", ["chapter/one", "img/a.png", "/etc/passwd", "../x", "[", ""])
def test_what_names_no_page_is_wrong_usage(book, given):
    with pytest.raises(UsageError, match="no page of the book; "):
        book(given)
