"""LibreTranslate: a free translation service that anybody can host.

Its HTTP API, version 1: https://docs.libretranslate.com. Texts are sent as HTML, so tags stay; each
stretch between tags is translated alone, and entities come back read. Keys are needed only where
the host wants one.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from polybook.engines.address import Key, Keys, read_address, read_key
from polybook.engines.batches import drafts
from polybook.engines.codes import nearest_code
from polybook.engines.engine import (
    AnswerError,
    Draft,
    EngineError,
    EngineSetting,
    Languages,
    Limits,
    Request,
)
from polybook.engines.exchange import Service
from polybook.engines.http import Client
from polybook.engines.retry import Clock
from polybook.terms.glossary import Glossary
from polybook.terms.names import name_in

NAME = "libretranslate"
EXAMPLE = "http://localhost:5000"
KEYS = Keys("POLYBOOK_LIBRETRANSLATE_KEY", ("LIBRETRANSLATE_API_KEY",), (".libretranslate.com",))
LIMITS = Limits(texts=25, characters=5000)


class LibreTranslate:
    """One host of LibreTranslate."""

    name = NAME
    version = "1"
    limits = LIMITS

    def __init__(self, client: Client, key: Key, languages: Languages) -> None:
        self.host = client.service.address.host
        self._client = client
        self._key = key
        self._languages = languages
        self._lock = threading.Lock()
        self._codes: tuple[str, str] | None = None

    def draft(self, requests: Sequence[Request]) -> Sequence[Draft]:
        """Return a draft for each request, as `Engine.draft` says."""
        return drafts(requests, LIMITS, self._languages, self._ask) if requests else ()

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _ask(self, requests: Sequence[Request]) -> Sequence[str]:
        source, target = self._known_codes()
        data: dict[str, Any] = {
            "q": [request.text for request in requests],
            "source": source,
            "target": target,
            "format": "html",
        }
        if self._key.value:
            data["api_key"] = self._key.value
        return self._client.ask("POST", "/translate", data, self._texts)

    def _texts(self, answer: Any) -> Sequence[str]:  # noqa: ANN401 - JSON
        texts = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise AnswerError(f"{self.host} answered without `translatedText`")
        return texts

    def _known_codes(self) -> tuple[str, str]:
        """Return what the host calls the two languages; asked once, when first needed."""
        with self._lock:
            if self._codes is None:
                self._codes = self._read_codes()
            return self._codes

    def _read_codes(self) -> tuple[str, str]:
        try:
            known = self._client.ask("GET", "/languages", None, languages_of)
        except AnswerError as error:
            raise EngineError(f"{error}; is it LibreTranslate?") from error
        if not known:
            raise EngineError(f"{self.host} names no languages; see that `url` is LibreTranslate's")
        source = nearest_code(self._languages.source, known)
        # Hosts before version 1.3.9 do not say which languages each can be translated into.
        target = nearest_code(self._languages.target, known.get(source) or known)
        if not source or not target:
            both = (self._languages.source, self._languages.target)
            names = " into ".join(name_in(one, "en") for one in both)
            raise EngineError(
                f"{self.host} cannot translate {names}; install the language there, "
                "or use another engine"
            )
        return source, target


def languages_of(answer: Any) -> dict[str, list[str]]:  # noqa: ANN401 - JSON
    """Return the codes that `/languages` lists, each with those it can be translated into."""
    found: dict[str, list[str]] = {}
    for one in answer if isinstance(answer, list) else ():
        if isinstance(one, dict) and "code" in one:
            targets = one.get("targets")
            listed = targets if isinstance(targets, list) else ()
            found[str(one["code"])] = [str(target) for target in listed]
    return found


def open_engine(
    setting: EngineSetting,
    languages: Languages,
    glossary: Glossary,  # noqa: ARG001 - it has no glossaries
    clock: Clock | None = None,
) -> LibreTranslate:
    """Return the engine of a setting; raises ConfigError when it names no host."""
    address = read_address(NAME, setting.url, EXAMPLE)
    key = read_key(KEYS, address)
    service = Service(address, key, timeout=setting.timeout, parallel=setting.parallel)
    return LibreTranslate(Client(service, clock), key, languages)
