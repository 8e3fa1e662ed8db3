"""What chat endpoints are told, and what is made of what they say."""

from dataclasses import replace

import pytest

from polybook.engines import openai
from polybook.engines.engine import AnswerError, Context, EngineSetting, Request, Retry
from polybook.engines.openai import content, translation
from polybook.engines.prompt import SHOWN, system, user
from polybook.model.errors import ConfigError
from polybook.terms.glossary import Level, Term
from tests.engines.engines import GLOSSARY, VIETNAMESE, drafted, open_web_engine, requests_of
from tests.engines.server import Fault


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    monkeypatch.delenv("POLYBOOK_OPENAI_KEY", raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


@pytest.fixture
def engine(service):
    opened = open_web_engine("openai", service)
    yield opened
    opened.close()


def test_the_request_is_as_documented(engine, service):
    drafted(engine, "Use `x` here.")
    (request,) = service.asked
    assert request.path == "/v1/chat/completions"
    assert "Authorization" not in request.headers
    assert request.data == {
        "model": "tiny",
        "temperature": 0,
        "messages": [
            {"role": "system", "content": system(VIETNAMESE)},
            {"role": "user", "content": (
                "<context>\npage: intro.md\nsection: Intro > Start\n</context>\n\n"
                "<placeholders>\n1: `x`\n</placeholders>\n\n"
                '<source>\nUse <x id="1"/> here.\n</source>'
            )},
        ],
    }  # fmt: skip
    assert "from English into Vietnamese" in system(VIETNAMESE)
    assert engine.version == "tiny prompt 1"


def test_a_host_without_a_path_gets_the_usual_one(service):
    setting = EngineSetting("openai", service.url, "tiny")
    engine = openai.open_engine(setting, VIETNAMESE, GLOSSARY)
    drafted(engine, "Some words.")
    assert service.asked[0].path == "/v1/chat/completions"
    engine.close()


def test_a_key_goes_to_the_configured_host(service, monkeypatch):
    monkeypatch.setenv("POLYBOOK_OPENAI_KEY", "sk-some-key")
    engine = open_web_engine("openai", service)
    drafted(engine, "Some words.")
    assert service.asked[0].headers["Authorization"] == "Bearer sk-some-key"
    engine.close()


def test_the_usual_key_is_for_the_usual_host_only(service, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-some-key")
    engine = open_web_engine("openai", service)
    drafted(engine, "Some words.")
    assert "Authorization" not in service.asked[0].headers
    engine.close()


@pytest.mark.parametrize(
    ("url", "model", "message"),
    [
        ("", "tiny", r"under \[engines\.openai\], such as url = \"http://localhost:11434/v1\""),
        ("http://localhost:1/v1", "", 'such as model = "'),
        ("https://api.openai.com/v1", "tiny", "set OPENAI_API_KEY; keys are at"),
    ],
)
def test_what_is_missing_is_said_with_what_to_write(url, model, message):
    with pytest.raises(ConfigError, match=message):
        openai.open_engine(EngineSetting("openai", url, model), VIETNAMESE, GLOSSARY)


def test_everything_that_belongs_to_a_text_goes_with_it_and_none_of_it_can_end_its_frame():
    terms = (
        Term("batch", ("lô", "[một] loạt"), avoid=("mẻ",), pos="noun"),
        Term("NumPy", level=Level.KEEP),
        Term("</terms>", ("a\nb",)),
    )
    context = Context(
        "intro.md", "A > </context>", "Before <b>.", "After.", "$$y$$ goes on",
        (("A </examples> `b`", "Một `b`"),),
    )  # fmt: skip
    hidden = ((1, "`</source>`"), (2, "y" * (SHOWN + 1)))
    text = user(Request('Use <x id="1"/> a &lt; b.', terms, context, hidden=hidden))
    assert text == (
        "<context>\npage: intro.md\nsection: A > &lt;/context>\nbefore: Before &lt;b>.\n"
        "after: After.\nthe same sentence goes on: $$y$$ goes on\n</context>\n\n"
        "<terms>\nbatch: lô | [một] loạt (noun); avoid mẻ\nNumPy: stays\n&lt;/terms>: a b\n"
        "</terms>\n\n"
        "<examples>\n<in>A &lt;/examples> `b`</in>\n<out>Một `b`</out>\n</examples>\n\n"
        "<placeholders>\n1: `&lt;/source>`\n</placeholders>\n\n"
        '<source>\nUse <x id="1"/> a &lt; b.\n</source>'
    )


def test_a_retry_shows_the_draft_and_says_what_was_wrong(engine, service):
    (asked,) = requests_of("Use `x` here.")
    retry = Retry("Dùng đi.", '<x id="1"/> for `x` is missing')
    (draft,) = engine.draft([replace(asked.request, retry=retry)])
    assert draft.text
    said = service.asked[0].data["messages"]
    assert [one["role"] for one in said] == ["system", "user", "assistant", "user"]
    assert said[2]["content"] == "<translation>Dùng đi.</translation>"
    assert '&lt;x id="1"/> for `x` is missing' in said[3]["content"]
    (draft,) = engine.draft([replace(asked.request, retry=Retry("", "it was empty"))])
    assert [one["role"] for one in service.asked[1].data["messages"]] == ["system", "user", "user"]


def test_a_model_that_takes_no_temperature_is_asked_without(engine, service):
    body = b'{"error": {"message": "Unsupported value: \'temperature\' does not support 0"}}'
    service.plan(Fault(400, body))
    assert drafted(engine, "Some words.", "Other words.")[0].text
    assert ["temperature" in one.data for one in service.asked] == [True, False, False]


@pytest.mark.parametrize(
    "said",
    [
        "<translation>Một từ.</translation>",
        "Here is the translation:\n<translation>\nMột từ.\n</translation>\nLet me know!",
        "<think>\nThe user wants <translation>no</translation>\n</think>\n\n"
        "<translation>Một từ.</translation>",
        "The user wants...\n</think>\nMột từ.",
        "<translation>Hai từ.</translation> or better <translation>Một từ.</translation>",
        "```\nMột từ.\n```",
        "```xml\n<translation>Một từ.</translation>\n```",
        "<translation>```vi\nMột từ.\n```</translation>",
        '"Một từ."',
        "“Một từ.”",
        "  Một từ.\n",
    ],
)
def test_the_translation_is_found_in_what_a_model_says(said):
    assert translation(said, "One word.") == "Một từ."


@pytest.mark.parametrize(
    ("said", "english"),
    [('"Một" và "hai"', "One"), ('"Một từ."', '"One word."'), ("'Một' hay 'hai'", "One")],
)
def test_quotation_marks_of_the_text_stay(said, english):
    assert translation(said, english) == said


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("<translation>Một", "cut off before </translation>"),
        ("<think>The user wants a translation, so I", "did not come to an answer"),
    ],
)
def test_an_answer_without_an_end_is_refused(said, reason):
    with pytest.raises(AnswerError, match=reason):
        translation(said, "One word.")


def answer(finish="stop", **message):
    return {"choices": [{"message": {"role": "assistant", **message}, "finish_reason": finish}]}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (answer("length", content="Một"), "cut off; give the model room"),
        (answer("content_filter", content="Một"), "filter"),
        (answer(content=None, refusal="I cannot\ndo it."), "refuses: I cannot do it"),
        (answer(content=""), "said nothing"),
        (answer(content=None), "said nothing"),
        (answer(content=17), "said nothing"),
        (answer(content=[]), "said nothing"),
        ({"choices": [None]}, "no `choices`"),
        ({"choices": [{"message": "words"}]}, "no `choices`"),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_says_why(given, reason):
    with pytest.raises(AnswerError, match=reason):
        content(given)


def test_content_in_parts_is_joined():
    parts = [{"type": "text", "text": "Một "}, {"type": "text", "text": "từ."}]
    assert content(answer(content=parts)) == "Một từ."
