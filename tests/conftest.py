"""Fixtures and options of all tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.helpers import GOLDENS, compare_golden


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write tests/goldens from what the code does now; read the diff before you commit it",
    )


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Callable[[str, str | bytes], None]:
    """Compare an output with a file in tests/goldens: `golden("formats/intro.txt", output)`."""
    update = pytestconfig.getoption("--update-goldens")

    def compare(name: str, actual: str | bytes) -> None:
        content = actual.encode() if isinstance(actual, str) else actual
        compare_golden(GOLDENS / name, content, update=update)

    return compare
