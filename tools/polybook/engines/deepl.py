"""DeepL: POST /v2/translate, with our tags as XML, our terms as a glossary, and context.

https://developers.deepl.com/api-reference/translate. Texts of one section go together, with the
section as their context: DeepL looks at the context for each text, and never from text to text.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from polybook.engines.address import Keys, needed_key, read_address
from polybook.engines.answers import plain
from polybook.engines.batches import drafts
from polybook.engines.codes import read_code
from polybook.engines.deepl_glossary import Terms, keep_in_step
from polybook.engines.engine import (
    AnswerError,
    Context,
    Draft,
    EngineSetting,
    Languages,
    Limits,
    Request,
)
from polybook.engines.exchange import Service
from polybook.engines.http import Client, UnknownError, translations
from polybook.engines.retry import Clock
from polybook.model.errors import ConfigError
from polybook.terms.glossary import Glossary

NAME = "deepl"
FREE, PAID = "api-free.deepl.com", "api.deepl.com"
EXAMPLE = f"https://{FREE}"
KEYS = Keys("POLYBOOK_DEEPL_KEY", ("DEEPL_AUTH_KEY", "DEEPL_API_KEY"), (".deepl.com",))
LIMITS = Limits(texts=50, characters=24_000)
"""50 texts and 128 KiB a request, of which a character may take four bytes."""
CONTEXT = 1500
"""Characters of context."""
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML cannot hold; DeepL refuses a text that is not well-formed."""

VARIANTS = {"en": "EN-US", "pt": "PT-PT", "no": "NB", "zh-Hans": "ZH-HANS", "zh-Hant": "ZH-HANT"}
"""Targets that DeepL calls otherwise than the web does."""
REGIONS = frozenset({"EN-GB", "EN-US", "ES-419", "PT-BR", "PT-PT"})


class DeepL:
    """One account at DeepL."""

    name = NAME
    limits = LIMITS

    def __init__(self, client: Client, languages: Languages, terms: Terms, model: str) -> None:
        self.host = client.service.address.host
        self.version = f"2 {model} {terms.digest}".replace("  ", " ")
        self._client = client
        self._languages = languages
        self._terms = terms
        self._model = model
        self._lock = threading.Lock()
        self._glossary: str | None = None
        """The glossary's id; empty when there is none, None when nobody has looked."""

    def draft(self, requests: Sequence[Request]) -> Sequence[Draft]:
        """Return a draft for each request, as `Engine.draft` says."""
        found: list[Draft] = []
        for section in sections(requests):
            found += drafts(section, LIMITS, self._languages, self._ask)
        return found

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _ask(self, requests: Sequence[Request]) -> Sequence[str]:
        glossary = self._known_glossary()
        try:
            return self._translate(requests, glossary)
        except (AnswerError, UnknownError) as error:
            if not glossary or "glossar" not in str(error).lower():
                raise
        # Somebody has deleted it since.
        with self._lock:
            if self._glossary == glossary:
                self._glossary = None
        return self._translate(requests, self._known_glossary())

    def _translate(self, requests: Sequence[Request], glossary: str) -> Sequence[str]:
        data: dict[str, Any] = {
            "text": [NO_XML.sub(" ", request.text) for request in requests],
            "source_lang": source_code(self._languages.source),
            "target_lang": target_code(self._languages.target),
            "tag_handling": "xml",
            "tag_handling_version": "v2",
            # Our tags stand inside sentences, and never around one.
            "outline_detection": False,
            "non_splitting_tags": ["g", "x"],
            "split_sentences": "nonewlines",
            "preserve_formatting": True,
        }
        if context := context_of(requests):
            data["context"] = context
        if glossary:
            data["glossary_id"] = glossary
        if self._model:
            data["model_type"] = self._model
        return self._client.ask("POST", "/v2/translate", data, self._texts)

    def _texts(self, answer: Any) -> Sequence[str]:  # noqa: ANN401 - JSON
        return translations(answer, "text", self.host)

    def _known_glossary(self) -> str:
        with self._lock:
            if self._glossary is None:
                self._glossary = keep_in_step(self._client, self._terms, self._client.now())
            return self._glossary


def sections(requests: Sequence[Request]) -> Iterator[Sequence[Request]]:
    """Yield the requests that can share a context: those of one section, in order.

    The half of a sentence that goes on over a formula has the other half as its context, alone.
    """

    def place(numbered: tuple[int, Request]) -> tuple[str, str, int]:
        number, request = numbered
        around = request.context
        return around.page, around.heading, number if around.continues else -1

    for _, group in groupby(enumerate(requests), place):
        yield [request for _, request in group]


def context_of(requests: Sequence[Request]) -> str:
    """Return what stands around requests of one section, their own texts among it."""
    first: Context = requests[0].context
    last = requests[-1].context
    # Of a text alone, DeepL sees itself; of several, none sees the others.
    own = [plain(request.text) for request in requests] if len(requests) > 1 else []
    parts = (first.heading, first.before, first.continues, *own, last.after)
    return "\n".join(filter(None, parts))[:CONTEXT]


def source_code(name: str) -> str:
    """Return what DeepL calls a source language by gettext's name: it has no regions."""
    language = read_code(name).language
    return "NB" if language == "no" else language.upper()


def target_code(name: str) -> str:
    """Return what DeepL calls a target language by gettext's name."""
    code = read_code(name)
    full = f"{code.language}-{code.region}".upper()
    if full in REGIONS:
        return full
    return VARIANTS.get(code.bcp47) or VARIANTS.get(code.language) or code.language.upper()


def open_engine(
    setting: EngineSetting, languages: Languages, glossary: Glossary, clock: Clock | None = None
) -> DeepL:
    """Return the engine of a setting; raises ConfigError without host or key."""
    address = read_address(NAME, setting.url, EXAMPLE)
    key = needed_key(KEYS, address, "keys are at deepl.com/your-account/keys")
    free = key.value.endswith(":fx")
    if address.name in (FREE, PAID) and free != (address.name == FREE):
        kind, host = ("the free plan", FREE) if free else ("a paid plan", PAID)
        raise ConfigError(
            f"the key in {key.variable} is of {kind}, which has another host; "
            f'write url = "https://{host}" into [engines.deepl]'
        )
    headers = {"Authorization": f"DeepL-Auth-Key {key.value}"}
    service = Service(address, key, headers, setting.timeout, setting.parallel)
    terms = Terms.of(glossary, source_code(languages.source), target_code(languages.target))
    return DeepL(Client(service, clock), languages, terms, setting.model)
