"""Fixtures of the engines' tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engines.server import FakeService, running_service


@pytest.fixture
def service() -> Iterator[FakeService]:
    """A web service on loopback that speaks the APIs of all engines."""
    with running_service() as running:
        yield running
