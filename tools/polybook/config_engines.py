"""The tables `[engines.NAME]` and `[translate]` of the configuration: who drafts translations.

Nothing leaves the machine for a host that is not written here. Keys of services never are: they
come from the environment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from polybook.catalog.comments import MEMORY
from polybook.config_table import nearest
from polybook.engines.engine import EngineSetting
from polybook.engines.registry import ENGINES
from polybook.model.errors import UsageError

if TYPE_CHECKING:
    from polybook.config_table import Table

COMMAND = "command"
_KEYS = ("url", "model", "command", "timeout", "parallel", "price")
_MOST_PARALLEL = 64


@dataclass(frozen=True, slots=True)
class TranslateTable:
    """How drafts are made, defaults filled in."""

    engine: str = MEMORY
    """The engine that `translate` asks for what the memory does not have: one of `[engines]`."""


def read_engines(parent: Table) -> tuple[EngineSetting, ...]:
    """Read `[engines]`, a table for each engine; raises ConfigError for its first fault."""
    engines = parent.table("engines")
    engines.check_keys(ENGINES)
    return tuple(_engine(engines.table(name), name) for name in ENGINES if name in engines.values)


def read_translate(parent: Table) -> TranslateTable:
    """Read `[translate]`; raises ConfigError for its first fault."""
    table = parent.table("translate")
    table.check_keys(("engine",))
    name = table.string("engine", MEMORY)
    if name not in ENGINES:
        raise table.fault(f'`engine`: there is no engine "{name}"; {nearest(name, ENGINES)}')
    return TranslateTable(name)


def _engine(table: Table, name: str) -> EngineSetting:
    table.check_keys(_KEYS)
    default = EngineSetting(name)
    if "command" in table.values and name != COMMAND:
        raise table.fault("`command` is for [engines.command]; leave it out here")
    return EngineSetting(
        name,
        url=_url(table),
        model=table.string("model", "gpt-oss") if "model" in table.values else "",
        command=_command(table),
        timeout=_number(table, "timeout", default.timeout, least=0.1),
        parallel=_parallel(table, default.parallel),
        price=_number(table, "price", default.price, least=0),
    )


def _url(table: Table) -> str:
    if "url" not in table.values:
        return ""
    text = table.string("url", "https://translate.example.org")
    fault = f'`url` must be an address, such as https://translate.example.org, not "{text}"'
    try:
        url = urlsplit(text)
        bad = url.scheme not in ("http", "https") or not url.hostname or url.port == 0
    except ValueError:
        bad = True
    if bad or any(not sign.isprintable() or sign.isspace() for sign in text):
        raise table.fault(fault)
    if url.username is not None or url.password is not None:
        # Not quoted: what stands there is a secret.
        raise table.fault("`url` holds a name or a password; keys come from the environment only")
    return text


def _command(table: Table) -> tuple[str, ...]:
    example = 'such as command = ["python", "drafts.py"]'
    words = table.strings("command", ())
    if "command" in table.values and not words:
        raise table.fault(f"`command` must be a program with its arguments, {example}")
    return words


def _number(table: Table, key: str, default: float, *, least: float) -> float:
    value = table.values.get(key, default)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not least <= value < float("inf"):
        example = f"such as {key} = {default or 20:g}"
        raise table.fault(f"`{key}` must be a number, {least:g} or more, {example}")
    return float(value)


def _parallel(table: Table, default: int) -> int:
    value = table.values.get("parallel", default)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _MOST_PARALLEL:
        fault = f"`parallel` must be a number from 1 to {_MOST_PARALLEL}, such as parallel = 4"
        raise table.fault(fault)
    return value


def find_engine(settings: tuple[EngineSetting, ...], name: str) -> EngineSetting:
    """Return the setting of the engine called `name`; the memory needs no table.

    Raises UsageError where there is no such engine. What a setting lacks, the engine says when it
    is opened.
    """
    check_engine(name)
    return next((one for one in settings if one.name == name), EngineSetting(name))


def check_engine(name: str) -> None:
    """Raise UsageError where there is no engine called `name`."""
    if name not in ENGINES:
        raise UsageError(f'there is no engine "{name}"; {nearest(name, ENGINES)}')
