"""A headless Chromium, driven through chromedriver by the W3C WebDriver protocol.

Plain HTTP is all it takes: the tests need Debian's chromium and chromium-driver, nothing else.
"""

from __future__ import annotations

import base64
import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests

ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",  # containers run as root, where Chromium's sandbox refuses to start
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--lang=en",
)
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the protocol's name of an element reference
TIMEOUT = 60


class Browser:
    """One window."""

    def __init__(self, session: requests.Session, url: str) -> None:
        self.session = session
        self.url = url

    def post(self, command: str, **values: Any) -> Any:
        answer = self.session.post(f"{self.url}/{command}", json=values, timeout=TIMEOUT).json()
        value = answer["value"]
        if isinstance(value, dict) and "error" in value:
            raise RuntimeError(f"{command}: {value['error']}: {value['message']}")
        return value

    def get(self, command: str) -> Any:
        return self.session.get(f"{self.url}/{command}", timeout=TIMEOUT).json()["value"]

    def resize(self, width: int, height: int) -> None:
        """Make the page, not the window, this large."""
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def devtools(self, method: str, **values: Any) -> Any:
        return self.post("goog/cdp/execute", cmd=method, params=values)

    def open(self, url: str) -> None:
        """Go to `url` and wait until it is loaded."""
        self.post("url", url=url)

    @property
    def location(self) -> str:
        return str(self.get("url"))

    def run(self, script: str) -> Any:
        """Run JavaScript in the page and return what it returns."""
        return self.post("execute/sync", script=script, args=[])

    def click(self, selector: str) -> None:
        """Click what `selector` (CSS) finds, as a mouse would: it must be there to be seen."""
        element = self.post("element", using="css selector", value=selector)[ELEMENT]
        self.post(f"element/{element}/click")

    def wait(self, script: str, seconds: float = 20) -> Any:
        """Wait until `script` returns something true, and return that."""
        end = time.monotonic() + seconds
        while not (value := self.run(script)):
            if time.monotonic() > end:
                raise TimeoutError(f"not within {seconds} s: {script}")
            time.sleep(0.05)
        return value

    def errors(self) -> list[str]:
        """Return the errors of the console since the last time."""
        entries = self.post("se/log", type="browser")
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]

    def screenshot(self) -> bytes:
        """Return what is to be seen, as PNG."""
        return base64.b64decode(self.get("screenshot"))


@contextmanager
def chromium(program: str, driver: str, *arguments: str) -> Iterator[Browser]:
    """Start Chromium with its driver, and end both."""
    with subprocess.Popen(
        [driver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            port = _port(process)
            with requests.Session() as session:
                session.trust_env = False  # a proxy is of no use to talk to this machine
                yield from _window(session, f"http://127.0.0.1:{port}", program, arguments)
        finally:
            process.terminate()


def _port(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    for line in process.stdout:
        if match := re.search(r"started successfully on port (\d+)", line):
            return int(match[1])
    raise RuntimeError(f"chromedriver ended with {process.wait()}")


def _window(
    session: requests.Session, server: str, program: str, arguments: tuple[str, ...]
) -> Iterator[Browser]:
    capabilities = {
        "browserName": "chrome",
        "goog:chromeOptions": {
            "binary": os.path.realpath(program),
            "args": [*ARGUMENTS, *arguments],
        },
        "goog:loggingPrefs": {"browser": "ALL"},
    }
    body = {"capabilities": {"alwaysMatch": capabilities}}
    answer = session.post(f"{server}/session", json=body, timeout=TIMEOUT).json()["value"]
    if "sessionId" not in answer:
        raise RuntimeError(f"Chromium did not start: {answer.get('message')}")
    browser = Browser(session, f"{server}/session/{answer['sessionId']}")
    try:
        yield browser
    finally:
        session.delete(browser.url, timeout=TIMEOUT)
