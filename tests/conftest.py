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


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str, object], None]:
    """Say a figure that a test has found, for the end of the run: `figure("units", 11684)`."""
    return lambda name, value: request.node.user_properties.append((name, str(value)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    lines = [
        f"{report.nodeid.rpartition('::')[2]}: "
        + ", ".join(f"{name} {value}" for name, value in report.user_properties)
        for report in reports
        if report.when == "call" and report.user_properties
    ]
    if lines:
        terminalreporter.section("figures")
        for line in sorted(lines):
            terminalreporter.line(line)
