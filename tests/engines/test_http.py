"""Asking a web service: what is asked again and how soon, what is not, and when it is given up."""

import threading
import time
from email.utils import formatdate

import pytest

from polybook.engines.address import Address, read_address
from polybook.engines.engine import AnswerError, EngineError
from polybook.engines.exchange import LARGEST, Service
from polybook.engines.http import GIVE_UP, Client
from polybook.engines.retry import ATTEMPTS, SLOW_ATTEMPTS, Clock
from tests.engines.asking import KEY, NOW, QUESTION, Waits, ask, client_of
from tests.engines.server import Fault


def test_an_answer_is_its_json(service):
    with client_of(service) as client:
        assert ask(client) == {"translatedText": ["để tính."]}
    (request,) = service.received
    assert request.data == QUESTION
    assert request.headers["Authorization"] == f"Bearer {KEY}"
    assert request.headers["User-Agent"].startswith("polybook/")


def test_letters_are_sent_as_they_are_and_halves_of_them_as_question_marks(service):
    with client_of(service) as client:
        client.ask("POST", "/translate", {**QUESTION, "q": ["từ \ud800"]}, dict)
    assert "từ ?".encode() in service.received[0].raw


@pytest.mark.parametrize(
    "fault",
    [Fault(429), Fault(408), Fault(500), Fault(502), Fault(503), Fault(504), Fault(529),
     Fault(drop=True), Fault(cut=5),
     Fault(body=b"-5\r\n{}\r\n", headers={"Transfer-Encoding": "chunked"})],
)  # fmt: skip
def test_what_may_pass_is_asked_again(service, fault):
    waits = Waits()
    service.plan(fault, fault)
    with client_of(service, waits) as client:
        assert ask(client)["translatedText"]
    assert len(service.asked) == 3
    assert waits.seconds == [1.0, 2.0]


def test_the_waits_grow_to_a_limit_and_chance_halves_them_at_most(service):
    seconds = []
    clock = Clock(wait=lambda _, time: bool(seconds.append(time)), chance=lambda: 0.0)
    service.plan(*[Fault(503)] * (ATTEMPTS - 1))
    client = Client(Service(read_address("deepl", service.url, "")), clock)
    assert ask(client)
    assert seconds == [0.5, 1.0, 2.0, 4.0]
    client.close()


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("0", 1.0),
        (formatdate(NOW + 20, usegmt=True), 20.0),
        (formatdate(NOW - 20, usegmt=True), 1.0),
        ("soon", 1.0),
        ("-5", 1.0),
        ("", 1.0),
        ("1e9", 1.0),
    ],
)
def test_the_service_says_how_long_to_wait(service, header, seconds):
    waits = Waits()
    service.plan(Fault(429, headers={"Retry-After": header}))
    with client_of(service, waits) as client:
        ask(client)
    assert waits.seconds == [seconds]


@pytest.mark.parametrize("header", ["3600", formatdate(NOW + 3600, usegmt=True)])
def test_nobody_waits_for_an_hour(service, header):
    service.plan(Fault(429, headers={"Retry-After": header}))
    waits = Waits()
    with client_of(service, waits) as client, pytest.raises(EngineError, match="in 60 minutes"):
        ask(client)
    assert waits.seconds == []


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (Fault(401), r"127.0.0.1:\d+ refuses us with 401 \(status 401\); see what POLYBOOK_TEST_"),
        (Fault(403), "refuses us with 403"),
        (Fault(402), "the quota at .* is used up"),
        (Fault(456), r"the quota at .* is used up \(status 456\); run it again"),
        (Fault(404), "does not know what it is asked for"),
        (Fault(302, headers={"Location": "https://other.example/a?b=c"}),
         "has moved to https://other.example/a; set `url`"),
        (Fault(307, headers={"Location": "/elsewhere"}), "has moved to /elsewhere"),
        (Fault(302, headers={"Location": "http://[::1"}), r"has moved to http://\[::1; set"),
        (Fault(302, headers={"Location": f"http://a/{KEY}/b"}), r"has moved to http://a/\*\*\*/b"),
    ],
)  # fmt: skip
def test_what_does_not_pass_ends_the_run_at_once(service, fault, message):
    service.plan(fault)
    with client_of(service) as client, pytest.raises(EngineError, match=message):
        ask(client)
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (Fault(400, b'{"error": "vi is not supported."}'), r"with 400 \(vi is not supported\)"),
        (Fault(413), "answered with 413"),
        (Fault(422, b'{"error": {"message": "a\\nb \\u001b[31m"}}'), r"422 \(a b \[31m\)"),
        (Fault(body=b"<!doctype html><title>Login</title>"), "answered with a web page"),
        (Fault(501, b"<html><title>Proxy &amp; Co</title>"), r"with 501 \(Proxy & Co\)"),
        (Fault(body=b"{broken"), "something that is not JSON"),
        (Fault(body=b"\xff\xfe"), "something that is not JSON"),
        (Fault(body=b"[" * 100_000), "something that is not JSON"),
        (Fault(body=b'"' + b"a" * (LARGEST + 1) + b'"'), "its answer is longer than 8 MiB"),
        (Fault(302, b"a" * (LARGEST + 1), {"Location": "/b"}), "its answer is longer than 8 MiB"),
    ],
)
def test_an_answer_that_is_none_costs_one_request_only(service, fault, message):
    service.plan(fault)
    with client_of(service) as client:
        with pytest.raises(AnswerError, match=message):
            ask(client)
        assert ask(client)
    assert len(service.asked) == 2


