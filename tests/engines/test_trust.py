"""Texts and keys go to the host that was named, and keys are told to nobody."""

import pytest

from polybook.engines.address import read_address
from polybook.engines.engine import AnswerError, EngineError
from polybook.engines.exchange import Service, new_session
from polybook.engines.retry import ATTEMPTS
from tests.engines.asking import KEY, ask, client_of
from tests.engines.server import Fault, running_service


def test_a_redirect_takes_neither_text_nor_key_to_another_host(service):
    with running_service() as other:
        service.plan(Fault(307, headers={"Location": f"{other.url}/translate"}))
        with client_of(service) as client, pytest.raises(EngineError, match="has moved"):
            ask(client)
        assert other.received == []


@pytest.mark.parametrize(
    "body",
    [
        f'{{"message": "Incorrect API key provided: {KEY}"}}',
        f'{{"message": "Incorrect API key provided: {KEY[:8]}*****{KEY[-4:]}."}}',
        f'{{"message": "no such key: *****{KEY[-8:]}"}}',
        f"<title>{KEY}</title>",
    ],
)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 456, 500])
def test_a_key_is_never_told_even_when_the_service_tells_it(service, body, status, caplog):
    service.plan(*[Fault(status, body.encode())] * ATTEMPTS)
    with client_of(service) as client:
        with pytest.raises((EngineError, AnswerError)) as caught:
            ask(client)
        told = [str(caught.value), repr(caught.value), repr(client), repr(client.service),
                repr(client.service.key), caplog.text]  # fmt: skip
    error = caught.value
    while error := error.__cause__ or (None if error.__suppress_context__ else error.__context__):
        told.append(repr(error))
    for one in told:
        assert KEY[:6] not in one
        assert KEY[-6:] not in one


def test_an_answer_that_holds_the_key_is_none(service):
    service.spoil(lambda text: f"{text} {KEY}")
    with client_of(service) as client, pytest.raises(AnswerError, match="holds the key") as caught:
        ask(client)
    assert KEY not in str(caught.value)


def test_nothing_of_the_machine_s_own_settings_is_used_behind_our_back(
    service, monkeypatch, tmp_path
):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    service.plan(Fault(headers={"Set-Cookie": "track=me"}))
    with client_of(service) as client:
        ask(client)
        ask(client)
    for request in service.received:
        assert request.headers["Authorization"] == f"Bearer {KEY}"
        assert "Cookie" not in request.headers


def test_a_proxy_carries_https_only_and_certificates_are_always_looked_at(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.lan:3128")
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.lan:3128")
    monkeypatch.setenv("NO_PROXY", "inside.example.org")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/etc/ssl/own.pem")

    def session_for(url):
        return new_session(Service(read_address("deepl", url, "")))

    outside = session_for("https://api.example.org")
    assert outside.proxies["https"] == "http://proxy.lan:3128"
    assert outside.verify == "/etc/ssl/own.pem"
    assert session_for("https://inside.example.org").proxies == {}
    assert session_for("http://localhost:5000").proxies == {}
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    assert session_for("https://api.example.org").verify is True
    assert not outside.trust_env
