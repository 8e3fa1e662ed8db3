"""A client of the service on loopback, on a clock that does not wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from polybook.engines.address import Key, read_address
from polybook.engines.exchange import Service
from polybook.engines.http import Client
from polybook.engines.retry import Clock
from tests.engines.server import FakeService

KEY = "secret-0123456789-key"
NOW = 1_700_000_000.0
QUESTION = {"q": ["Some words."], "source": "en", "target": "vi", "format": "html"}


class Waits:
    """A clock that does not wait, and remembers how long it should have."""

    def __init__(self):
        self.seconds = []

    def clock(self):
        def wait(_event, seconds):
            self.seconds.append(seconds)
            return False

        return Clock(wall=lambda: NOW, wait=wait, chance=lambda: 1.0)


@contextmanager
def client_of(
    service: FakeService, waits: Waits | None = None, **fields: object
) -> Iterator[Client]:
    address = read_address("libretranslate", service.url, "")
    headers = {"Authorization": f"Bearer {KEY}"}
    given = Service(address, Key(KEY, "POLYBOOK_TEST_KEY"), headers, **fields)
    client = Client(given, (waits or Waits()).clock())
    try:
        yield client
    finally:
        client.close()


def ask(client):
    return client.ask("POST", "/translate", QUESTION, dict)
