"""Any program as an engine: lines of JSON, crashes, silence, chatter."""

import re
import sys
import threading
import time

import pytest

from polybook.engines import command
from polybook.engines.command import line_of
from polybook.engines.engine import Context, EngineError, EngineSetting, Request, Retry
from polybook.engines.program import Program, Silent
from polybook.model.errors import ConfigError
from tests.engines.engines import GLOSSARY, TEXTS, VIETNAMESE, drafted
from tests.helpers import ROOT

START = """
import json, sys, os, time
sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")
def say(**answer):
    print(json.dumps(answer), flush=True)
def marked(name):
    known = os.path.exists(name)
    open(name, "a").close()
    return known
"""
LOOP = (
    START
    + """
for line in sys.stdin:
    asked = json.loads(line)
    text = asked["text"].replace("the", "này").replace("that", "kia")
"""
)
GOOD = LOOP + "    say(id=asked['id'], text=text)\n"


@pytest.fixture
def engine_of(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    opened = []

    def make(program, **fields):
        file = tmp_path / "drafts.py"
        file.write_text(program, "utf-8")
        setting = EngineSetting("command", command=(sys.executable, str(file)), **fields)
        opened.append(command.open_engine(setting, VIETNAMESE, GLOSSARY))
        return opened[-1]

    yield make
    for engine in opened:
        engine.close()


def test_a_program_answers_line_by_line_and_is_started_once(engine_of, tmp_path):
    engine = engine_of("open('starts', 'a').write('x')\n" + GOOD)
    results = drafted(engine, *TEXTS, *TEXTS)
    assert all(one.text for one in results)
    assert results[1].text == "The loss falls in every step, and kia is what we want to see."
    assert (tmp_path / "starts").read_text() == "x"
    assert engine.host == ""


def test_nothing_is_started_before_it_is_asked(engine_of, tmp_path):
    engine = engine_of("open('starts', 'a').write('x')\n" + GOOD)
    assert engine.draft([]) == []
    engine.close()
    assert not (tmp_path / "starts").exists()


def test_the_line_has_all_that_belongs_to_a_text():
    context = Context("intro.md", "A > B", "Before.", "After.", "goes on", (("One.", "Một."),))
    request = Request(
        'Use <x id="1"/>.', GLOSSARY.terms[:1], context, Retry("Dùng.", "lost"), ((1, "`x`"),)
    )
    assert line_of(request, VIETNAMESE, "big") == {
        "text": 'Use <x id="1"/>.', "source": "en", "target": "vi", "model": "big",
        "page": "intro.md", "heading": "A > B", "before": "Before.", "after": "After.",
        "continues": "goes on", "examples": [["One.", "Một."]], "hidden": {"1": "`x`"},
        "terms": [{"term": "gradient descent", "translations": ["hạ gradient"], "level": "strict",
                   "avoid": ["giảm độ dốc"], "pos": "", "context": ""}],
        "retry": {"draft": "Dùng.", "fault": "lost"},
    }  # fmt: skip
    assert line_of(Request("Words."), VIETNAMESE, "") == {
        "text": "Words.", "source": "en", "target": "vi"
    }  # fmt: skip


def test_chatter_between_the_answers_is_ignored(engine_of):
    noise = "    print('loading...'); print('{}'); print('[1]'); print('{\"id\": 99}')\n"
    engine = engine_of(LOOP + noise + "    say(id=asked['id'], text=text)\n")
    assert all(one.text for one in drafted(engine, *TEXTS))


def test_answers_may_come_in_another_order(engine_of):
    program = (
        LOOP
        + """
    if marked("second"):
        say(id=asked["id"], text="sau " + text)
        say(**first)
    else:
        first = {"id": asked["id"], "text": "trước " + text}
"""
    )
    engine = engine_of(program, parallel=2)
    found = {}

    def ask(text):
        found[text] = drafted(engine, text)[0].text

    threads = [threading.Thread(target=ask, args=(text,)) for text in TEXTS[1:]]
    for thread in threads:
        thread.start()
        time.sleep(0.05)
    for thread in threads:
        thread.join(10)
    assert found[TEXTS[1]].startswith("trước The loss")
    assert found[TEXTS[2]].startswith("sau A link")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("say(id=asked['id'], reason='no such\\nword')", "the program says: no such word"),
        ("say(id=asked['id'])", "the program's answer has no `text`"),
        ("say(id=asked['id'], text=5)", "the program's answer has no `text`"),
        ("say(id=asked['id'], text='')", "the answer is empty"),
        ("say(id=asked['id'], text='Here is the translation: ' + text)", "translation alone"),
    ],
)
def test_an_answer_that_is_none_gives_the_reason(engine_of, answer, reason):
    (one,) = drafted(engine_of(f"{LOOP}    {answer}\n"), TEXTS[1])
    assert one.text == ""
    assert reason in one.fault