@pytest.mark.parametrize(("status", "borne"), [(400, GIVE_UP - 1), (501, 2)])
def test_a_service_that_always_fails_is_given_up(service, status, borne):
    service.plan(*[Fault(status)] * (borne + 1))
    with client_of(service) as client:
        for _ in range(borne):
            with pytest.raises(AnswerError):
                ask(client)
        with pytest.raises(EngineError, match="too many requests in a row have failed, the last"):
            ask(client)


def test_an_answer_that_is_none_counts_as_a_failure(service):
    def read(answer):
        raise AnswerError(f"no answer in {list(answer)}")

    with client_of(service) as client:
        for _ in range(GIVE_UP - 1):
            with pytest.raises(AnswerError, match="no answer in"):
                client.ask("POST", "/translate", QUESTION, read)
        with pytest.raises(EngineError, match="the last one since no answer in"):
            client.ask("POST", "/translate", QUESTION, read)


def test_one_good_answer_makes_up_for_the_bad_ones(service):
    service.plan(*[Fault(400)] * (GIVE_UP - 1))
    with client_of(service) as client:
        for _ in range(GIVE_UP - 1):
            with pytest.raises(AnswerError):
                ask(client)
        assert ask(client)
        service.plan(Fault(400))
        with pytest.raises(AnswerError):
            ask(client)


def test_a_service_that_stays_busy_says_so_in_the_end(service):
    service.plan(*[Fault(429)] * ATTEMPTS)
    with client_of(service) as client, pytest.raises(EngineError, match="lower `parallel`"):
        ask(client)


def test_a_service_that_is_not_there_is_named():
    client = Client(Service(Address("http://127.0.0.1:9", "127.0.0.1:9", False)), Waits().clock())
    with pytest.raises(
        EngineError, match=r"127\.0\.0\.1:9: it cannot be reached, Connection refused"
    ):
        ask(client)
    client.close()


def test_a_service_that_keeps_silent_is_not_waited_for(service):
    service.plan(*[Fault(hang=True)] * ATTEMPTS)
    with (
        client_of(service, timeout=0.1) as client,
        pytest.raises(AnswerError, match=r"within 0\.1 s"),
    ):
        ask(client)
    assert len(service.asked) == SLOW_ATTEMPTS


def test_what_is_under_way_stops_when_the_client_is_closed(service):
    service.plan(Fault(hang=True))
    with client_of(service) as client:
        errors = []

        def work():
            try:
                ask(client)
            except EngineError as error:
                errors.append(str(error))

        thread = threading.Thread(target=work)
        thread.start()
        while not service.asked:
            time.sleep(0.01)
        client.close()
        thread.join(5)
        assert errors == [f"stopped asking {client.service.address.host}"]


def test_a_wait_stops_when_the_client_is_closed(service):
    service.plan(Fault(503))
    client = Client(Service(read_address("deepl", service.url, "")), Clock(chance=lambda: 1.0))
    threading.Timer(0.05, client.close).start()
    began = time.monotonic()
    with pytest.raises(EngineError, match="stopped"):
        ask(client)
    assert time.monotonic() - began < 0.9


def test_no_more_requests_are_under_way_than_allowed(service):
    most, now, lock = [0], [0], threading.Lock()

    def slow(text):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.02)
        with lock:
            now[0] -= 1
        return text

    service.translate = slow
    with client_of(service, parallel=2) as client:
        threads = [threading.Thread(target=ask, args=(client,)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most == [2]
    assert len(service.asked) == 6
