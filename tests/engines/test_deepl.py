"""What DeepL is sent: tags as XML, the section as context, our terms as a glossary kept in step."""

import logging
from dataclasses import replace

import pytest

from polybook.engines import deepl
from polybook.engines.deepl import source_code, target_code
from polybook.engines.engine import Context, EngineError, EngineSetting, Languages, Request
from polybook.engines.retry import Clock
from polybook.model.errors import ConfigError
from polybook.terms.glossary import Glossary, Term
from tests.engines.engines import AT_ONCE, GLOSSARY, VIETNAMESE, drafted, open_web_engine
from tests.engines.server import Fault

MADE = 1_709_129_778.0
"""When the service says that its glossaries were made."""
DAY = 86_400.0
CHANGED = replace(GLOSSARY, terms=(*GLOSSARY.terms, Term("loss", ("mất mát",))))


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("POLYBOOK_DEEPL_KEY", "some-key:fx")


def open_with(service, glossary=GLOSSARY, now=MADE, target="vi"):
    clock = Clock(wall=lambda: now, wait=AT_ONCE.wait)
    setting = EngineSetting("deepl", service.url)
    return deepl.open_engine(setting, Languages("en", target), glossary, clock)


def ask(engine, *texts):
    try:
        return drafted(engine, *texts or ("Some words here.",))
    finally:
        engine.close()


def test_the_request_is_as_documented(service):
    ask(open_web_engine("deepl", service, model="quality_optimized"), "Use `x` & **more** words.")
    (request,) = service.asked
    assert request.path == "/v2/translate"
    assert request.headers["Authorization"] == "DeepL-Auth-Key some-key:fx"
    data = dict(request.data)
    assert data.pop("glossary_id").startswith("made-")
    assert data == {
        "text": ['Use <x id="1"/> &amp; <g id="2">more</g> words.'],
        "source_lang": "EN",
        "target_lang": "VI",
        "tag_handling": "xml",
        "tag_handling_version": "v2",
        "outline_detection": False,
        "non_splitting_tags": ["g", "x"],
        "split_sentences": "nonewlines",
        "preserve_formatting": True,
        "context": "Intro > Start",
        "model_type": "quality_optimized",
    }


def test_characters_that_xml_cannot_hold_are_not_sent(service):
    ask(open_with(service), "Some\x0cwords \x1b here.")
    assert service.asked[0].data["text"] == ["Some words   here."]


def test_texts_of_a_section_share_their_context_and_no_more_than_fifty_go_together(service):
    def request(number, heading, **fields):
        context = Context("page.md", heading, before="Before.", after="After.", **fields)
        return Request(f"Words {number} here.", context=context)

    requests = [request(number, "One") for number in range(60)]
    requests += [request(60, "Two"), request(61, "Two", continues="$$y$$ the rest")]
    engine = open_with(service)
    assert all(draft.text and not draft.reason for draft in engine.draft(requests))
    assert [len(one.data["text"]) for one in service.asked] == [50, 10, 1, 1]
    contexts = [one.data["context"] for one in service.asked]
    assert contexts[0].startswith("One\nBefore.\nWords 0 here.\nWords 1 here.")
    assert contexts[2:] == ["Two\nBefore.\nAfter.", "Two\nBefore.\n$$y$$ the rest\nAfter."]
    engine.close()


def test_a_request_stays_below_128_kib_whatever_its_letters(service):
    requests = [Request("từng 字 😀 " * 500, context=Context(heading="字" * 5000))] * 20
    engine = open_with(service)
    engine.draft(requests)
    assert max(len(one.raw) for one in service.asked) < 128 * 1024
    assert sum(len(one.data["text"]) for one in service.asked) == 20
    engine.close()


# The glossary


def test_the_terms_that_mean_one_thing_become_a_glossary(service):
    ask(open_with(service))
    made = next(one for one in service.received if one.path == "/v3/glossaries" and one.data)
    (dictionary,) = made.data["dictionaries"]
    assert made.data["name"].startswith("polybook en-vi ")
    assert service.glossaries[0]["dictionaries"][0]["source_lang"] == "en"
    sent = b"gradient descent\\th\xe1\xba\xa1 gradient\\nbatch\\tl\xc3\xb4\\nNumPy\\tNumPy"
    assert sent in made.raw
    assert dictionary["target_lang"] == "vi"
    assert dictionary["entries_format"] == "tsv"
    assert service.asked[0].data["glossary_id"] == service.glossaries[0]["glossary_id"]


def test_it_is_found_again_by_its_name(service):
    ask(open_with(service))
    ask(open_with(service), "Other words here.", "And these as well.")
    assert len(service.glossaries) == 1
    assert sum(one.path == "/v3/glossaries" and bool(one.data) for one in service.received) == 1