def test_markup_that_a_program_loses_is_named(engine_of):
    (one,) = drafted(
        engine_of(f"{LOOP}    say(id=asked['id'], text='Dùng nó thật lâu.')\n"), TEXTS[0]
    )
    assert '<x id="1"/> for `x`' in one.fault


def test_a_program_that_dies_is_started_once_more_and_nothing_is_lost(engine_of):
    program = (
        LOOP
        + """
    if asked["id"] == 2 and not marked("died"):
        sys.exit(7)
    say(id=asked["id"], text=text)
"""
    )
    assert all(one.text for one in drafted(engine_of(program), *TEXTS))


def test_a_program_that_dies_again_and_again_is_given_up_with_its_last_words(engine_of):
    program = (
        START
        + "sys.stdin.readline(); print('no model \\x1b[31m here', file=sys.stderr); sys.exit(3)"
    )
    engine = engine_of(program)
    with pytest.raises(
        EngineError, match=r"failed twice, last because it ended with 3 \(no model"
    ) as error:
        drafted(engine, *TEXTS)
    assert "\x1b" not in str(error.value)


def test_a_program_that_only_closes_its_output_has_ended(engine_of):
    engine = engine_of(START + "os.close(1)\ntime.sleep(60)")
    began = time.monotonic()
    with pytest.raises(EngineError, match="failed twice"):
        drafted(engine, *TEXTS)
    assert time.monotonic() - began < 30


def test_a_program_that_keeps_silent_is_ended_and_the_others_get_their_drafts(engine_of):
    program = (
        LOOP
        + """
    if "slowly" in text:
        print("thinking")
        sys.stdout.flush()
        time.sleep(60)
    say(id=asked["id"], text=text)
"""
    )
    results = drafted(engine_of(program, timeout=1.0), *TEXTS)
    assert [bool(one.text) for one in results] == [False, True, True]
    assert results[0].fault.endswith('it did not answer within 1 s, but said "thinking"')


def test_a_text_larger_than_any_pipe_goes_through(engine_of):
    text = " ".join(f"{number} of the words." for number in range(10_000))
    (one,) = drafted(engine_of(GOOD), text)
    assert one.text.replace("này", "the") == text


def test_a_program_that_reads_nothing_leaves_no_error_behind_in_a_thread():
    code = "import os, sys, time; os.close(0); print('closed', file=sys.stderr); time.sleep(20)"
    program = Program([sys.executable, "-c", code])
    while not program._errors:
        time.sleep(0.01)
    with pytest.raises(Silent):
        program.ask(1, {"text": "words"}, 0.3)
    program.kill()


def test_a_program_that_is_not_there_is_named():
    setting = EngineSetting("command", command=("no-such-program-at-all",))
    engine = command.open_engine(setting, VIETNAMESE, GLOSSARY)
    with pytest.raises(EngineError, match="no-such-program-at-all cannot be started, No such file"):
        drafted(engine, *TEXTS)


def test_without_a_program_the_error_has_what_to_write():
    with pytest.raises(ConfigError, match=r'\[engines\.command\], such as command = \["py'):
        command.open_engine(EngineSetting("command"), VIETNAMESE, GLOSSARY)


def test_a_closed_engine_starts_nothing(engine_of):
    engine = engine_of(GOOD)
    drafted(engine, TEXTS[1])
    engine.close()
    engine.close()
    with pytest.raises(EngineError, match="was stopped"):
        drafted(engine, TEXTS[1])


def test_no_shell_reads_the_arguments():
    program = "import json,sys\nfor l in sys.stdin: print(json.dumps({'id': json.loads(l)['id'], " \
        "'text': 'từ ' + sys.argv[1]}), flush=True)"  # fmt: skip
    setting = EngineSetting("command", command=(sys.executable, "-c", program, "$HOME; `ls` *"))
    engine = command.open_engine(setting, VIETNAMESE, GLOSSARY)
    (draft,) = engine.draft([Request("Some words of the English.")])
    assert draft.text == "từ $HOME; `ls` *"
    engine.close()


def test_the_manual_s_example_works(engine_of):
    manual = (ROOT / "docs" / "reference" / "engines.md").read_text("utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", manual, re.S)
    request = Request('A batch of <x id="1"/> and gradient descent.', GLOSSARY.terms[:2])
    (draft,) = engine_of(program).draft([request])
    assert (draft.text, draft.reason) == ('A lô of <x id="1"/> and hạ gradient.', "")
