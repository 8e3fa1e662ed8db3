"""Where an engine may send texts and keys, and where its key comes from.

Keys are read from the environment only. A project's configuration comes with the project, which
may be anybody's: so a service's usual variable, such as `OPENAI_API_KEY`, is read for that
service's own hosts only; `POLYBOOK_OPENAI_KEY` goes to whatever host the configuration names.
"""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from polybook.model.errors import ConfigError

PRIVATE_NAME = re.compile(
    r"localhost|(?!0x)[a-z_][a-z0-9_-]*|.+\.(?:localhost|local|lan|internal|home\.arpa|test)"
)
"""Names that only a local network gives to hosts: of containers, of machines next door. A number
without dots is none: systems read `134744072` and `0x08080808` as 8.8.8.8."""
KEY = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Address:
    """The address of one service."""

    base: str
    """As configured, without a slash at its end."""
    host: str
    """With the port where one is given: what people are told."""
    secure: bool
    """True for https."""

    @property
    def name(self) -> str:
        """The host without port, in lower case."""
        return urlsplit(self.base).hostname or ""


@dataclass(frozen=True, slots=True)
class Keys:
    """The environment variables that may hold a service's key."""

    own: str
    """Ours, such as POLYBOOK_DEEPL_KEY: sent to the configured host, whichever it is."""
    usual: tuple[str, ...] = ()
    """Those that the service's own programs read; only for `hosts`."""
    hosts: tuple[str, ...] = ()
    """The service's own hosts; one that begins with a dot stands for all names that end so."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key, which no repr shows."""

    value: str = field(default="", repr=False)
    variable: str = ""
    """Where it came from, or should come from."""


NO_KEY = Key()


def read_address(engine: str, url: str, example: str) -> Address:
    """Return the address that the configuration names for an engine.

    `example` is what the errors show. Plain http is for this machine and the
    local network: elsewhere anybody on the way could read texts and key. Raises ConfigError.
    """
    place = f"`url` of [engines.{engine}]"
    if not url:
        step = f'write its address under [engines.{engine}], such as url = "{example}"'
        raise ConfigError(f"nothing is sent to a host that the configuration does not name; {step}")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise ConfigError(f'{place} is no address; write it like "{example}"') from error
    unfit = not url.isascii() or set(url) & set(" \t\r\n\\")
    if parts.scheme not in ("http", "https") or not host or unfit:
        # Letters beyond ASCII may look like others, and a full-width full stop is read as a dot.
        raise ConfigError(f'{place} is no web address; write it like "{example}"')
    if parts.username is not None or parts.query or parts.fragment:
        raise ConfigError(
            f"{place} holds more than host and path; keys belong into an environment variable"
        )
    if parts.scheme == "http" and not is_private(host):
        raise ConfigError(f"{place} is http, which anybody on the way can read; use https")
    shown = f"[{host}]" if ":" in host else host
    return Address(url.rstrip("/"), f"{shown}:{port}" if port else shown, parts.scheme == "https")


def is_private(host: str) -> bool:
    """Tell whether a host is this machine or one of the local network, by its name alone."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return PRIVATE_NAME.fullmatch(host) is not None
    inner = getattr(address, "ipv4_mapped", None) or address
    return inner.is_loopback or inner.is_private or inner.is_link_local


def read_key(keys: Keys, address: Address) -> Key:
    """Return the key for an address from the environment, without a value where there is none.

    Raises ConfigError for what cannot be a key.
    """
    own = any(
        address.name.endswith(host) if host[0] == "." else address.name == host
        for host in keys.hosts
    )
    for variable in (keys.own, *(keys.usual if own else ())):
        value = os.environ.get(variable, "").strip()
        if value:
            if not KEY.fullmatch(value):
                # What is shown here would be shown to everybody who reads the log.
                raise ConfigError(
                    f"{variable} holds blanks or letters that no key has; set it anew"
                )
            return Key(value, variable)
    return Key("", keys.usual[0] if own and keys.usual else keys.own)


def needed_key(keys: Keys, address: Address, where: str) -> Key:
    """Return the key for an address; raises ConfigError without one, with the place `where`."""
    key = read_key(keys, address)
    if not key.value:
        raise ConfigError(f"{address.host} wants a key; set {key.variable}; {where}")
    return key
