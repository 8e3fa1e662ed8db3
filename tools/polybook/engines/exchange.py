"""One request to a web service, and what came back: nothing is asked twice here.

Of the environment, `HTTPS_PROXY`, `NO_PROXY` and `REQUESTS_CA_BUNDLE` count, proxies for https
only: of a tunnel they see nothing but its end. Never `.netrc`, which would take the place of our
keys. Redirects are not followed, since text and key are for the host that was named, and cookies
are not kept.
"""

from __future__ import annotations

import os
import queue
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy

import requests
from requests.utils import get_environ_proxies

from polybook import __version__
from polybook.engines.address import NO_KEY, Address, Key
from polybook.engines.words import one_line

CONNECT = 10.0
"""Seconds for a connection."""
LARGEST = 8 * 2**20
"""Bytes of the largest answer that is read."""
CHUNK = 2**16
UNREACHABLE = "it cannot be reached"


@dataclass(frozen=True)
class Service:
    """What each request to one service needs."""

    address: Address
    key: Key = NO_KEY
    """The key, to be taken out of what the service says."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Sent with each request, the key among them."""
    timeout: float = 60.0
    """Seconds to wait for one answer, from the first byte sent to the last one read."""
    parallel: int = 2
    """Requests under way at once."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back from one attempt."""

    status: int = 0
    """0 when there was no answer at all."""
    body: bytes = b""
    retry_after: str = ""
    location: str = ""
    fault: str = ""
    """Why the answer is not whole."""
    again: bool = True
    """Whether it may be whole next time, where there is a fault."""
    slow: bool = False
    """Whether it was waited for in vain: that takes long, and hardly ever helps."""


class _Session(requests.Session):
    """Looks nowhere else: even when told not to follow a redirect, requests reads it to its end."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Return that there is none."""


def new_session(service: Service) -> requests.Session:
    """Return a session that sends a service's headers, and takes nothing from elsewhere."""
    session = _Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    if service.address.secure:
        session.proxies = get_environ_proxies(service.address.base)
        bundle = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
        session.verify = bundle or True
    session.headers.update({"User-Agent": f"polybook/{__version__}"})
    session.headers.update({"Content-Type": "application/json", "Accept": "application/json"})
    session.headers.update(service.headers)
    return session


def exchange(
    session: requests.Session,
    method: str,
    url: str,
    body: bytes | None,
    timeout: float,
    answers: queue.SimpleQueue[Reply | Exception],
) -> None:
    """Put what one attempt gives into `answers`."""
    try:
        answers.put(_reply(session, method, url, body, timeout))
    except Exception as error:  # raised again where it is waited for
        answers.put(error)


def _reply(
    session: requests.Session, method: str, url: str, body: bytes | None, timeout: float
) -> Reply:
    status = 0
    try:
        with session.request(
            method, url, data=body, timeout=(CONNECT, timeout), allow_redirects=False, stream=True
        ) as response:
            status = response.status_code
            headers = response.headers
            content = bytearray()
            for chunk in response.iter_content(CHUNK):
                content += chunk
                if len(content) > LARGEST:
                    fault = f"its answer is longer than {LARGEST // 2**20} MiB"
                    return Reply(status, fault=fault, again=False)
            return Reply(
                status,
                bytes(content),
                headers.get("Retry-After", ""),
                headers.get("Location", ""),
            )
    except requests.exceptions.SSLError as error:
        return Reply(fault=f"{UNREACHABLE}, {_root(error)}", again=False)
    except requests.exceptions.ReadTimeout:
        return Reply(fault=too_slow(timeout), slow=True)
    except (requests.exceptions.RequestException, ValueError) as error:
        # ValueError is what Python's own http raises for a chunk with less than no bytes.
        if status:
            return Reply(status, fault="its answer broke off")
        return Reply(fault=f"{UNREACHABLE}, {_root(error)}")


def too_slow(timeout: float) -> str:
    """Return the fault of an answer that did not come in time."""
    return f"it did not answer within {timeout:g} s"


def _root(error: BaseException) -> str:
    """Return the words of the system for what went wrong, without those of the libraries."""
    words = type(error).__name__
    at: BaseException | None = error
    while at is not None:
        if isinstance(at, OSError) and at.strerror:
            words = at.strerror
        at = at.__cause__ or at.__context__
    return one_line(words)
