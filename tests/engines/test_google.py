"""What Google is sent: spans in place of our tags, the project in address and header."""

import pytest

from polybook.engines import google
from polybook.engines.engine import EngineError, EngineSetting
from polybook.engines.google import code_of, from_html, to_html
from polybook.model.errors import ConfigError
from tests.engines.engines import GLOSSARY, VIETNAMESE, drafted, open_web_engine, requests_of
from tests.engines.server import Fault


@pytest.fixture(autouse=True)
def token(monkeypatch):
    monkeypatch.setenv("POLYBOOK_GOOGLE_TOKEN", "ya29.some-token")


def test_the_request_is_as_documented(service):
    engine = open_web_engine("google", service, model="general/nmt")
    drafted(engine, "Use `a<b` & **more**.")
    (request,) = service.asked
    assert request.path == "/v3/projects/my-project/locations/global:translateText"
    assert request.headers["Authorization"] == "Bearer ya29.some-token"
    assert request.headers["x-goog-user-project"] == "my-project"
    assert request.data == {
        "contents": [
            'Use <span id="x1" translate="no">`a&lt;b`</span> &amp; <span id="g2">more</span>.'
        ],
        "mimeType": "text/html",
        "sourceLanguageCode": "en",
        "targetLanguageCode": "vi",
        "model": "projects/my-project/locations/global/models/general/nmt",
    }
    engine.close()


def test_a_long_piece_is_not_sent():
    (asked,) = requests_of(f"Use `{'very long code ' * 5}` here.")
    assert to_html(asked.request) == 'Use <span id="x1" translate="no">X1</span> here.'


@pytest.mark.parametrize(
    ("answer", "masked"),
    [
        ('Dùng <span id="x1" translate="no">`x`</span>.', 'Dùng <x id="1"/>.'),
        ("<span translate=no id='x1'>bất kỳ <b>gì</b></span>!", '<x id="1"/>!'),
        ('<SPAN ID="g2">a <span id="x1">b</span> c</SPAN>', '<g id="2">a <x id="1"/> c</g>'),
        ('<span style="direction:rtl">a <span id="g2">b</span></span>', 'a <g id="2">b</g>'),
        ('a <span id="x1"><span class="n">`x`</span></span> b', 'a <x id="1"/> b'),
        ('a</span> <span id="g2">b', 'a <g id="2">b'),
        ('<span data-a="1>2" id="x1">`</span>', '<x id="1"/>'),
        ("a &lt; b &#39;c&#39;", "a &lt; b &#39;c&#39;"),
    ],
)
def test_spans_become_tags_again(answer, masked):
    assert from_html(answer) == masked


@pytest.mark.parametrize(
    ("name", "code"),
    [("vi", "vi"), ("pt_BR", "pt-BR"), ("zh_CN", "zh-CN"), ("zh_Hant", "zh-TW"),
     ("de_AT", "de"), ("sr@latin", "sr"), ("fr_CA", "fr-CA")],
)  # fmt: skip
def test_what_google_calls_a_language(name, code):
    assert code_of(name) == code


@pytest.mark.parametrize(
    "url",
    ["https://translation.googleapis.com", "https://translation.googleapis.com/v3/projects/a",
     "https://translation.googleapis.com/v2/projects/a/locations/global",
     "https://translation.googleapis.com/v3/projects/a/locations/global/b"],
)  # fmt: skip
def test_an_address_without_project_and_location_is_refused(url):
    with pytest.raises(ConfigError, match="must name project and location; write it like"):
        google.open_engine(EngineSetting("google", url), VIETNAMESE, GLOSSARY)


def test_without_a_token_the_error_says_how_to_get_one(monkeypatch):
    monkeypatch.delenv("POLYBOOK_GOOGLE_TOKEN")
    setting = EngineSetting("google", google.EXAMPLE)
    monkeypatch.delenv("GOOGLE_OAUTH_ACCESS_TOKEN", raising=False)
    with pytest.raises(ConfigError, match="gcloud auth print-access-token"):
        google.open_engine(setting, VIETNAMESE, GLOSSARY)


def test_a_token_that_has_run_out_ends_the_run(service):
    body = b'{"error": {"code": 401, "message": "Request had invalid credentials.", "status": "U"}}'
    service.plan(Fault(401, body))
    engine = open_web_engine("google", service)
    with pytest.raises(
        EngineError, match=r"with 401 .*invalid credentials\); see what POLYBOOK_GO"
    ):
        drafted(engine, "Some words.")
    engine.close()