def test_it_is_made_anew_when_the_terms_have_changed_and_the_old_one_goes_after_a_day(service):
    service.glossaries.append({"glossary_id": "theirs", "name": "of somebody else",
                               "creation_time": "2020-01-01T00:00:00Z"})  # fmt: skip
    first, second = open_with(service), open_with(service, CHANGED)
    assert first.version != second.version
    ask(first)
    ask(second)
    names = [one["name"] for one in service.glossaries]
    assert len(names) == 3
    ask(open_with(service, CHANGED, now=MADE + 2 * DAY))
    assert [one["name"] for one in service.glossaries] == [names[0], names[2]]
    assert service.asked[-1].data["glossary_id"] == service.glossaries[1]["glossary_id"]


def test_where_there_is_room_for_one_only_it_takes_the_place_of_the_old_one(service):
    service.most_glossaries = 1
    ask(open_with(service))
    ask(open_with(service, CHANGED))
    assert len(service.glossaries) == 1
    assert service.asked[1].data["glossary_id"] == service.glossaries[0]["glossary_id"]


def test_one_of_somebody_else_is_never_deleted(service, caplog):
    service.most_glossaries = 1
    service.glossaries.append({"glossary_id": "theirs", "name": "of somebody else"})
    (one,) = ask(open_with(service))
    assert one.text
    assert [one["glossary_id"] for one in service.glossaries] == ["theirs"]
    assert "glossary_id" not in service.asked[0].data
    assert "DeepL has no glossary for these terms" in caplog.text
    assert "some-key" not in caplog.text


def test_one_that_somebody_deletes_in_between_is_made_again(service):
    engine = open_with(service)
    drafted(engine, "Some words here.")
    service.glossaries.clear()
    assert drafted(engine, "Other words here.")[0].text
    assert len(service.glossaries) == 1
    engine.close()


@pytest.mark.parametrize("answer", [None, [], {"glossaries": None}, {"glossaries": [1, {}, {
    "name": "polybook en-vi x", "glossary_id": "../v2/usage"}]}])  # fmt: skip
def test_a_list_of_glossaries_in_another_shape_is_no_danger(service, answer, caplog):
    good = service.answer
    service.answer = lambda request: (
        (200, answer) if request.path == "/v3/glossaries" and not request.data else good(request)
    )
    with caplog.at_level(logging.WARNING):
        assert ask(open_with(service))[0].text
    assert not any(one.method == "DELETE" for one in service.received)


def test_without_terms_there_is_none(service):
    ask(open_with(service, Glossary("vi")))
    assert [one.path for one in service.received] == ["/v2/translate"]
    assert "glossary_id" not in service.asked[0].data


# Keys, hosts, languages


@pytest.mark.parametrize(
    ("key", "host", "right"),
    [("a:fx", "api.deepl.com", "api-free.deepl.com"), ("a", "api-free.deepl.com", "api.deepl.com")],
)
def test_a_key_of_another_plan_is_told_the_right_host(monkeypatch, key, host, right):
    monkeypatch.setenv("POLYBOOK_DEEPL_KEY", key)
    with pytest.raises(ConfigError, match=f'write url = "https://{right}"') as error:
        deepl.open_engine(EngineSetting("deepl", f"https://{host}"), VIETNAMESE, GLOSSARY)
    assert "a:fx" not in str(error.value)


def test_a_missing_key_is_told_where_keys_are(monkeypatch):
    monkeypatch.delenv("POLYBOOK_DEEPL_KEY")
    monkeypatch.delenv("DEEPL_AUTH_KEY", raising=False)
    monkeypatch.delenv("DEEPL_API_KEY", raising=False)
    with pytest.raises(ConfigError, match=r"set DEEPL_AUTH_KEY; keys are at deepl\.com"):
        deepl.open_engine(EngineSetting("deepl", "https://api.deepl.com"), VIETNAMESE, GLOSSARY)


@pytest.mark.parametrize(
    ("name", "source", "target"),
    [
        ("vi", "VI", "VI"), ("en", "EN", "EN-US"), ("en_GB", "EN", "EN-GB"), ("pt", "PT", "PT-PT"),
        ("pt_BR", "PT", "PT-BR"), ("zh_CN", "ZH", "ZH-HANS"), ("zh_Hant", "ZH", "ZH-HANT"),
        ("zh_TW", "ZH", "ZH-HANT"), ("nb", "NB", "NB"), ("no", "NB", "NB"), ("de_AT", "DE", "DE"),
        ("es_419", "ES", "ES-419"), ("fr_CA", "FR", "FR"),
    ],
)  # fmt: skip
def test_what_deepl_calls_a_language(name, source, target):
    assert (source_code(name), target_code(name)) == (source, target)


def test_the_glossary_is_for_the_language_and_not_for_its_region(service):
    ask(open_with(service, target="pt_BR"))
    assert service.glossaries[0]["dictionaries"][0]["target_lang"] == "pt"
    assert service.asked[0].data["target_lang"] == "PT-BR"


def test_the_quota_ends_the_run(service):
    service.plan(Fault(456, b'{"message": "Quota Exceeded"}'))
    with pytest.raises(EngineError, match=r"the quota at 127\.0\.0\.1:\d+ is used up \(Quota Ex"):
        ask(open_with(service))
