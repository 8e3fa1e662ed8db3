"""What LibreTranslate is sent, and what it is asked first."""

import pytest

from polybook.engines import libretranslate
from polybook.engines.codes import nearest_code, read_code
from polybook.engines.engine import EngineError, EngineSetting, Languages
from polybook.terms.glossary import Glossary
from tests.engines.engines import AT_ONCE, drafted, open_web_engine
from tests.engines.server import Fault


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    monkeypatch.delenv("POLYBOOK_LIBRETRANSLATE_KEY", raising=False)


def open_for(service, target):
    setting = EngineSetting("libretranslate", service.url)
    return libretranslate.open_engine(setting, Languages("en", target), Glossary(), AT_ONCE)


def test_the_languages_are_asked_for_once_and_texts_go_together_as_html(service):
    engine = open_web_engine("libretranslate", service)
    drafted(engine, "Use `x` & more.", "Other words here.")
    drafted(engine, "And these words.")
    assert [(one.method, one.path) for one in service.received] == [
        ("GET", "/languages"), ("POST", "/translate"), ("POST", "/translate")
    ]  # fmt: skip
    assert service.received[1].data == {
        "q": ['Use <x id="1"/> &amp; more.', "Other words here."],
        "source": "en",
        "target": "vi",
        "format": "html",
    }
    engine.close()


def test_a_key_goes_into_the_body(service, monkeypatch):
    monkeypatch.setenv("POLYBOOK_LIBRETRANSLATE_KEY", "abc-def")
    engine = open_web_engine("libretranslate", service)
    drafted(engine, "Some words.")
    assert service.asked[0].data["api_key"] == "abc-def"
    engine.close()


def test_entities_that_come_back_read_are_borne(service):
    engine = open_web_engine("libretranslate", service)
    (one,) = drafted(engine, 'Write a < b & "c" as &lt;b&gt; here, never <x id="1"/>.')
    assert "<" in one.text
    assert " & " in one.text
    assert "&lt;b&gt;" in one.text
    assert '<x id="1"/>' in one.text
    engine.close()


def test_a_language_that_the_host_has_not_is_named(service):
    engine = open_for(service, "sw")
    with pytest.raises(EngineError, match=r"127.0.0.1:\d+ cannot translate English into Swahili"):
        drafted(engine, "Some words.")
    assert service.asked == []
    engine.close()


@pytest.mark.parametrize("answer", [[], {}, None, "words", [1], [{"name": "English"}]])
def test_a_host_that_is_something_else_is_named(service, answer):
    service.languages = answer
    engine = open_for(service, "vi")
    with pytest.raises(EngineError, match="names no languages; see that `url`"):
        drafted(engine, "Some words.")
    engine.close()


@pytest.mark.parametrize("targets", [[], 5, {}, "vi"])
def test_a_host_that_does_not_say_its_targets_is_asked_all_the_same(service, targets):
    service.languages = [{"code": "en", "targets": targets}, {"code": "vi", "targets": None}]
    engine = open_for(service, "vi")
    service.plan(Fault(body=b'{"translatedText": ["tu khac"]}'))
    assert drafted(engine, "Some words.")[0].text == "tu khac"
    assert service.asked[0].data["target"] == "vi"
    engine.close()


def test_a_host_without_any_words_for_its_fault(service):
    engine = open_for(service, "vi")
    service.plan(Fault(400, b""))
    (one,) = drafted(engine, "Some words.")
    assert one.fault.endswith("answered with 400")
    engine.close()


@pytest.mark.parametrize(
    ("name", "known", "code"),
    [
        ("vi", ["en", "vi"], "vi"),
        ("pt_BR", ["pt", "pt-BR"], "pt-BR"),
        ("pt_BR", ["pt"], "pt"),
        ("pt", ["pt-BR"], ""),
        ("zh_CN", ["zh-Hans", "zh-Hant"], "zh-Hans"),
        ("zh_TW", ["zh-Hans", "zh-Hant"], "zh-Hant"),
        ("zh_Hant", ["zh"], "zh"),
        ("sr@latin", ["sr"], "sr"),
        ("nb", ["NB"], "NB"),
    ],
)
def test_a_host_s_name_for_a_language(name, known, code):
    assert nearest_code(name, known) == code


def test_the_parts_of_a_name():
    assert read_code("zh_HK").bcp47 == "zh-Hant"
    assert read_code("sr_Latn_RS").bcp47 == "sr-Latn-RS"
    assert read_code("es_419").bcp47 == "es-419"
