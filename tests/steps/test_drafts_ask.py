"""Asking an engine: batches, several at once, nothing twice, everything stored."""

from __future__ import annotations

import threading
from contextlib import closing

import pytest

from polybook.engines.engine import Draft, EngineError, Languages, Request
from polybook.steps import drafts_ask
from polybook.steps.drafts_ask import HELD, Asker
from polybook.steps.drafts_cache import Answers, answer_key
from polybook.steps.drafts_workers import Workers
from tests.drafts import FakeEngine

VIETNAMESE = Languages("en", "vi")


def talk(*texts: str):
    """Ask for texts, then for all of them again with a bang; return both answers."""
    first = yield [Request(text) for text in texts]
    second = yield [Request(f"{text}!") for text in texts]
    return [draft.text for draft in (*first, *second)]


@pytest.fixture
def answers(tmp_path):
    with closing(Answers(tmp_path)) as opened:
        yield opened


def asker(answers, engine, **options):
    return Asker(engine, VIETNAMESE, answers, **options)


def test_conversations_get_their_own_answers(answers):
    engine = FakeEngine(lambda request: request.text.upper(), texts=2)
    ask = asker(answers, engine, parallel=3)
    found = list(ask.run([talk("a", "b", "c"), talk("d"), talk(), talk("a")]))
    assert sorted(found) == [
        [], ["A", "A!"], ["A", "B", "C", "A!", "B!", "C!"], ["D", "D!"],
    ]  # fmt: skip
    assert sorted(engine.texts) == sorted(["a", "b", "c", "d", "a!", "b!", "c!", "d!"])
    assert (ask.tally.sent, ask.tally.answered, ask.tally.known) == (8, 8, 0)


def test_batches_keep_to_the_limits(answers):
    sizes = []

    class Engine(FakeEngine):
        def draft(self, requests):
            sizes.append([len(request.text) for request in requests])
            return super().draft(requests)

    engine = Engine(lambda request: request.text, texts=3, characters=20)

    def ask():
        return (yield [Request("x" * n) for n in (5, 6, 7, 8, 19, 30, 1, 2, 3, 4)])

    list(asker(answers, engine).run([ask()]))
    assert sizes == [[5, 6, 7], [8], [19], [30], [1, 2, 3], [4]]


def test_what_is_held_back_is_said_to_be(answers):
    engine = FakeEngine(lambda request: request.text)

    def ask():
        return (yield [Request(text) for text in "abc"])

    ask_two = asker(answers, engine, most=2)
    [drafts] = ask_two.run([ask()])
    assert drafts[2] is HELD
    assert (engine.texts, ask_two.tally.held) == (["a", "b"], 1)
    ask_none = asker(answers, engine, send=False)
    list(ask_none.run([ask()]))
    assert (ask_none.tally.known, ask_none.tally.sent, len(engine.asked)) == (2, 1, 2)


def test_when_one_batch_fails_the_others_on_their_way_are_stored(answers, monkeypatch):
    begun, stopped = threading.Event(), threading.Event()
    stop = Workers.stop

    def answer(request):
        if request.text == "bad":
            begun.wait(10)
            return EngineError("enough")
        begun.set()
        stopped.wait(10)
        return "tốt"

    def stop_and_tell(workers, patience):
        stopped.set()
        return stop(workers, patience)

    monkeypatch.setattr(Workers, "stop", stop_and_tell)

    engine = FakeEngine(answer, texts=1)

    def ask():
        yield [Request("good"), Request("bad"), Request("never")]

    with pytest.raises(EngineError, match="enough"):
        list(asker(answers, engine, parallel=2).run([ask()]))
    assert answers.find([answer_key(engine, VIETNAMESE, Request("good"))])
    assert "never" not in engine.texts


def test_an_engine_that_never_answers_is_not_waited_for(answers, monkeypatch):
    monkeypatch.setattr(drafts_ask, "PATIENCE", 0.05)
    forever = threading.Event()

    def answer(request):
        if request.text == "bad":
            return EngineError("enough")
        forever.wait(60)
        return "late"

    def ask():
        yield [Request("slow"), Request("bad")]

    engine = FakeEngine(answer, texts=1)
    with pytest.raises(EngineError, match="enough"):
        list(asker(answers, engine, parallel=2).run([ask()]))
    forever.set()


def test_an_engine_that_answers_too_little_is_told(answers):
    engine = FakeEngine()
    engine.draft = lambda requests: [Draft("x")] * (len(requests) - 1)

    def ask():
        yield [Request("a"), Request("b")]

    with pytest.raises(EngineError, match="1 answers to 2 texts"):
        list(asker(answers, engine).run([ask()]))
